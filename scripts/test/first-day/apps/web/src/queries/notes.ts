import { useMutation, useQuery, useQueryCache } from '@pinia/colada'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { createNote, fetchNotes } from '../api/notes.ts'

const key = ['notes']

export function useNotes(tags: MaybeRefOrGetter<string[]>) {
  return useQuery({
    key: () => [...key, toValue(tags)],
    query: ({ signal }) => fetchNotes(toValue(tags), signal),
  })
}

export function useCreateNote() {
  const queryCache = useQueryCache()
  return useMutation({
    mutation: createNote,
    onSettled: () => queryCache.invalidateQueries({ key }),
  })
}
