import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { runInNewContext } from 'node:vm'
import { parse } from 'yaml'
import * as syntaxes from '../src/stacks/shared/syntax.ts'
import { pattern } from '../src/stacks/shared/syntax.ts'

/** A header name may hold each of these, and a host all but the backslash. */
const nasty = `x-'"\`$a\${b}#{c}#@d%e&<f>\\g`

describe('a text as a literal', () => {
  it('JavaScript → evaluates to the text', () => {
    assert.equal(runInNewContext(syntaxes.javascript.text(nasty)), nasty)
  })

  it('JSON and YAML → parse to the text', () => {
    assert.equal(JSON.parse(syntaxes.json.text(nasty)), nasty)
    assert.equal(parse(syntaxes.yaml.text(nasty)), nasty)
  })

  for (const [name, syntax, literal] of [
    ['Python', 'python', `"x-'\\"\`$a\${b}#{c}#@d%e&<f>\\\\g"`],
    ['Go', 'go', `"x-'\\"\`$a\${b}#{c}#@d%e&<f>\\\\g"`],
    ['Java and C#', 'java', `"x-'\\"\`$a\${b}#{c}#@d%e&<f>\\\\g"`],
    ['Ruby, which interpolates #{}', 'ruby', `"x-'\\"\`$a\${b}\\#{c}\\#@d%e&<f>\\\\g"`],
    ['PHP', 'php', `'x-\\'"\`$a\${b}#{c}#@d%e&<f>\\\\g'`],
    ['Perl', 'perl', `'x-\\'"\`$a\${b}#{c}#@d%e&<f>\\\\g'`],
    [
      'nginx, which has no escape for $',
      'nginx',
      `"x-'\\"\`\${dollar}a\${dollar}{b}#{c}#@d%e&<f>\\\\g"`,
    ],
    ['Apache httpd, whose values are formats', 'apache', `"x-'\\"\`$a\${b}#{c}#@d%%e&<f>\\\\g"`],
    ['Caddy, which replaces {}', 'caddy', `"x-'\\"\`$a$\\{b\\}#\\{c\\}#@d%e&<f>\\\\g"`],
    ['HAProxy', 'haproxy', `'x-'\\''"\`$a\${b}#{c}#@d%%e&<f>\\g'`],
    ['lighttpd', 'lighttpd', `"x-'\\"\`$a\${b}#{c}#@d%e&<f>\\\\g"`],
    ['VCL, whose texts have no escapes', 'vcl', `{"x-'"\`$a\${b}#{c}#@d%e&<f>\\g"}`],
    ['XML', 'xml', "x-'&quot;`$a${b}#{c}#@d%e&amp;&lt;f&gt;\\g"],
  ] as const)
    it(`${name} → escapes the characters that it interprets`, () => {
      assert.equal(syntaxes[syntax].text(nasty), literal)
    })

  it('Perl → prints the text', (context) => {
    const { stdout, error } = spawnSync('perl', ['-e', `print ${syntaxes.perl.text(nasty)}`])
    if (error) context.skip('Perl is not installed')
    else assert.equal(String(stdout), nasty)
  })

  it('Python → prints the text', (context) => {
    const code = `print(${syntaxes.python.text(nasty)}, end="")`
    const { stdout, error } = spawnSync('python3', ['-c', code])
    if (error) context.skip('Python is not installed')
    else assert.equal(String(stdout), nasty)
  })

  it('a pattern → matches the text, and does not match another character for a dot', () => {
    const is = new RegExp(`^${pattern('https://a.b.example.com')}$`)
    assert.ok(is.test('https://a.b.example.com'))
    assert.ok(!is.test('https://axb.example.com'))
  })

  it('a comment → is in the syntax of the language; JSON has none', () => {
    assert.equal(syntaxes.javascript.comment('a'), '// a')
    assert.equal(syntaxes.python.comment('a'), '# a')
    assert.equal(syntaxes.xml.comment('a -- b'), '<!-- a - - b -->')
    assert.equal(syntaxes.json.comment('a'), '')
  })
})
