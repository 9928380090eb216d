import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { formatHtml } from '../src/formats/html.ts'
import type { Finding, Report } from '../src/report.ts'
import {
  disallowedOriginRead,
  fullReport,
  incompleteReport,
  methodNotAllowed,
  okReport,
  unreachableReport,
} from './sample-report.ts'

const html = (report: Report, credentials = true) => formatHtml(report, { credentials })

function withFindings(...findings: Finding[]): Report {
  return { ...okReport, verdict: 'broken', findings }
}

/** The text of a document, without its style. */
const textOf = (page: string) =>
  page
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')

/** A report in which every text that a server controls is `value`. */
function hostile(value: string): Report {
  const finding: Finding = {
    ...methodNotAllowed,
    title: value,
    cause: value,
    observed: value,
    expected: value,
    impact: value,
    evidence: [
      {
        by: 'http',
        request: {
          method: value,
          url: value,
          headers: [
            ['Origin', value],
            [value, value],
          ],
        },
        response: { status: 200, headers: [['Access-Control-Allow-Origin', value]] },
        remark: value,
      },
    ],
    fix: [{ stack: 'nginx', name: value, where: value, change: value, block: value }],
    reference: value,
  }
  return {
    ...withFindings(finding, finding),
    target: value,
    skipped: [{ check: value, reason: value }],
    disagreements: [{ request: value, predicted: value, observed: value }],
  }
}

describe('the HTML report', () => {
  it('has the verdict, each part of each finding, and what was not checked', () => {
    const text = textOf(html(fullReport))
    for (const words of [
      'cors-verify: critical',
      'Pages that are not yours can read what only your users may',
      'Observed The response carries Access-Control-Allow-Methods: "GET,HEAD,POST"',
      'Expected Access-Control-Allow-Methods with PATCH in it',
      'Impact Pages on https://app.example.com cannot change an item.',
      'Evidence by http &gt; OPTIONS https://api.example.com/api/items',
      'by chromium &gt; PATCH https://api.example.com/api/items',
      'MethodDisallowedByPreflightResponse(PATCH)',
      'Fix: @fastify/cors, recognised by the header Keep-Alive',
      'Reference https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
      'Not checked csrf POST /api/transfer: It would write.',
      'A bug in cors-verify, please report it',
    ])
      assert.ok(text.includes(words), words)
    assert.doesNotMatch(textOf(html(okReport)), /Not checked|Observed|A bug/)
    assert.match(textOf(html(incompleteReport)), /Not checked event streams/)
  })

  it('lists the findings worst first, and links to each', () => {
    const page = html(fullReport)
    const severities = [...page.matchAll(/<h2>\d+\. <span class="severity (\w+)"/g)]
    assert.deepEqual(
      severities.map(([, severity]) => severity),
      ['critical', 'broken', 'weak', 'info'],
    )
    const [contents = ''] = /<ol class="contents">[^]*?<\/ol>/.exec(page) ?? []
    const linked = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)
    assert.equal(linked.length, fullReport.findings.length)
    for (const id of linked) assert.equal(page.split(`id="${id}"`).length, 2, id)
  })

  it('draws the preflight that the browser blocks, and the request that it never sends', () => {
    const text = textOf(html(withFindings(methodNotAllowed)))
    assert.match(text, /OPTIONS \/api\/items .* 204 No Content .* CORS check: fails/)
    assert.match(text, /PATCH \/api\/items is never sent/)
    assert.doesNotMatch(text, /may be sent/)
  })

  it('draws a preflight that passes without a request that is never sent', () => {
    const [proof] = methodNotAllowed.evidence
    assert.ok(proof?.response)
    const headers = [
      ['Access-Control-Allow-Origin', 'https://app.example.com'],
      ['Access-Control-Allow-Methods', 'PATCH'],
    ] as const
    const evidence = [{ ...proof, response: { status: 204, headers } }]
    const text = textOf(html(withFindings({ ...methodNotAllowed, evidence }), false))
    assert.match(text, /CORS check: passes The PATCH may be sent\./)
    assert.doesNotMatch(text, /never sent|CORS check: fails/)
    // With credentials the same response fails.
    assert.match(textOf(html(withFindings({ ...methodNotAllowed, evidence }))), /never sent/)
  })

  it('marks what a disallowed origin reads, and not what an allowed one reads', () => {
    const harmful = /stroke="var\(--danger\)"/
    assert.match(html(withFindings(disallowedOriginRead)), harmful)
    const origins = ['https://evil.example']
    assert.doesNotMatch(html({ ...withFindings(disallowedOriginRead), origins }), harmful)
    const patterns = ['https://*.evil.example']
    assert.match(html({ ...withFindings(disallowedOriginRead), origins: patterns }), harmful)
  })

  it('draws the header that the finding is about, and not all others', () => {
    const [proof] = disallowedOriginRead.evidence
    assert.ok(proof?.response)
    const headers = [...proof.response.headers, ['X-Total-Count', '2'], ['X-Other', '3']] as const
    const of = (about: readonly string[]) => {
      const evidence = [{ ...proof, response: { status: 200, headers }, about }]
      const [figure = ''] = /<figure>[^]*<\/figure>/.exec(
        html(withFindings({ ...disallowedOriginRead, evidence })),
      ) ?? ['']
      return textOf(figure)
    }
    assert.match(of(['x-total-count']), /X-Total-Count : 2/)
    assert.doesNotMatch(of(['x-total-count']), /X-Other/)
    assert.doesNotMatch(of([]), /X-Total-Count/)
  })

  it('draws a network error as a request without a response', () => {
    assert.match(textOf(html(unreachableReport)), /no response .*connect ECONNREFUSED/)
  })

  it('prints a block once, and refers to it', () => {
    const page = html(withFindings(methodNotAllowed, { ...methodNotAllowed, title: 'Another' }))
    assert.equal(page.split('await app.register(cors').length, 2)
    assert.match(page, /see <a href="#finding-1">finding 1<\/a>/)
  })

  it('loads nothing and runs no script: its policy allows its own style alone', () => {
    const page = html(fullReport)
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    assert.ok(page.includes(`default-src 'none'; style-src 'sha256-${hash}'`))
    assert.doesNotMatch(page, /<script|<link|<img|<iframe|<object|@import|url\(|\ssrc=|\sstyle=/)
    for (const [, url = ''] of page.matchAll(/href="([^"]*)"/g))
      assert.match(url, /^(?:#|https:\/\/fetch\.spec\.whatwg\.org\/)/)
  })

  for (const [name, value] of [
    ['a script', '<script>alert(1)</script>'],
    ['an end tag', '</code></pre></text></svg></style><img src=x onerror=alert(1)>'],
    ['an attribute', '" onmouseover="alert(1)" x="'],
    ['a script URL', 'javascript:alert(1)'],
    ['code in a change', '`<b>bold</b>`'],
    ['a comment', '--><!-- <plaintext>'],
  ] as const)
    it(`${name} from a server stays text`, () => {
      const tags = /<(?!!doctype)\/?([a-z][a-z0-9]*)/gi
      const names = (page: string) => new Set([...page.matchAll(tags)].map(([, tag]) => tag))
      const known = new Set([...names(html(fullReport)), 'ul', 'li'])
      for (const tag of names(html(hostile(value)))) assert.ok(known.has(tag), tag)
      const attributes = [...html(hostile(value)).matchAll(/<[a-z][^<>]*>/g)].join(' ')
      assert.doesNotMatch(attributes.replace(/"[^"]*"/g, '""'), /\son|javascript:/)
      assert.doesNotMatch(html(hostile(value)), /href="javascript:|<!--/)
    })

  it('has no control character and no secret', () => {
    const page = html(hostile('a\u001b[31m\u0000\u0007\u202eb'))
    assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u202e]/)
    assert.match(page, /\\u001b\[31m/)
    assert.doesNotMatch(html(fullReport), /secret/)
  })
})
