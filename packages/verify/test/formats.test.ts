import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatReport } from '../src/formats/index.ts'
import type { FormatOptions } from '../src/formats/types.ts'
import { findingCodes, type Finding, type Report } from '../src/report.ts'
import {
  disallowedOriginRead,
  fullReport,
  methodNotAllowed,
  okReport,
  publicRead,
  incompleteReport,
  unreachableReport,
  varyMissing,
} from './sample-report.ts'

const plain: FormatOptions = { color: false, width: 80, failOn: 'broken', notLookedFor: [] }

function text(report: Report, options: Partial<FormatOptions> = {}): string {
  return formatReport('text', report, { ...plain, ...options })
}

function withFindings(...findings: Finding[]): Report {
  const [first] = findings
  const severity = first?.severity ?? 'info'
  return { ...okReport, findings, verdict: severity === 'info' ? 'ok' : severity }
}

/** A report in which every text that a server controls is `value`. */
function hostile(value: string): Report {
  const evidence: Finding['evidence'][number] = {
    by: 'http',
    request: { method: 'GET', url: 'https://api.example.com/', headers: [['Origin', value]] },
    response: { status: 200, headers: [['Access-Control-Allow-Origin', value]] },
    remark: value,
  }
  return withFindings({ ...methodNotAllowed, title: value, observed: value, evidence: [evidence] })
}

const escape = String.fromCharCode(27)

describe('the text format', () => {
  it('begins with the verdict, in one sentence', () => {
    const first = (report: Report) => text(report, { width: 500 }).split('\n')[0]
    assert.equal(
      first(okReport),
      'ok: Pages on https://app.example.com can use https://api.example.com/api/items, and the checks found no fault.',
    )
    assert.equal(
      first(withFindings(varyMissing)),
      'weak: Pages on https://app.example.com can use https://api.example.com/api/items, with 1 weak point.',
    )
    assert.equal(
      first(withFindings(methodNotAllowed)),
      'broken: Pages on https://app.example.com cannot use https://api.example.com/api/items as they need to: 1 problem.',
    )
    assert.equal(
      first(withFindings(disallowedOriginRead)),
      'critical: Pages that are not yours can read what only your users may: https://api.example.com/api/items.',
    )
    assert.equal(
      first(unreachableReport),
      'unreachable: https://api.example.com/api/items sent no response, so its CORS configuration is unknown.',
    )
  })

  it('states that a run is incomplete, with and without findings', () => {
    assert.match(
      text(incompleteReport, { width: 500 }),
      /^incomplete: Not everything could be checked\. What was checked of \S+ has no fault\.\n[^]*Not checked\n- event streams: The time/,
    )
    for (const finding of [varyMissing, methodNotAllowed, disallowedOriginRead]) {
      const report = { ...withFindings(finding), complete: false }
      const [first] = text(report, { width: 500 }).split('\n')
      assert.match(first ?? '', /^(?:weak|broken|critical): .* Not everything could be checked\.$/)
    }
  })

  it('shows the reason that a browser reported below the exchange', () => {
    const shown = text(withFindings(methodNotAllowed))
    assert.match(shown, /< 204\n(?:.*\n)*? +MethodDisallowedByPreflightResponse\(PATCH\)\n/)
    assert.doesNotMatch(shown, /exchanges? more/)
  })

  it('shows the worst finding first, whatever the order of the report', () => {
    const heads = text(fullReport, { width: 200 }).match(/^\d\. \w+/gm)
    assert.deepEqual(heads, ['1. critical', '2. broken', '3. weak', '4. info'])
  })

  it('shows the observed and the expected headers, the impact, the evidence, the fixes and the reference', () => {
    const shown = text(withFindings(methodNotAllowed), { width: 200 })
    const expected = [
      methodNotAllowed.title,
      '[method-not-allowed]',
      methodNotAllowed.observed,
      methodNotAllowed.expected,
      methodNotAllowed.impact,
      '> OPTIONS https://api.example.com/api/items',
      '> Access-Control-Request-Method: PATCH',
      '< 204',
      '< Access-Control-Allow-Methods: GET,HEAD,POST',
      '< Vary: Origin',
      '@fastify/cors, recognised by the header Keep-Alive: timeout=72; tried with Fastify 5.12.8',
      "Add `'PATCH'` to `methods`, and leave what is there.",
      "     // app.ts: the first plugin\n     await app.register(cors, {\n       methods: ['GET', 'HEAD', 'POST', 'PATCH'],",
      methodNotAllowed.reference,
    ]
    for (const part of expected) assert.ok(shown.includes(part), part)
    assert.ok(!shown.includes('Date:'), 'a header that decides nothing is left out')
  })

  it('two findings with the same block → prints it once, and names the first finding', () => {
    const shown = text(withFindings(methodNotAllowed, varyMissing))
    assert.equal(shown.split('await app.register(cors').length, 2)
    assert.match(shown, /Configuration: see finding 1\./)
  })

  it('a fix from documentation → is marked as not run', () => {
    const fix = { stack: 'envoy', name: 'Envoy', where: 'x', change: 'Send it.', block: '# x' }
    const shown = text(
      withFindings({ ...methodNotAllowed, fix: [{ ...fix, documentation: 'Envoy 1.36' }] }),
    )
    assert.match(shown, /Envoy; not run here; documentation of Envoy 1\.36/)
    assert.doesNotMatch(shown, /tried|recognised/)
  })

  it('no stack is recognised → hints at --stack; without a block → does not', () => {
    const fix = { stack: 'any', name: 'any server', where: 'x', change: 'Send it.', block: '# x' }
    assert.match(text(withFindings({ ...methodNotAllowed, fix: [fix] })), /--stack <id>[^]*nginx/)
    const without = { stack: 'any', name: 'any server', where: '', change: 'Send it.' }
    assert.doesNotMatch(text(withFindings({ ...methodNotAllowed, fix: [without] })), /--stack/)
  })

  it('a stack is recognised, and not for certain → hints at --stack; for certain → does not', () => {
    const recognisedBy = 'the header Keep-Alive: timeout=5'
    const fix = { stack: 'node-http', name: 'node:http', where: 'x', change: 'y', block: '# x' }
    const shown = (by: string) =>
      text(withFindings({ ...methodNotAllowed, fix: [{ ...fix, recognisedBy: by }] }))
    assert.match(shown(`${recognisedBy} (not certain)`), /another one, --stack <id>/)
    assert.doesNotMatch(shown(recognisedBy), /--stack/)
  })

  it('marks a response without a CORS header', () => {
    const [proof] = methodNotAllowed.evidence
    const evidence = [{ ...proof!, response: { status: 200, headers: [['Server', 'x'] as const] } }]
    assert.match(
      text(withFindings({ ...methodNotAllowed, evidence })),
      /< \(no Access-Control-\* header\)/,
    )
    assert.doesNotMatch(text(withFindings(methodNotAllowed)), /no Access-Control/)
  })

  it('redacts the values of cookies', () => {
    const shown = text(withFindings(disallowedOriginRead))
    assert.doesNotMatch(shown, /secret/)
    assert.match(shown, /> Cookie: session=\*\*\*/)
    assert.match(shown, /< Set-Cookie: session=\*\*\*; HttpOnly/)
  })

  it('names the omitted checks and the reasons', () => {
    assert.match(text(fullReport), /Not checked\n- csrf POST \/api\/transfer: It would write\./)
    assert.doesNotMatch(text(okReport), /Not checked/)
  })

  it('reports a disagreement as a bug of cors-verify', () => {
    const shown = text(fullReport)
    assert.match(shown, /BUG IN CORS-VERIFY/)
    assert.match(shown, /predicted: readable\n {2}observed: {2}MissingAllowOriginHeader/)
    assert.doesNotMatch(text(okReport), /BUG/)
  })

  it('ends with the numbers of findings and requests, the browser and the duration', () => {
    assert.match(text(okReport), /\nno findings \| 47 requests \| no browser \| 1\.2 s\n$/)
    const last = '1 broken | 2 not checked | 1 request | Chromium 156 | 0.0 s\n'
    const report = {
      ...fullReport,
      findings: [methodNotAllowed],
      requests: 1,
      durationMs: 9,
      browser: 'Chromium 156',
    }
    assert.ok(text(report).endsWith(last), text(report).slice(-200))
  })

  for (const width of [40, 80, 120]) {
    it(`breaks every line of prose at ${width} columns`, () => {
      for (const line of text(fullReport, { width }).split('\n')) {
        const isWire = /^ *[<>!] /.test(line)
        const isBlock = methodNotAllowed.fix[0]?.block?.includes(line.trim())
        const isOneWord = !line
          .trim()
          .replace(/^\w+\s\s+/, '')
          .includes(' ')
        assert.ok(line.length <= width || isWire || isBlock || isOneWord, line)
      }
    })
  }

  it('writes colours only with the option color', () => {
    assert.ok(!text(fullReport).includes(escape))
    assert.ok(text(fullReport, { color: true }).includes(`${escape}[31m`))
  })

  it('has the same text with colours as without', () => {
    const coloured = text(fullReport, { color: true }).replaceAll(/\u001b\[\d+m/g, '')
    assert.equal(coloured, text(fullReport))
  })

  it('escapes the control characters that a server sends', () => {
    const shown = text(hostile(`a${escape}[2J\r\nb\u009b31m\u202ec`))
    assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    assert.match(shown, /a\\u001b\[2J/)
  })

  it('truncates a header of 16 kB and states its length', () => {
    const shown = text(hostile('x'.repeat(16_000)))
    assert.match(shown, /> Origin: x{100,}\.\.\. \(16008 characters\)/)
  })

  it('writes typographic quotes and ellipses in ASCII', () => {
    const shown = text(
      withFindings({ ...methodNotAllowed, observed: 'The page\u2019s \u201corigin\u201d\u2026' }),
    )
    assert.match(shown, /The page's "origin"\.\.\./)
    assert.match(shown, /^[\x20-\x7e\n]*$/)
  })
})

describe('the JSON format', () => {
  it('is the report', () => {
    assert.deepEqual(JSON.parse(formatReport('json', fullReport, plain)), fullReport)
  })
})

describe('the GitHub format', () => {
  const lines = (report: Report) => formatReport('github', report, plain).trimEnd().split('\n')

  it('makes one annotation of each finding, worst first, and closes with a plain line', () => {
    const starts = lines({ ...fullReport, disagreements: [] }).map((line) => line.split(' ')[0])
    assert.deepEqual(starts, ['::error', '::error', '::warning', '::notice', 'cors-verify:'])
    assert.deepEqual(lines(okReport).length, 1)
  })

  it('warns of a disagreement as a bug of cors-verify', () => {
    assert.ok(
      lines(fullReport).some((line) => line.startsWith('::warning title=Bug in cors-verify::')),
    )
  })

  it('escapes characters that end a command or begin another', () => {
    const [annotation = '', last = '', ...more] = lines(hostile('50% off\r\n::error::x,y: z'))
    assert.equal(more.length, 0)
    const title =
      'cors-verify broken%3A 50%25 off\\u000d\\u000a%3A%3Aerror%3A%3Ax%2Cy%3A z [method-not-allowed]'
    assert.ok(
      annotation.startsWith(`::error title=${title}::Observed: 50%25 off\\u000d%0A`),
      annotation,
    )
    assert.ok(last.startsWith('cors-verify: '))
  })

  it('annotates an incomplete run as an error, and no other run', () => {
    assert.match(
      formatReport('github', incompleteReport, plain),
      /^::error title=cors-verify incomplete::Not checked:%0Aevent streams: The time .*\n/,
    )
    assert.doesNotMatch(formatReport('github', okReport, plain), /^::/m)
  })

  it('redacts the values of cookies', () => {
    assert.doesNotMatch(formatReport('github', fullReport, plain), /secret/)
  })
})

describe('the JUnit format', () => {
  const xml = (report: Report, options: Partial<FormatOptions> = {}) =>
    formatReport('junit', report, { ...plain, ...options })
  const suite = (report: Report, options: Partial<FormatOptions> = {}) =>
    /<testsuite name="cors-verify" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/
      .exec(xml(report, options))
      ?.slice(1)
      .map(Number)

  it('has a test case for each code, and one for each check that was not run', () => {
    const cases = [...xml(fullReport).matchAll(/<testcase classname="cors-verify" name="([^"]+)"/g)]
    assert.deepEqual(
      cases.map(([, name]) => name),
      [...findingCodes, 'csrf POST /api/transfer'],
    )
  })

  it('omits a code that the run did not check, unless it was found', () => {
    const notLookedFor = ['websocket-disallowed-origin', 'method-not-allowed'] as const
    const shown = xml(fullReport, { notLookedFor })
    assert.doesNotMatch(shown, /websocket-disallowed-origin/)
    assert.match(shown, /name="method-not-allowed"/)
  })

  it('fails the findings at or above --fail-on, and no other', () => {
    assert.deepEqual(suite(fullReport, { failOn: 'critical' }), [24, 1, 0, 2])
    assert.deepEqual(suite(fullReport, { failOn: 'broken' }), [24, 2, 0, 2])
    assert.deepEqual(suite(fullReport, { failOn: 'weak' }), [24, 3, 0, 2])
    assert.deepEqual(suite(okReport), [23, 0, 0, 0])
    assert.deepEqual(suite(withFindings(publicRead), { failOn: 'weak' }), [23, 0, 0, 0])
  })

  it('has an error when the target never responded, and skips every other code', () => {
    assert.deepEqual(suite(unreachableReport, { failOn: 'critical' }), [23, 0, 1, 22])
  })

  it('has an error when the run is incomplete, and skips every code that was not found', () => {
    assert.deepEqual(suite(incompleteReport, { failOn: 'critical' }), [25, 0, 1, 24])
  })

  it('writes a disagreement to system-err', () => {
    assert.match(xml(fullReport), /<system-err>Bug in cors-verify/)
    assert.doesNotMatch(xml(okReport), /system-err/)
  })

  it('escapes the text of a server, and replaces characters that XML does not allow', () => {
    const shown = xml(hostile(`<a b="c">&]]>\u0000${escape}\ud800`))
    assert.doesNotMatch(shown, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
    assert.doesNotMatch(shown, /<a b=/)
    assert.match(
      shown,
      /message="broken: &lt;a b=&quot;c&quot;&gt;&amp;]]&gt;\\u0000\\u001b\ufffd"/,
    )
  })

  it('redacts the values of cookies', () => {
    assert.doesNotMatch(xml(fullReport), /secret/)
  })
})
