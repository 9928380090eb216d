import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inspect } from 'node:util'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { conversationOf } from './helpers/fuzz/conversations.ts'
import { converse, type Complaint, type Conversation } from './helpers/fuzz/converse.ts'
import { shrink } from './helpers/fuzz/shrink.ts'
import {
  openSite,
  page,
  stranger,
  untilReady,
  type Production,
  type StartOptions,
} from './helpers/production.ts'
import { ask, json, preflightLines } from './helpers/wire.ts'

/** `npm run fuzz` takes a fresh seed; FUZZ_SEED repeats one, FUZZ_REQUESTS says how many. */
const isFresh = process.argv.includes('--fresh')
const seed = Number(process.env['FUZZ_SEED'] ?? (isFresh ? Date.now() % 1_000_000 : 9110))
const wantedRequests = Number(process.env['FUZZ_REQUESTS'] ?? 20_000)
const repeat = `FUZZ_SEED=${seed} FUZZ_REQUESTS=${wantedRequests} npm run fuzz`

/** A conversation and its number. */
interface Talk {
  number: number
  conversation: Conversation
}

/** Broken when the process ends; who was talking to it then has no answer. */
const crash = 'CRASH'

const site = await openSite()
after(site.close)

/** A leak of a few kilobytes a request ends the process; and an error in the log is a failure. */
const start = (options: StartOptions = {}) =>
  site.start({
    ...options,
    flags: ['--max-old-space-size=96'],
    variables: { LOG_LEVEL: 'error' },
  })

test(`${wantedRequests} hostile requests are answered once each, and rightly: ${repeat}`, async (t) => {
  const api = await start()
  const stalled: Promise<void>[] = []
  let sent = 0
  let number = 0
  let failure: { talk: Talk; complaint: Complaint } | undefined
  const latest: Talk[] = []

  const talkOn = async () => {
    while (sent < wantedRequests && failure === undefined) {
      const talk = { number, conversation: conversationOf(seed, number++, api.cookie) }
      const { conversation } = talk
      sent += conversation.requests.length
      latest.unshift(talk)
      latest.length = Math.min(latest.length, 64)
      const judged = converse(api.port, conversation, api.cookie).then(([complaint]) => {
        if (complaint) failure ??= { talk, complaint }
      })
      // Some requests stall on purpose until the server has had enough; others go on meanwhile.
      if (conversation.isSlow) stalled.push(judged)
      else await judged
    }
  }
  await Promise.all(Array.from({ length: 16 }, talkOn))
  await Promise.all(stalled)
  t.diagnostic(`${sent} requests on ${number} connections; repeat with ${repeat}`)
  if (failure) {
    // A process that dies closes its connections first.
    await Promise.race([api.ended, new Promise((resolve) => setTimeout(resolve, 2000))])
    const { talk, complaint } = failure
    assert.fail(
      hasEnded(api)
        ? await describeFailure(api, { rule: crash, what: api.screen() }, latest)
        : await describeFailure(api, complaint, [talk]),
    )
  }

  assert.equal(api.screen(), '', 'the log has no error')
  await assertStillRight(api)
  api.child.kill('SIGTERM')
  assert.deepEqual(await api.ended, { code: 0, signal: null })
})

/** @param talks what may be the cause, the likeliest first */
async function describeFailure(
  api: Production,
  complaint: Complaint,
  talks: readonly Talk[],
): Promise<string> {
  let current = api
  const complaintsAbout = async (conversation: Conversation) => {
    // The database keeps the session: a new process knows the cookie.
    if (hasEnded(current)) await untilReady((current = await start({ signIn: false })))
    const complaints = await converse(current.port, conversation, api.cookie)
    const isThere = await ask(current, 'GET /healthz').catch(() => undefined)
    if (isThere) return complaints
    await current.ended
    return [...complaints, { rule: crash, what: current.screen() }]
  }

  for (const { number, conversation } of talks) {
    const sameRule = ({ rule }: Complaint) => rule === complaint.rule
    if (!(await complaintsAbout(conversation)).some(sameRule)) continue
    const smallest = await shrink(conversation, complaint, complaintsAbout)
    const [again = complaint] = (await complaintsAbout(smallest)).filter(sameRule)
    return describe(again, 'The fewest bytes that cause it:', smallest, number)
  }
  const { number, conversation } = talks[0]!
  return describe(complaint, 'On a fresh process it does not happen again:', conversation, number)
}

function describe(
  { rule, what }: Complaint,
  title: string,
  { requests }: Conversation,
  number: number,
): string {
  const bytes = requests.map((request) => inspect(request, { maxStringLength: 4000 })).join('\n')
  return `${rule}: ${what}\n${title}\n${bytes}\nConnection ${number}; repeat with ${repeat}`
}

const hasEnded = ({ child }: Production) => child.exitCode !== null || child.signalCode !== null

/** After all of that the process is as right as before. */
async function assertStillRight(api: Production): Promise<void> {
  const read = await ask(api, 'GET /api/items', [['Origin', page]])
  assert.equal(read.status, 200)
  assertReadable(read, page)
  assertUnreadable(await ask(api, 'GET /api/items', [['Origin', stranger]]))
  const preflight = await ask(api, 'OPTIONS /api/items/1', preflightLines(page, 'PATCH'))
  assert.equal(preflight.status, 204)
  const written = await ask(api, 'POST /api/items', json(page, api.cookie), '{"title":"after all"}')
  assert.equal(written.status, 201)
  assertReadable(written, page)
}
