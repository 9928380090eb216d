import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { formatJson } from '../src/formats/json.ts'
import { findingCodes, severities, type Report } from '../src/report.ts'
import { fullReport, okReport, unreachedReport } from './sample-report.ts'

const schema = JSON.parse(
  readFileSync(new URL('../report.schema.json', import.meta.url), 'utf8'),
) as { $defs: { code: { enum: string[] }; severity: { enum: string[] } } }
const validate = new Ajv2020({ strict: true, allErrors: true, strictTypes: false }).compile(schema)

function accepts(report: unknown): boolean {
  return validate(JSON.parse(JSON.stringify(report)))
}

/** The full report with one part replaced, whatever its type. */
function wrong(change: (report: Record<string, never>) => void): unknown {
  const copy = structuredClone(fullReport) as unknown as Record<string, never>
  change(copy)
  return copy
}

describe('report.schema.json', () => {
  for (const [name, report] of Object.entries({ fullReport, okReport, unreachedReport })) {
    it(`takes what the JSON format writes of the ${name}`, () => {
      assert.ok(accepts(JSON.parse(formatJson(report))), JSON.stringify(validate.errors))
    })
  }

  it('knows the codes and the severities of the code, in their order', () => {
    assert.deepEqual(schema.$defs.code.enum, [...findingCodes])
    assert.deepEqual(schema.$defs.severity.enum, [...severities])
  })

  it('describes every field of a report, so that none is undocumented', () => {
    const keys = (value: object) => Object.keys(value).sort()
    const { properties, required } = schema as unknown as { properties: object; required: string[] }
    assert.deepEqual(keys(properties), keys(fullReport))
    assert.deepEqual([...required].sort(), keys(fullReport))
    for (const [name, property] of Object.entries(properties)) {
      assert.ok('description' in (property as object), name)
    }
  })

  const mistakes: Record<string, (report: any) => void> = {
    'without a target': (report) => delete report.target,
    'with a field nobody knows': (report) => (report.score = 10),
    'with no origins': (report) => (report.origins = []),
    'with a verdict of note': (report) => (report.verdict = 'note'),
    'with a code nobody knows': (report) => (report.findings[0].code = 'cors'),
    'with a severity nobody knows': (report) => (report.findings[0].severity = 'error'),
    'with a finding that has no fix': (report) => delete report.findings[0].fix,
    'with a fix for a stack nobody knows': (report) => (report.findings[0].fix.rails = ''),
    'with a finding that lacks its evidence': (report) => delete report.findings[0].evidence,
    'with evidence by nobody': (report) => (report.findings[0].evidence[0].by = 'curl'),
    'with headers as an object': (report) =>
      (report.findings[0].evidence[0].request.headers = { Origin: 'a' }),
    'with a header line of three': (report) =>
      (report.findings[0].evidence[0].request.headers = [['a', 'b', 'c']]),
    'with a header that is no string': (report) =>
      (report.findings[0].evidence[0].request.headers = [['a', 1]]),
    'with a status that is text': (report) =>
      (report.findings[0].evidence[0].response.status = '204'),
    'with a body in its evidence': (report) => (report.findings[0].evidence[0].response.body = ''),
    'with a check skipped for no reason': (report) => delete report.skipped[0].reason,
    'with half a disagreement': (report) => delete report.disagreements[0].browser,
    'with an undefined browser': (report) => delete report.browser,
    'with half a request': (report) => (report.requests = 1.5),
    'that took less than no time': (report) => (report.durationMs = -1),
  }
  for (const [name, mistake] of Object.entries(mistakes)) {
    it(`refuses a report ${name}`, () => {
      assert.equal(accepts(wrong(mistake)), false)
    })
  }

  it('takes the report that the mistakes above were made in', () => {
    assert.ok(accepts(wrong(() => {})))
    assert.equal((fullReport satisfies Report).findings.length, 4)
  })
})
