import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeSetCookie } from '../src/page/reading/cookie-jar.ts'

const none = 'sid=1; SameSite=None; Secure'
const cases: [where: 'same-site' | 'cross-site' | 'omit', line: string, sentence: RegExp][] = [
  ['same-site', 'sid=1', /“sid” is kept: .* one site/],
  ['same-site', 'sid=1; SameSite=Strict', /is kept/],
  ['same-site', '__Host-sid=1; Secure; Path=/', /“__Host-sid” is kept/],
  ['same-site', 'sid', /is kept/],
  ['same-site', ' sid =a=b; Path=/', /“sid” is kept/],
  ['cross-site', none, /third-party cookie/],
  ['cross-site', `${none}; Partitioned`, /is kept, for this page’s site alone/],
  ['cross-site', 'sid=1; samesite = none ; SECURE; partitioned', /is kept, for this page’s/],
  ['cross-site', 'sid=1; SameSite=Lax; SameSite=None; Secure', /third-party cookie/],

  ['omit', none, /is ignored: .*without credentials/],
  ['same-site', 'sid=1; SameSite=None', /is refused: SameSite=None needs Secure/],
  ['same-site', 'sid=1; Partitioned', /is refused: Partitioned needs Secure/],
  ['same-site', '__Host-sid=1; Path=/', /is refused: the prefix __Host- needs/],
  ['same-site', '__host-sid=1; Secure', /is refused: the prefix __Host- needs/],
  ['same-site', '__Host-sid=1; Secure; Path=/; Domain=a.example', /the prefix __Host- needs/],
  ['same-site', '__Secure-sid=1', /is refused: the prefix __Secure- needs/],
  [
    'cross-site',
    'sid=1',
    /is refused: .* different sites, and its SameSite is absent: Lax, in Chromium alone\.$/,
  ],
  ['cross-site', 'sid=1; SameSite', /its SameSite is absent: Lax, in Chromium alone\.$/],
  ['cross-site', 'sid=1; SameSite=Off', /its SameSite is “Off”: Lax, in Chromium alone\.$/],
  ['cross-site', 'sid=1; SameSite=Lax; Secure', /its SameSite is Lax\.$/],

  ['same-site', 'sid=; Max-Age=0', /“sid” is removed/],
  ['same-site', 'sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /is removed/],
  ['same-site', 'sid=1; Expires=Fri, 01 Jan 2999 00:00:00 GMT', /is kept/],
  ['same-site', 'sid=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /is kept/],
  ['same-site', 'sid=1; Max-Age=soon', /is kept/],
  ['cross-site', 'sid=; Max-Age=0', /is refused/],
]
for (const [where, line, sentence] of cases)
  test(`${where}, ${line} → ${sentence.source}`, () => {
    const credentials = where === 'omit' ? 'omit' : 'include'
    assert.match(
      judgeSetCookie(line, { credentials, isSameSite: where !== 'cross-site' }),
      sentence,
    )
  })
