import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findSymptoms } from 'cors-verify/symptoms'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { searchRecorded } from '../src/page/search/search-recorded.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'

const { scenarios } = await loadScenarios()
const views = scenarios.map(viewOf)
const search = (text: string) => searchRecorded(views, recordedTexts, text)

/** Returns the ids of the found scenarios, by group. */
const idsOf = (text: string) =>
  search(text)?.groups.map(({ scenarios: group }) => group.map(({ id }) => id)) ?? []

/** Every recorded text, with the scenario in which the engine printed it. */
const recorded = Object.entries(recordedTexts.scenarios).flatMap(([id, sides]) =>
  Object.values(sides).flatMap(({ texts }) =>
    Object.entries(texts).flatMap(([engine, list]) => list.map((text) => ({ id, engine, text }))),
  ),
)

const rowsOf = (text: string) => findSymptoms(text).found.map(({ symptom }) => symptom)

describe('the recorded texts', () => {
  it('every scenario and side → is recorded in each engine; no other one is recorded', () => {
    const sides = (ids: string[]) => [...new Set(ids)].sort()
    const expected = views.flatMap(({ id, right }) =>
      right ? [`${id} wrong`, `${id} right`] : `${id} wrong`,
    )
    const engines = Object.keys(recordedTexts.engines)
    assert.deepEqual(engines, ['chromium', 'firefox', 'webkit'])
    for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
      const found = Object.entries(recordedTexts.scenarios).flatMap(([id, each]) =>
        Object.entries(each).flatMap(([side, { texts }]) => (texts[engine] ? `${id} ${side}` : [])),
      )
      assert.deepEqual(sides(found), sides(expected), `${engine}: run npm run lab:record`)
    }
  })

  it('no text → has a port or a host of this machine', () => {
    const local = recorded.filter(({ text }) =>
      /acme\.localhost|other\.localhost|:\d{5}\b/.test(text),
    )
    assert.deepEqual(local, [])
  })

  it(`each of ${recorded.length} texts → is in the table of cors-verify explain`, () => {
    const unknown = recorded.filter(({ text }) => findSymptoms(text).found.length === 0)
    assert.deepEqual(unknown, [])
  })

  for (const text of new Set(recorded.map((each) => each.text))) {
    it(`${text.slice(-90)} → finds each scenario that printed it`, () => {
      const found = idsOf(text).flat()
      const own = recorded.filter((each) => each.text === text).map(({ id }) => id)
      assert.deepEqual(
        own.filter((id) => !found.includes(id)),
        [],
      )
      const rows = rowsOf(text)
      const unrelated = found.filter((id) => {
        const printed = recorded.filter((each) => each.id === id)
        return !printed.some((each) => rowsOf(each.text).some((row) => rows.includes(row)))
      })
      assert.deepEqual(unrelated, [], 'scenarios that print another text')
      assert.ok(found.length < views.length)
    })
  }
})

describe('searchRecorded', () => {
  const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
  const blocked = (reason: string) =>
    `Access to fetch at 'https://api.mine.test/a' from origin 'https://mine.test' has been blocked by CORS policy: ${reason}`
  const firefox = (reason: string) =>
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.mine.test/a. ${reason}`

  for (const [name, text, first] of [
    ['Chromium', blocked(missing), '01-no-cors-layer'],
    ['Chromium, wrapped', blocked(missing).replaceAll(' ', '\n '), '01-no-cors-layer'],
    [
      'Firefox',
      firefox('(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 429.'),
      'rate-limit-before-cors',
    ],
    [
      'Firefox',
      firefox('(Reason: CORS preflight response did not succeed). Status code: 401.'),
      'preflight-401-with-headers',
    ],
    ['Safari', 'Preflight response is not successful. Status code: 404', 'preflight-404'],
    [
      'Safari',
      'Origin https://mine.test is not allowed by Access-Control-Allow-Origin. Status code: 502',
      'error-page-of-the-proxy',
    ],
  ] as const) {
    it(`${name}: ${text.slice(-60)} → ${first} is among them`, () => {
      const [printing] = idsOf(text)
      assert.ok(printing?.includes(first), String(printing))
    })
  }

  it('the status beside the text → the scenario with the cause for that status comes first', () => {
    const [printing] = idsOf(
      firefox('(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 429.'),
    )
    assert.equal(printing?.[0], 'rate-limit-before-cors')
  })

  it('scenarios of a text → in the order of the causes of its symptom, then those without a cause', () => {
    const { causes } = findSymptoms(blocked(missing)).found[0] ?? {}
    assert.deepEqual(causes, ['origin-not-listed', 'no-cors-layer'])
    const [printing = []] = idsOf(blocked(missing))
    const ranks = printing.map((id) => {
      const own = recordedTexts.scenarios[id]?.wrong?.causes ?? []
      const at = ['origin-not-listed', 'no-cors-layer'].findIndex((cause) => own.includes(cause))
      return at < 0 ? 2 : at
    })
    assert.deepEqual(ranks, [...ranks].sort())
    assert.ok(new Set(ranks).size > 1, String(ranks))
  })

  it('both lines that Firefox prints → the result of the line with the reason', () => {
    const reason = firefox('(Reason: CORS preflight response did not succeed). Status code: 401.')
    const second = firefox('(Reason: CORS request did not succeed). Status code: (null).')
    assert.deepEqual(idsOf(`${reason}\n${second}`), idsOf(reason))
    assert.notDeepEqual(idsOf(second), idsOf(reason))
  })

  it('the text of a library → which text to copy instead, and the scenarios that can cause it', () => {
    const result = search('AxiosError: Network Error')
    assert.match(result?.explanations[0]?.copyInstead ?? '', /browser console/)
    assert.deepEqual(
      result?.groups.map(({ title }) => title),
      ['Scenarios that can cause it'],
    )
    assert.ok(idsOf('AxiosError: Network Error')[0]?.includes('01-no-cors-layer'))
  })

  it('a text that no scenario prints → its meaning', () => {
    const result = search('GET https://api.mine.test/ net::ERR_CERT_DATE_INVALID')
    assert.match(result?.explanations[0]?.meaning ?? '', /expired/)
    assert.deepEqual(result?.groups, [])
    assert.equal(result?.nearest.length, 3)
  })

  it('a long text → its start and its end are quoted', () => {
    const { searchedFor = '' } = search(blocked(`${'x'.repeat(200)} the reason.`)) ?? {}
    assert.match(searchedFor, /^“Access to fetch at .* … x+ the reason\.”$/)
  })

  for (const typed of ['502', '502 Bad Gateway', 'HTTP/1.1 502 Bad Gateway', 'Status code: 502']) {
    it(`${typed} → the scenarios whose server sends it`, () => {
      assert.deepEqual(idsOf(typed), [['error-page-of-the-proxy']])
      assert.equal(search(typed)?.searchedFor, 'the status 502')
    })
  }

  it('a status that no server sends → the nearest three', () => {
    const result = search('431')
    assert.deepEqual(result?.groups, [])
    assert.deepEqual(result?.nearest.map(({ text }) => text).slice(0, 1), ['status 429'])
    assert.equal(result?.nearest.length, 3)
  })

  it('a header line → the scenarios that use it; any origin counts as one of the lab', () => {
    const star = idsOf('Access-Control-Allow-Origin: *').flat()
    assert.ok(star.includes('03-star-in-development'))
    assert.ok(!star.includes('02-allowlist'))
    assert.deepEqual(idsOf('< access-control-allow-origin: *').flat(), star)
    const listed = idsOf('Access-Control-Allow-Origin: https://mine.test/items')
    assert.deepEqual(listed, [['url-in-place-of-origin']])
  })

  it('a header line that no server sends → the nearest lines with that name', () => {
    const result = search('Access-Control-Allow-Credentials: yes')
    assert.deepEqual(result?.groups, [])
    assert.ok((result?.nearest.length ?? 0) > 0)
    for (const { text } of result?.nearest ?? [])
      assert.match(text, /^Access-Control-Allow-Credentials:/i)
  })

  it('a header name → the scenarios that use it, then those that mention it', () => {
    const result = search('Access-Control-Max-Age')
    assert.match(result?.groups[0]?.title ?? '', /use it/)
    assert.ok(idsOf('access-control-max-age')[0]?.includes('max-age-zero'))
  })

  it('ordinary words, or no text → undefined: title and prose are searched instead', () => {
    for (const typed of [
      '',
      '  ',
      'proxy',
      'preflight',
      'origin',
      'allow-credentials',
      'access control',
    ])
      assert.equal(search(typed), undefined, typed)
  })

  it('a text that no scenario prints → the text that was searched for, and the nearest three', () => {
    const typo = "No 'Acces-Control-Alow-Origin' header was found"
    const result = search(typo)
    assert.equal(result?.searchedFor, `“${typo}”`)
    assert.deepEqual(result.groups, [])
    assert.equal(new Set(result.nearest.map(({ scenario }) => scenario.id)).size, 3)
    assert.match(result.nearest[0]?.text ?? '', /No 'Access-Control-Allow-Origin' header/)
    assert.equal(result.notice, undefined)
  })

  it('a text in another language → a notice', () => {
    const german =
      "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf http://localhost:11434/api/generate. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt). Statuscode: 403."
    const result = search(german)
    assert.match(result?.notice ?? '', /another language/)
    assert.equal(result?.nearest.length, 3)
  })

  it('a text of 100,000 characters → is searched in less than a second', () => {
    search('warm up the table')
    const startedAt = performance.now()
    search('header origin '.repeat(7000))
    assert.ok(performance.now() - startedAt < 1000)
  })
})
