import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { formatJson } from '../src/formats/json.ts'
import { findingCodes, severities } from '../src/report.ts'
import { fullReport, okReport, incompleteReport, unreachableReport } from './sample-report.ts'

const schema = JSON.parse(
  readFileSync(new URL('../report.schema.json', import.meta.url), 'utf8'),
) as { $defs: { code: { enum: string[] }; severity: { enum: string[] } } }
const validate = new Ajv2020({ strict: true, allErrors: true, strictTypes: false }).compile(schema)

function accepts(report: unknown): boolean {
  return validate(JSON.parse(JSON.stringify(report)))
}

/** The full report with the value at one path replaced, whatever its type; undefined removes it. */
function wrong(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(fullReport)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const location = keys.reduce((at, key) => (at as Record<string, unknown>)[key], copy)
  Object.assign(location as object, { [last]: value })
  return copy
}

describe('report.schema.json', () => {
  for (const [name, report] of Object.entries({
    fullReport,
    okReport,
    incompleteReport,
    unreachableReport,
  })) {
    it(`accepts the JSON format of the ${name}`, () => {
      assert.ok(accepts(JSON.parse(formatJson(report))), JSON.stringify(validate.errors))
    })
  }

  it('has the codes and the severities of src/report.ts, in their order', () => {
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

  for (const [name, path, value] of [
    ['without a target', 'target', undefined],
    ['with an unknown field', 'score', 10],
    ['with no origins', 'origins', []],
    ['with the verdict info', 'verdict', 'info'],
    ['with an unknown code', 'findings.0.code', 'cors'],
    ['with an unknown severity', 'findings.0.severity', 'error'],
    ['with a finding without fixes', 'findings.0.fix', undefined],
    ['with an empty list of fixes', 'findings.0.fix', []],
    ['with fixes as an object by stack', 'findings.0.fix', { fastify: '' }],
    ['with a fix for no stack', 'findings.0.fix.0.stack', ''],
    ['with a fix without a change', 'findings.0.fix.0.change', undefined],
    ['with an empty block', 'findings.0.fix.0.block', ''],
    ['with an unknown field of a fix', 'findings.0.fix.0.line', 'x'],
    ['with a finding that lacks its evidence', 'findings.0.evidence', undefined],
    ['with evidence of an unknown source', 'findings.0.evidence.0.by', 'curl'],
    ['with headers as an object', 'findings.0.evidence.0.request.headers', { Origin: 'a' }],
    ['with a header line of three', 'findings.0.evidence.0.request.headers', [['a', 'b', 'c']]],
    ['with a header that is not a string', 'findings.0.evidence.0.request.headers', [['a', 1]]],
    ['with a status that is text', 'findings.0.evidence.0.response.status', '204'],
    ['with a body in its evidence', 'findings.0.evidence.0.response.body', ''],
    ['with a skipped check without a reason', 'skipped.0.reason', undefined],
    ['with a disagreement without its observed result', 'disagreements.0.observed', undefined],
    ['without a browser', 'browser', undefined],
    ['with a fractional number of requests', 'requests', 1.5],
    ['with a negative duration', 'durationMs', -1],
  ] as const) {
    it(`rejects a report ${name}`, () => {
      assert.equal(accepts(wrong(path, value)), false)
    })
  }

  it('accepts the same report with a valid value', () => {
    assert.ok(accepts(wrong('target', 'https://other.example.com/')))
    assert.ok(accepts(wrong('browser', null)))
  })
})
