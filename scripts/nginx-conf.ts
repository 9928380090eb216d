import { EnvError, loadEnvFile, readEnv } from '@repo/api/env'
import { CorsConfigError, portFromEnv, type Policy } from '@repo/config'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { webOriginOf } from './web-origin.ts'

/** The addresses of the servers behind nginx, as `host:port`. */
export interface Upstreams {
  /** The API; with more than one address, replicas of it. */
  api: readonly string[]
  web: string
}

/**
 * Returns an nginx.conf for the origins and the CORS policy of a configuration. The templates are
 * docs/deployment/nginx.conf and, if page and API have one origin, nginx-same-origin.conf.
 *
 * @throws {EnvError} if the page has no exact origin
 */
export function nginxConf(policy: Policy, { api, web }: Upstreams): string {
  const { apiOrigin } = policy
  const webOrigin = webOriginOf(policy)
  if (webOrigin === apiOrigin) return sameOriginConf(apiOrigin, api)

  const allowed = policy.allowedOrigins.map((entry) => `"${regexOf(entry)}" $http_origin;`)
  const maps = [
    ['allowed_origin', [...allowed, 'default "";']],
    ['own_exposed', ['"" "";', `default "${policy.exposedHeaders.join(', ')}";`]],
    ['own_methods', [`"~^OPTIONS \\S+ \\S" "${policy.methods.join(', ')}";`, 'default "";']],
    ['own_headers', ['"" "";', `default "${policy.requestHeaders.join(', ')}";`]],
  ] as const
  const text = maps.reduce(
    (filled, [variable, lines]) => fillMap(filled, variable, lines),
    template('nginx.conf'),
  )
  return withServers(withReplicas(text, api).replace('server localhost:8080', `server ${web}`), {
    'app.example.com': webOrigin,
    'api.example.com': apiOrigin,
  })
}

function sameOriginConf(origin: string, api: readonly string[]): string {
  const text = template('nginx-same-origin.conf').replaceAll('https://items.example.com', origin)
  return withServers(replace(text, serverOf, servers(api)), { 'items.example.com': origin })
}

/** Returns the text of a file of docs/deployment. */
export function template(name: string): string {
  return readFileSync(new URL(`../docs/deployment/${name}`, import.meta.url), 'utf8')
}

const serverOf = /^ +server localhost:3000 max_fails=0;$/m

function servers(addresses: readonly string[]): string {
  return addresses.map((address) => `        server ${address} max_fails=0;`).join('\n')
}

/**
 * Adds the group of all replicas, and for each replica a group without it, which nginx uses while the
 * file /run/items-drain-N exists: replica N then gets no requests and can restart.
 */
function withReplicas(text: string, api: readonly string[]): string {
  const all = replace(text, serverOf, servers(api))
  if (api.length < 2) return all

  const [group = ''] = /^ {4}upstream api \{[^}]*\}\n/m.exec(all) ?? []
  const groups = api.map((left, index) =>
    group
      .replace('upstream api', `upstream api-without-${index + 1}`)
      .replace('zone api', `zone api-without-${index + 1}`)
      .replace(`        server ${left} max_fails=0;\n`, '')
      .replaceAll(/^ *#.*\n/gm, ''),
  )
  const drains = api.map((_address, index) => [
    `        if (-f /run/items-drain-${index + 1}) {`,
    `            set $replicas api-without-${index + 1};`,
    '        }',
  ])
  const choice = [
    '        # touch /run/items-drain-2 before replica 2 restarts, rm it when it is ready. A reload of',
    '        # nginx would end connections of browsers, and HTTP/2 requests may be lost with them.',
    '        set $replicas api;',
    ...drains.flat(),
    '',
    '        location / {\n            proxy_pass http://$replicas;',
  ]
  return replace(
    replace(all, group, group + groups.join('')),
    '        location / {\n            proxy_pass http://api;',
    choice.join('\n'),
  )
}

/** Replaces each server name of the template by the host name and port of an origin. */
function withServers(text: string, origins: Record<string, string>): string {
  const urls = Object.entries(origins).map(([name, origin]) => [name, new URL(origin)] as const)
  const ports = [...new Set(urls.map(([, url]) => url.port || '443'))]
  const filled = urls.reduce(
    (result, [name, url]) =>
      result
        .replaceAll(
          `listen 443 ssl http2;\n        server_name ${name};`,
          `listen ${url.port || '443'} ssl http2;\n        server_name ${name};`,
        )
        .replaceAll(
          `server_name ${name};\n        return 301 https://$host$`,
          `server_name ${name};\n        return 301 ${url.origin.replace(url.hostname, '$host')}$`,
        )
        .replaceAll(name, url.hostname),
    text,
  )
  return replace(
    filled,
    '        listen 443 ssl default_server;',
    ports.map((port) => `        listen ${port} ssl default_server;`).join('\n'),
  )
}

/** Returns a regular expression of nginx that matches the same origins as an allowlist entry. */
function regexOf(entry: string): string {
  const [scheme = '', rest = ''] = entry.split('://')
  const exact = rest.replace(/^\*\./, '').replace(/:\*$/, '')
  return [
    `~^${scheme}://`,
    rest.startsWith('*.') ? '(?:[a-z0-9_-]{1,63}\\.)+' : '',
    exact.replaceAll(/[.[\]]/g, '\\$&'),
    rest.endsWith(':*') ? '(?::[1-9][0-9]{0,4})?' : '',
    '$',
  ].join('')
}

function fillMap(text: string, variable: string, lines: readonly string[]): string {
  const map = new RegExp(`(\\n *map [^\\n]+ \\$${variable} \\{\\n)[^]*?(\\n    \\})`)
  const [, head = '', foot = ''] = map.exec(text) ?? []
  return replace(text, map, head + lines.map((line) => `        ${line}`).join('\n') + foot)
}

/** @throws if the template does not contain the text, because only the template was changed */
function replace(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, () => to)
  if (text.search(from instanceof RegExp ? from : literal(from)) === -1) {
    throw new Error(
      `The template in docs/deployment does not contain: ${String(from)}. Update scripts/nginx-conf.ts.`,
    )
  }
  return result
}

function literal(text: string): RegExp {
  return new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
}

/** Prints an nginx.conf for `WEB_ORIGINS` and `API_ORIGIN`, or the origins in environments.ts. */
function print(): void {
  const { values } = parseArgs({
    options: {
      api: { type: 'string' },
      web: { type: 'string' },
    },
  })
  loadEnvFile()
  const { API_ORIGIN, WEB_ORIGINS, PORT, WEB_PORT } = process.env
  const { policy, port } = readEnv({
    NODE_ENV: 'production',
    API_ORIGIN,
    WEB_ORIGINS,
    PORT,
    COOKIE_SECRETS: 'signs nothing: only the origins are read here',
  })
  if (policy.apiOrigin.startsWith('http:')) {
    throw new EnvError(
      `ORIGIN_NOT_HTTPS  API_ORIGIN "${policy.apiOrigin}": nginx.conf terminates TLS for https` +
        ' origins. Set https origins; over http on this machine, npm run start:production needs no proxy.',
    )
  }
  const webPort = portFromEnv('WEB_PORT', WEB_PORT, 8080)
  const { api = `localhost:${port}`, web = `localhost:${webPort}` } = values
  process.stdout.write(nginxConf(policy, { api: api.split(','), web }))
}

if (process.argv[1] === import.meta.filename) {
  try {
    print()
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof CorsConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
