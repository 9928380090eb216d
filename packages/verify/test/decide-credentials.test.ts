import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPreflight, corsCheck, decide } from '../src/decide/index.ts'
import {
  allowCredentials,
  allowed,
  allowMethods,
  allowOrigin,
  response,
  assertAllowed,
  assertBlocked,
  decideGet,
  origin,
  request,
  shown,
} from './decide-support.ts'

const blockedValues = (values: readonly string[]) => {
  for (const value of values) {
    it(`a credentialed page that is sent Allow-Credentials ${shown(value)} is blocked`, () => {
      const lines = [allowOrigin(origin), allowCredentials(value)]
      assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
        reason: 'invalid-allow-credentials',
        value,
      })
      assertAllowed(decideGet(lines, 'omit'))
    })
  }
}

describe('web-platform-tests cors/credentials-flag.htm', () => {
  blockedValues(['TRUE', 'True', '"true"', 'false', '1', '0'])
})

describe('the CORS check, step 8: exactly the bytes of true', () => {
  blockedValues(['', "'true'", 'true,', ',true', 'true true', 'true\v', 'true\f', 'yes'])

  it('a credentialed page that is sent true reads the response', () => {
    assertAllowed(decideGet(allowed, 'include'))
  })

  it('a credentialed page that is sent true between whitespace reads the response', () => {
    const lines = [allowOrigin(origin), allowCredentials(' \ttrue \t')]
    assertAllowed(decideGet(lines, 'include'))
  })

  it('a credentialed page that is sent true twice is blocked', () => {
    const lines = [...allowed, allowCredentials('true')]
    assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
      reason: 'invalid-allow-credentials',
      value: 'true, true',
    })
  })

  it('a credentialed page that is sent no Allow-Credentials is blocked, without a value', () => {
    const lines = [allowOrigin(origin)]
    assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
      reason: 'invalid-allow-credentials',
    })
  })
})

describe('* and credentials', () => {
  const lines = [allowOrigin('*'), allowCredentials('true')]

  it('a credentialed page that is sent * is blocked, with and without Allow-Credentials', () => {
    assertBlocked(decideGet(lines, 'include'), 'actual', 'wildcard-with-credentials')
    assertBlocked(decideGet([allowOrigin('*')], 'include'), 'actual', 'wildcard-with-credentials')
  })

  it('a page without credentials that is sent the same reads the response', () => {
    assertAllowed(decideGet(lines, 'omit'))
  })

  it('a credentialed page that is sent a wrong origin and True is blocked for the origin', () => {
    const wrong = [allowOrigin(`${origin}/`), allowCredentials('True')]
    assertBlocked(decideGet(wrong, 'include'), 'actual', 'allow-origin-mismatch')
  })
})

describe('credentials on both exchanges', () => {
  const put = request({ method: 'PUT', credentials: 'include' })
  const permission = allowMethods('PUT')

  it('a credentialed PUT is blocked at a preflight without Allow-Credentials', () => {
    const failure = checkPreflight(put, response([allowOrigin(origin), permission]))
    assert.equal(failure?.reason, 'invalid-allow-credentials')
  })

  it('a credentialed PUT is blocked at an actual response without Allow-Credentials', () => {
    const decision = decide(put, {
      preflight: response([...allowed, permission]),
      actual: response([allowOrigin(origin)]),
    })
    assertBlocked(decision, 'actual', 'invalid-allow-credentials')
  })

  it('a credentialed PUT is read where both responses have Allow-Credentials: true', () => {
    const decision = decide(put, {
      preflight: response([...allowed, permission]),
      actual: response(allowed),
    })
    assertAllowed(decision)
  })
})
