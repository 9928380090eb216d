import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPreflight, corsCheck, decide } from '../src/decide/index.ts'
import {
  allowCredentials,
  allowed,
  allowMethods,
  allowOrigin,
  answer,
  assertReadable,
  assertRefused,
  decideGet,
  origin,
  request,
  shown,
} from './decide-support.ts'

const refusedValues = (values: readonly string[]) => {
  for (const value of values) {
    it(`a credentialed page that is sent Allow-Credentials ${shown(value)} is refused`, () => {
      const lines = [allowOrigin(origin), allowCredentials(value)]
      assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
        reason: 'invalid-allow-credentials',
        value,
      })
      assertReadable(decideGet(lines, 'omit'))
    })
  }
}

describe('web-platform-tests cors/credentials-flag.htm (S03, B04)', () => {
  refusedValues(['TRUE', 'True', '"true"', 'false', '1', '0'])
})

describe('the CORS check, step 8: exactly the bytes of true', () => {
  refusedValues(['', "'true'", 'true,', ',true', 'true true', 'true\v', 'true\f', 'yes'])

  it('a credentialed page that is sent true reads the answer', () => {
    assertReadable(decideGet(allowed, 'include'))
  })

  it('a credentialed page that is sent true between blanks reads the answer', () => {
    const lines = [allowOrigin(origin), allowCredentials(' \ttrue \t')]
    assertReadable(decideGet(lines, 'include'))
  })

  it('a credentialed page that is sent true twice is refused (B04)', () => {
    const lines = [...allowed, allowCredentials('true')]
    assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
      reason: 'invalid-allow-credentials',
      value: 'true, true',
    })
  })

  it('a credentialed page that is sent no Allow-Credentials is refused, without a value', () => {
    const lines = [allowOrigin(origin)]
    assert.deepEqual(corsCheck({ origin, credentials: 'include' }, lines), {
      reason: 'invalid-allow-credentials',
    })
  })
})

describe('* and credentials (S04, B03)', () => {
  const lines = [allowOrigin('*'), allowCredentials('true')]

  it('a credentialed page that is sent * is refused, whatever Allow-Credentials says', () => {
    assertRefused(decideGet(lines, 'include'), 'actual', 'wildcard-with-credentials')
    assertRefused(decideGet([allowOrigin('*')], 'include'), 'actual', 'wildcard-with-credentials')
  })

  it('a page without credentials that is sent the same reads the answer', () => {
    assertReadable(decideGet(lines, 'omit'))
  })

  it('a credentialed page is told of the wrong origin before the wrong credentials', () => {
    const wrong = [allowOrigin(`${origin}/`), allowCredentials('True')]
    assertRefused(decideGet(wrong, 'include'), 'actual', 'allow-origin-mismatch')
  })
})

describe('credentials on both legs (S03)', () => {
  const put = request({ method: 'PUT', credentials: 'include' })
  const permission = allowMethods('PUT')

  it('a credentialed PUT is refused at a preflight without Allow-Credentials', () => {
    const refusal = checkPreflight(put, answer([allowOrigin(origin), permission]))
    assert.equal(refusal?.reason, 'invalid-allow-credentials')
  })

  it('a credentialed PUT is refused at an actual answer without Allow-Credentials', () => {
    const decision = decide(put, {
      preflight: answer([...allowed, permission]),
      actual: answer([allowOrigin(origin)]),
    })
    assertRefused(decision, 'actual', 'invalid-allow-credentials')
  })

  it('a credentialed PUT is read where both legs say true', () => {
    const decision = decide(put, {
      preflight: answer([...allowed, permission]),
      actual: answer(allowed),
    })
    assertReadable(decision)
  })
})
