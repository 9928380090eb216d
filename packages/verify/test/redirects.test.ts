import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { privateApi, serious, verified, webOrigin } from './verified.ts'

describe('redirects', { concurrency: 4 }, () => {
  it('a redirect to a sign-in page → not-cors, and the finding names its Location', async () => {
    const report = await verified((request, response) => {
      if (request.url === '/login') privateApi(request, response)
      else response.writeHead(302, { location: '/login' }).end()
    })
    assert.ok(serious(report).includes('not-cors'))
    assert.match(report.findings[0]?.observed ?? '', /redirect \(302\) to .*\/login/)
  })

  it('a redirect within the API that passes CORS → is followed', async () => {
    const report = await verified(
      (request, response) => {
        if (request.url?.startsWith('/items')) {
          response.setHeader('vary', 'Origin')
          if (request.headers.origin === webOrigin) {
            response.setHeader('access-control-allow-origin', webOrigin)
            response.setHeader('access-control-allow-credentials', 'true')
          }
          response.writeHead(302, { location: '/all' }).end()
        } else privateApi(request, response)
      },
      { credentials: true },
    )
    assert.ok(!serious(report).includes('not-cors'), serious(report).join())
    assert.ok(!serious(report).includes('origin-not-allowed'))
  })

  it('/auth/me redirects to /auth/me/ → is not reported as a sign-in page', async () => {
    const report = await verified(
      (request, response) => {
        const redirected = request.url?.startsWith('/auth/me') && !request.url.endsWith('/')
        const writeHead = response.writeHead.bind(response)
        if (redirected && request.method === 'GET')
          response.writeHead = () => writeHead(308, { location: `${request.url ?? ''}/` })
        privateApi(request, response)
      },
      { credentials: true, requests: ['GET /auth/me'] },
    )
    assert.deepEqual(serious(report), [])
  })

  it('a redirect to itself → not-cors: the page gets no response', async () => {
    const report = await verified(
      (request, response) => {
        const writeHead = response.writeHead.bind(response)
        if (request.url === '/round' && request.method === 'GET')
          response.writeHead = () => writeHead(302, { location: '/round' })
        privateApi(request, response)
      },
      { credentials: true, requests: ['GET /round'] },
    )
    assert.deepEqual(serious(report), ['not-cors'])
  })
})
