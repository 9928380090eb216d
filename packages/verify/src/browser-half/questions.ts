import type { Draft } from '../check.ts'
import type { Decision } from '../decide/types.ts'
import { codeOf } from '../diagnose.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { rootRefusal, type Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import { foreignOrigins } from '../probes/foreign-origins.ts'

/** Who asks for what, and what the header arithmetic says a browser will do. */
export interface Question {
  origin: string
  need: Need
  expected: Decision
  /** The finding it belongs to, if it goes as expected. */
  code: Draft['code'] | undefined
}

/** All that a browser can be asked without harm, and what the arithmetic says it will answer. */
export async function questions(observer: Observer, drafts: readonly Draft[]): Promise<Question[]> {
  const { plan } = observer
  const asked: Question[] = []
  for (const origin of plan.origins)
    for (const need of plan.needs) {
      if (isUnsafe(need.method) && !plan.allowWrites) continue
      const observation = await observer.fetchAs(origin, need)
      const { decision } = observation
      if (!decision) continue
      const code = decision.readable
        ? hiddenHeader(drafts, need)
        : codeOf(observation, decision.refusal, await rootRefusal(observer, origin))
      asked.push({ origin, need, expected: decision, code })
    }
  const [main] = plan.needs
  if (!main) return asked
  const plain = { ...main, method: 'GET', headers: [] }
  const foreign = drafts.find(({ code }) => code === 'foreign-origin-reads-credentialed')
  for (const origin of await foreignToAsk(observer, plain)) {
    const { decision } = await observer.fetchAs(origin, plain)
    if (!decision) continue
    const gotIn = decision.readable && plan.credentials
    asked.push({ origin, need: plain, expected: decision, code: gotIn ? foreign?.code : undefined })
  }
  return asked
}

/** A stranger, a sandboxed frame, a look-alike, and those that the arithmetic lets in. */
async function foreignToAsk({ plan, fetchAs }: Observer, plain: Need): Promise<string[]> {
  const origins = foreignOrigins(plan.origins, plan.url).map(({ origin }) => origin)
  const gotIn: string[] = []
  for (const origin of origins)
    if ((await fetchAs(origin, plain)).decision?.readable) gotIn.push(origin)
  return [...new Set([...origins.slice(0, 3), ...gotIn.slice(0, 3)])]
}

function hiddenHeader(drafts: readonly Draft[], { url }: Need): Draft['code'] | undefined {
  return drafts.find(
    ({ code, severity, evidence }) =>
      code === 'header-not-exposed' &&
      severity === 'broken' &&
      evidence.some(({ request }) => request.url === url),
  )?.code
}
