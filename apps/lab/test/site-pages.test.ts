import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pageHtml } from '../site/page-html.ts'
import { pagesOf } from '../site/page-states.ts'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { recordedRuns } from '../src/recorded/runs.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'

const views = (await loadScenarios()).scenarios.map(viewOf)
const recorded = { runs: recordedRuns, texts: recordedTexts }
const pages = pagesOf(views, recorded)
const pageAt = (path: string) => pages.find(({ state }) => state.path === path)!

describe('pagesOf', () => {
  it('the gallery → has every scenario, without code', () => {
    const { scenarios } = pageAt('/').state
    assert.deepEqual(
      scenarios.map(({ id }) => id),
      views.map(({ id }) => id),
    )
    assert.ok(scenarios.every(({ wrong }) => wrong.code === ''))
  })

  it('a scenario → has its code, its neighbours and the runs of its side in each engine', () => {
    const id = 'preflight-404'
    const at = views.findIndex((view) => view.id === id)
    for (const [path, side] of [
      [`/s/${id}`, 'wrong'],
      [`/s/${id}?side=right`, 'right'],
    ] as const) {
      const { scenarios, recording } = pageAt(path).state
      assert.deepEqual(
        scenarios.map((view) => view.id),
        views.slice(at - 1, at + 2).map((view) => view.id),
      )
      assert.deepEqual(scenarios[1], views[at])
      const { runs } = recordedRuns
      assert.deepEqual(recording, {
        engines: recordedRuns.engines,
        runs: Object.fromEntries(
          ['chromium', 'firefox', 'webkit']
            .map((engine) => `${id} ${side} ${engine}`)
            .map((key) => [key, runs[key]]),
        ),
        texts: recordedTexts.scenarios[id]?.[side]?.texts,
      })
    }
  })

  it('a first step → has the runs of each of its trials in each engine', () => {
    const { recording } = pageAt('/steps/2').state
    const keys = Object.keys(recordedRuns.runs).filter((key) => key.startsWith('step 2 '))
    assert.ok(keys.length >= 3)
    assert.deepEqual(Object.keys(recording?.runs ?? {}).sort(), keys.sort())
    assert.deepEqual(recording?.runs[keys[0]!], recordedRuns.runs[keys[0]!])
  })

  it('a run that is not recorded, or has other steps → is an error that names each', () => {
    const runs = { ...recordedRuns.runs }
    delete runs['preflight-404 wrong firefox']
    const [first] = runs['max-age-zero right webkit'] ?? []
    runs['max-age-zero right webkit'] = first ? [first] : []
    assert.throws(() => pagesOf(views, { ...recorded, runs: { ...recordedRuns, runs } }), {
      message: [
        'SCENARIO_NOT_RECORDED  2 runs are missing or have other steps. Run npm run lab:record.',
        '  preflight-404 wrong firefox',
        '  max-age-zero right webkit',
      ].join('\n'),
    })
  })

  it('a side whose texts are not recorded in an engine → is an error that names it', () => {
    const texts = structuredClone(recordedTexts)
    delete texts.scenarios['preflight-404']?.wrong?.texts.firefox
    assert.throws(() => pagesOf(views, { runs: recordedRuns, texts }), {
      message: /1 runs are missing.*\n {2}preflight-404 wrong firefox: its texts$/,
    })
  })
})

describe('pageHtml', () => {
  const template =
    '<head><meta charset="utf-8" /><meta name="description" content="old" /><title>old</title></head><div id="app"></div><noscript>old</noscript>'
  const page = {
    state: { path: '/"</script><!--', scenarios: [] },
    title: 'a < b & "c"',
    description: '"></head>',
  }

  it('texts and state → cannot end their element', () => {
    const html = pageHtml(template, page, '<p>$& content</p>')
    assert.ok(html.includes('<title>a &lt; b &amp; &quot;c&quot;</title>'))
    assert.ok(html.includes('content="&quot;&gt;&lt;/head&gt;"'))
    assert.ok(html.includes('<div id="app"><p>$& content</p></div>'))
    assert.ok(!html.includes('old'))
    const [, data = ''] = /id="page-state">(.*?)<\/script>/.exec(html) ?? []
    assert.deepEqual(JSON.parse(data), page.state)
  })

  it('the policy → comes before the first link and script', () => {
    const html = pageHtml(template, page, '')
    assert.match(
      html,
      /^<head><meta charset="utf-8" \/>\s*<meta http-equiv="Content-Security-Policy"/,
    )
  })

  it('a template without one of its parts → throws', () => {
    assert.throws(() => pageHtml(template.replace('id="app"', ''), page, ''), /no <div id="app">/)
  })
})

describe('sourceHref in the static site', async () => {
  globalThis.__STATIC_SITE__ = true
  const { sourceHref } = await import('../src/page/site/source-href.ts')
  const { repository } = await import('../src/page/site/repository.ts')

  it('a file → its copy in the site, or its page in the repository if that is known', () => {
    repository.value = undefined
    assert.equal(sourceHref('docs/deployment.md#sites'), './files/docs/deployment.md.txt')
    repository.value = 'https://git.example/owner/name'
    assert.equal(
      sourceHref('docs/deployment.md#sites'),
      'https://git.example/owner/name/blob/HEAD/docs/deployment.md#sites',
    )
  })
})
