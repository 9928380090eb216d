import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { killOnExit } from './kill-on-exit.ts'
import { freePort } from './free-port.ts'

const programs = { nginx: findProgram('nginx'), openssl: findProgram('openssl') }

/** The reason why nginx cannot run on this machine, with the fix; undefined if it can. */
export const nginxMissing =
  programs.nginx && programs.openssl
    ? undefined
    : 'no nginx: install it (apt install nginx openssl)'

export interface RunningNginx {
  /** The port at which it terminates TLS, if the configuration names port 443. */
  port: number
  /** Its port for plain http. */
  httpPort: number
  /** The path of the certificate of the authority that signed nginx's certificate. */
  authority: string
  /** Returns the error log of nginx. */
  log: () => string
  /** Drains a replica, counted from 1. @returns a function that ends the drain */
  drain: (replica: number) => () => void
  close: () => Promise<void>
}

/**
 * Runs an nginx.conf of scripts/nginx-conf.ts on this machine: at free ports of loopback, with a
 * certificate of its own.
 *
 * @param hosts the names of the certificate
 * @param replacements new texts, by the text that they replace; the file must contain each
 */
export async function startNginx(
  text: string,
  hosts: readonly string[],
  replacements: Readonly<Record<string, string>> = {},
): Promise<RunningNginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const file = join(folder, 'nginx.conf')
  const [port, httpPort] = [await freePort(), await freePort()]
  await makeCertificate(folder, hosts)
  const drains = text.includes('/run/items-drain')
    ? { '/run/items-drain': `${folder}/items-drain` }
    : {}
  // Ports of loopback that need no root rights. Ports other than 80 and 443 stay.
  const ports: Record<string, number> = { '80': httpPort, '443': port }
  const listening = text.replaceAll(
    /listen (\d+)/g,
    (_all, number: string) => `listen 127.0.0.1:${ports[number] ?? number}`,
  )
  const all = { ...foldersIn(folder), ...drains, ...replacements }
  writeFileSync(file, replaced(listening, all))

  // Started by root, nginx would run its workers as a user who cannot write to the folder.
  const user = process.getuid?.() === 0 ? 'user root; ' : ''
  const directives = `${user}daemon off; pid ${folder}/nginx.pid; error_log stderr notice;`
  const nginx = spawn(
    programs.nginx ?? '',
    ['-p', folder, '-c', file, '-e', 'stderr', '-g', directives],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let output = ''
  nginx.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(nginx, 'exit')
  killOnExit(nginx)
  while (!(await listens(httpPort))) {
    if (nginx.exitCode !== null) throw new Error(`nginx did not start: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    port,
    httpPort,
    authority: join(folder, 'ca.pem'),
    log: () => output,
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

/** Returns replacements that move the files of nginx to a folder that the tests can write to. */
function foldersIn(folder: string): Record<string, string> {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const paths = kinds.map((kind) => `    ${kind}_temp_path ${folder}/${kind};`)
  return {
    'http {': ['http {', '    access_log off;', ...paths].join('\n'),
    '/etc/nginx/tls': folder,
  }
}

/** @throws if the configuration does not contain a text that is replaced: the test is out of date */
function replaced(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`The nginx configuration does not contain: ${from}`)
    return result.replaceAll(from, to)
  }, text)
}

/** Makes an authority, ca.pem, and a certificate that it signs, as nginx.conf names its files. */
async function makeCertificate(folder: string, hosts: readonly string[]): Promise<void> {
  const openssl = (...args: string[]) =>
    promisify(execFile)(programs.openssl ?? '', args, { cwd: folder })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout']
  const names = hosts.map((host) => `DNS:${host}`).join(',')
  writeFileSync(join(folder, 'extensions'), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`)
  const authority = ['-subj', '/CN=Authority of tests', '-days', '2', '-out', 'ca.pem']
  await openssl('req', '-x509', ...key, 'ca.key', ...authority)
  await openssl('req', ...key, 'privkey.pem', '-subj', '/CN=tests', '-out', 'request.pem')
  const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2']
  const files = ['-in', 'request.pem', '-extfile', 'extensions', '-out', 'fullchain.pem']
  await openssl('x509', '-req', ...signer, ...files)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** Returns the path of a program. The folders of servers are not in the PATH of every user. */
function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}
