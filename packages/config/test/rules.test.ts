import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { definePolicy, policyFromEnv, portFromEnv, rules, type RuleCode } from '@repo/config'
import { issuesOfExample } from '../scripts/examples.ts'
import { readmeFile, withRules } from '../scripts/readme.ts'
import { errorOf } from './support.ts'

const root = join(import.meta.dirname, '../../..')
const readme = readFileSync(readmeFile, 'utf8')

/** Examples that are calls or variables, not options. */
const calls: Partial<Record<RuleCode, [wrong: () => unknown, right: () => unknown]>> = {
  CONFIG_NOT_AN_OBJECT: [() => definePolicy('production', undefined as never), () => undefined],
  ENVIRONMENT_UNKNOWN: [
    () => policyFromEnv('prodution' as never, {}),
    () => policyFromEnv('development', {}),
  ],
  PORT_INVALID: [() => portFromEnv('PORT', '3e3', 80), () => portFromEnv('PORT', '3000', 80)],
}

describe('the examples of a rule', () => {
  for (const [code, { wrong, right }] of Object.entries(rules)) {
    const call = calls[code as RuleCode]
    it(`${code}: the wrong example → this code alone`, () => {
      const issues = call ? errorOf(call[0]).issues : issuesOfExample(wrong)
      assert.deepEqual(
        issues.map((issue) => issue.code),
        [code],
      )
      // Every placeholder is filled in.
      for (const { reason, fix } of issues) {
        assert.doesNotMatch(`${reason} ${fix}`, /[{]\w+[}]|\b(?:Use|in|from) [.,]|undefined/)
        assert.notEqual(fix, '')
      }
    })

    it(`${code}: the right example → valid`, () => {
      if (call) assert.doesNotThrow(call[1])
      else assert.deepEqual(issuesOfExample(right), [])
    })
  }
})

describe('the text of a rule', () => {
  for (const [code, { reason, fix, spec }] of Object.entries(rules)) {
    it(`${code} → a reason, a fix and a source`, () => {
      assert.match(code, /^[A-Z]+(?:_[A-Z]+)+$/)
      assert.match(reason, /^.{10,}[^.\s]$/, 'the reason is the middle of a sentence')
      assert.match(fix, /^(?:[A-Z].*\.|\{suggestion\})$/, 'the fix is a sentence')
      if (spec.startsWith('https:')) {
        assert.match(
          new URL(spec).host,
          /^(?:fetch|html|url)\.spec\.whatwg\.org$|rfc-editor|w3c|ietf|publicsuffix|developer\.mozilla/,
        )
      } else {
        assert.ok(existsSync(join(root, spec)), spec)
      }
    })

    it(`${code} → none of the words that this repository avoids`, () => {
      assert.doesNotMatch(
        `${reason} ${fix}`,
        /\b(?:just|simply|easy|obviously|whitelist|answers?|refused?s?|anybody|nobody|everybody|somebody|blanks?|spelt|is no|are no)\b|!/i,
      )
    })
  }
})

describe('packages/config/README.md', () => {
  it('its tables → those of the rules; `npm run readme` writes them', () => {
    assert.equal(withRules(readme), readme)
  })

  it('every code → an anchor, so that the link of each error leads to its row', () => {
    for (const code of Object.keys(rules)) {
      assert.equal(readme.split(`<a id="${code}"></a>`).length, 2, code)
    }
  })

  it('every relative link → an existing file', () => {
    const links = [...readme.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, path = '']) => path)
    assert.ok(links.length > 5)
    for (const path of links) assert.ok(existsSync(join(readmeFile, '..', path)), path)
  })
})
