import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { judge } from '../servers/judge.ts'
import { table, withTable } from '../servers/matrix.ts'
import type { TestServer, ServerFile } from '../servers/index.ts'
import type { Finding, FindingCode, Report, Severity } from '../src/report.ts'

function serverOf(expects: FindingCode[]): TestServer {
  const listen = () => Promise.reject(new Error('not to be started'))
  return { title: 'Does something.', stack: 'node:http', expects, listen }
}

function fileOf(server: TestServer): ServerFile {
  const kind = server.expects.length > 0 ? ('broken' as const) : ('valid' as const)
  return { id: 'node-something', kind, file: '', load: async () => server }
}

function findingOf(code: FindingCode, severity: Severity): Finding {
  const request = { method: 'GET', url: 'https://api.example.com/', headers: [] }
  const fix = [{ stack: 'any', name: 'any server', where: '', change: 'Nothing.' }]
  const texts = { title: '', observed: '', expected: '', impact: '', reference: '' }
  return { code, severity, ...texts, fix, evidence: [{ by: 'http', request }] }
}

function reportOf(...findings: Finding[]): Report {
  return {
    target: 'https://api.example.com/',
    origins: ['https://app.example.com'],
    verdict: 'ok',
    findings,
    skipped: [],
    disagreements: [],
    browser: null,
    reachable: true,
    complete: true,
    requests: 1,
    durationMs: 1,
  }
}

function problemsOf(expects: FindingCode[], report: Report | Error): readonly string[] {
  const server = serverOf(expects)
  return judge(fileOf(server), server, report).problems
}

describe('the judge of the matrix', () => {
  test('the expected code alone -> no problem', () => {
    const report = reportOf(findingOf('vary-missing', 'weak'))
    assert.deepEqual(problemsOf(['vary-missing'], report), [])
  })

  test('the expected code as an info, and another info beside it -> no problem', () => {
    const report = reportOf(findingOf('public-read', 'info'), findingOf('vary-missing', 'info'))
    assert.deepEqual(problemsOf(['vary-missing'], report), [])
  })

  test('no finding -> a miss', () => {
    assert.deepEqual(problemsOf(['vary-missing'], reportOf()), ['missed vary-missing'])
  })

  test('another code -> a miss and a wrong cause', () => {
    const report = reportOf(findingOf('inconsistent', 'broken'))
    assert.deepEqual(problemsOf(['vary-missing'], report), [
      'missed vary-missing',
      'wrong cause inconsistent',
    ])
  })

  test('a finding on a server without a fault -> a false alarm; an info -> none', () => {
    const report = reportOf(findingOf('vary-missing', 'weak'))
    assert.deepEqual(problemsOf([], report), ['false alarm vary-missing'])
    assert.deepEqual(problemsOf([], reportOf(findingOf('vary-missing', 'info'))), [])
  })

  test('a browser that disagrees, a server never reachable, a crash -> problems', () => {
    const disagreement = { request: 'GET /', predicted: 'allowed', observed: 'blocked' }
    const unreached = { ...reportOf(), reachable: false }
    const unfinished = { ...reportOf(), complete: false }
    assert.equal(problemsOf([], { ...reportOf(), disagreements: [disagreement] }).length, 1)
    assert.deepEqual(problemsOf([], unreached), ['never reachable'])
    assert.deepEqual(problemsOf([], unfinished), ['never complete'])
    assert.deepEqual(problemsOf([], new Error('gone')), ['failed: gone'])
  })
})

describe('the table in the README', () => {
  const server = serverOf(['vary-missing'])
  const verdict = judge(fileOf(server), server, reportOf(findingOf('vary-missing', 'weak')))

  test('a verdict -> one row with the findings and their source', () => {
    assert.equal(
      table([verdict]).split('\n')[2],
      '| [node-something](broken/node-something.ts) | node:http | Does something. | vary-missing | nothing | vary-missing (http) |',
    )
  })

  test('a second time -> the same text, unchanged outside the markers', () => {
    const once = withTable('a\n<!-- servers -->\nold\n<!-- /servers -->\nz', [verdict])
    assert.match(once, /^a\n<!-- servers -->\n\n\| server[^]*\n\n<!-- \/servers -->\nz$/)
    assert.doesNotMatch(once, /old/)
    assert.equal(withTable(once, [verdict]), once)
  })

  test('a missing marker -> an error that names it', () => {
    for (const text of ['', '<!-- servers -->', '<!-- /servers --> <!-- servers -->'])
      assert.throws(() => withTable(text, [verdict]), /<!-- servers -->.*<!-- \/servers -->/)
  })
})
