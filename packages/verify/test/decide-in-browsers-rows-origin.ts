import type { HeaderLines, CorsFailureReason } from '../src/decide/index.ts'
import { row, type Row } from './decide-in-browsers-row.ts'
import { allowCredentials, allowed, allowOrigin, host, origin, shown } from './decide-support.ts'

const mismatch = 'allow-origin-mismatch'
const multiple = 'multiple-allow-origin'

const sent = (value: string, outcome: Row['outcome'], from = origin): Row =>
  row(`a page of ${from} sent Allow-Origin ${shown(value)}`, outcome, {
    page: { origin: from },
    actual: [allowOrigin(value)],
  })

/** The CORS check without credentials: web-platform-tests cors/origin.htm. */
const origins: readonly Row[] = [
  ...['*', ' *  ', '\t*', origin, ` ${origin}   \t `, `\t${origin}`].map((value) =>
    sent(value, []),
  ),
  ...[
    `${origin}/`,
    origin.toUpperCase(),
    `HTTP://${host}`,
    host,
    `//${host}`,
    `${origin}:80`,
    `${origin}#`,
    `http://www1.${host}`,
    'http://web-platform.test',
    'http://*.web-platform.test:8000',
    `https://${host}`,
    'null',
    '',
    '**',
    '"*"',
    `*${origin}`,
    `${origin}\v`,
    '\f*',
    '\u00a0*',
    `${origin}\0`,
    '\0*',
  ].map((value) => sent(value, mismatch)),
  ...[
    `${origin}, *`,
    `*, ${origin}`,
    `${origin},`,
    `,${origin}`,
    `${origin} /`,
    '* null',
    `${origin} ${origin}`,
  ].map((value) => sent(value, multiple)),
  sent('null', [], 'null'),
  sent('*', [], 'null'),
  sent('NULL', mismatch, 'null'),
  sent(origin, mismatch, 'null'),
  row('a page sent no Allow-Origin', 'missing-allow-origin', { actual: [] }),
]

const twoLines: readonly Row[] = (
  [
    ['*', '*'],
    ['', origin],
    ['*', ''],
    [origin, origin],
    ['*', origin],
  ] as const
).map((values) =>
  row(`a page sent two lines of Allow-Origin ${shown(values)}`, multiple, {
    actual: values.map(allowOrigin),
  }),
)

const credentialed = (
  lines: string,
  actual: HeaderLines,
  outcome: CorsFailureReason | readonly [],
): Row =>
  row(`a credentialed page sent ${lines}`, outcome, { page: { credentials: 'include' }, actual })

const invalid = 'invalid-allow-credentials'

/** web-platform-tests cors/credentials-flag.htm. */
const credentials: readonly Row[] = [
  ...['true', ' \ttrue \t'].map((value) =>
    credentialed(
      `Allow-Credentials ${shown(value)}`,
      [allowOrigin(origin), allowCredentials(value)],
      [],
    ),
  ),
  ...['True', '"true"', '', 'true,', 'true\v', '1'].map((value) =>
    credentialed(
      `Allow-Credentials ${shown(value)}`,
      [allowOrigin(origin), allowCredentials(value)],
      invalid,
    ),
  ),
  credentialed('true twice', [...allowed, allowCredentials('true')], invalid),
  credentialed('no Allow-Credentials', [allowOrigin(origin)], invalid),
  credentialed(
    '* and true',
    [allowOrigin('*'), allowCredentials('true')],
    'wildcard-with-credentials',
  ),
  credentialed(
    'a wrong origin and True',
    [allowOrigin('null'), allowCredentials('True')],
    mismatch,
  ),
  row('a page without credentials sent * and True', [], {
    actual: [allowOrigin('*'), allowCredentials('True')],
  }),
  row('a credentialed page of an opaque origin sent null', [], {
    page: { origin: 'null', credentials: 'include' },
    actual: [allowOrigin('null'), allowCredentials('true')],
  }),
]

export const originRows: readonly Row[] = [...origins, ...twoLines, ...credentials]
