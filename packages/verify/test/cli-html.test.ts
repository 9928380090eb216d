import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { writeWhole } from '../src/cli/html-file.ts'
import { runHere } from './cli-in-process.ts'
import { serve, type LittleServer } from './little-server.ts'

let folder: string
let api: LittleServer
let requests = 0
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cors-verify-html-'))
  api = await serve((_request, response) => {
    requests += 1
    response.end('[]')
  })
})
after(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

const check = (...flags: string[]) =>
  runHere(
    [api.url, '--origin', 'https://app.example.com', '--browser', 'none', ...flags],
    '',
    folder,
  )

describe('cors-verify --html', () => {
  it('a path → the page is written as well as the report, and no temporary file is left', async () => {
    const { code, stdout } = await check('--html', 'report.html', '--format', 'json')
    assert.equal(code, 1)
    assert.equal((JSON.parse(stdout) as { verdict: string }).verdict, 'broken')
    const page = await readFile(join(folder, 'report.html'), 'utf8')
    assert.match(page, /^<!doctype html>[^]*<svg[^]*<\/html>\n$/)
    assert.deepEqual(await readdir(folder), ['report.html'])
  })

  it('a page that is there → is replaced', async () => {
    await writeFile(join(folder, 'report.html'), 'old')
    await check('--html', 'report.html')
    assert.match(await readFile(join(folder, 'report.html'), 'utf8'), /^<!doctype html>/)
  })

  it('html in the configuration file → the page is written, as with the flag', async () => {
    const config = { target: api.url, origins: ['https://app.example.com'], html: 'from-file.html' }
    await writeFile(join(folder, 'own.json'), JSON.stringify(config))
    const { code } = await runHere(['--config', 'own.json', '--browser', 'none'], '', folder)
    assert.equal(code, 1)
    assert.match(await readFile(join(folder, 'from-file.html'), 'utf8'), /<svg/)
  })

  it('values of cookies and tokens → are not in the page', async () => {
    const secret = 'abcdefgh1234567890xyz'
    const flags = ['--cookie', `session=${secret}`, '--header', `x-token: ${secret}`]
    await check('--html', 'report.html', ...flags)
    const page = await readFile(join(folder, 'report.html'), 'utf8')
    assert.doesNotMatch(page, new RegExp(secret))
    assert.match(page, /\*\*\*/)
  })

  for (const [path, reason] of [
    ['missing/report.html', 'is in a folder that does not exist.'],
    ['.', 'exists and is not a file.'],
    ['/dev/null', 'exists and is not a file.'],
    ['report.html/report.html', 'cannot be written (ENOTDIR).'],
    ['', 'is not a path.'],
  ] as const)
    it(`${path === '' ? 'an empty path' : path} → one error, and nothing is sent`, async () => {
      await writeFile(join(folder, 'report.html'), 'old')
      const before = requests
      const { code, stdout, stderr } = await check('--html', path)
      assert.deepEqual([code, stdout, requests], [2, '', before])
      assert.match(stderr, /^cors-verify: 1 problem, so nothing was sent\.\n {2}--html/)
      assert.ok(stderr.includes(reason), stderr)
      assert.equal(await readFile(join(folder, 'report.html'), 'utf8'), 'old')
    })

  it('a path that cannot be written and another problem → both are reported', async () => {
    const { code, stderr } = await check('--html', 'missing/report.html', '--format', 'xml')
    assert.equal(code, 2)
    assert.match(stderr, /^cors-verify: 2 problems/)
    assert.match(stderr, /--html "missing\/report\.html"/)
    assert.match(stderr, /--format "xml"/)
  })

  it('a page that cannot be written after the run → one line names it, and no temporary file is left', async () => {
    const path = join(folder, 'taken')
    await mkdir(path)
    const before = await readdir(folder)
    const problem = writeWhole(path, 'a page')
    assert.match(problem, /^cors-verify: --html "[^"]*taken": cannot be written \(E[A-Z]+\).*\n$/)
    assert.deepEqual(await readdir(folder), before)
  })
})
