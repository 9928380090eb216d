import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckFinding } from '../src/check.ts'
import { causes } from '../src/causes/index.ts'
import { findingCodes } from '../src/report.ts'
import type { VerifyOptions } from '../src/options.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { createFixer } from '../src/stacks/fixes.ts'
import { fixKinds, fixedElsewhere, kindOf, type FixKind } from '../src/stacks/kinds.ts'
import { stacks } from '../src/stacks/index.ts'
import { policyOf, withAbout } from '../src/stacks/policy.ts'
import { get, options } from './recorded.ts'

const app = 'https://app.example.com'
const admin = 'https://admin.example.com'

function planOf(more: Partial<VerifyOptions> = {}) {
  return resolvePlan('https://api.example.com/items', { origins: [app, admin], ...more })
}

/** A policy with every value that a configuration can have. */
const everything: Partial<VerifyOptions> = {
  credentials: true,
  methods: ['PATCH', 'DELETE'],
  requestHeaders: ['content-type', 'x-tenant'],
  exposedHeaders: ['x-total-count', 'etag'],
  maxAgeSeconds: 1234,
}

/** A finding of each kind, as a check or a cause makes it. */
const findings: Record<FixKind, Pick<CheckFinding, 'code' | 'cause' | 'about'>> = {
  origin: { code: 'origin-not-allowed', cause: 'origin-not-listed', about: { origins: [admin] } },
  'exact-origins': { code: 'disallowed-origin-reads-credentialed' },
  'public-read': { code: 'public-read' },
  'slow-pattern': { code: 'slow-origin-check' },
  credentials: { code: 'credentials-blocked', cause: 'credentials-not-allowed' },
  method: {
    code: 'method-not-allowed',
    cause: 'method-not-listed',
    about: { method: 'PATCH' },
  },
  'request-header': {
    code: 'header-not-allowed',
    cause: 'header-not-listed',
    about: { headers: ['x-tenant'] },
  },
  app: { code: 'app-origin' },
  'header-list': { code: 'reflects-request-headers' },
  'exposed-header': { code: 'header-not-exposed', about: { exposed: ['etag'] } },
  'hide-header': { code: 'exposes-sensitive-header', about: { exposed: ['set-cookie'] } },
  'max-age': { code: 'max-age-out-of-range' },
  'no-layer': { code: 'origin-not-allowed', cause: 'no-cors-layer' },
  'cors-first': { code: 'error-without-cors', cause: 'rate-limit-before-cors' },
  authentication: { code: 'preflight-failed', cause: 'preflight-needs-authentication' },
  preflight: { code: 'preflight-failed', cause: 'preflight-not-routed' },
  errors: { code: 'error-without-cors' },
  'gateway-errors': { code: 'error-without-cors', cause: 'gateway-error' },
  'every-response': { code: 'origin-not-allowed', cause: 'headers-on-preflight-only' },
  stream: { code: 'stream-without-cors' },
  'one-layer': { code: 'duplicate-allow-origin', cause: 'two-layers-set-cors-headers' },
  vary: { code: 'vary-missing' },
  cache: { code: 'vary-missing', cause: 'cache-ignores-origin' },
  rejection: { code: 'rejection-is-5xx' },
  inconsistent: { code: 'inconsistent' },
  csrf: { code: 'csrf-simple-request' },
  'web-socket': { code: 'websocket-disallowed-origin' },
  redirect: { code: 'not-cors', cause: 'redirect-trailing-slash' },
  cookie: { code: 'not-cors', about: { cookie: 'session' } },
  'web-page': { code: 'not-cors', cause: 'html-page-instead-of-api' },
  'not-cors': { code: 'not-cors', cause: 'mixed-content' },
}

function findingOf(kind: FixKind): CheckFinding {
  return {
    severity: 'broken',
    observed: 'Something was observed.',
    expected: 'Something else was expected.',
    evidence: [],
    ...findings[kind],
  }
}

/** The values that the configuration of a service cannot have. */
const impossible: Record<string, readonly string[]> = {
  s3: ['patch', 'credentials'],
  // MinIO has a setting for the origins alone.
  minio: [
    ...['get', 'head', 'post', 'patch', 'delete', 'etag', '1234', 'x-tenant', 'content-type'],
    ...['x-total-count', 'credentials'],
  ],
  'google-cloud-storage': ['credentials'],
}

const expected = 'Something else was expected.'

describe('the kind of a fix', () => {
  for (const kind of fixKinds)
    it(`${JSON.stringify(findings[kind])} → ${kind}`, () => {
      assert.equal(kindOf(findings[kind]), kind)
    })

  it('each code and each cause → has a kind', () => {
    for (const code of findingCodes) assert.ok(fixKinds.includes(kindOf({ code })), code)
    for (const { id } of causes) {
      // A cause without a kind of its own is a network error.
      const kind = kindOf({ code: 'not-cors', cause: id })
      const isNetwork = id.startsWith('network-') || id === 'preflight-rejected-for-one-item'
      assert.equal(kind === 'not-cors', isNetwork, id)
    }
  })

  it('a preflight rejected for one item → that of its code', () => {
    const cause = 'preflight-rejected-for-one-item'
    assert.equal(kindOf({ code: 'method-not-allowed', cause }), 'method')
    assert.equal(kindOf({ code: 'header-not-allowed', cause }), 'request-header')
  })
})

describe('the policy of a run', () => {
  const bare = planOf()

  it('without a response → the values that the options need, and the safelisted methods', () => {
    const { methods, requestHeaders, exposedHeaders, maxAgeSeconds, ...rest } = policyOf(
      planOf({ ...everything, requests: ['PUT /items/1'] }),
      [],
    )
    assert.deepEqual(rest, { origins: [app, admin], credentials: true })
    assert.deepEqual(methods, ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT'])
    assert.deepEqual(requestHeaders.toSorted(), ['content-type', 'x-tenant'])
    assert.deepEqual(exposedHeaders, ['x-total-count', 'etag'])
    assert.equal(maxAgeSeconds, 1234)
  })

  it('values that the server allows already → are not removed', () => {
    const policy = policyOf(bare, [
      options(
        `204\nAccess-Control-Allow-Origin: ${app}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Methods: GET, PURGE\nAccess-Control-Allow-Headers: X-Tenant, authorization\nAccess-Control-Max-Age: 600\n\n`,
      ),
      get(
        '200\nAccess-Control-Expose-Headers: Link\nAccess-Control-Allow-Origin: https://old.example.com\n\n',
      ),
    ])
    assert.deepEqual(policy, {
      origins: [app, admin, 'https://old.example.com'],
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PURGE'],
      requestHeaders: ['x-tenant', 'authorization'],
      exposedHeaders: ['link'],
      maxAgeSeconds: 600,
    })
  })

  it('wildcards, reflected names of this run, disallowed origins and invalid values → are left out', () => {
    const policy = policyOf(bare, [
      options(
        '204\nAccess-Control-Allow-Origin: null\nAccess-Control-Allow-Methods: *\nAccess-Control-Allow-Headers: content-type, x-cors-verify-unlisted\nAccess-Control-Max-Age: 0\n\n',
      ),
      options('204\nAccess-Control-Allow-Headers: a b\nAccess-Control-Max-Age: 31536000\n\n'),
      get('200\nAccess-Control-Allow-Origin: http://app.example.com\n\n'),
      get('200\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: *\n\n'),
    ])
    assert.deepEqual(policy, {
      origins: [app, admin],
      credentials: false,
      methods: ['GET', 'HEAD', 'POST'],
      requestHeaders: ['content-type'],
      exposedHeaders: [],
      maxAgeSeconds: 7200,
    })
  })

  it('responses to disallowed origins → are not read', () => {
    const disallowed = get('200\nAccess-Control-Allow-Origin: https://cors-verify.example\n\n')
    disallowed.request.headers = [['Origin', 'https://cors-verify.example']]
    assert.deepEqual(policyOf(bare, [disallowed]).origins, [app, admin])
  })

  it('the values that a finding is about → are added', () => {
    const { methods, requestHeaders, exposedHeaders, origins } = withAbout(policyOf(bare, []), {
      method: 'PURGE',
      headers: ['x-a'],
      exposed: ['etag'],
      origins: ['https://third.example.com'],
    })
    assert.ok(methods.includes('PURGE') && methods.includes('POST'))
    assert.deepEqual([requestHeaders, exposedHeaders], [['x-a'], ['etag']])
    assert.deepEqual(origins, [app, admin, 'https://third.example.com'])
  })
})

describe('the fix of each stack for each kind', () => {
  const plan = { ...planOf(everything), allStacks: true as const }
  const fixesOf = createFixer(plan, [])

  for (const kind of fixKinds)
    it(`${kind} → one fix for each stack, each with a change`, () => {
      const fixes = fixesOf(findingOf(kind))
      const ids = fixes.map(({ stack }) => stack)
      const able = stacks.filter(({ only }) => only?.includes(kind) ?? true)
      assert.deepEqual(ids, kind === 'not-cors' ? ['any'] : able.map(({ id }) => id))
      for (const { stack, change, block, where } of fixes) {
        assert.match(change, /^[A-Z`'].*[.!?`]$/s, stack)
        assert.doesNotMatch(change + (block ?? ''), /(?<![!=]== )\bundefined\b|\[object|NaN/, stack)
        // A fix with a block names the file it goes into; a fix without a block does not.
        assert.equal(block === undefined, where === '', stack)
      }
    })

  for (const stack of stacks.filter(({ only }) => only === undefined)) {
    const block = stack.config(policyOf(plan, [])).code
    it(`${stack.id}: the configuration → has all values of the policy`, () => {
      const without = impossible[stack.id] ?? []
      const values = [app, admin, 'get', 'head', 'post', 'patch', 'delete', 'etag', '1234']
      for (const value of [...values, 'x-tenant', 'content-type', 'x-total-count'])
        assert.equal(
          // A pattern escapes dots.
          block.toLowerCase().replaceAll('\\.', '.').includes(value),
          !without.includes(value),
          `${value} in\n${block}`,
        )
      assert.equal(/credential/i.test(block), !without.includes('credentials'))
    })

    it(`${stack.id}: the block for a list → is the configuration, for each kind of list`, () => {
      for (const kind of ['origin', 'exact-origins', 'method', 'request-header'] as const) {
        const change = stack.changes[kind]
        if (typeof change === 'object' && change.block === 'none') continue
        const fix = fixesOf(findingOf(kind)).find((each) => each.stack === stack.id)
        assert.ok(fix?.block?.includes(block), kind)
      }
    })

    it(`${stack.id}: names the version that its fixes ran on, or the documentation that they follow`, () => {
      assert.notEqual(stack.ranWith === undefined, stack.documentedFor === undefined)
    })

    it(`${stack.id}: the id → is accepted by --stack`, () => {
      assert.match(stack.id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      assert.equal(
        resolvePlan('https://a.example', { origins: [app], stack: stack.id }).stack,
        stack.id,
      )
    })
  }
})

describe('the smallest change', () => {
  const changeOf = (kind: FixKind, stack: string) =>
    createFixer(planOf({ ...everything, stack }), [])(findingOf(kind))[0]?.change

  it('a list → is merged with the current one', () => {
    assert.equal(
      changeOf('method', 'fastify'),
      "Add `'PATCH'` to `methods`, and leave what is there.",
    )
    assert.equal(
      changeOf('request-header', 'starlette'),
      'Add `"x-tenant"` to `allow_headers`, and leave what is there.',
    )
    assert.equal(
      changeOf('exposed-header', 'express'),
      "Add `'etag'` to `exposedHeaders`, and leave what is there.",
    )
    assert.equal(
      changeOf('origin', 'express'),
      "Add `'https://admin.example.com'` to `origin`, and leave what is there.",
    )
    assert.match(
      changeOf('method', 'nginx') ?? '',
      /^Add `PATCH` to `Access-Control-Allow-Methods`/,
    )
  })

  it('the fix of a leak → still allows credentials', () => {
    const [fix] = createFixer(
      planOf({ ...everything, stack: 'fastify' }),
      [],
    )(findingOf('exact-origins'))
    assert.match(fix?.change ?? '', /Leave `credentials: true`/)
    assert.match(fix?.block ?? '', /credentials: true,/)
  })

  it('a kind without a change of the stack → the expected text, and no block', () => {
    const [fix] = createFixer(planOf({ ...everything, stack: 'traefik' }), [])(findingOf('csrf'))
    assert.equal(
      fix?.change,
      `${expected} cors-verify has no block of Traefik headers middleware for this.`,
    )
    assert.equal(fix.block, undefined)
  })

  it('a method that the service cannot allow → the change names the methods that it can', () => {
    assert.match(changeOf('method', 's3') ?? '', /^S3 allows only .*: PATCH cannot be/)
  })

  it('a change that was not run, of a stack whose others were → is not called tried', () => {
    const fixOf = (kind: FixKind) =>
      createFixer(planOf({ ...everything, stack: 'express' }), [])(findingOf(kind))[0]
    assert.equal(fixOf('method')?.tried, 'Express 5.3.0 and cors 2.8.6')
    assert.equal(fixOf('csrf')?.tried, undefined)
  })

  it('a header that scripts must not read → is removed from the block', () => {
    const exchanges = [get('200\nAccess-Control-Expose-Headers: link, set-cookie\n\n')]
    const fixesOf = createFixer(planOf({ stack: 'fastify' }), exchanges)
    assert.match(fixesOf(findingOf('hide-header'))[0]?.block ?? '', /exposedHeaders: \['link'\]/)
    assert.match(fixesOf(findingOf('method'))[0]?.block ?? '', /'link', 'set-cookie'/)
  })
})

describe('the stack whose fix is shown', () => {
  const behindNginx = [get('200\nServer: nginx/1.22.1\nX-Powered-By: Express\n\n')]
  const ids = (kind: FixKind, exchanges = behindNginx, more: Partial<VerifyOptions> = {}) =>
    createFixer(planOf(more), exchanges)(findingOf(kind)).map(({ stack }) => stack)

  it('a proxy and an application are recognised → the cause decides', () => {
    assert.deepEqual(ids('origin'), ['express'])
    assert.deepEqual(ids('one-layer'), ['nginx'])
    assert.deepEqual(ids('gateway-errors'), ['nginx'])
  })

  it('only a proxy is recognised → its fix, which names the application as another possibility', () => {
    const [fix] = createFixer(planOf(), [get('200\nServer: nginx\n\n')])(findingOf('origin'))
    assert.equal(fix?.stack, 'nginx')
    assert.match(fix.change, /If an application behind nginx sends the CORS headers/)
    assert.equal(fix.recognisedBy, 'the header Server: nginx')
  })

  it('--stack → that one, recognised or not', () => {
    assert.deepEqual(ids('origin', behindNginx, { stack: 'starlette' }), ['starlette'])
    assert.deepEqual(ids('gateway-errors', [], { stack: 'express' }), ['express'])
  })

  it('none is recognised → the headers, for any server', () => {
    const [fix] = createFixer(planOf(everything), [])(findingOf('method'))
    assert.equal(fix?.stack, 'any')
    assert.equal(fix.change, expected)
    for (const value of [app, admin, 'PATCH', 'x-tenant', 'etag', 'Credentials: true', '1234'])
      assert.ok(fix.block?.includes(value), value)
  })

  it('a fault that no CORS header fixes → one fix that states it, with and without --stack', () => {
    for (const more of [{}, { stack: 'nginx' }]) {
      const [fix] = createFixer(planOf(more), behindNginx)(findingOf('not-cors'))
      assert.deepEqual(fix, {
        stack: 'any',
        name: 'any server',
        where: '',
        change: `Not fixable with CORS headers. ${expected}`,
      })
    }
  })

  it('a redirect or a cookie of an unknown server → the change, and no block', () => {
    for (const kind of fixedElsewhere) {
      const [fix] = createFixer(planOf(), [])(findingOf(kind))
      assert.equal(fix?.block, undefined, kind)
    }
  })
})
