import { useMutation } from '@pinia/colada'
import { hasStatus } from './errors.ts'
import { useEndedSession } from './session.ts'

interface Write<Data, Variables> {
  mutation: (variables: Variables) => Promise<Data>
  onSuccess: (data: Data, variables: Variables) => unknown
}

/** A mutation that needs the session: a 401 means that it ended meanwhile. */
export function useWrite<Data, Variables>({ mutation, onSuccess }: Write<Data, Variables>) {
  const endSession = useEndedSession()
  return useMutation<Data, Variables>({
    mutation,
    onSuccess: (data, variables) => onSuccess(data, variables),
    onError(error) {
      if (hasStatus(error, 401)) endSession()
    },
  })
}
