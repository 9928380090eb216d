import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { galleryGroups } from '../src/page/gallery-groups.ts'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import { groups, type Group } from '../src/shared/groups.ts'

const { scenarios } = await loadScenarios()
const views = scenarios.map(viewOf)

/** The text that Chromium prints in every scenario of a group, for groups whose title quotes it. */
const prints: Partial<Record<Group, RegExp>> = {
  'no-allow-origin': /policy: No 'Access-Control-Allow-Origin' header is present/,
  'wrong-allow-origin': /policy: The 'Access-Control-Allow-Origin' header (?:has a|contains)/,
  preflight: /policy: .*preflight re(?:quest|sponse)/,
  credentials: /policy: .*credentials mode is 'include'/,
}

/** Returns the expected result of the last request to the wrong server of a scenario. */
function lastOf(id: string) {
  const { expected } = views.find((view) => view.id === id)?.wrong ?? {}
  return expected?.at(-1)
}

describe('the groups of the gallery', () => {
  it('each scenario → is in one group', () => {
    const ids = galleryGroups(views).flatMap((group) => group.scenarios.map(({ id }) => id))
    assert.deepEqual([...ids].sort(), views.map(({ id }) => id).sort())
  })

  it('each group → has scenarios, and the gallery has them in the order of the table', () => {
    assert.deepEqual(
      galleryGroups(views).map(({ id }) => id),
      groups.map(({ id }) => id),
    )
  })

  it('a group without scenarios → is left out', () => {
    const [first] = views
    assert.ok(first)
    assert.deepEqual(
      galleryGroups([first]).map(({ id }) => id),
      [first.group],
    )
  })

  for (const { id: group, title } of groups) {
    const members = views.filter((view) => view.group === group)
    const text = prints[group]
    if (text) {
      it(`“${title}” → Chromium prints this text in each scenario that it blocks`, () => {
        const others = members.filter(({ id, wrong }) => {
          if (wrong.expected.every(({ only }) => only?.chromium?.readable)) return false
          const texts = recordedTexts.scenarios[id]?.wrong?.texts.chromium ?? []
          return !texts.some((each) => text.test(each))
        })
        assert.deepEqual(
          others.map(({ id }) => id),
          [],
        )
      })
    }
    if (title.startsWith('Works, ') && group !== 'requests-by-others') {
      it(`“${title}” → the page that is allowed reads the response in each scenario`, () => {
        const blocked = members.filter(({ wrong }) => !wrong.expected.some((each) => each.readable))
        assert.deepEqual(
          blocked.map(({ id }) => id),
          [],
        )
      })
    }
  }

  it('“Cookies are missing” → the last request has no cookie, in at least one engine', () => {
    for (const { id } of views.filter(({ group }) => group === 'cookies')) {
      const { cookieSent, only = {} } = lastOf(id) ?? {}
      const sent = [cookieSent, ...Object.values(only).map((each) => each.cookieSent)]
      assert.ok(sent.includes(false), id)
    }
  })

  it('“A header reads null” → the page reads the response, and a header of it is null', () => {
    for (const { id } of views.filter(({ group }) => group === 'null-header')) {
      const { readable, values = {} } = lastOf(id) ?? {}
      assert.equal(readable, true, id)
      assert.ok(Object.values(values).includes(null), id)
    }
  })

  it('“Works, and nothing is wrong” → those without a fixed configuration', () => {
    for (const { id, right } of views.filter(({ group }) => group === 'right'))
      assert.equal(right, undefined, id)
  })
})
