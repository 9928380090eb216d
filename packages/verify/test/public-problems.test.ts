import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defaultOptions, startServer } from '../servers/index.ts'
import { publicProblems } from '../servers/public-problems/index.ts'
import type { PublicProblem } from '../servers/public-problems/types.ts'
import { verify, type Report } from '../src/index.ts'

async function verified(
  { title, options, rightOptions }: PublicProblem,
  listen: PublicProblem['wrong'],
  right = false,
): Promise<Report> {
  const started = await startServer({ title, stack: 'proxy', expects: [], listen })
  try {
    return await verify(started.url, {
      ...defaultOptions,
      ...options,
      ...(right && rightOptions),
      resolve: started.resolve,
      browser: 'none',
    })
  } finally {
    await started.close()
  }
}

/** The findings that affect a page: all but infos. */
const seriousOf = ({ findings }: Report) => findings.filter(({ severity }) => severity !== 'info')

describe('problems that users reported in public', { concurrency: 2 }, () => {
  for (const [name, problem] of Object.entries(publicProblems)) {
    it(`${name}: ${problem.title} → ${problem.cause}, and a fix of ${problem.stack}`, async () => {
      const found = seriousOf(await verified(problem, problem.wrong))
      const explained = found.find(({ cause }) => cause === problem.cause)
      assert.ok(explained, found.map(({ code, cause }) => `${code} ${cause ?? ''}`).join('; '))
      assert.deepEqual(
        explained.fix.map(({ stack }) => stack),
        [problem.stack],
      )
      const [{ change = '', block = '' } = {}] = explained.fix
      assert.match(`${change}\n${block}`, problem.fix)
    })

    it(`${name}, fixed → no finding`, async () => {
      const report = await verified(problem, problem.right, true)
      assert.deepEqual(
        seriousOf(report).map(({ code, observed }) => `${code} ${observed}`),
        [],
      )
      assert.ok(report.reachable)
    })
  }

  it('each problem → names the threads that report it', () => {
    assert.equal(Object.keys(publicProblems).length, 12)
    for (const { threads } of Object.values(publicProblems)) assert.ok(threads.length > 0)
  })
})
