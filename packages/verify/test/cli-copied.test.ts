import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Report } from '../src/report.ts'
import { runHere, type InProcess } from './cli-in-process.ts'
import { app, listen, right } from './cli-run.ts'

const quick = ['--browser', 'none', '--timeout', '2']

let seen: Pick<IncomingMessage, 'method' | 'headers' | 'url'>[] = []
let server: Awaited<ReturnType<typeof listen>>
before(async () => {
  server = await listen(
    createServer((request, response) => {
      const { method, headers, url } = request
      seen.push({ method, headers, url })
      right(request, response)
    }),
  )
})
after(() => server.close())
beforeEach(() => {
  seen = []
})

/** One problem, exit code 2, and no request. */
function rejects({ code, stdout, stderr }: InProcess, line: RegExp): void {
  assert.equal(code, 2, stderr)
  assert.equal(stdout, '')
  assert.match(stderr, /^cors-verify: 1 problem, so nothing was sent\.\n {2}/)
  assert.match(stderr, line)
  assert.equal(stderr.trim().split('\n').length, 3, stderr)
  assert.deepEqual(seen, [])
}

function curl(...parts: string[]): string {
  return [`curl '${server.url}'`, `-H 'Origin: ${app}'`, ...parts].join(' \\\n  ')
}

describe('--curl', () => {
  it('from standard input and as an argument → the request is verified', async () => {
    for (const [argv, input] of [
      [['--curl'], curl()],
      [['--curl', '-'], curl()],
      [['--curl', curl()], ''],
    ] as const) {
      const { code, stderr, stdout } = await runHere([...argv, ...quick], input)
      assert.equal(code, 0, stderr + stdout)
      assert.match(
        stderr,
        /^cors-verify: --curl: GET http:.* from http:\/\/localhost:5173\. Bodies/,
      )
    }
  })

  it('headers, cookies and Authorization → are sent, and no browser header is one of the page', async () => {
    const text = curl(
      "-H 'authorization: Bearer s3cret-bearer'",
      "-H 'user-agent: Copied/1.0'",
      "-H 'sec-fetch-mode: cors'",
      "-b 'session=s3cret-cookie'",
    )
    await runHere(['--curl', ...quick], text)
    const preflights = seen.filter(({ method }) => method === 'OPTIONS')
    const names = preflights.map(({ headers }) => headers['access-control-request-headers'] ?? '')
    assert.ok(names.some((each) => each === 'authorization'))
    assert.ok(names.every((each) => !/user-agent|sec-fetch|cookie|origin/.test(each)))
    const actual = seen.filter(({ method }) => method === 'GET')
    assert.ok(actual.some(({ headers }) => headers.authorization === 'Bearer s3cret-bearer'))
    assert.ok(actual.some(({ headers }) => headers.cookie === 'session=s3cret-cookie'))
    assert.ok(seen.every(({ headers }) => headers['user-agent'] !== 'Copied/1.0'))
  })

  it('a method that writes → is sent only with --allow-writes', async () => {
    const text = curl('-X DELETE')
    await runHere(['--curl', ...quick], text)
    const announced = ({ headers }: (typeof seen)[number]) =>
      headers['access-control-request-method'] === 'DELETE'
    assert.ok(seen.some(announced))
    assert.ok(seen.every(({ method }) => method !== 'DELETE'))
    await runHere(['--curl', '--allow-writes', ...quick], text)
    assert.ok(seen.some(({ method }) => method === 'DELETE'))
  })

  it('a flag beside it → overrides it', async () => {
    const { stderr } = await runHere(
      ['--curl', '--origin', `${app}/`, '--method', 'patch', ...quick],
      curl('-X DELETE'),
    )
    assert.match(stderr, /--origin\[0\] "http:\/\/localhost:5173\/": ends in a slash/)
    assert.match(stderr, /--method\[0\] "patch"/)
    assert.deepEqual(seen, [])
  })

  it('secrets → are in no format, not on standard error, and not in an error', async () => {
    const secret = /s3cret/
    const text = curl(
      "-H 'authorization: Bearer s3cret-bearer'",
      "-H 'x-api-key: s3cret-key'",
      "-b 'session=s3cret-cookie'",
    ).replace(server.url, `${server.url}?access_token=s3cret-token`)
    for (const format of ['text', 'json', 'github', 'junit', 'markdown']) {
      const { stdout, stderr } = await runHere(['--curl', '--format', format, ...quick], text)
      assert.match(stdout + stderr, /authorization/, format)
      assert.doesNotMatch(stdout, secret, format)
      assert.doesNotMatch(stderr, secret, format)
    }
    assert.ok(seen.some(({ url }) => url?.includes('s3cret-token')))
    const wrong = await runHere(
      ['--curl', '--origin', 'null', ...quick],
      text.replace('http:', 'ftp:'),
    )
    assert.equal(wrong.code, 2)
    assert.match(wrong.stderr, /--curl target "ftp:.*access_token=\*\*\*"/)
    assert.doesNotMatch(wrong.stderr, secret)
  })

  it('no Origin in it → --origin is missing; the origin of the target → rejected', async () => {
    rejects(await runHere(['--curl'], `curl '${server.url}'`), /--origin: is missing/)
    const own = `curl '${server.url}' -H 'Origin: ${new URL(server.url).origin}'`
    rejects(await runHere(['--curl'], own), /--curl origins\[0\] .*: is the origin of the target/)
  })

  it('pipes, substitutions, files and other forms → one line, nothing is sent', async () => {
    const run = (text: string) => runHere(['--curl', ...quick], text)
    rejects(await run(`${curl()} | sh`), /--curl: holds the shell operator \|, and no shell runs/)
    rejects(await run(`${curl()} -H "x: $(id)"`), /--curl: holds a variable or a substitution/)
    rejects(await run(`${curl()} -d @file.json`), /--curl: reads a file with -d/)
    rejects(await run('Invoke-WebRequest -Uri "x"'), /--curl: is the form for PowerShell\. Paste/)
    rejects(await run(''), /--curl: is empty\. Paste the text of "Copy as cURL"/)
  })

  it('a shell substitution → is not executed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cors-verify-curl-'))
    const path = join(folder, 'executed')
    await runHere(['--curl', ...quick], `${curl()} -H "x: $(touch ${path})"; touch ${path}`)
    await assert.rejects(readFile(path), { code: 'ENOENT' })
    await rm(folder, { recursive: true })
  })
})

describe('--har', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cors-verify-har-'))
  })
  after(() => rm(folder, { recursive: true }))

  const entry = (url: string, status: number) => ({
    request: { method: 'GET', url, headers: [{ name: 'Origin', value: app }] },
    response: { status, headers: [], _error: status === 0 ? 'net::ERR_FAILED' : null },
  })

  it('the failed request → is verified; the file is named relative to the working folder', async () => {
    const other = `${new URL(server.url).origin}/other`
    const har = { log: { entries: [entry(server.url, 0), entry(other, 0)] } }
    await writeFile(join(folder, 'a.har'), JSON.stringify(har))
    const argv = ['--har', 'a.har', '--format', 'json', ...quick]
    const { code, stdout, stderr } = await runHere(argv, '', folder)
    assert.equal(code, 0, stderr)
    assert.equal((JSON.parse(stdout) as Report).target, server.url)
    assert.match(
      stderr,
      /--har: took GET .*\/items of 2 failed requests; the others are GET .*\/other/,
    )
    const second = await runHere([other, ...argv], '', folder)
    assert.equal((JSON.parse(second.stdout) as Report).target, other)
  })

  it('missing, unreadable, without a failure, beside --curl → one line, nothing is sent', async () => {
    await writeFile(join(folder, 'bad.har'), '{"log": ')
    await writeFile(join(folder, 'none.har'), JSON.stringify({ log: { entries: [] } }))
    const run = (...argv: string[]) => runHere([...argv, ...quick], '', folder)
    rejects(await run('--har', 'gone.har'), /--har "gone\.har": does not exist\./)
    rejects(
      await run('--har', 'bad.har'),
      /--har "bad\.har": is not a HAR file, which is JSON with log\.ent/,
    )
    rejects(
      await run('--har', 'none.har'),
      /--har "none\.har": has 0 requests, none of which failed/,
    )
    rejects(
      await run('--har', 'a.har', '--curl'),
      /--har: cannot be combined with --curl\. Give one of them/,
    )
    rejects(await run('--har'), /--har: lacks its value\. Write --har <file>\./)
  })
})

describe('explain', () => {
  const url = 'http://localhost:3000/api/items'
  const text = `Access to fetch at '${url}' from origin '${app}' has been blocked by CORS policy: `
  const missing = "No 'Access-Control-Allow-Origin' header is present on the requested resource."

  it('a text as an argument, in words, or from standard input → its cause and the next command', async () => {
    for (const [argv, input] of [
      [[text + missing], ''],
      [(text + missing).split(' '), ''],
      [[], `${text}\n${missing}`],
      [['-'], text + missing],
    ] as const) {
      const { code, stdout, stderr } = await runHere(['explain', ...argv], input)
      assert.equal(code, 0, stderr)
      assert.match(
        stdout,
        /The CORS layer does not list the origin of the page\s+\[origin-not-listed\]/,
      )
      assert.match(stdout, /docs\/troubleshooting\.md#not-listed/)
      assert.ok(stdout.includes(`  npm run -s cors-verify -- ${url} --origin ${app}\n`), stdout)
    }
    assert.deepEqual(seen, [])
  })

  it('method, header and credentials of the text → are in the command', async () => {
    const command = async (reason: string) =>
      /cors-verify -- (.*)/.exec((await runHere(['explain', text + reason])).stdout)?.[1]
    assert.equal(
      await command(
        'Method PATCH is not allowed by Access-Control-Allow-Methods in preflight response.',
      ),
      `${url} --origin ${app} --method PATCH`,
    )
    assert.equal(
      await command(
        'Request header field X-Tenant is not allowed by Access-Control-Allow-Headers in preflight response.',
      ),
      `${url} --origin ${app} --header x-tenant`,
    )
    assert.equal(
      await command(
        "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
      ),
      `${url} --origin ${app} --credentials`,
    )
  })

  it('a redirect → the command has the URL before it', async () => {
    const redirected = text.replace(`'${url}'`, `'${url}/login' (redirected from '${url}')`)
    const { stdout } = await runHere(['explain', redirected + missing])
    assert.ok(stdout.includes(`-- ${url} --origin ${app}\n`), stdout)
  })

  it('a URL for the shell → is one word, without its secrets', async () => {
    const shown = async (from: string) =>
      /cors-verify -- (.*) --origin/.exec(
        (await runHere(['explain', (text + missing).replace(url, from)])).stdout,
      )?.[1]
    assert.equal(await shown(`${url}?a=1&b=2`), `"${url}?a=1&b=2"`)
    assert.equal(await shown(`${url}?a=$(id)&token=s3cret`), `'${url}?a=$(id)&token=***'`)
    assert.equal(await shown('http://me:s3cret@localhost:3000/a'), 'http://***@localhost:3000/a')
  })

  it('a library’s text → the output names the line to copy instead', async () => {
    const { code, stdout } = await runHere(['explain', 'AxiosError: Network Error'])
    assert.equal(code, 0)
    assert.match(stdout, /This text does not name the cause\. Instead, copy the line/)
    assert.match(stdout, /-- <url> --origin <origin>\n/)
  })

  it('another language, no text, a curl command → one line, exit code 2', async () => {
    const run = (...argv: string[]) => runHere(['explain', ...argv])
    rejects(await run('Blocage d’une requête'), /explain "Blocage .*in English/)
    rejects(await run(), /explain: got no text\./)
    rejects(await run("curl 'https://a' -b s3cret"), /explain: got a curl command.*--curl/)
    rejects(
      await run(`${text}A reason of 2030.`),
      /explain ".*": is a CORS error text with an unknown/,
    )
  })

  it('--help → its help', async () => {
    const { code, stdout } = await runHere(['explain', '--help'])
    assert.equal(code, 0)
    assert.match(stdout, /^Usage: cors-verify explain/)
    assert.ok(stdout.split('\n').every((line) => line.length <= 82))
  })
})
