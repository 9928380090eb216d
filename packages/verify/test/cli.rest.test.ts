import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { generate } from 'selfsigned'
import type { Report } from '../src/report.ts'
import { runHere, type InProcess } from './cli-in-process.ts'
import { app, listen, right, run, serve, start, type Outcome } from './cli-run.ts'

const quick = ['--browser', 'none', '--timeout', '2']
const schema = JSON.parse(
  readFileSync(new URL('../report.schema.json', import.meta.url), 'utf8'),
) as object

/** Asserts that the output has no stack trace and no `undefined`, `[object` or `NaN`. */
function readsWell({ stderr, stdout }: Outcome | InProcess): void {
  assert.doesNotMatch(stderr + stdout, /^\s+at .*:\d+/m, 'no stack trace')
  assert.doesNotMatch(stderr + stdout, /undefined|\[object|NaN/)
}

/** Asserts exit code 2, an empty `stdout`, and these lines on `stderr`. */
function rejects(outcome: Outcome | InProcess, ...lines: RegExp[]): void {
  readsWell(outcome)
  assert.equal(outcome.code, 2, outcome.stderr)
  assert.equal(outcome.stdout, '')
  for (const line of lines) assert.match(outcome.stderr, line)
}

describe('wrong arguments exit with 2, and the errors name the fix', { concurrency: 2 }, () => {
  it('no arguments', async () => {
    rejects(await run([]), /^cors-verify: 2 problems/, /<url>: is missing/, /--origin: is missing/)
  })

  it('seven wrong arguments are all named', async () => {
    const argv = [
      'api.example.com',
      '--origin',
      `${app}/,exp://phone:8081`,
      '--method',
      'patch',
      '--timeout',
      'soon',
      '--cookie',
      's3cret',
      '--fail-on',
      'wek',
    ]
    const outcome = await run(argv)
    rejects(
      outcome,
      /^cors-verify: 7 problems, so nothing was sent\.\n/,
      /<url> "api\.example\.com": lacks the scheme\. Write https:\/\/api\.example\.com\/\./,
      /--origin\[0\] "http:\/\/localhost:5173\/": .*Write http:\/\/localhost:5173\.\n/,
      /--origin\[1\] "exp:\/\/phone:8081": is a deep link of Expo Go/,
      /--method\[0\] "patch": .*Write PATCH/,
      /--timeout "soon": is not a number/,
      /--cookie\[0\] "\*\*\*": has no equals sign/,
      /--fail-on "wek": is not a supported value\. Did you mean weak\?/,
    )
    assert.doesNotMatch(outcome.stderr, /s3cret/)
  })

  // The others run in this process: the command itself passes its streams on, and exits with the code.
  it('a flag that does not exist, with the nearest that does', async () => {
    const outcome = await runHere(['https://api.example.com/', '--origins', app])
    rejects(
      outcome,
      /^cors-verify: 1 problem,/,
      /--origins: is not a flag\. Did you mean --origin\?/,
    )
  })

  it('a misspelled --cookie, without the value of the cookie', async () => {
    const outcome = await runHere([
      'https://api.example.com/',
      '--origin',
      app,
      '--cokie=id=s3cret',
    ])
    rejects(outcome, /--cokie "\*\*\*": is not a flag\. Did you mean --cookie\?/)
    assert.doesNotMatch(outcome.stderr, /s3cret/)
  })

  it('flags without their values, beside everything else that is wrong', async () => {
    rejects(
      await runHere(['ftp://a/', '--origin', '--cookie', '--timeout', '-1', '--fail-on']),
      /^cors-verify: 5 problems/,
      /<url> "ftp:\/\/a\/": has the scheme ftp/,
      /--origin: lacks its value\. Write --origin <origin>\./,
      /--cookie: lacks its value\. Write --cookie <name=value>\./,
      /--timeout "-1": is not a time in seconds/,
      /--fail-on: lacks its value\. Write --fail-on <severity>\./,
    )
  })

  it('a --timeout that is not a number, is empty, or is 0', async () => {
    const argv = ['https://api.example.com/', '--origin', app, '--timeout']
    rejects(await runHere([...argv, 'ten']), /--timeout "ten": is not a number\. Write a number/)
    rejects(await runHere([...argv, '']), /--timeout: is empty\. Write a number/)
    rejects(
      await runHere([...argv, '0']),
      /--timeout "0": is not a time in seconds\. Write a number/,
    )
  })

  it('a header with its value, without the value', async () => {
    const argv = ['https://api.example.com/', '--origin', app, '--header', 'Cookie: s3cret']
    const outcome = await runHere(argv)
    rejects(outcome, /--header\[0\] "Cookie: \*\*\*": is a header that no page can set/)
    assert.doesNotMatch(outcome.stderr, /s3cret/)
  })

  it('a flag that takes no value', async () => {
    const argv = ['https://api.example.com/', '--origin', app, '--credentials=yes']
    rejects(
      await runHere(argv),
      /--credentials "yes": takes no value\. Write --credentials alone\./,
    )
  })

  it('a configuration file that cannot be read, beside everything else that is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cors-verify-cli-'))
    await writeFile(join(folder, 'broken.json'), '{ "target": ')
    const argv = ['--config', 'broken.json', '--origin', `${app}/`, '--formt', 'json']
    const outcome = await runHere(argv, '', folder)
    await rm(folder, { recursive: true })
    // The unreadable file may contain the target: it is not reported as missing.
    rejects(
      outcome,
      /^cors-verify: 3 problems/,
      /--config ".*broken\.json": cannot be read: .*JSON.* Fix broken\.json\./,
      /--origin\[0\] "http:\/\/localhost:5173\/": ends in a slash/,
      /--formt: is not a flag\. Did you mean --format\?/,
    )
  })

  it('a second target', async () => {
    const argv = ['https://api.example.com/', 'https://b.example.com/', '--origin', app]
    rejects(
      await runHere(argv),
      /<url> "https:\/\/b\.example\.com\/": is an unexpected argument: pass exactly one URL/,
    )
  })

  it('an unknown key of the configuration file in the working folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cors-verify-cli-'))
    const config = { target: 'https://api.example.com/', origins: [app], exposed: [] }
    await writeFile(join(folder, 'cors-verify.config.json'), JSON.stringify(config))
    const outcome = await runHere([], '', folder)
    await rm(folder, { recursive: true })
    rejects(outcome, /cors-verify\.config\.json exposed .*Did you mean exposedHeaders\?/)
  })
})

describe('help and the version', () => {
  it('are printed with exit code 0', async () => {
    const help = await run(['--help'])
    assert.equal(help.code, 0)
    assert.match(help.stdout, /^Usage: cors-verify/)
    assert.match(help.stdout, /Examples:[^]*--origin https:\/\/app\.example\.com/)
    assert.match(
      help.stdout,
      /Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not run/,
    )
    assert.ok(help.stdout.split('\n').every((line) => line.length <= 82))
    const version = await run(['--version'])
    assert.deepEqual([version.code, version.stdout], [0, '0.1.0\n'])
  })
})

describe('a run against a server', () => {
  let rightServer: Awaited<ReturnType<typeof serve>>
  let reflecting: Awaited<ReturnType<typeof serve>>
  let withoutVary: Awaited<ReturnType<typeof serve>>

  before(async () => {
    rightServer = await serve(right)
    reflecting = await serve((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
      response.setHeader('Access-Control-Allow-Credentials', 'true')
      response.end('[]')
    })
    withoutVary = await serve((request, response) => {
      const setHeader = response.setHeader.bind(response)
      response.setHeader = (name, value) => (name === 'Vary' ? response : setHeader(name, value))
      right(request, response)
    })
  })
  after(() => Promise.all([rightServer.close(), reflecting.close(), withoutVary.close()]))

  it('that is correct exits with 0 and prints ok', async () => {
    const outcome = await run([rightServer.url, '--origin', app, '--credentials', ...quick])
    readsWell(outcome)
    assert.match(outcome.stdout, /^ok: /)
    assert.deepEqual([outcome.code, outcome.stderr], [0, ''])
  })

  it('that reflects every origin exits with 1, and the report quotes the evidence', async () => {
    const argv = [
      reflecting.url,
      '--origin',
      app,
      '--cookie',
      'session=s3cret',
      '--fail-on',
      'critical',
      ...quick,
    ]
    const outcome = await run(argv)
    readsWell(outcome)
    assert.equal(outcome.code, 1)
    assert.match(outcome.stdout, /^critical: [^]*\[disallowed-origin-reads-credentialed\]/)
    assert.match(outcome.stdout, /< Access-Control-Allow-Origin: https?:\/\//)
    assert.doesNotMatch(outcome.stdout, /s3cret/)
  })

  it('with a weak finding exits with 1 only under --fail-on weak', async () => {
    const argv = [withoutVary.url, '--origin', app, '--credentials', ...quick]
    const [lenient, strict] = await Promise.all([run(argv), run([...argv, '--fail-on', 'weak'])])
    assert.match(lenient.stdout, /^weak: [^]*\[vary-missing\]/)
    assert.deepEqual([lenient.code, strict.code], [0, 1])
  })

  for (const [name, url] of [
    ['a right server', () => rightServer.url],
    ['a reflecting server', () => reflecting.url],
  ] as const) {
    it(`writes nothing but valid JSON of ${name} to standard output`, async () => {
      const outcome = await run([
        url(),
        '--origin',
        app,
        '--cookie',
        'session=s3cret',
        '--format',
        'json',
        ...quick,
      ])
      const report = JSON.parse(outcome.stdout) as Report
      const validate = new Ajv2020({ strictTypes: false }).compile(schema)
      assert.ok(validate(report), JSON.stringify(validate.errors))
      assert.equal(report.target, url())
      assert.equal(outcome.stderr, '')
      assert.doesNotMatch(outcome.stdout, /s3cret/)
    })
  }

  it('writes annotations and JUnit XML', async () => {
    const argv = [reflecting.url, '--origin', app, '--credentials', ...quick, '--format']
    const [github, junit] = await Promise.all([run([...argv, 'github']), run([...argv, 'junit'])])
    assert.match(github.stdout, /^::error title=cors-verify critical%3A /)
    assert.match(junit.stdout, /^<\?xml version="1\.0"[^]*<failure message="critical: /)
    assert.deepEqual([github.code, junit.code], [1, 1])
  })

  it('writes colours when they are forced, and none to a pipe or under NO_COLOR', async () => {
    const argv = [rightServer.url, '--origin', app, '--credentials', ...quick]
    const outputs = await Promise.all(
      [{ FORCE_COLOR: '1' }, {}, { FORCE_COLOR: '1', NO_COLOR: '1' }].map(
        async (env: Record<string, string>) => (await run(argv, env)).stdout.includes('\u001b['),
      ),
    )
    assert.deepEqual(outputs, [true, false, false])
  })

  it('takes its target and its origins from a configuration file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cors-verify-cli-'))
    const config = {
      target: rightServer.url,
      origins: [app],
      credentials: true,
      browser: 'none',
      format: 'json',
    }
    await writeFile(
      join(folder, 'cors-verify.config.ts'),
      `export default ${JSON.stringify(config)}`,
    )
    const outcome = await run([], {}, folder)
    await rm(folder, { recursive: true })
    assert.equal((JSON.parse(outcome.stdout) as Report).verdict, 'ok')
    assert.equal(outcome.code, 0)
  })

  it('exits with 0 when the reader closes standard output, as head does', async () => {
    const child = start([
      rightServer.url,
      '--origin',
      app,
      '--credentials',
      '--format',
      'json',
      ...quick,
    ])
    child.stdout.destroy()
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const code = await new Promise((resolve) => child.once('close', resolve))
    assert.deepEqual([code, stderr], [0, ''])
  })
})

describe(
  'a server that cannot be judged exits with 2 and one clear line',
  { concurrency: 2 },
  () => {
    /** Asserts exit code 2, and a report that is unreachable for this reason. */
    function isUnknown(outcome: Outcome, reason: RegExp): void {
      readsWell(outcome)
      assert.equal(outcome.code, 2, outcome.stdout + outcome.stderr)
      assert.match(outcome.stdout, /^unreachable: /)
      assert.match(outcome.stdout, reason)
    }

    it('a port on which no server listens', async () => {
      const gone = await serve(right)
      await gone.close()
      isUnknown(await run([gone.url, '--origin', app, ...quick]), /\[not-cors\][^]*ECONNREFUSED/)
    })

    it('a host that does not exist', async () => {
      const outcome = await run(['https://nowhere.invalid/items', '--origin', app, ...quick])
      isUnknown(outcome, /\[not-cors\][^]*nowhere\.invalid/)
    })

    it('a certificate of an unknown authority, unless --insecure is given', async () => {
      const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
        keyType: 'ec',
      })
      const server = await listen(createServer({ key, cert }, right))
      const argv = [
        server.url.replace('http:', 'https:'),
        '--origin',
        app,
        '--credentials',
        ...quick,
      ]
      const [strict, insecure] = await Promise.all([run(argv), run([...argv, '--insecure'])])
      await server.close()
      isUnknown(strict, /\[not-cors\][^]*certificate/)
      assert.match(insecure.stdout, /^ok: /)
    })

    it('a server that never responds, within the time limit', async () => {
      const server = await serve(() => {})
      const outcome = await run([
        server.url,
        '--origin',
        app,
        '--browser',
        'none',
        '--timeout',
        '0.5',
      ])
      await server.close()
      isUnknown(outcome, /\[not-cors\][^]*within 0\.5 s/)
      // Less than the default of --run-timeout (60 s). A busy machine needs long to start the process.
      assert.ok(outcome.milliseconds < 45_000)
    })

    it('a server that does not speak HTTP', async () => {
      const server = await listen(
        createTcpServer((socket) => {
          socket.on('error', () => {})
          // A socket that is not read never reports the end of the client, and the server never closes.
          socket.resume()
          socket.end('SSH-2.0-OpenSSH_9.2\r\n')
        }),
      )
      const outcome = await run([server.url, '--origin', app, ...quick])
      await server.close()
      isUnknown(outcome, /\[not-cors\]/)
    })

    it('a server that stops responding, within --run-timeout', async () => {
      let seen = 0
      const server = await serve((request, response) => {
        seen += 1
        if (seen <= 7) right(request, response)
      })
      const argv = [server.url, '--origin', app, '--credentials', '--browser', 'none']
      const outcome = await run([...argv, '--run-timeout', '3', '--format', 'json'])
      await server.close()
      readsWell(outcome)
      const report = JSON.parse(outcome.stdout) as Report
      assert.deepEqual(
        [report.verdict, report.reachable, report.complete],
        ['incomplete', true, false],
      )
      assert.match(outcome.stderr, /^cors-verify: /)
      assert.equal(outcome.code, 2)
    })

    it('prints the reason on standard error when the format is JSON', async () => {
      const gone = await serve(right)
      await gone.close()
      const outcome = await run([gone.url, '--origin', app, '--format', 'json', ...quick])
      assert.equal((JSON.parse(outcome.stdout) as Report).reachable, false)
      assert.match(
        outcome.stderr,
        /^cors-verify: http:\/\/127\.0\.0\.1:\d+\/items sent no response: .*\n$/,
      )
      assert.equal(outcome.code, 2)
    })
  },
)

describe('a failure that CORS headers do not fix', () => {
  it('a redirect to a sign-in page on another origin is reported as not-cors', async () => {
    const server = await serve((request, response) => {
      if (request.method === 'OPTIONS') right(request, response)
      else response.writeHead(302, { Location: 'https://login.example.com/' }).end()
    })
    const outcome = await run([server.url, '--origin', app, '--credentials', ...quick])
    await server.close()
    readsWell(outcome)
    assert.equal(outcome.code, 1)
    assert.match(outcome.stdout, /\[not-cors\][^]*login\.example\.com/)
  })
})

describe('Ctrl-C', () => {
  it('ends a run at once with 130', async () => {
    let onRequest = () => {}
    const underWay = new Promise<void>((resolve) => (onRequest = resolve))
    const server = await serve(() => onRequest())
    const child = start([server.url, '--origin', app, '--browser', 'none', '--timeout', '60'])
    await underWay
    const startedAt = performance.now()
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.once('close', resolve))
    await server.close()
    assert.equal(code, 130)
    assert.ok(performance.now() - startedAt < 2000)
  })
})
