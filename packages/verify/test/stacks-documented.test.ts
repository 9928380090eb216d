import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckFinding } from '../src/check.ts'
import type { VerifyOptions } from '../src/options.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { createFixer } from '../src/stacks/fixes.ts'
import { findStack } from '../src/stacks/index.ts'

const app = 'https://app.example.com'

/** The first fix of a stack, without a run. */
function fixOf(
  stack: string,
  finding: Pick<CheckFinding, 'code' | 'cause' | 'about'>,
  more: Partial<VerifyOptions> = {},
) {
  const plan = resolvePlan('https://api.example.com/items', {
    origins: [app],
    credentials: true,
    methods: ['PATCH'],
    requestHeaders: ['content-type'],
    stack,
    ...more,
  })
  const texts = { severity: 'broken' as const, observed: '', expected: 'Another.', evidence: [] }
  const [fix] = createFixer(plan, [])({ ...texts, ...finding })
  assert.ok(fix)
  return { ...fix, block: fix.block ?? '' }
}

const leak = { code: 'disallowed-origin-reads-credentialed' } as const
const noLayer = { code: 'origin-not-allowed', cause: 'no-cors-layer' } as const
const authentication = {
  code: 'preflight-failed',
  cause: 'preflight-needs-authentication',
} as const
const errors = { code: 'error-without-cors' } as const
const vary = { code: 'vary-missing' } as const

describe('a stack that cannot run here', () => {
  for (const id of [
    ...['spring-mvc', 'spring-security', 'aspnet-core', 'laravel', 'jub0bs-cors'],
    ...['traefik', 'envoy', 'ingress-nginx', 'cloudfront', 'cloudflare-workers'],
    ...['aws-api-gateway-rest', 'aws-api-gateway-http', 'aws-sam', 'aws-sam-rest', 'serverless'],
    ...['s3', 'minio', 'google-cloud-storage', 'oauth2-proxy', 'ngrok'],
  ])
    it(`${id} → names the page of the documentation that its fixes follow`, () => {
      const stack = findStack(id)
      assert.equal(stack?.ranWith, undefined)
      assert.ok(URL.canParse(stack?.page ?? ''))
      const { documentationPage } = fixOf(
        id,
        id === 'ngrok' ? { code: 'not-cors', cause: 'html-page-instead-of-api' } : authentication,
      )
      assert.equal(documentationPage, stack?.page)
    })
})

describe('the fix follows the documentation of the stack', () => {
  it('Spring Security → a bean and http.cors, and states that Spring MVC alone is not enough', () => {
    const { change, block } = fixOf('spring-security', authentication)
    assert.match(change, /`addCorsMappings` and `@CrossOrigin` alone run after it/)
    assert.match(block, /UrlBasedCorsConfigurationSource corsConfigurationSource\(\)/)
    assert.match(block, /http\.cors\(Customizer\.withDefaults\(\)\);/)
  })

  it('Spring MVC, no header allowed → states the empty list, because the default allows all', () => {
    const { block } = fixOf('spring-mvc', noLayer, { requestHeaders: [] })
    assert.match(block, /\.allowedHeaders\(\)/)
    assert.match(fixOf('spring-mvc', noLayer).block, /\.allowedHeaders\("content-type"\)/)
  })

  it('Spring MVC behind a filter → a CorsFilter with the highest precedence', () => {
    const { block } = fixOf('spring-mvc', authentication)
    assert.match(block, /new FilterRegistrationBean<>\(new CorsFilter\(source\)\)/)
    assert.match(block, /setOrder\(Ordered\.HIGHEST_PRECEDENCE\)/)
  })

  it('ASP.NET Core → UseCors between UseRouting and UseAuthorization', () => {
    assert.match(
      fixOf('aspnet-core', authentication).change,
      /after `app\.UseRouting\(\)`.* before .*`UseAuthorization`/,
    )
    assert.match(
      fixOf('aspnet-core', leak).change,
      /`AllowAnyOrigin\(\)` together with `AllowCredentials\(\)` throws/,
    )
    assert.match(fixOf('aspnet-core', vary).block, /Headers\.Append\("Vary", "Origin"\)/)
  })

  it('AWS SAM, Api → quotes inside the quotes, and no authorizer for OPTIONS', () => {
    const { block } = fixOf('aws-sam-rest', authentication)
    assert.ok(block.includes(`AllowOrigin: "'https://app.example.com'"`), block)
    assert.ok(block.includes(`Access-Control-Allow-Origin: "'https://app.example.com'"`), block)
    assert.match(block, /AddDefaultAuthorizerToCorsPreflight: false/)
    assert.doesNotMatch(block, /AllowOrigin: "https:/)
    // An HTTP API takes plain values.
    assert.match(fixOf('aws-sam', noLayer).block, /AllowOrigins: \["https:\/\/app\.example\.com"\]/)
  })

  it('API Gateway, REST → its own errors get headers by gateway responses', () => {
    const { change, block } = fixOf('aws-api-gateway-rest', errors)
    assert.match(change, /DEFAULT_4XX and DEFAULT_5XX/)
    assert.match(block, /put-gateway-response .*--response-type "\$type"/)
    const json = /--response-parameters "(.*)"$/m.exec(block)?.[1]?.replaceAll('\\', '') ?? ''
    assert.deepEqual(JSON.parse(json), {
      'gatewayresponse.header.Access-Control-Allow-Origin': `'${app}'`,
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
      'gatewayresponse.header.Vary': "'Origin'",
    })
    const { block: anonymous } = fixOf('aws-api-gateway-rest', errors, { credentials: false })
    assert.doesNotMatch(anonymous, /Credentials/)
  })

  it('API Gateway, HTTP → a route OPTIONS beside $default', () => {
    const { change } = fixOf('aws-api-gateway-http', authentication)
    assert.match(change, /`OPTIONS \/\{proxy\+\}` without an authorizer/)
  })

  it('ingress-nginx → warns of its two defaults, and adds Vary', () => {
    assert.match(fixOf('ingress-nginx', leak).change, /default is `\*`.*default of .* is `true`/)
    assert.match(fixOf('ingress-nginx', vary).block, /configuration-snippet: \|/)
  })

  it('MinIO → a list of the server, not of the bucket', () => {
    const { change, block } = fixOf('minio', leak)
    assert.match(change, /default `\*` allows every origin, with credentials/)
    assert.match(block, /^MINIO_API_CORS_ALLOW_ORIGIN="https:\/\/app\.example\.com"$/m)
    assert.doesNotMatch(block, /put-bucket-cors|AllowedOrigins/)
    // S3 has one for each bucket.
    assert.match(fixOf('s3', leak).block, /"AllowedOrigins": \[\s+"https:\/\/app\.example\.com"/)
  })

  it('CloudFront → the methods that a policy may have', () => {
    const { block } = fixOf('cloudfront', noLayer, { methods: ['PATCH', 'PURGE'] })
    const { CorsConfig } = JSON.parse(block) as {
      CorsConfig: { AccessControlAllowMethods: { Items: string[]; Quantity: number } }
    }
    assert.deepEqual(CorsConfig.AccessControlAllowMethods, {
      Quantity: 4,
      Items: ['GET', 'HEAD', 'POST', 'PATCH'],
    })
  })

  for (const [origin, insecure] of [
    ['http://app.example.com', true],
    ['http://localhost.example.com', true],
    ['http://localhost:5173', false],
    ['http://app.localhost', false],
    ['http://127.0.0.1:5173', false],
    ['http://[::1]:5173', false],
    ['https://app.example.com', false],
  ] as const)
    it(`jub0bs/cors, ${origin} with credentials → ${insecure ? 'needs' : 'does not need'} the dangerous field`, () => {
      const { block } = fixOf('jub0bs-cors', noLayer, { origins: [origin] })
      assert.equal(/DangerouslyTolerateInsecureOrigins: true/.test(block), insecure)
    })
})

describe('a stack that stands in front of an API and has no CORS settings', () => {
  it('oauth2-proxy → fixes authentication, and no list', () => {
    assert.match(fixOf('oauth2-proxy', authentication).block, /^skip_auth_preflight = true$/m)
    const { change, block } = fixOf('oauth2-proxy', {
      code: 'method-not-allowed',
      cause: 'method-not-listed',
    })
    assert.equal(change, 'Another. cors-verify has no block of oauth2-proxy for this.')
    assert.equal(block, '')
  })

  it('ngrok → fixes its warning page, in the page', () => {
    const { change, block } = fixOf('ngrok', {
      code: 'not-cors',
      cause: 'html-page-instead-of-api',
    })
    assert.match(change, /`ngrok-skip-browser-warning`.*makes each request preflighted/)
    assert.match(block, /credentials: 'include'/)
    assert.equal(fixOf('ngrok', { code: 'not-cors', cause: 'mixed-content' }).stack, 'any')
  })
})
