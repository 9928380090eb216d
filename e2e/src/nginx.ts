import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endWithUs } from './end-with-us.ts'
import { freePort } from './free-port.ts'
import { findProgram } from './programs.ts'

const programs = { nginx: findProgram('nginx'), openssl: findProgram('openssl') }

/** Why nginx cannot run here, with what to do; undefined if it can. */
export const nginxMissing =
  programs.nginx && programs.openssl
    ? undefined
    : 'no nginx: install it (apt install nginx openssl)'

export interface RunningNginx {
  /** Where it ends TLS. */
  port: number
  /** Where it is asked over plain http. */
  httpPort: number
  /** What it has said. */
  log: () => string
  /** Has a replica, counted from 1, left out until what it returns is called. */
  drain: (replica: number) => () => void
  close: () => Promise<void>
}

/**
 * Runs a file of docs/deployment as it stands there, on this machine.
 *
 * @param hosts the names of the certificate
 * @param places what stands for this machine, by the text it replaces: each must be in the file
 */
export async function startNginx(
  text: string,
  hosts: readonly string[],
  places: Readonly<Record<string, string>>,
): Promise<RunningNginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const file = join(folder, 'nginx.conf')
  const [port, httpPort] = [await freePort(), await freePort()]
  await makeCertificate(folder, hosts)
  const drains = text.includes('/run/items-drain')
    ? { '/run/items-drain': `${folder}/items-drain` }
    : {}
  const listening = {
    'listen 443': `listen 127.0.0.1:${port}`,
    'listen 80': `listen 127.0.0.1:${httpPort}`,
  }
  writeFileSync(file, placed(text, { ...placesIn(folder), ...listening, ...drains, ...places }))

  // As root it would run its workers as a user who may not write here.
  const user = process.getuid?.() === 0 ? 'user root; ' : ''
  const directives = `${user}daemon off; pid ${folder}/nginx.pid; error_log stderr notice;`
  const nginx = spawn(
    programs.nginx ?? '',
    ['-p', folder, '-c', file, '-e', 'stderr', '-g', directives],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  nginx.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(nginx, 'exit')
  endWithUs(nginx)
  while (!(await listens(port))) {
    if (nginx.exitCode !== null) throw new Error(`nginx did not start: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    port,
    httpPort,
    log: () => said,
    drain(replica) {
      const file = `${folder}/items-drain-${replica}`
      writeFileSync(file, '')
      return () => rmSync(file)
    },
    async close() {
      nginx.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where nginx keeps its files: below the folder, which is ours to write. */
function placesIn(folder: string): Record<string, string> {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const paths = kinds.map((kind) => `    ${kind}_temp_path ${folder}/${kind};`)
  return {
    'http {': ['http {', '    access_log off;', ...paths].join('\n'),
    '/etc/nginx/tls': folder,
  }
}

/** @throws if a text is not there: then the test runs another file than it says */
function placed(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`The nginx configuration has no ${from}`)
    return result.replaceAll(from, to)
  }, text)
}

async function makeCertificate(folder: string, hosts: readonly string[]): Promise<void> {
  const names = hosts.map((host) => `DNS:${host}`).join(',')
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const subject = ['-subj', '/CN=tests', '-addext', `subjectAltName=${names}`, '-days', '2']
  await promisify(execFile)(programs.openssl ?? '', ['req', '-x509', ...key, ...files, ...subject])
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** The text of a file of docs/deployment. */
export function deploymentFile(name: string): string {
  return readFileSync(new URL(`../../docs/deployment/${name}`, import.meta.url), 'utf8')
}
