import type { Policy } from '@repo/config'

/**
 * Puts the origins and the CORS policy of this configuration into docs/deployment/nginx.conf: the
 * names of its servers, and what the answers of its own need to know of the allowlist.
 *
 * @param template the text of that file, written for the origins of `example.com`
 */
export function nginxConf(template: string, policy: Policy): string {
  const page = policy.allowedOrigins.find((origin) => !origin.includes('*')) ?? policy.apiOrigin
  const allowed = policy.allowedOrigins.map((entry) => `"${regexOf(entry)}" $http_origin;`)
  const filled = [
    ['allowed_origin', [...allowed, 'default "";']],
    ['own_exposed', ['"" "";', `default "${policy.exposedHeaders.join(', ')}";`]],
    ['own_methods', [`"~^OPTIONS \\S+ \\S" "${policy.methods.join(', ')}";`, 'default "";']],
    ['own_headers', ['"" "";', `default "${policy.requestHeaders.join(', ')}";`]],
  ] as const
  return filled
    .reduce((text, [variable, lines]) => fillMap(text, variable, lines), template)
    .replaceAll('api.example.com', new URL(policy.apiOrigin).hostname)
    .replaceAll('app.example.com', new URL(page).hostname)
}

/** An allowlist entry as a regular expression of nginx that matches what the API allows. */
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
  if (!map.test(text)) throw new Error(`docs/deployment/nginx.conf has no map of $${variable}.`)
  const body = lines.map((line) => `        ${line}`).join('\n')
  return text.replace(map, (_all, head: string, foot: string) => head + body + foot)
}
