import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { create } from 'xmlbuilder2'
import {
  sequence,
  sequenceSvg,
  type DrawnExchange,
  type PageCall,
  type Row,
} from '../src/diagram/index.ts'
import type { HeaderLines } from '../src/decide/types.ts'

const app = 'https://app.example.com'
const api = 'https://api.example.com/items'
const allowed: HeaderLines = [['Access-Control-Allow-Origin', app]]

function exchange(rest: Partial<DrawnExchange> = {}): DrawnExchange {
  return {
    method: 'GET',
    url: api,
    requestHeaders: [['Origin', app]],
    response: { status: 200, headers: allowed },
    isPreflight: false,
    ...rest,
  }
}

function call(exchanges: DrawnExchange[], rest: Partial<PageCall> = {}): PageCall {
  return {
    kind: 'fetch',
    origin: app,
    method: 'GET',
    url: api,
    headers: [],
    credentials: 'omit',
    exchanges,
    ...rest,
  }
}

/** Messages as `browser → server [tone] label`, notes as `(title) [tone]`. */
const drawn = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.kind === 'message'
      ? `${row.from} → ${row.to} [${row.tone}] ${row.label}`
      : `(${row.title}) [${row.tone}]`,
  )

/** The messages between the browser and the lanes to its right. */
const wire = (rows: readonly Row[]) =>
  drawn(rows).filter((row) => /server|proxy/.test(row.split(']')[0] ?? ''))

const preflight = (headers: HeaderLines) =>
  exchange({
    method: 'OPTIONS',
    isPreflight: true,
    requestHeaders: [
      ['Origin', app],
      ['Access-Control-Request-Method', 'PATCH'],
    ],
    response: { status: 204, headers },
  })

describe('the sequence of a call', () => {
  it('a preflight that allows the method → the actual request follows', () => {
    const both = [
      preflight([...allowed, ['Access-Control-Allow-Methods', 'PATCH']]),
      exchange({ method: 'PATCH' }),
    ]
    const { rows } = sequence(call(both, { method: 'PATCH' }))
    assert.deepEqual(drawn(rows), [
      'page → browser [plain] fetch: PATCH /items, credentials: omit',
      '(Preflight first) [plain]',
      'browser → server [plain] OPTIONS /items',
      'server → browser [passes] 204 No Content',
      '(CORS check: passes) [passes]',
      'browser → server [plain] PATCH /items',
      'server → browser [passes] 200 OK',
      '(CORS check: passes) [passes]',
    ])
  })

  it('a preflight that does not allow it → the browser blocks, and the request is never sent', () => {
    const { rows } = sequence(
      call([preflight([...allowed, ['Access-Control-Allow-Methods', 'GET']])], { method: 'PATCH' }),
    )
    assert.deepEqual(drawn(rows).slice(2), [
      'browser → server [plain] OPTIONS /items',
      'server → browser [blocked] 204 No Content',
      '(CORS check: fails) [blocked]',
      'browser → server [stopped] PATCH /items is never sent',
    ])
  })

  it('a redirect to another origin → the lane of that origin', () => {
    const redirect = exchange({
      response: { status: 302, headers: [...allowed, ['Location', 'https://other.example/items']] },
    })
    const { lanes, rows } = sequence(
      call([redirect, exchange({ url: 'https://other.example/items' })]),
    )
    assert.deepEqual(
      lanes.map(({ name }) => name),
      [app, 'CORS check, cookies', 'https://api.example.com', 'https://other.example'],
    )
    assert.deepEqual(wire(rows), [
      'browser → server [plain] GET /items',
      'server → browser [passes] 302 Found',
      'browser → server 2 [plain] GET /items',
      'server 2 → browser [passes] 200 OK',
    ])
  })

  it('a redirect within the origin → the same lane', () => {
    const redirect = exchange({
      response: { status: 302, headers: [...allowed, ['Location', '/new']] },
    })
    const { lanes } = sequence(call([redirect, exchange({ url: 'https://api.example.com/new' })]))
    assert.equal(lanes.length, 3)
  })

  it('a proxy that names itself → a lane; the exchange goes on to the server', () => {
    const headers: HeaderLines = [...allowed, ['Via', '1.1 varnish']]
    const { lanes, rows } = sequence(call([exchange({ response: { status: 200, headers } })]))
    assert.deepEqual(
      lanes.map(({ id }) => id),
      ['page', 'browser', 'proxy', 'server'],
    )
    assert.match(wire(rows)[0] ?? '', /^browser → server /)
  })

  it('a response with Age → it comes from the proxy, and the server is not reached', () => {
    const headers: HeaderLines = [...allowed, ['Age', '12']]
    const { rows } = sequence(call([exchange({ response: { status: 200, headers } })]))
    assert.deepEqual(
      wire(rows).map((row) => row.split(' [')[0]),
      ['browser → proxy', 'proxy → browser'],
    )
  })

  it('a client without Origin → no browser, and no CORS check', () => {
    const own = exchange({ requestHeaders: [] })
    const { lanes, rows } = sequence(call([own], { kind: 'client', origin: '' }))
    assert.deepEqual(
      lanes.map(({ id }) => id),
      ['page', 'server'],
    )
    assert.deepEqual(drawn(rows), [
      'page → server [plain] GET /items',
      'server → page [plain] 200 OK',
    ])
  })

  it('a beacon → a CORS check, and no page reads the response', () => {
    const { rows } = sequence(call([exchange()], { kind: 'beacon', method: 'POST' }))
    const texts = rows.flatMap((row) => (row.kind === 'note' ? [row.text] : []))
    assert.equal(texts.at(-1), 'No page gets the response to a beacon.')
    const [first] = rows
    assert.ok(first?.kind === 'message')
    assert.match(first.label, /^navigator\.sendBeacon: \/items, credentials: /)
  })

  it('a response that passes and should not → is marked as harmful', () => {
    const { rows } = sequence(call([exchange()], { isHarmful: true }))
    assert.deepEqual(drawn(rows).slice(-2), [
      'server → browser [harmful] 200 OK',
      '(CORS check: passes) [harmful]',
    ])
  })

  it('a write of a disallowed page → is harmful, although the browser blocks the response', () => {
    const blocked = exchange({ method: 'POST', response: { status: 200, headers: [] } })
    const write = call([blocked], { method: 'POST', isHarmful: true })
    assert.deepEqual(wire(sequence(write).rows), [
      'browser → server [harmful] POST /items',
      'server → browser [blocked] 200 OK',
    ])
    const harmless = call([blocked], { method: 'POST' })
    assert.match(wire(sequence(harmless).rows)[0] ?? '', /\[plain\] POST/)
  })

  it('a preflight that no browser would send → a note says that it is for comparison', () => {
    const titles = (exchanges: DrawnExchange[]) =>
      sequence(call(exchanges)).rows.flatMap((row) => (row.kind === 'note' ? [row.title] : []))
    assert.equal(titles([preflight(allowed)])[0], 'For comparison')
    assert.equal(titles([exchange()])[0], 'No preflight')
  })

  it('redacts cookies and tokens of the wire', () => {
    const { rows } = sequence(
      call([
        exchange({
          requestHeaders: [
            ['Origin', app],
            ['Cookie', 'session=top-secret'],
          ],
          response: { status: 200, headers: [...allowed, ['Set-Cookie', 'session=top-secret']] },
        }),
      ]),
    )
    assert.doesNotMatch(JSON.stringify(rows), /top-secret/)
    assert.match(JSON.stringify(rows), /session=\*\*\*/)
  })
})

/** A call whose every text from a server or a page is `value`. */
function hostile(value: string): PageCall {
  return call(
    [
      exchange({
        method: value,
        url: `https://api.example.com/${value}`,
        requestHeaders: [
          ['Origin', value],
          ['X-Page', value],
        ],
        response: {
          status: 200,
          headers: [
            ['Access-Control-Allow-Origin', value],
            ['Via', value],
            [`access-control-${value}`, value],
          ],
        },
        explain: () => value,
        before: [{ kind: 'note', tone: 'plain', title: value, text: value }],
        decidedBy: 'access-control-allow-origin',
      }),
    ],
    {
      origin: value,
      method: value,
      headers: [[value, value]],
      result: { tone: 'passes', label: value, lines: [] },
    },
  )
}

interface Element {
  nodeName: string
  nodeType: number
  textContent: string
  attributes: Iterable<{ name: string; value: string }>
  childNodes: Iterable<Element>
  parentNode: Element | null
}

/** The value of an attribute on the closest element around this one. */
function inherited({ parentNode }: Element, name: string): string | undefined {
  if (parentNode?.nodeType !== 1) return undefined
  const own = [...parentNode.attributes].find((attribute) => attribute.name === name)
  return own?.value ?? inherited(parentNode, name)
}

function elementsOf(node: Element): Element[] {
  const inside = [...node.childNodes].flatMap(elementsOf)
  return node.nodeType === 1 ? [node, ...inside] : inside
}

describe('the SVG of a sequence', () => {
  for (const [name, value] of [
    ['a script', '<script>alert(1)</script>'],
    ['an end tag', '</text></svg><img src=x onerror=alert(1)>'],
    ['an attribute', '" onload="alert(1)'],
    ['an entity', '&lt;b&gt; &#60;b&#62; &xxe;'],
    ['a CDATA section', ']]><![CDATA['],
    ['control characters', 'a\u001b[31m\u0000\u0007\u202eb'],
  ] as const)
    for (const width of [720, 338])
      it(`${name} from a server stays text, ${width} px wide`, () => {
        const explainedBy = (header: string) => `note-${header}`
        const svg = sequenceSvg(sequence(hostile(value)), { width, label: value, explainedBy })
        const elements = elementsOf(create(svg).node as unknown as Element)
        const names = new Set(elements.map(({ nodeName }) => nodeName))
        assert.deepEqual([...names].sort(), ['g', 'line', 'path', 'rect', 'svg', 'text', 'tspan'])
        const attributes = elements.flatMap((element) => [...element.attributes])
        for (const attribute of attributes) assert.doesNotMatch(attribute.name, /^on|href|style/)
        assert.doesNotMatch(svg, /[\u0000-\u001f\u202e]/)
      })

  for (const width of [1000, 720, 500, 338])
    it(`no text is wider than ${width} px`, () => {
      const long = 'https://a-long-sub-domain.of-an-even-longer-domain.example.com'
      const headers: HeaderLines = [
        ['Access-Control-Allow-Origin', long],
        ['Access-Control-Allow-Headers', 'x'.repeat(400)],
        ['Via', '1.1 varnish'],
      ]
      const wide = call([exchange({ response: { status: 200, headers } })], { origin: long })
      const svg = sequenceSvg(sequence(wide), { width, label: 'a call' })
      const root = create(svg).node as unknown as Element
      let count = 0
      for (const text of elementsOf(root).filter(({ nodeName }) => nodeName === 'text')) {
        const of = new Map([...text.attributes].map(({ name, value }) => [name, value]))
        if (of.get('opacity') === '0') continue
        count += 1
        // Pixels per character: common proportional fonts at 13 px, common monospaced fonts at 12 px.
        const isProportional = inherited(text, 'font-family')?.startsWith('system-ui')
        const length = text.textContent.length * (isProportional ? 6.6 : 7.225)
        const x = Number(of.get('x'))
        const anchor = of.get('text-anchor') ?? inherited(text, 'text-anchor') ?? 'start'
        const left = x - length * { start: 0, middle: 0.5, end: 1 }[anchor as 'start']
        const fits = left >= -1 && left + length <= width + 1
        assert.ok(fits, `${anchor} ${x}: ${text.textContent}`)
      }
      assert.ok(count > 10)
    })

  it('header names are buttons only where the page explains them', () => {
    const drawing = sequence(call([exchange()]))
    const plain = sequenceSvg(drawing, { width: 720, label: 'a call' })
    assert.doesNotMatch(plain, /role="button"/)
    const explainedBy = (header: string) => (header === 'Origin' ? 'note-origin' : undefined)
    const explained = sequenceSvg(drawing, { width: 720, label: 'a call', explainedBy })
    assert.deepEqual(explained.match(/data-header="[^"]*" aria-describedby="[^"]*"/g), [
      'data-header="origin" aria-describedby="note-origin"',
    ])
  })

  it('names sender and receiver of each message for assistive technology', () => {
    const svg = sequenceSvg(sequence(call([exchange()])), { width: 720, label: 'a call' })
    for (const words of ['Page to Browser: ', 'Browser to Server https://api.example.com: '])
      assert.ok(svg.includes(`>${words}<`), words)
  })
})
