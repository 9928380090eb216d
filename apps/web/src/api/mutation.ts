import { ref, shallowRef } from 'vue'

export interface Mutation<Data, Variables> {
  mutation: (variables: Variables) => Promise<Data>
  onSuccess: (data: Data, variables: Variables) => void
  onError?: (error: unknown) => void
}

/** Something that changes what the API has, and how its last call fares. */
export function useMutation<Data, Variables = void>(options: Mutation<Data, Variables>) {
  const { mutation, onSuccess, onError } = options
  const isLoading = ref(false)
  const error = shallowRef<Error>()
  const variables = shallowRef<Variables>()
  /** What an earlier call comes to is its caller's to know, and not shown any more. */
  let last: symbol | undefined

  function reset() {
    last = undefined
    isLoading.value = false
    error.value = undefined
  }

  async function mutateAsync(given: Variables): Promise<Data> {
    const own = (last = Symbol())
    error.value = undefined
    variables.value = given
    isLoading.value = true
    try {
      const data = await mutation(given)
      onSuccess(data, given)
      return data
    } catch (problem) {
      onError?.(problem)
      if (own === last) error.value = problem as Error
      throw problem
    } finally {
      if (own === last) isLoading.value = false
    }
  }

  return { mutateAsync, isLoading, error, variables, reset }
}
