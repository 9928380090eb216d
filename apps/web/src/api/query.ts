import { ref, shallowRef } from 'vue'

/** What came in the last five seconds is fresh: `refresh` leaves it as it is. */
const freshMilliseconds = 5000

/** What nobody has looked at for five minutes is too old to be shown while it is read again. */
const keptMilliseconds = 300_000

export type Query<Data> = ReturnType<typeof createQuery<Data>>

/**
 * Something that is read from the API and kept. Its data stays while it is read again, and when
 * that fails.
 *
 * @param onData is told of all that comes
 */
export function createQuery<Data>(
  read: (signal: AbortSignal) => Promise<Data>,
  onData?: (data: Data) => void,
) {
  const data = shallowRef<Data>()
  const error = shallowRef<Error>()
  const isLoading = ref(false)
  let readAt = 0
  let leftAt = 0
  let watched = false
  let reading: AbortController | undefined

  function set(value: Data) {
    data.value = value
    error.value = undefined
    readAt = Date.now()
    onData?.(value)
  }

  function cancel() {
    reading?.abort()
    reading = undefined
    isLoading.value = false
  }

  /** Reads anew. What is under way is aborted: it may tell of a time before this call. */
  async function refetch(): Promise<void> {
    cancel()
    const own = (reading = new AbortController())
    isLoading.value = true
    try {
      const value = await read(own.signal)
      if (own === reading) set(value)
    } catch (problem) {
      if (own === reading) error.value = problem as Error
    }
    if (own === reading) cancel()
  }

  /** Reads what is old, failed or never came, unless that is under way. */
  async function refresh(): Promise<void> {
    const fresh = !error.value && Date.now() - readAt < freshMilliseconds
    if (!fresh && !reading) await refetch()
  }

  return {
    data,
    error,
    isLoading,
    set,
    refetch,
    refresh,
    /** What we have is out of date: it is read again now, or once somebody looks at it. */
    async invalidate(): Promise<void> {
      readAt = 0
      if (watched) await refetch()
      else cancel()
    },
    /** Somebody looks at it from now on. */
    async enter(): Promise<void> {
      watched = true
      if (Date.now() - leftAt > keptMilliseconds && !reading) data.value = undefined
      await refresh()
    },
    /** Nobody looks at it any more. */
    leave(): void {
      watched = false
      leftAt = Date.now()
      if (data.value === undefined) cancel()
    },
  }
}
