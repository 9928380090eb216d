import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { privateApi, publicApi, serious, verified, webOrigin, type Listener } from './verified.ts'

describe('faults that a CORS check alone does not show', { concurrency: 4 }, () => {
  /** A correct API that also sends these headers. */
  const also =
    (headers: Record<string, string>, listener: Listener = privateApi): Listener =>
    (request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      listener(request, response)
    }
  const titles = async (listener: Listener, options = {}) => {
    const report = await verified(listener, options)
    return report.findings.map(({ severity, title }) => `${severity}: ${title}`).join('\n')
  }

  for (const [type, policy, found] of [
    ['image/png', 'same-origin', true],
    ['text/css', 'same-origin', true],
    ['image/png', 'cross-origin', false],
    ['application/json', 'same-origin', false],
  ] as const)
    it(`${type} with Cross-Origin-Resource-Policy: ${policy} → ${found ? 'weak' : 'no finding'}`, async () => {
      const reported = await titles(
        also({ 'content-type': type, 'cross-origin-resource-policy': policy }),
      )
      assert.equal(/^weak: Elements of the page/m.test(reported), found)
    })

  for (const [list, requestHeaders, found] of [
    ['*', [], true],
    ['*', ['authorization'], true],
    ['*, Authorization', [], false],
    ['*, Authorization', ['authorization'], false],
    ['Content-Type', [], false],
  ] as const)
    it(`Access-Control-Allow-Headers: ${list}, and the page sets ${requestHeaders.join() || 'no header'} → ${found ? 'info' : 'no finding'} about Authorization`, async () => {
      const headers = {
        'access-control-allow-headers': list,
        'access-control-allow-methods': '*',
      }
      const reported = await titles(also(headers, publicApi), { requestHeaders })
      assert.equal(/^info: .*does not include Authorization/m.test(reported), found)
    })

  for (const [name, listener, found] of [
    ['without credentials', publicApi, true],
    ['with credentials', privateApi, false],
  ] as const)
    it(`sendBeacon to an API ${name} → ${found ? 'info' : 'no finding'}`, async () => {
      const headers = { 'access-control-allow-headers': 'content-type' }
      const reported = await titles(also(headers, listener), {
        methods: ['POST'],
        requestHeaders: ['content-type'],
      })
      assert.equal(/^info: navigator.sendBeacon/m.test(reported), found)
    })

  for (const readable of [false, true])
    it(`a body that is too large gets 413 ${readable ? 'with' : 'without'} CORS headers → ${readable ? 'no finding' : 'weak'}`, async () => {
      const reported = await verified(
        (request, response) => {
          if (Number(request.headers['content-length'] ?? 0) < 2 ** 20) {
            privateApi(request, response)
            return
          }
          if (readable) {
            response.setHeader('access-control-allow-origin', webOrigin)
            response.setHeader('access-control-allow-credentials', 'true')
          }
          response.writeHead(413)
          request.resume().on('end', () => response.end())
        },
        {
          credentials: true,
          methods: ['GET', 'POST'],
          requestHeaders: ['content-type'],
          allowWrites: true,
        },
      )
      assert.deepEqual(serious(reported), readable ? [] : ['error-without-cors'])
    })
})
