import type { Exchange } from '../src/exchange.ts'

const page = 'https://app.example.com'

/** A request of the page, and its response as it came: status, header lines, a blank line, the body. */
function exchange(method: string, headers: [string, string][], recorded: string): Exchange {
  const [head = '', ...rest] = recorded.replace(/^\n/, '').split('\n\n')
  const [status = '', ...lines] = head.split('\n').map((line) => line.trim())
  return {
    request: {
      method,
      url: 'https://api.example.com/items',
      headers: [['Origin', page], ...headers],
    },
    response: {
      status: Number(status.split(' ')[0]),
      headers: lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1).trim()]
      }),
      body: rest.join('\n\n'),
      milliseconds: 1,
    },
  }
}

/** The response to a GET of the page. */
export function get(recorded: string): Exchange {
  return exchange('GET', [], recorded)
}

/** The response to a preflight for PATCH with `content-type`. */
export function options(recorded: string): Exchange {
  return exchange(
    'OPTIONS',
    [
      ['Access-Control-Request-Method', 'PATCH'],
      ['Access-Control-Request-Headers', 'content-type'],
    ],
    recorded,
  )
}
