import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openDatabase } from '../src/database/open.ts'
import { createUsersRepository } from '../src/database/users.ts'
import { passwordMatches } from '../src/passwords.ts'
import {
  deploy,
  passwordIn,
  signInTo,
  untilReady,
  web,
  type ApiProcess,
} from './helpers/deployment.ts'
import { start } from './helpers/process.ts'
import { json, send } from './helpers/wire.ts'

const deployment = await deploy()
after(deployment.close)

async function statusOfSignIn(api: ApiProcess, name: string, password: string): Promise<number> {
  const account = JSON.stringify({ name, password })
  return (await send(api, 'POST /api/session', json(web), account)).status
}

async function userOf(api: ApiProcess, cookie: string): Promise<unknown> {
  const { body } = await send(api, 'GET /api/session', [['Cookie', cookie]])
  return (JSON.parse(body) as { user: unknown }).user
}

/** Asserts exit code 1 and one line without a stack trace. */
function assertRejected(ended: { code: number | null; stderr: string }, line: RegExp): void {
  assert.equal(ended.code, 1, ended.stderr)
  assert.match(ended.stderr, line)
  assert.equal(ended.stderr.trim().split('\n').length, 1, ended.stderr)
}

describe('change-password of the bundle, while the API runs', () => {
  it('the new password signs in, the old one does not, and only the sessions of that user end', async () => {
    const api = await deployment.start()
    const added = await deployment.addUser('bob')
    assert.equal(added.code, 0, added.stderr)
    const bobs = passwordIn(added.stdout)
    const bob = await signInTo(api, { name: 'bob', password: bobs })
    const { cookie: ada } = api
    const secondDevice = await signInTo(api, deployment.account)

    const { code, stdout } = await deployment.changePassword('ada')
    assert.equal(code, 0)
    const changed = passwordIn(stdout)
    assert.notEqual(changed, deployment.account.password)
    assert.equal(await statusOfSignIn(api, 'ada', deployment.account.password), 401)
    assert.equal(await statusOfSignIn(api, 'ada', changed), 200)
    for (const cookie of [ada, secondDevice]) assert.equal(await userOf(api, cookie), null)
    const change = await send(api, 'POST /api/items', json(web, ada), '{"title":"a"}')
    assert.equal(change.status, 401)
    assert.deepEqual(await userOf(api, bob), { name: 'bob' })
    assert.equal(await statusOfSignIn(api, 'bob', bobs), 200)
    api.child.kill('SIGKILL')
    await api.ended
  })
})

describe('The commands of the bundle', () => {
  it('change-password of an unknown name -> exit code 1, and names add-user', async () => {
    const ended = await deployment.changePassword('unknown')
    assertRejected(ended, /^NAME_UNKNOWN {2}"unknown": .*npm run add-user -- unknown/)
  })

  for (const name of ['', '  ']) {
    it(`the name ${JSON.stringify(name)} -> exit code 1 and the usage`, async () => {
      assertRejected(await deployment.addUser(name), /^NAME_MISSING .*npm run add-user -- <name>/)
      const ended = await deployment.changePassword(name)
      assertRejected(ended, /^NAME_MISSING .*npm run change-password -- <name>/)
    })
  }

  it('add-user of an existing name -> exit code 1, names change-password, and the password is unchanged', async () => {
    const added = await deployment.addUser('eve')
    assert.equal(added.code, 0)
    const again = await deployment.addUser('eve')
    assertRejected(again, /^NAME_TAKEN {2}"eve": .*npm run change-password -- eve/)
    const api = await deployment.start({ signIn: false })
    await untilReady(api)
    assert.equal(await statusOfSignIn(api, 'eve', passwordIn(added.stdout)), 200)
  })
})

describe('The commands from the sources', () => {
  it('add-user, then change-password -> only the new password matches', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'items-'))
    after(() => rmSync(folder, { recursive: true }))
    const variables = { DATABASE_FILE: join(folder, 'items.db') }
    const run = (command: string, ...names: string[]) =>
      start([`src/cli/${command}.ts`, ...names], variables).ended
    const added = await run('add-user', 'ada')
    assert.equal(added.code, 0, added.output)
    const changed = await run('change-password', 'ada')
    assert.equal(changed.code, 0, changed.output)
    assertRejected(await run('change-password'), /^NAME_MISSING .*Usage: npm run change-password/)

    const database = await openDatabase(variables.DATABASE_FILE)
    const { passwordHash } = (await createUsersRepository(database).findByName('ada'))!
    assert.equal(await passwordMatches(passwordHash, passwordIn(changed.output)), true)
    assert.equal(await passwordMatches(passwordHash, passwordIn(added.output)), false)
    await database.close()
  })
})
