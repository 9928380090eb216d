import { Lexer, Parser, type Token } from 'marked'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatReport } from '../src/formats/index.ts'
import { fullReport, incompleteReport, methodNotAllowed, okReport } from './sample-report.ts'

const options = { color: false, width: 80, failOn: 'broken', notLookedFor: [] } as const
const markdown = (report: typeof okReport) => formatReport('markdown', report, options)

/** All tokens of a document, those inside others too. */
function tokensOf(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [
    token,
    ...tokensOf('tokens' in token ? (token.tokens ?? []) : []),
    ...tokensOf(token.type === 'list' ? (token['items'] as Token[]) : []),
  ])
}

/** A report in which every text that a server controls is `value`. */
const hostile = (value: string): typeof okReport => ({
  ...okReport,
  findings: [
    {
      ...methodNotAllowed,
      title: value,
      observed: value,
      expected: value,
      evidence: [
        {
          by: 'http',
          request: { method: 'GET', url: 'https://api.example.com/', headers: [['Origin', value]] },
          response: { status: 200, headers: [['Access-Control-Allow-Origin', value]] },
          remark: value,
        },
      ],
      fix: [{ stack: 'nginx', name: value, where: 'nginx.conf', change: value, block: value }],
    },
  ],
  skipped: [{ check: value, reason: value }],
})

describe('the Markdown format', () => {
  it('has a heading for the verdict, for each finding, and for what was not checked', () => {
    const headings = new Lexer()
      .lex(markdown(fullReport))
      .filter(({ type }) => type === 'heading')
      .map((heading) => ('text' in heading ? String(heading.text).replace(/:.*/, '') : ''))
    assert.equal(headings[0], 'cors-verify')
    assert.equal(headings.length, fullReport.findings.length + 1 + (fullReport.skipped.length && 1))
    assert.match(markdown(incompleteReport), /^### Not checked$/m)
    assert.doesNotMatch(markdown(okReport), /Not checked|###/)
  })

  for (const [name, value] of [
    ['a link', '[click](https://evil.example)'],
    ['an image', '![x](https://evil.example/x.png)'],
    ['a bare URL', 'https://evil.example/ and www.evil.example'],
    ['HTML', '<img src=x onerror=alert(1)><b>bold</b> &amp;'],
    ['emphasis and code', '*a* _b_ ~~c~~ `d`'],
    ['a table', 'a | b'],
    ['a fence', '```\n\n# heading\n\n<b>x</b>'],
    ['a longer fence', '`````\n</details>'],
  ] as const)
    it(`${name} from a server stays text`, () => {
      const tokens = tokensOf(new Lexer().lex(markdown(hostile(value))))
      const types = new Set(tokens.map(({ type }) => type))
      for (const type of ['image', 'em', 'del', 'codespan', 'table', 'br'])
        assert.ok(!types.has(type), type)
      // The reference is the only link, and the disclosure of the evidence the only HTML.
      const links = tokens.filter(({ type }) => type === 'link')
      assert.equal(links.length, 1)
      assert.ok(links.every(({ raw }) => raw === `<${methodNotAllowed.reference}>`))
      const html = tokens.filter(({ type }) => type === 'html').map(({ raw }) => raw.trim())
      assert.deepEqual(html, ['<details><summary>Evidence by http</summary>', '</details>'])
      const shown = Parser.parse(new Lexer().lex(markdown(hostile(value))))
      assert.doesNotMatch(shown, /<b>|<img/)
    })

  it('a mention of a user and an issue number → are split by U+200B, and look the same', () => {
    const shown = markdown(hostile('@someone fixes #12'))
    assert.doesNotMatch(shown.replaceAll(/```[^]*?```/g, ''), /@someone|#12/)
    assert.match(shown.replaceAll('\u200b', ''), /@someone fixes #12/)
  })

  it('redacts the values of cookies, and has no control character', () => {
    assert.doesNotMatch(markdown(fullReport), /secret/)
    assert.doesNotMatch(markdown(hostile('a\u001b[31mb\u0007')), /[\u0000-\u0009\u000b-\u001f]/)
  })
})
