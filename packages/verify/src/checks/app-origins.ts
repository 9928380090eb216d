import { appOriginOf, type AppOrigin } from '../app-origins/index.ts'
import type { Check, CheckFinding } from '../check.ts'
import { givenOrigin, type Plan } from '../plan.ts'
import { isLoopback } from '../site.ts'

/** Reports what a server has to know about origins of apps and of the user's own machine: allowlist, cookies. */
export const appOrigins: Check = {
  id: 'app-origins',
  title: 'the origins of apps',
  toleratesInconsistency: true,
  run: ({ plan }) =>
    Promise.resolve({
      findings: plan.origins
        .map((origin) => givenOrigin(plan, origin))
        .flatMap((origin) => {
          const app = appOriginOf(origin)
          return app && needsFinding(app, plan) ? [findingOf(origin, app, plan)] : []
        }),
    }),
}

/**
 * Whether the origin needs a finding. The cause `origin-cannot-be-listed` covers those that cannot be listed, and a
 * loopback origin is right for an API on the same machine.
 */
function needsFinding({ allow }: AppOrigin, { url }: Plan): boolean {
  return allow === 'exact' || (allow !== 'never' && !isLoopback(url.hostname))
}

function findingOf(
  origin: string,
  { app, sends, allow, because, cookies, blocksCookies, instead, reference }: AppOrigin,
  { credentials }: Plan,
): CheckFinding {
  const cookiesLost = credentials && blocksCookies === true
  return {
    code: 'app-origin',
    severity: allow === 'exact' && !cookiesLost ? 'info' : 'weak',
    title: titleOf(origin, allow, cookiesLost),
    observed: [
      `${origin} is the origin of ${app}.`,
      sends,
      because,
      ...(credentials && cookies !== undefined ? [cookies] : []),
    ].join(' '),
    expected: allow === 'exact' && !credentials ? `An exact entry: ${origin}.` : instead,
    reference,
    evidence: [],
  }
}

function titleOf(origin: string, allow: AppOrigin['allow'], cookiesLost: boolean): string {
  if (cookiesLost) return `Pages at ${origin} never send the API’s cookies`
  return allow === 'exact'
    ? `${origin} is safe as an exact entry`
    : `${origin} on the list of a deployment: any program of the visitor’s machine can have it`
}
