import { hasStatus } from './errors.ts'
import { type Mutation, useMutation } from './mutation.ts'
import { endSession } from './session.ts'

/** A mutation that needs the session: a 401 means that it ended meanwhile. */
export function useWrite<Data, Variables>(write: Mutation<Data, Variables>) {
  return useMutation({
    ...write,
    onError(error) {
      if (hasStatus(error, 401)) endSession()
    },
  })
}
