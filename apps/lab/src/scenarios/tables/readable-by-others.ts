import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightHono } from '../_right-hono.ts'
import { rightNode } from '../_right-node.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'any-port': {
    title: 'Every port of the allowed host is allowed',
    prose:
      'The port is a part of the origin. On a shared host or a developer’s machine another port is another program, which may belong to another user.',
    steps: [
      fetches('other-port', 'https://app.example.com:8443 requests the items, with credentials.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('fastify-any-port'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightFastify, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'any-sub-domain': {
    title: 'Every subdomain is allowed, a forgotten one too',
    prose:
      'The pattern is anchored and matches every host under example.com. One of them is an old landing page on rented hosting. An attacker who takes it over reads responses with the users’ cookies: it is same-site, so SameSite does not withhold them.',
    steps: [
      fetches(
        'sub-domain',
        'https://forgotten.app.example.com requests the items, with credentials.',
      ),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('hono-any-sub-domain'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightHono, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'callback-allows-everybody': {
    title: 'The origin callback always passes true',
    prose:
      'The callback was a placeholder for a check and calls allow(null, true). The middleware then echoes every Origin, with credentials.',
    steps: [
      fetches('attacker', 'The attacker’s page requests the items, with credentials.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('express-reflects-any-origin'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightExpress, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'development-origins-in-production': {
    title: 'localhost is still allowed in production',
    prose:
      'localhost was allowed for development and stayed on the list. In production any program that serves a page on a user’s machine has this origin.',
    steps: [
      {
        ...fetches(
          'localhost',
          'A page on the visitor’s localhost requests the items, with credentials.',
        ),
        isUntrusted: true,
      },
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('node-local-origins'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightNode, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/environments.ts',
  },
  'null-allowed': {
    title: 'null is on the allowlist: every sandboxed frame is allowed',
    prose:
      'Browsers send Origin: null for files, sandboxed frames and some redirects. Every site can put its script into a sandboxed frame, so null on the list allows every site.',
    steps: [
      fetches(
        'sandbox',
        'A page in a sandboxed frame, whose origin is null, requests the items, with credentials.',
      ),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('fastify-null-allowed'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightFastify, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'null-sent-as-nothing': {
    title: 'Access-Control-Allow-Origin: null instead of no header',
    prose:
      'Access-Control-Allow-Origin: null is not the same as no header. It allows the opaque origin, which every sandboxed frame has, and blocks the page.',
    steps: [
      fetches('sandbox', 'A page in a sandboxed frame, whose origin is null, requests the items.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('node-literal-null'),
      expected: [readable('GET'), blocked(['GET', 200])],
    },
    right: { server: rightNode, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/check-origin.ts',
  },
  'origin-ends-with': {
    title: 'endsWith allows a look-alike origin',
    prose:
      'The check is endsWith without a dot or a scheme in front, and https://attacker-app.example.com ends with app.example.com.',
    steps: [
      fetches(
        'suffix-look-alike',
        'https://attacker-app.example.com requests the items, with credentials.',
      ),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: { server: verifyServer('hono-ends-with'), expected: [readable('GET'), readable('GET')] },
    right: { server: rightHono, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'origin-includes': {
    title: 'A pattern without ^ and $ allows a look-alike origin',
    prose:
      'A pattern without ^ and $ matches anywhere, so every origin that contains app.example.com is allowed.',
    steps: [
      fetches(
        'prefix-look-alike',
        'https://app.example.com.attacker.example requests the items, with credentials.',
      ),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('express-includes'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightExpress, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'origin-starts-with': {
    title: 'startsWith allows a look-alike origin',
    prose:
      'The check is startsWith, and https://app.example.com.attacker.example starts with https://app.example.com. The owner of attacker.example can create that name.',
    steps: [
      fetches(
        'prefix-look-alike',
        'https://app.example.com.attacker.example requests the items, with credentials.',
      ),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('hono-starts-with'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightHono, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'pattern-dot': {
    title: 'An unescaped dot in the pattern allows a look-alike origin',
    prose:
      'In a regular expression a dot stands for any character, so app.example.com also matches appxexample.com, which anyone can register.',
    steps: [
      fetches('dot-look-alike', 'https://appxexample.com requests the items, with credentials.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('fastify-pattern-dot'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightFastify, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'reflects-any-origin': {
    title: 'Every Origin is echoed, with credentials',
    prose:
      'The server echoes Origin and allows credentials. Every website can read what the user can read, with the cookies that the browser sends: SameSite=Lax withholds them from other sites. It is worse than *, which browsers reject with credentials.',
    steps: [
      fetches('attacker', 'The attacker’s page requests the items, with credentials.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('fastify-reflects-any-origin'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightFastify, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
  'reflects-on-actual-responses': {
    title: 'Only preflights use the allowlist: every site can read a GET',
    prose:
      'Preflights are checked against the allowlist, and every other response echoes Origin. A GET with safelisted headers needs no preflight, so any website can read it with the user’s cookies, as far as the browser sends them.',
    steps: [
      fetches('attacker', 'The attacker’s page requests the items, with credentials.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('node-reflects-on-actual-only'),
      expected: [readable('GET'), readable('GET')],
    },
    right: { server: rightNode, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 21,
    app: 'packages/config/src/origin.ts',
  },
}
