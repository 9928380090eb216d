import type { Check, CheckFinding } from '../check.ts'
import { maxAgeSeconds } from '../decide/index.ts'
import { quote } from '../cors-failure.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf } from '../http/header-lines.ts'
import { evidenceOf } from '../http/redact.ts'

/** The longest time for which any browser caches a preflight response: Firefox, one day. */
const longestSeconds = 86_400

/** A request header that no server lists: a preflight response that allows it reflects the request. */
const unlisted = 'x-cors-verify-unlisted'

/** Checks `Access-Control-Max-Age` and the lists of the preflight response. */
export const preflightLists: Check = {
  id: 'preflight-lists',
  title: 'Access-Control-Max-Age and the allowed headers',
  async run({ plan, preflight }) {
    const [need] = plan.needs
    const [origin] = plan.origins
    if (!need) return { findings: [] }
    const write = plan.needs.find(({ headers }) => headers.length > 0) ?? {
      ...need,
      method: 'PATCH',
      headers: ['content-type'],
    }
    const usual = await preflight(origin, write)
    const reflecting = await preflight(origin, { ...write, headers: [...write.headers, unlisted] })
    const findings = [
      maxAge(usual),
      reflection(reflecting),
      plan.credentials ? undefined : withoutAuthorization(usual),
    ]
    return { findings: findings.filter((finding) => finding !== undefined) }
  },
}

function maxAge(exchange: Exchange): CheckFinding | undefined {
  const { response } = exchange
  if (!response || response.status >= 300) return undefined
  const { seconds, valid, value } = maxAgeSeconds(response.headers)
  if (value !== undefined && valid && seconds === 0)
    return {
      code: 'max-age-out-of-range',
      severity: 'info',
      title: 'Access-Control-Max-Age: 0 disables the preflight cache',
      observed: 'The response to the preflight has Access-Control-Max-Age: 0.',
      expected: 'A number of seconds, such as 7200.',
      impact:
        'Speed: browsers do not cache the preflight response, and send a preflight before each request that needs one.',
      evidence: [evidenceOf(exchange)],
    }
  if (value === undefined || (valid && seconds <= longestSeconds)) return undefined
  return {
    code: 'max-age-out-of-range',
    severity: 'weak',
    observed: `The response to the preflight has Access-Control-Max-Age: ${quote(value)}, ${
      valid ? 'longer than any browser caches it' : 'which is not a whole number of seconds'
    }.`,
    expected:
      'A whole number from 0 to 86400. Browser limits: Chromium 7200, Firefox 86400, WebKit 600.',
    impact: valid
      ? 'Speed: browsers cut the value to their own limit.'
      : 'Speed: browsers ignore the value and cache the preflight response for 5 s. Chromium does not cache it if the value is negative.',
    evidence: [evidenceOf(exchange)],
  }
}

/**
 * `*` in Access-Control-Allow-Headers does not include Authorization by the standard. Browsers still accept
 * it without credentials, so no request fails and the finding is `info`.
 *
 * @see https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
 */
function withoutAuthorization(exchange: Exchange): CheckFinding | undefined {
  const list = valueOf(exchange.response?.headers ?? [], 'access-control-allow-headers') ?? ''
  const names = list.split(',').map((name) => name.trim().toLowerCase())
  if (!names.includes('*') || names.includes('authorization')) return undefined
  return {
    code: 'header-not-allowed',
    severity: 'info',
    title: 'Access-Control-Allow-Headers: * does not include Authorization',
    observed: `Access-Control-Allow-Headers is ${quote(list)}. The Fetch standard requires Authorization by name. Chromium, Firefox and Safari still accept * for it in requests without credentials; Firefox prints a warning to the console.`,
    expected: 'Access-Control-Allow-Headers: *, Authorization, if pages set that header.',
    impact:
      'Pages that set Authorization: their requests fail in browsers that follow the standard.',
    about: { headers: ['authorization'] },
    evidence: [evidenceOf(exchange)],
  }
}

function reflection(exchange: Exchange): CheckFinding | undefined {
  const list = valueOf(exchange.response?.headers ?? [], 'access-control-allow-headers')
  const names = list?.split(',').map((name) => name.trim().toLowerCase())
  if (!names?.includes(unlisted)) return undefined
  return {
    code: 'reflects-request-headers',
    severity: 'info',
    observed: `Access-Control-Allow-Headers repeats every requested name, ${unlisted} included.`,
    expected: 'A fixed list: browsers then cache one preflight response for all requests to a URL.',
    evidence: [evidenceOf(exchange)],
  }
}
