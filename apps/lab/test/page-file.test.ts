import assert from 'node:assert/strict'
import { it } from 'node:test'
import { pageAddress, pageFile, pathAt } from '../src/page/site/page-file.ts'

for (const [path, file, address] of [
  ['/', 'index.html', './'],
  ['/build', 'build.html', './build.html'],
  ['/build?q=a%3F&a=b', 'build.html', './build.html#q=a%3F&a=b'],
  ['/build?a=b?c', 'build.html', './build.html#a=b?c'],
  ['/s/max-age-zero', 'max-age-zero.html', './max-age-zero.html'],
  ['/s/max-age-zero?side=right', 'max-age-zero.fixed.html', './max-age-zero.fixed.html'],
  ['/symptoms/cookies', 'symptoms-cookies.html', './#/symptoms/cookies'],
  ['/steps/3', 'steps-3.html', './steps-3.html'],
] as const) {
  it(`${path} → is in ${file}, at ${address}`, () => {
    assert.equal(pageFile(path), file)
    assert.equal(pageAddress(path), address)
  })
}

it('a fragment with a configuration → is the query of the path; any other → is not', () => {
  assert.equal(pathAt('/build', '#method=GET&q=a'), '/build?method=GET&q=a')
  assert.equal(pathAt('/build', '#content'), '/build')
  assert.equal(pathAt('/build', ''), '/build')
})
