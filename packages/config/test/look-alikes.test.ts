import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { define } from './support.ts'

/** The parts of an allowed origin, to build look-alikes from. */
interface Target {
  entry: string
  scheme: string
  /** The labels in front of `base`, with their dot; empty for an exact entry. */
  sub: string
  base: string
  port: string
}

const letters = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8 })
const port = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1024, max: 65535 }).map((number) => `:${number}`),
)
const base = fc
  .tuple(fc.array(letters, { minLength: 1, maxLength: 3 }), fc.constantFrom('dev', 'co.uk', 'net'))
  .map(([labels, suffix]) => `${labels.join('.')}.acme.${suffix}`)
const scheme = fc.constantFrom('https', 'http')

const exact: fc.Arbitrary<Target> = fc
  .record({ scheme, base, port })
  .map(({ scheme, base, port }) => ({
    entry: `${scheme}://${base}${port}`,
    scheme,
    sub: '',
    base,
    port,
  }))
const pattern: fc.Arbitrary<Target> = fc
  .record({ scheme, base, port, labels: fc.array(letters, { minLength: 1, maxLength: 3 }) })
  .map(({ scheme, base, port, labels }) => ({
    entry: `${scheme}://*.${base}${port}`,
    scheme,
    sub: `${labels.join('.')}.`,
    base,
    port,
  }))

/** Builds look-alikes of an allowed origin; `pick` chooses the position, `filler` the text. */
type Forge = (target: Target, filler: string, pick: number) => string[]

const special = [
  ...'!"#$%&\'()*+,/:;<=>?@[\\]^`{|}~ \t\r\n\0\x7f',
  ...['\u00ad', '\u200b', '\u3002', '\uff0e', '\u0430', 'ﬀ', '%2e', '%00', '..'],
]

const classes: Record<string, Forge> = {
  prefix: ({ scheme, sub, base, port }, filler) => [
    `${scheme}://${filler}${base}${port}`,
    `${scheme}://${filler}-${base}${port}`,
    `${scheme}://${filler}_${base}${port}`,
    `${scheme}://${sub}x${base}${port}`,
    `${scheme}://.${base}${port}`,
    `${filler}${scheme}://${sub}${base}${port}`,
    ` ${scheme}://${sub}${base}${port}`,
  ],
  suffix: ({ scheme, sub, base, port }, filler) => [
    `${scheme}://${sub}${base}.${filler}.net${port}`,
    `${scheme}://${sub}${base}${filler}${port}`,
    `${scheme}://${sub}${base}-${filler}.net${port}`,
    `${scheme}://${sub}${base}_.${filler}.net${port}`,
    `${scheme}://${sub}${base}${port}.${filler}.net`,
    `${scheme}://${sub}${base}${port}/`,
    `${scheme}://${sub}${base}${port}?${filler}`,
    `${scheme}://${filler}.net/${scheme}://${sub}${base}${port}`,
    `${scheme}://${sub}${base}${port}, ${scheme}://${sub}${base}${port}`,
  ],
  'the parent domain, and subdomains of an exact entry': ({ entry, scheme, base, port }, filler) =>
    entry.includes('*')
      ? [`${scheme}://${base}${port}`, `${scheme}://*.${base}${port}`]
      : [
          `${scheme}://${filler}.${base}${port}`,
          `${scheme}://${base.replace(/^.*?\./, '')}${port}`,
        ],
  'another scheme': ({ scheme, sub, base, port }, filler) =>
    ['http', 'https', 'ws', 'wss', 'ftp', 'file', `${scheme}s`, filler, '']
      .filter((other) => other !== scheme)
      .flatMap((other) => [`${other}://${sub}${base}${port}`, `${scheme}:${sub}${base}${port}`]),
  'another port': ({ scheme, sub, base, port }, _, pick) =>
    ['', ':80', ':443', ':0', ':', ':*', `:${(pick % 65535) + 1}`, `${port}0`, `:0${port.slice(1)}`]
      .filter((other) => other !== port)
      .map((other) => `${scheme}://${sub}${base}${other}`),
  'a trailing dot': ({ scheme, sub, base, port }) => [
    `${scheme}://${sub}${base}.${port}`,
    `${scheme}://${sub}${base}..${port}`,
    `${scheme}://${sub}${base}${port}.`,
  ],
  'upper case': ({ scheme, sub, base, port }, _, pick) => {
    const text = sub + base
    const at = [...text].map((_, index) => index).filter((index) => text[index] !== '.')
    const index = at[pick % at.length] ?? 0
    return [
      `${scheme}://${text.slice(0, index)}${text.charAt(index).toUpperCase()}${text.slice(index + 1)}${port}`,
      `${scheme.toUpperCase()}://${text}${port}`,
    ]
  },
  userinfo: ({ scheme, sub, base, port }, filler) => [
    `${scheme}://${filler}@${sub}${base}${port}`,
    `${scheme}://${filler}:${filler}@${sub}${base}${port}`,
    `${scheme}://${sub}${base}${port}@${filler}.net`,
    `${scheme}://${filler}.net@${sub}${base}${port}`,
  ],
  'an unescaped dot': ({ scheme, sub, base, port }, filler, pick) => {
    const text = `.${base}`
    const dots = [...text].map((_, index) => index).filter((index) => text[index] === '.')
    const dot = dots.slice(sub === '' ? 1 : 0)[pick % (dots.length - (sub === '' ? 1 : 0))] ?? 0
    const front = sub === '' ? '' : sub.slice(0, -1)
    const forged = ['x', '-', '_', filler].map(
      (char) => text.slice(0, dot) + char + text.slice(dot + 1),
    )
    return forged.map((tail) => `${scheme}://${front}${sub === '' ? tail.slice(1) : tail}${port}`)
  },
  'special characters': ({ scheme, sub, base, port }, _, pick) => {
    const text = sub + base
    const at = pick % (text.length + 1)
    return special.flatMap((char) => [
      `${scheme}://${text.slice(0, at)}${char}${text.slice(at)}${port}`,
      `${scheme}://${text}${char}${port}`,
      `${scheme}://${char}${text}${port}`,
    ])
  },
}

describe('look-alikes of an allowed origin', () => {
  for (const [kind, targets] of Object.entries({ 'an exact entry': exact, 'a pattern': pattern })) {
    for (const [title, forge] of Object.entries(classes)) {
      it(`${kind}: ${title} → the origin itself is allowed, the look-alike is disallowed`, () => {
        fc.assert(
          fc.property(targets, letters, fc.nat(), (target, filler, pick) => {
            const { allows } = define({ allowedOrigins: [target.entry], credentials: false })
            const { scheme, sub, base, port } = target
            const genuine = `${scheme}://${sub}${base}${port}`
            assert.equal(allows(genuine), true, genuine)
            const forged = forge(target, filler, pick)
            assert.ok(forged.length > 0)
            for (const origin of forged) {
              assert.equal(allows(origin), false, `${JSON.stringify(origin)} by ${target.entry}`)
            }
          }),
          { numRuns: 150 },
        )
      })
    }
  }
})
