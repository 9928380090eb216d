import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { notCorsCheck } from '../src/checks/not-cors.ts'
import { createHttpDriver } from '../src/http/http-driver.ts'
import { createCachingClient } from '../src/http/caching-client.ts'
import { createObserver } from '../src/observe.ts'
import { resolvePlan } from '../src/resolve-plan.ts'

/** [page, target, why a browser blocks the request before the CORS check] */
const rows: [string, string, 'mixed content' | 'local network' | 'no finding'][] = [
  ['https://app.example.com', 'http://api.example.com/items', 'mixed content'],
  ['https://app.example.com', 'https://api.example.com/items', 'no finding'],
  ['http://app.example.com', 'http://api.example.com/items', 'no finding'],
  ['http://app.example.com', 'https://api.example.com/items', 'no finding'],
  ['https://app.example.com', 'http://localhost:3000/items', 'local network'],
  ['https://app.example.com', 'http://127.0.0.1:3000/items', 'local network'],
  ['https://app.example.com', 'http://[::1]:3000/items', 'local network'],
  ['https://app.example.com', 'https://192.168.1.7/items', 'local network'],
  ['https://app.example.com', 'https://10.0.0.7/items', 'local network'],
  ['https://app.example.com', 'https://172.16.0.7/items', 'local network'],
  ['https://app.example.com', 'https://172.32.0.7/items', 'no finding'],
  ['http://localhost:5173', 'http://localhost:3000/items', 'no finding'],
  ['http://localhost:5173', 'https://api.example.com/items', 'no finding'],
  ['http://192.168.1.7', 'http://192.168.1.8/items', 'no finding'],
]

describe('blocked before the CORS check', () => {
  for (const [page, target, result] of rows)
    it(`a page on ${page} calls ${target} → ${result}`, async () => {
      const plan = resolvePlan(target, { origins: [page], browser: 'none' })
      const signal = new AbortController().signal
      const http = createHttpDriver({ ...plan, signal, maxRequests: 0 })
      const { findings } = await notCorsCheck.run(createObserver(plan, createCachingClient(http)))
      http.close()
      const reported = findings.map(({ code, severity, title }) => [
        code,
        severity,
        title?.split(':')[0],
      ])
      const expected = {
        'mixed content': [['not-cors', 'broken', 'Mixed content']],
        'local network': [['not-cors', 'weak', 'Local Network Access']],
        'no finding': [],
      }[result]
      assert.deepEqual(reported, expected)
    })
})
