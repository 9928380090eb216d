import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inspect } from 'node:util'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import {
  deploy,
  evil,
  untilReady,
  web,
  type ApiProcess,
  type StartOptions,
} from './helpers/deployment.ts'
import { conversationOf } from './helpers/fuzz/conversations.ts'
import { converse, type Conversation, type Violation } from './helpers/fuzz/converse.ts'
import { shrink } from './helpers/fuzz/shrink.ts'
import { json, preflightLines, send } from './helpers/wire.ts'

/** `npm run fuzz` uses a new seed. FUZZ_SEED repeats one, FUZZ_REQUESTS sets the number of requests. */
const isFresh = process.argv.includes('--fresh')
const seed = Number(process.env['FUZZ_SEED'] ?? (isFresh ? Date.now() % 1_000_000 : 9110))
const numberOfRequests = Number(process.env['FUZZ_REQUESTS'] ?? 20_000)
const repeat = `FUZZ_SEED=${seed} FUZZ_REQUESTS=${numberOfRequests} npm run fuzz`

/** A conversation and its number, from which it can be generated again. */
interface NumberedConversation {
  number: number
  conversation: Conversation
}

/** The rule that is broken when the process ends. */
const crash = 'CRASH'

const deployment = await deploy()
after(deployment.close)

/** With little memory, so that a leak of a few kilobytes per request ends the process. */
const start = (options: StartOptions = {}) =>
  deployment.start({
    ...options,
    flags: ['--max-old-space-size=96'],
    variables: { LOG_LEVEL: 'error' },
  })

test(`${numberOfRequests} generated requests -> one response each, with the expected status and CORS headers: ${repeat}`, async (t) => {
  const api = await start()
  const stalled: Promise<void>[] = []
  let sent = 0
  let number = 0
  let failure: { numbered: NumberedConversation; violation: Violation } | undefined
  const latest: NumberedConversation[] = []

  const runClient = async () => {
    while (sent < numberOfRequests && failure === undefined) {
      const numbered = { number, conversation: conversationOf(seed, number++, api.cookie) }
      const { conversation } = numbered
      sent += conversation.requests.length
      latest.unshift(numbered)
      latest.length = Math.min(latest.length, 64)
      const checked = converse(api.port, conversation, api.cookie).then(([violation]) => {
        if (violation) failure ??= { numbered, violation }
      })
      // Some requests stall on purpose until the server's time-out; others continue meanwhile.
      if (conversation.isSlow) stalled.push(checked)
      else await checked
    }
  }
  await Promise.all(Array.from({ length: 16 }, runClient))
  await Promise.all(stalled)
  t.diagnostic(`${sent} requests on ${number} connections; repeat with ${repeat}`)
  if (failure) {
    // A process that crashes closes its connections first.
    await Promise.race([api.ended, new Promise((resolve) => setTimeout(resolve, 2000))])
    const { numbered, violation } = failure
    assert.fail(
      hasEnded(api)
        ? await describeFailure(api, { rule: crash, detail: api.output() }, latest)
        : await describeFailure(api, violation, [numbered]),
    )
  }

  assert.equal(api.output(), '', 'the log has no error')
  await assertStillCorrect(api)
  api.child.kill('SIGTERM')
  assert.deepEqual(await api.ended, { code: 0, signal: null })
})

/** @param candidates possible causes, the most likely first */
async function describeFailure(
  api: ApiProcess,
  violation: Violation,
  candidates: readonly NumberedConversation[],
): Promise<string> {
  let current = api
  const violationsIn = async (conversation: Conversation) => {
    // The session is in the database: it is valid in a new process too.
    if (hasEnded(current)) await untilReady((current = await start({ signIn: false })))
    const violations = await converse(current.port, conversation, api.cookie)
    const healthy = await send(current, 'GET /healthz').catch(() => undefined)
    if (healthy) return violations
    await current.ended
    return [...violations, { rule: crash, detail: current.output() }]
  }

  for (const { number, conversation } of candidates) {
    const sameRule = ({ rule }: Violation) => rule === violation.rule
    if (!(await violationsIn(conversation)).some(sameRule)) continue
    const smallest = await shrink(conversation, violation, violationsIn)
    const [again = violation] = (await violationsIn(smallest)).filter(sameRule)
    return describe(again, 'The shortest requests that cause it:', smallest, number)
  }
  const { number, conversation } = candidates[0]!
  return describe(violation, 'A new process does not repeat it:', conversation, number)
}

function describe(
  { rule, detail }: Violation,
  title: string,
  { requests }: Conversation,
  number: number,
): string {
  const bytes = requests.map((request) => inspect(request, { maxStringLength: 4000 })).join('\n')
  return `${rule}: ${detail}\n${title}\n${bytes}\nConnection ${number}; repeat with ${repeat}`
}

const hasEnded = ({ child }: ApiProcess) => child.exitCode !== null || child.signalCode !== null

/** Asserts that the process still handles valid requests. */
async function assertStillCorrect(api: ApiProcess): Promise<void> {
  const read = await send(api, 'GET /api/items', [['Origin', web]])
  assert.equal(read.status, 200)
  assertCorsHeaders(read, web)
  assertNoCorsHeaders(await send(api, 'GET /api/items', [['Origin', evil]]))
  const preflight = await send(api, 'OPTIONS /api/items/1', preflightLines(web, 'PATCH'))
  assert.equal(preflight.status, 204)
  const written = await send(
    api,
    'POST /api/items',
    json(web, api.cookie),
    '{"title":"afterwards"}',
  )
  assert.equal(written.status, 201)
  assertCorsHeaders(written, web)
}
