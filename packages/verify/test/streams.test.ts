import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { privateApi, verified, webOrigin, type Listener } from './verified.ts'

describe('an event stream', { concurrency: 4 }, () => {
  /** A correct API whose stream has the given head. */
  const withStream =
    (head: Record<string, string>, status = 200): Listener =>
    (request, response) => {
      if (!request.url?.startsWith('/events')) privateApi(request, response)
      else response.writeHead(status, head).end()
    }
  const cors = {
    'access-control-allow-origin': webOrigin,
    'access-control-allow-credentials': 'true',
  }
  const findingOf = async (listener: Listener) => {
    const report = await verified(listener, { credentials: true, streams: ['/events'] })
    return report.findings.find(({ severity }) => severity === 'broken')
  }

  it('that the page can read → no broken finding', async () => {
    const type = { 'content-type': 'text/event-stream; charset=utf-8' }
    assert.equal(await findingOf(withStream({ ...cors, ...type })), undefined)
  })

  it('outside of the CORS layer → the cause, proven by another response', async () => {
    const finding = await findingOf(withStream({ 'content-type': 'text/event-stream' }))
    assert.equal(finding?.code, 'stream-without-cors')
    assert.equal(finding.cause, 'route-outside-cors-layer')
  })

  it('behind authentication that responds first → authentication is the cause', async () => {
    const finding = await findingOf(withStream({ 'www-authenticate': 'Bearer' }, 401))
    assert.equal(finding?.code, 'stream-without-cors')
    assert.equal(finding.cause, 'authentication-before-cors')
  })

  it('two of another type → one finding that names both', async () => {
    const report = await verified(
      (request, response) => {
        response.setHeader('content-type', 'application/json')
        privateApi(request, response)
      },
      { credentials: true, streams: ['/events', '/prices'] },
    )
    const found = report.findings.filter(({ title }) => title.includes('not an event stream'))
    assert.equal(found.length, 1)
    assert.match(found[0]?.observed ?? '', /\/events [^]*\/prices /)
  })

  for (const [name, head, status] of [
    ['of another type', { 'content-type': 'application/json' }, 200],
    ['with status 404', { 'content-type': 'text/event-stream' }, 404],
  ] as const)
    it(`${name}, readable → not CORS`, async () => {
      const finding = await findingOf(withStream({ ...cors, ...head }, status))
      assert.equal(finding?.code, 'not-cors')
      assert.match(finding.title, /not an event stream/)
    })
})
