import { validateAction } from '@action-validator/core'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { flagInputs, InputError, readInputs, variableOf } from '../action/inputs.ts'
import { createCommand } from '../src/cli/command.ts'
import { readAction } from './action-runner.ts'

const folder = new URL('..', import.meta.url).pathname
const text = readFileSync(new URL('../action.yml', import.meta.url), 'utf8')
const action = await readAction(folder)
const [step] = action.runs.steps

/** Flags that the action sets itself, or that belong to a person at a terminal. */
const withoutInput = ['--version', '--format', '--curl', '--har']

describe('action.yml', () => {
  it('is valid', () => {
    assert.deepEqual(validateAction(text).errors, [])
    const broken = text.replace('using: composite', 'using: compost')
    assert.notDeepEqual(validateAction(broken).errors, [])
  })

  it('has an input for each flag of the command, and for no other', () => {
    const flags = createCommand('0').options.map(({ long }) => long ?? '')
    assert.deepEqual(
      Object.values(flagInputs).map(({ flag }) => flag),
      flags.filter((flag) => !withoutInput.includes(flag)).toSorted((a, b) => order(a) - order(b)),
    )
    assert.deepEqual(Object.keys(action.inputs), ['url', ...Object.keys(flagInputs)])
  })

  it('hands each input over as an environment variable', () => {
    const expected = Object.keys(action.inputs).map((name) => [
      variableOf(name),
      `\${{ inputs.${name} }}`,
    ])
    assert.deepEqual(step?.env, Object.fromEntries(expected))
  })

  it('has no expression in a script, where a shell would evaluate its value', () => {
    for (const { run } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/)
  })

  it('installs with the package manager of the repository', () => {
    const main = readFileSync(new URL('../action/main.mjs', import.meta.url), 'utf8')
    const root = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
    const { packageManager } = JSON.parse(root) as { packageManager: string }
    assert.ok(main.includes(`'${packageManager}'`), packageManager)
  })
})

/** The order of the inputs. */
function order(flag: string): number {
  return Object.values(flagInputs).findIndex((input) => input.flag === flag)
}

describe('the inputs of the action', () => {
  it('lists by line or comma, lines by line, booleans without a value', () => {
    assert.deepEqual(
      readInputs({
        INPUT_URL: ' https://api.example.com/ ',
        INPUT_ORIGINS: 'https://a.example, https://b.example\n\nhttps://c.example\n',
        INPUT_HEADERS: 'x-a: 1, 2\n',
        INPUT_ALLOW_WRITES: 'TRUE',
        INPUT_INSECURE: 'false',
        INPUT_STACK: '',
      }),
      [
        '--origin=https://a.example',
        '--origin=https://b.example',
        '--origin=https://c.example',
        '--header=x-a: 1, 2',
        '--allow-writes',
        '--',
        'https://api.example.com/',
      ],
    )
    assert.deepEqual(readInputs({}), [])
  })

  it('booleans of other words → all problems at once', () => {
    assert.throws(
      () => readInputs({ INPUT_CREDENTIALS: 'yes', INPUT_INSECURE: 'no' }),
      (error) => error instanceof InputError && error.message.split('\n').length === 2,
    )
  })
})
