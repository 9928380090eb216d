import { pageChangesOf } from '@repo/e2e/page-changes'
import GithubSlugger from 'github-slugger'
import { marked, type Token, type Tokens } from 'marked'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Folders that a clone may delete. Links to them may be absent then. */
const deletable = ['apps/lab', 'packages/bench']
/** Folders with files of others, or with files that a command writes. */
const skipped = /^(?:node_modules|dist|test-results|playwright-report|create-vue|\..+)$/

/** Returns the files below a folder that have one of these extensions. */
function filesOf(extensions: RegExp, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.test(entry.name) ? [] : filesOf(extensions, path)
    return extensions.test(entry.name) ? [path] : []
  })
}

interface Page {
  links: string[]
  anchors: Set<string>
  blocks: Tokens.Code[]
  /** Texts of code, in blocks and between backticks. */
  code: string[]
}

/** Parses a page of Markdown as GitHub does: each heading and each `id` is an anchor. */
function parse(text: string): Page {
  const slugger = new GithubSlugger()
  const page: Page = { links: [], anchors: new Set(), blocks: [], code: [] }
  // walkTokens returns the promises of asynchronous callbacks; this callback is synchronous.
  void marked.walkTokens(marked.lexer(text), (token: Token) => {
    const { type, raw } = token
    if (type === 'heading') page.anchors.add(slugger.slug(plainText(token)))
    if (type === 'link' || type === 'image') page.links.push((token as Tokens.Link).href)
    if (type === 'html') {
      for (const [, id = ''] of raw.matchAll(/\bid="([^"]+)"/g)) page.anchors.add(id)
      for (const [, link = ''] of raw.matchAll(/\b(?:href|src)="([^"]+)"/g)) page.links.push(link)
    }
    if (type === 'code') page.blocks.push(token as Tokens.Code)
    if (type === 'code' || type === 'codespan') page.code.push((token as Tokens.Code).text)
  })
  return page
}

function plainText({ tokens = [], ...token }: Tokens.Generic): string {
  return tokens.length > 0 ? tokens.map(plainText).join('') : String(token['text'] ?? token.raw)
}

const paths = filesOf(/\.md$/)
const pages = new Map(paths.map((path) => [path, parse(read(path))]))

/** Returns the reason why the target of a link in a file does not exist; undefined if it exists. */
function faultOf(from: string, link: string): string | undefined {
  if (/^(?:https?|mailto):/.test(link)) return undefined
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? from : relative(root, resolve(root, dirname(from), path))
  const name = target.split(sep).join('/')
  if (name.startsWith('..')) return 'leaves the repository'
  const isDeleted = deletable.some((each) => name.startsWith(each) && !existsSync(join(root, each)))
  if (isDeleted) return undefined
  if (!existsSync(join(root, name))) return 'no such file'
  if (anchor === undefined || !name.endsWith('.md')) return undefined
  return pages.get(name)?.anchors.has(anchor) ? undefined : 'no such anchor'
}

/** Links in messages and comments of the code, from the root: `docs/deployment.md#proxy`. */
const linksInCode = filesOf(/\.(?:ts|vue|js|ya?ml|conf)$|^Dockerfile$/).flatMap((path) =>
  [...read(path).matchAll(/\b(?:docs|packages|apps|e2e)\/[\w./-]+\.md\b(?:#[\w-]+)?/g)].map(
    ([link]) => ({ path, link }),
  ),
)

/** Anchors that messages, other sites and bookmarks point to: a section may move, not disappear. */
const published: Record<string, string[]> = {
  'docs/deployment.md':
    'one-or-two sites origins proxy caches previews replicas copy restarts update secrets checklist'.split(
      ' ',
    ),
  'docs/operations.md': 'restarts update copy keys tests'.split(' '),
  'docs/troubleshooting.md':
    'index is-it-cors mixed-content libraries not-listed error-status wildcard methods trailing-slash signed-out localhost exposed-headers vite-port preflight-auth redirect two-values request-headers vary literal-star third-party-cookies local-network event-stream late-hook rate-limit reflects refuse-with-error max-age websocket patch file dev-proxy framework-errors vite-cors'.split(
      ' ',
    ),
}

describe('the documents', () => {
  it('are found, with their links and anchors', () => {
    assert.ok(pages.size > 15, paths.join())
    assert.ok(linksInCode.length > 5)
    for (const path of Object.keys(published)) assert.ok(pages.get(path)?.links.length, path)
  })

  for (const [path, { links }] of pages) {
    it(`${path}: every local link and anchor → resolves`, () => {
      const faults = links.map((link) => [link, faultOf(path, link)]).filter(([, fault]) => fault)
      assert.deepEqual(faults, [])
    })
  }

  it('every link in code → resolves', () => {
    const faults = linksInCode
      .map(({ path, link }) => [path, link, faultOf('README.md', link)])
      .filter(([, , fault]) => fault)
    assert.deepEqual(faults, [])
  })

  for (const [path, anchors] of Object.entries(published)) {
    it(`${path}: every published anchor → exists`, () => {
      const missing = anchors.filter((anchor) => !pages.get(path)?.anchors.has(anchor))
      assert.deepEqual(missing, [])
    })
  }
})

describe('changes that the documents describe', () => {
  for (const path of ['docs/add-a-resource.md', 'docs/another-policy.md']) {
    const { added, edits } = pageChangesOf(read(path))
    const isFollowed = Object.keys(added).some((file) => existsSync(join(root, file)))

    it(`${path}: every diff → applies once`, { skip: isFollowed && `${path} is followed` }, () => {
      assert.ok(Object.keys(added).length > 0 && edits.length > 0)
      for (const { file, from } of edits) {
        const times = read(file).split(from).length - 1
        assert.equal(times, 1, `${file} has ${times} times:\n${from}`)
      }
    })
  }
})

/** Matches commands of pnpm, and npx or npm install of cors-verify: an attacker could register its name. */
const needsMore = /^(?:\$ )?pnpm |[;&|] *pnpm |\bnp(?:x|m (?:i|install))\b[^\n;&|]* cors-verify\b/m

describe('commands in the documents', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

  for (const [path, { code }] of pages) {
    const named = code.flatMap((text) => [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)])
    if (named.length === 0) continue
    it(`${path}: every npm script → exists`, () => {
      const missing = named.map(([, name = '']) => name).filter((name) => !(name in scripts))
      assert.deepEqual(missing, [])
    })
  }

  it('run with npm alone, and never the unpublished package', () => {
    const wrong = [...pages].flatMap(([path, { code }]) =>
      code.filter((text) => needsMore.test(text)).map((text) => [path, text]),
    )
    assert.deepEqual(wrong, [])
  })

  /** The blocks that begin with ```sh runnable: they need no server, and end within seconds. */
  const runnable = [...pages].flatMap(([path, { blocks }]) =>
    blocks.filter(({ lang }) => lang === 'sh runnable').map(({ text }) => ({ path, text })),
  )

  it('some are marked as runnable', () => {
    assert.ok(runnable.length > 0)
  })

  for (const { path, text } of runnable) {
    it(`${path}: ${text.split('\n', 1)[0]} → exits with 0`, () => {
      const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const
      execFileSync('bash', ['-euo', 'pipefail', '-c', text], options)
    })
  }
})

describe('the test of the documents', () => {
  const text = '# A `b` c\n\n<a id="x"></a>\n\n## A b c\n\n[one](#x) | ![two](y.png)\n'

  it('a heading → the anchor that GitHub gives it; twice the same → numbered', () => {
    assert.deepEqual([...parse(text).anchors], ['a-b-c', 'x', 'a-b-c-1'])
    assert.deepEqual(parse(text).links, ['#x', 'y.png'])
  })

  for (const [command, isWrong] of [
    ['pnpm unit', true],
    ['cd e2e && pnpm test', true],
    ['npx cors-verify https://api.example.com', true],
    ['npx --yes cors-verify', true],
    ['npm install --save-dev cors-verify', true],
    ['npm run -s cors-verify -- --help', false],
    ['npx --yes pnpm@12.21.0 install', false],
  ] as const) {
    it(`${command} → ${isWrong ? 'needs more than npm' : 'good'}`, () => {
      assert.equal(needsMore.test(command), isWrong)
    })
  }

  for (const [link, fault] of [
    ['environments.md', 'no such file'],
    ['deployment.md#nowhere', 'no such anchor'],
    ['#nowhere', 'no such anchor'],
    ['../../package.json', 'leaves the repository'],
    ['../package.json', undefined],
    ['deployment.md#proxy', undefined],
    ['decisions', undefined],
    ['https://example.com/x#y', undefined],
  ] as const) {
    it(`a link to ${link} → ${fault ?? 'good'}`, () => {
      assert.equal(faultOf('docs/troubleshooting.md', link), fault)
    })
  }
})
