import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { realStacks } from '../stacks/index.ts'
import { prove } from '../stacks/loop.ts'
import { installModules } from '../stacks/npm.ts'
import { atOnce } from '../stacks/prove-all.ts'

const notInstalled = installModules()
if (notInstalled !== undefined) console.error(notInstalled)

describe('a wrong server with the printed fix as printed', { concurrency: atOnce }, () => {
  for (const stack of realStacks) {
    const found = stack.find()
    const skip = 'missing' in found && `${stack.id}: ${found.missing}`
    it(`${stack.id}, wrong in ${stack.wrong.length} ways → ok each time`, { skip }, async () => {
      const { problems } = await prove(stack)
      assert.deepEqual(problems, [])
    })
  }
})
