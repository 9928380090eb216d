import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The part of a composite action that its runner reads. */
export interface CompositeAction {
  inputs: Record<string, { default?: string; required?: boolean }>
  outputs: Record<string, { value: string }>
  runs: {
    using: string
    steps: { id?: string; shell: string; run: string; env?: Record<string, string> }[]
  }
}

/** The result of running an action, as the GitHub runner sees it. */
export interface ActionRun {
  /** Exit code of the last step that ran. */
  code: number
  /** Standard output and standard error of all steps. */
  log: string
  /** Workflow commands of the log, such as `error`, with their properties and their message. */
  annotations: { command: string; title: string; message: string }[]
  summary: string
  outputs: Record<string, string>
}

/** Reads an action file. */
export async function readAction(folder: string): Promise<CompositeAction> {
  return parse(await readFile(join(folder, 'action.yml'), 'utf8')) as CompositeAction
}

/**
 * Runs a composite action as the GitHub runner does: it substitutes expressions, writes each step
 * into a script, runs that with bash, and reads the files and commands that the steps write.
 *
 * @param folder the folder of action.yml
 * @param inputs `with` of the workflow's step
 * @param workspace the checkout of the workflow, the working folder of the steps
 */
export async function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  workspace: string,
): Promise<ActionRun> {
  const action = await readAction(folder)
  const temporary = await mkdtemp(join(tmpdir(), 'action-'))
  const context: Record<string, string> = {}
  for (const [name, { default: value = '' }] of Object.entries(action.inputs))
    context[`inputs.${name}`] = inputs[name] ?? value
  let log = ''
  let code = 0
  let summary = ''
  for (const [index, step] of action.runs.steps.entries()) {
    const file = (name: string) => join(temporary, `${name}_${index}`)
    for (const name of ['summary', 'output']) await writeFile(file(name), '')
    await writeFile(file('script.sh'), substitute(step.run, context))
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [
      name,
      substitute(value, context),
    ])
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: folder,
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_OUTPUT: file('output'),
      ...(Object.fromEntries(own) as Record<string, string>),
    }
    // The command line of `shell: bash`, as the documentation of workflows states it.
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', file('script.sh')]
    const ended = await execute('bash', bash, workspace, env)
    log += ended.log
    summary += await readFile(file('summary'), 'utf8')
    for (const line of (await readFile(file('output'), 'utf8')).split('\n')) {
      const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? []
      if (name !== undefined) context[`steps.${step.id ?? ''}.outputs.${name}`] = value
    }
    code = ended.code
    if (code !== 0) break
  }
  await rm(temporary, { recursive: true })
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    substitute(value, context),
  ])
  return {
    code,
    log,
    annotations: annotationsOf(log),
    summary,
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  }
}

/** Replaces expressions; a name that is not in the context is empty, as on the runner. */
function substitute(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_whole, name: string) => context[name] ?? '')
}

function execute(program: string, argv: string[], cwd: string, env: Record<string, string>) {
  return new Promise<{ code: number; log: string }>((resolve, reject) => {
    const child = spawn(program, argv, { cwd, env })
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (log += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, log }))
  })
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotationsOf(log: string): ActionRun['annotations'] {
  const unescape = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%')
  return [...log.matchAll(/^::([a-z-]+)(?: title=([^:]*))?::(.*)$/gm)].map(
    ([, command = '', title = '', message = '']) => ({
      command,
      title: unescape(title),
      message: unescape(message),
    }),
  )
}
