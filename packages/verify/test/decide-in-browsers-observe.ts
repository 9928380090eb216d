import type { BrowserDriver, RunningBrowser } from '../src/browser/index.ts'
import type { HeaderLines } from '../src/decide/index.ts'
import type { Course, DecisionCase } from './decide-in-browsers-course.ts'
import { startCaseServer, type CaseServer, type ArrivedHead } from './decide-in-browsers-server.ts'
import { host, origin } from './decide-support.ts'

/** Another origin of the same site, as in web-platform-tests. */
const api = `http://www1.${host}`

/** The number of pages that send requests at the same time: Firefox reports a reason late. */
const pages = 4

/**
 * Returns the course of each case in a browser. The requests go to a real server, one after the other
 * per page.
 */
export async function observe(
  running: RunningBrowser,
  decisionCases: readonly DecisionCase[],
): Promise<ReadonlyMap<DecisionCase, Course>> {
  const server = await startCaseServer()
  const target = new URL(api)
  const options = {
    origins: [origin],
    target,
    cookies: [],
    resolve: new Map([[target.host, { address: '127.0.0.1', port: server.port }]]),
    ignoreCertificates: true,
    timeoutMs: 10_000,
  }
  const courses = new Map<DecisionCase, Course>()
  const waiting = decisionCases.values()
  const sendFromPage = async () => {
    const driver = await running.drive(options)
    try {
      for (const decisionCase of waiting)
        courses.set(decisionCase, await observeOne(driver, server, decisionCase))
    } finally {
      await driver.close()
    }
  }
  const settled = await Promise.allSettled(Array.from({ length: pages }, sendFromPage))
  await server.close()
  for (const each of settled) if (each.status === 'rejected') throw each.reason
  return courses
}

async function observeOne(
  driver: BrowserDriver,
  server: CaseServer,
  { request, ...heads }: DecisionCase,
): Promise<Course> {
  const { path, arrived } = server.respondWith(heads)
  const { method, credentials } = request
  const { readable, status, headers, failure, notCors, noPage } = await driver.fetchFrom(
    request.origin,
    { url: `${api}${path}`, method, headers: Object.fromEntries(request.headers), credentials },
  )
  if (noPage !== undefined) throw new Error(noPage)

  const sent = arrived.map((each) => each.method)
  const preflight = arrived.find((each) => each.headers.has('access-control-request-method'))
  const start = { sent, ...(preflight ? { preflightLines: preflightLinesIn(preflight) } : {}) }
  if (!readable) {
    return { ...start, readable, ...(failure ? { failure } : { notCors: notCors ?? 'no reason' }) }
  }
  const ours = new Set(heads.actual.headers.map(([name]) => name.toLowerCase()))
  const sees = [...new Set(headers)].filter((name) => ours.has(name)).sort()
  return { ...start, readable, ...(status === undefined ? {} : { status }), sees }
}

/** The lines that `preflightHeaders` predicts, in its order. */
function preflightLinesIn({ headers }: ArrivedHead): HeaderLines {
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
