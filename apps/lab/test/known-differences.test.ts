import assert from 'node:assert/strict'
import { test } from 'node:test'
import { knownDifferences } from '../src/page/build/known-differences.ts'
import { rightConfiguration, type Configuration } from '../src/page/build/configuration.ts'

const request = (...lines: [string, string][]): Configuration => ({
  ...rightConfiguration,
  requestHeaders: lines,
})
const maxAge = (value: string): Configuration => ({
  ...rightConfiguration,
  preflight: { status: 204, headers: [['Access-Control-Max-Age', value]] },
})
const response = (status: number, ...headers: [string, string][]): Configuration => ({
  ...rightConfiguration,
  actual: { status, headers },
})

const cases: [what: string, configuration: Configuration, sentence: RegExp | undefined][] = [
  ['DPR', request(['DPR', '1']), /preflight for dpr, .* Chromium sends none/],
  ['User-Agent', request(['User-Agent', 'x']), /preflight for user-agent/],
  ['X-Trace', request(['X-Trace', '1']), undefined],
  ['2^64', request(['Range', `bytes=0-${2n ** 64n}`]), /beyond 64 bits/],
  ['2^64 - 1', request(['Range', `bytes=0-${2n ** 64n - 1n}`]), undefined],
  ['Max-Age −1', maxAge('-1'), /negative .* Chromium reads 0/],
  ['Max-Age −0', maxAge('-0'), /negative .* Chromium reads 0/],
  ['Max-Age 0', maxAge('0'), undefined],
  ['407', response(407), /ERR_UNEXPECTED_PROXY_AUTH/],
  ['401', response(401), undefined],
  ['Clear-Site-Data', response(200, ['Clear-Site-Data', '"cache"']), /does not show/],
  ['a right configuration', rightConfiguration, undefined],
]
for (const [what, configuration, sentence] of cases)
  test(`${what} → ${sentence?.source ?? 'browsers follow the standard'}`, () => {
    const found = knownDifferences(configuration)
    assert.equal(found.length, sentence ? 1 : 0)
    if (sentence) assert.match(found[0] ?? '', sentence)
  })
