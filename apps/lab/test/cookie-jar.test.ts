import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeSetCookie } from '../src/page/reading/cookie-jar.ts'

const none = 'sid=1; SameSite=None; Secure'
const cases: [where: 'same-site' | 'cross-site' | 'omit', line: string, sentence: RegExp][] = [
  ['same-site', 'sid=1', /“sid” is stored: .* same-site/],
  ['same-site', 'sid=1; SameSite=Strict', /is stored/],
  ['same-site', '__Host-sid=1; Secure; Path=/', /“__Host-sid” is stored/],
  ['same-site', 'sid', /without a name is stored/],
  ['same-site', ' sid =a=b; Path=/', /“sid” is stored/],
  ['cross-site', none, /third-party cookie/],
  ['cross-site', `${none}; Partitioned`, /is Partitioned: .* this page’s site only/],
  ['cross-site', 'sid=1; samesite = none ; SECURE; partitioned', /is Partitioned: /],
  ['cross-site', 'sid=1; SameSite=Lax; SameSite=None; Secure', /third-party cookie/],

  ['omit', none, /is ignored: .*without credentials/],
  ['same-site', 'sid=1; SameSite=None', /is rejected: SameSite=None needs Secure/],
  ['same-site', 'sid=1; Partitioned', /is rejected: Partitioned needs Secure/],
  ['same-site', '__Host-sid=1; Path=/', /is rejected: the prefix __Host- needs/],
  ['same-site', '__host-sid=1; Secure', /is rejected: the prefix __Host- needs/],
  ['same-site', '__Host-sid=1; Secure; Path=/; Domain=acme.localhost', /the prefix __Host- needs/],
  [
    'same-site',
    '__Http-sid=1; Secure',
    /is rejected: the prefix __Http- needs Secure and HttpOnly/,
  ],
  ['same-site', '__Http-sid=1; Secure; HttpOnly', /is stored/],
  ['same-site', '__Host-Http-sid=1; Secure; Path=/', /the prefix __Host-Http- needs .*HttpOnly/],
  ['same-site', '__Host-Http-sid=1; Secure; HttpOnly; Path=/', /is stored/],
  ['same-site', '__Secure-sid', /without a name is rejected: .* begins with __Secure-/],
  ['same-site', '=', /is rejected: its name and its value are empty/],
  ['same-site', 'sid=1; Domain=other.localhost', /Domain=other.localhost does not cover api.acme/],
  ['same-site', 'sid=1; Domain=example.com', /is rejected: Domain=example.com does not cover/],
  ['same-site', 'sid=1; Domain=localhost', /is rejected: Domain=localhost does not cover/],
  ['same-site', 'sid=1; Domain=.Acme.localhost', /is stored/],
  ['same-site', 'sid=1; Domain=api.acme.localhost', /is stored/],
  ['same-site', 'sid=1; Domain=', /is stored/],
  ['same-site', `sid=1; Domain=${'a'.repeat(1025)}`, /is stored/],
  ['same-site', `sid=${'x'.repeat(4093)}`, /is stored/],
  ['same-site', `sid=${'x'.repeat(4094)}`, /is rejected: .* have 4097 bytes; the maximum is 4096/],
  ['same-site', `sid=${'é'.repeat(2047)}`, /is rejected: .* have 4097 bytes/],
  ['same-site', '__Secure-sid=1', /is rejected: the prefix __Secure- needs/],
  [
    'cross-site',
    'sid=1',
    /Chromium rejects it, as an absent or unknown SameSite is Lax there\. Firefox and Safari/,
  ],
  [
    'cross-site',
    'sid=1; SameSite',
    /Chromium rejects it, .* Firefox and Safari treat it as a third-party cookie/,
  ],
  [
    'cross-site',
    'sid=1; SameSite=Off',
    /Chromium rejects it, .* Firefox and Safari treat it as a third-party cookie/,
  ],
  ['cross-site', 'sid=1; SameSite=Lax; Secure', /its SameSite is Lax\.$/],

  ['same-site', 'sid=; Max-Age=0', /“sid” is deleted/],
  ['same-site', 'sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /is deleted/],
  ['same-site', 'sid=1; Expires=Fri, 01 Jan 2999 00:00:00 GMT', /is stored/],
  ['same-site', 'sid=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /is stored/],
  ['same-site', 'sid=1; Max-Age=soon', /is stored/],
  ['cross-site', 'sid=; Max-Age=0', /Chromium rejects it/],
  ['cross-site', 'sid=1; Secure; Partitioned', /Chromium rejects it/],
  ['cross-site', 'sid=; Max-Age=0; SameSite=None; Secure', /is deleted/],
]
for (const [where, line, sentence] of cases)
  test(`${where}, ${line.slice(0, 80)} → ${sentence.source}`, () => {
    const credentials = where === 'omit' ? 'omit' : 'include'
    assert.match(
      judgeSetCookie(line, {
        credentials,
        isSameSite: where !== 'cross-site',
        host: 'api.acme.localhost',
      }),
      sentence,
    )
  })
