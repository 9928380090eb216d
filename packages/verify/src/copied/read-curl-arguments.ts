import type { Parsed, Wrong } from '../parse/parsed.ts'
import type { CopiedRequest } from './copied-request.ts'
import { curlOptions, type CurlEffect } from './curl-options.ts'

/** Returns the request that curl would send. @param words the arguments of curl, without the command name */
export function readCurlArguments(words: readonly string[]): Parsed<CopiedRequest> {
  const settings = parseOptions(words)
  if (!('value' in settings)) return settings
  const valuesOf = (...effects: CurlEffect[]) =>
    settings.value.filter(([effect]) => effects.includes(effect)).map(([, value]) => value)
  const has = (...effects: CurlEffect[]) => valuesOf(...effects).length > 0

  const fromFile = settings.value.find(isFile)
  if (fromFile !== undefined) return readsFile(fromFile)
  const url = readUrl(valuesOf('url'), has('no-globs'))
  if (!('value' in url)) return url

  const isForm = has('form')
  const isQuery = has('get')
  const hasBody = !isQuery && (isForm || has(...dataEffects))
  const headers = valuesOf('header').flatMap(readHeader)
  const type = isForm ? 'multipart/form-data' : has('json') ? 'application/json' : formType
  const add = (name: string, value: string | undefined) => {
    const known = headers.some(([each]) => each.toLowerCase() === name)
    if (value !== undefined && !known) headers.push([name, value])
  }
  add('content-type', hasBody ? type : undefined)
  add('referer', valuesOf('referer').at(-1))
  add('authorization', basic(valuesOf('user').at(-1)))
  add('cookie', has('cookie') ? valuesOf('cookie').join('; ') : undefined)

  const target = isQuery ? withQuery(url.value, valuesOf(...dataEffects)) : url.value
  const method = has('head') ? 'HEAD' : hasBody ? 'POST' : 'GET'
  return { value: { url: target, method: valuesOf('method').at(-1) ?? method, headers } }
}

const formType = 'application/x-www-form-urlencoded'
const dataEffects = ['data', 'raw-data', 'urlencoded-data', 'json'] as const

type Setting = readonly [effect: CurlEffect, value: string, name: string]

/** Pairs each option with its value; `-sXPOST` is `-s -X POST`. */
function parseOptions(words: readonly string[]): Parsed<Setting[]> {
  const settings: Setting[] = []
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-') || word === '-') {
      settings.push(['url', word, '<url>'])
      continue
    }
    const isLong = word.startsWith('--')
    const name = isLong ? word : word.slice(0, 2)
    const attached = isLong ? '' : word.slice(2)
    const option = curlOptions.get(name)
    if (option === undefined) return unknown(name)
    if (!option.takesValue) {
      settings.push([option.effect, '', name])
      if (attached !== '') rest.unshift(`-${attached}`)
      continue
    }
    const value = attached === '' ? rest.shift() : attached
    if (value === undefined) {
      return { reason: `has ${name} without its value.`, fix: 'Paste the complete command.' }
    }
    settings.push([option.effect, value, name])
  }
  return { value: settings }
}

function unknown(name: string): Wrong {
  return {
    // Printed only if it looks like an option: wrong quotes may turn a part of a secret into one.
    reason: `has an option of curl that is not supported${/^--?[a-z][a-z-]{0,20}$/i.test(name) ? `, ${name}` : ''}.`,
    fix: 'Remove it. The options that "Copy as cURL" writes are supported: --url, -X, -H, -b, --data-raw and others that set the request.',
  }
}

function isFile([effect, value]: Setting): boolean {
  if (effect === 'data' || effect === 'json' || effect === 'header') return value.startsWith('@')
  if (effect === 'urlencoded-data') return /^[^=]*@/.test(value)
  if (effect === 'form') return /^[^=]*=[@<]/.test(value)
  // curl reads the file of this name if the value has no equals sign.
  return effect === 'cookie' && !value.includes('=')
}

function readsFile([, , name]: Setting): Wrong {
  return {
    reason: `reads a file with ${name}, which cors-verify does not do.`,
    fix: 'Remove that option: cors-verify sends no body. Pass headers with --header and cookies with --cookie.',
  }
}

function readUrl(urls: readonly string[], noGlobs: boolean): Parsed<string> {
  const [url = '', ...more] = urls
  if (more.length > 0) {
    return { reason: `holds ${urls.length} URLs.`, fix: 'Copy one request, with one URL.' }
  }
  if (url === '') return { reason: 'holds no URL.', fix: 'Paste the complete command.' }
  if (!noGlobs && /(?<!\\)(?:\{[^}]*,|\[\w+-\w+(?::\d+)?\])/.test(url)) {
    return {
      reason: 'holds a pattern of several URLs ({…} or […]).',
      fix: 'Write one URL, with a backslash before each bracket.',
    }
  }
  // Browsers escape brackets and braces, which curl would expand.
  const plain = noGlobs ? url : url.replace(/\\([[\]{}])/g, '$1')
  // A fragment is not sent to the server.
  return { value: plain.replace(/#.*$/s, '') }
}

/** Parses the value of -H: `x-empty;` is a header without a value, `name:` removes a header that curl adds. */
function readHeader(line: string): [string, string][] {
  const [, name = '', value = ''] = /^([^:;]+):\s*(.*)$/s.exec(line) ?? []
  if (name === '') return line.endsWith(';') ? [[line.slice(0, -1).trim(), '']] : []
  return value.trim() === '' ? [] : [[name.trim(), value.trim()]]
}

function basic(user: string | undefined): string | undefined {
  return user === undefined ? undefined : `Basic ${Buffer.from(user).toString('base64')}`
}

function withQuery(url: string, data: readonly string[]): string {
  return data.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${data.join('&')}`
}
