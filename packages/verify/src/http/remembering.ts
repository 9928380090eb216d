import type { Exchange } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'

/** A driver that need not send what it has sent before. */
export interface RememberingDriver extends HttpDriver {
  /** As `send`; an equal request is sent once, and its exchange is given again. */
  recall: HttpDriver['send']
}

export function remembering(http: HttpDriver): RememberingDriver {
  const memory = new Map<string, Promise<Exchange>>()
  return {
    send: http.send,
    recall(request, until) {
      const key = JSON.stringify([request, until])
      const exchange = memory.get(key) ?? http.send(request, until)
      memory.set(key, exchange)
      return exchange
    },
  }
}

/** What one check was given, of a driver that all share. */
export interface NoticingDriver extends RememberingDriver {
  /** The limit of the run that cut off one of its requests, and its cure. */
  readonly unfinished: string | undefined
}

export function noticing(http: RememberingDriver): NoticingDriver {
  let unfinished: string | undefined
  const notice = async (asked: Promise<Exchange>) => {
    const exchange = await asked
    unfinished ??= exchange.unfinished
    return exchange
  }
  return {
    send: (request, until) => notice(http.send(request, until)),
    recall: (request, until) => notice(http.recall(request, until)),
    get unfinished() {
      return unfinished
    },
  }
}
