import type { BrowserDriver, RunningBrowser } from '../src/browser/index.ts'
import type { HeaderLines } from '../src/decide/index.ts'
import type { Course, SetUp } from './decide-in-browsers-course.ts'
import {
  startAnswering,
  type AnsweringServer,
  type ArrivedHead,
} from './decide-in-browsers-server.ts'
import { host, origin } from './decide-support.ts'

/** Another origin of the same site, as in web-platform-tests. */
const api = `http://www1.${host}`

/** Pages that ask at the same time: Firefox takes its time to say why a request failed. */
const pages = 4

/** The courses of set-ups in a browser. Each goes to a real server, one after the other per page. */
export async function observe(
  running: RunningBrowser,
  setUps: readonly SetUp[],
): Promise<ReadonlyMap<SetUp, Course>> {
  const server = await startAnswering()
  const target = new URL(api)
  const options = {
    origins: [origin],
    target,
    cookies: [],
    resolve: new Map([[target.host, { address: '127.0.0.1', port: server.port }]]),
    ignoreCertificates: true,
    timeoutMs: 10_000,
  }
  const courses = new Map<SetUp, Course>()
  const waiting = setUps.values()
  const askFromPage = async () => {
    const driver = await running.drive(options)
    try {
      for (const setUp of waiting) courses.set(setUp, await observeOne(driver, server, setUp))
    } finally {
      await driver.close()
    }
  }
  const asked = await Promise.allSettled(Array.from({ length: pages }, askFromPage))
  await server.close()
  for (const each of asked) if (each.status === 'rejected') throw each.reason
  return courses
}

async function observeOne(
  driver: BrowserDriver,
  server: AnsweringServer,
  { request, ...heads }: SetUp,
): Promise<Course> {
  const { path, arrived } = server.answerWith(heads)
  const { method, credentials } = request
  const { readable, status, headers, refusal, notCors, noPage } = await driver.fetchFrom(
    request.origin,
    { url: `${api}${path}`, method, headers: Object.fromEntries(request.headers), credentials },
  )
  if (noPage !== undefined) throw new Error(noPage)

  const sent = arrived.map((each) => each.method)
  const preflight = arrived.find((each) => each.headers.has('access-control-request-method'))
  const start = { sent, ...(preflight ? { asked: askedIn(preflight) } : {}) }
  if (!readable) {
    return { ...start, readable, ...(refusal ? { refusal } : { notCors: notCors ?? 'no reason' }) }
  }
  const ours = new Set(heads.actual.headers.map(([name]) => name.toLowerCase()))
  const sees = [...new Set(headers)].filter((name) => ours.has(name)).sort()
  return { ...start, readable, ...(status === undefined ? {} : { status }), sees }
}

/** The lines that `preflightHeaders` tells of, in its order. */
function askedIn({ headers }: ArrivedHead): HeaderLines {
  const names = [
    'Accept',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'Origin',
  ]
  return names.flatMap((name) => {
    const value = headers.get(name.toLowerCase())
    return value === undefined ? [] : [[name, value] as const]
  })
}
