import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { useMutation } from '../src/api/mutation.ts'

/** A mutation whose answers come when the test says so. */
function mutationOfTest() {
  const calls: { resolve: (data: string) => void; reject: (problem: Error) => void }[] = []
  const heard: unknown[] = []
  const mutation = useMutation({
    mutation: (title: string) =>
      new Promise<string>((resolve, reject) => {
        calls.push({ resolve, reject })
        heard.push(['called', title])
      }),
    onSuccess: (data, title) => {
      heard.push(['succeeded', data, title])
    },
    onError: (error) => {
      heard.push(['failed', error])
    },
  })
  return { ...mutation, heard, call: (n: number) => calls[n] ?? assert.fail(`no call ${n}`) }
}

const conflict = new Error('412')

describe('a mutation', () => {
  it('loads until its answer, and has told of it before its caller goes on', async () => {
    const { mutateAsync, isLoading, variables, heard, call } = mutationOfTest()
    const made = mutateAsync('Milk')
    assert.deepEqual([isLoading.value, variables.value], [true, 'Milk'])
    call(0).resolve('Milk, saved')
    assert.equal(await made, 'Milk, saved')
    assert.equal(isLoading.value, false)
    assert.deepEqual(heard, [
      ['called', 'Milk'],
      ['succeeded', 'Milk, saved', 'Milk'],
    ])
  })

  it('that fails throws, and shows its error until the next call', async () => {
    const { mutateAsync, error, isLoading, heard, call } = mutationOfTest()
    const made = mutateAsync('Milk')
    call(0).reject(conflict)
    await assert.rejects(made, conflict)
    assert.deepEqual([error.value, isLoading.value], [conflict, false])
    assert.deepEqual(heard.at(-1), ['failed', conflict])
    void mutateAsync('Milk again')
    assert.equal(error.value, undefined)
  })

  it('that is reset shows no error, not even one that was still to come', async () => {
    const { mutateAsync, error, isLoading, reset, call } = mutationOfTest()
    const made = mutateAsync('Milk')
    reset()
    assert.equal(isLoading.value, false)
    call(0).reject(conflict)
    await assert.rejects(made, conflict)
    assert.equal(error.value, undefined)
  })

  it('shows how its last call fares, whatever becomes of an earlier one', async () => {
    const { mutateAsync, error, isLoading, call } = mutationOfTest()
    const first = mutateAsync('Milk')
    const second = mutateAsync('Bread')
    call(0).reject(conflict)
    await assert.rejects(first, conflict)
    assert.deepEqual([error.value, isLoading.value], [undefined, true])
    call(1).resolve('Bread, saved')
    await second
    assert.equal(isLoading.value, false)
  })
})
