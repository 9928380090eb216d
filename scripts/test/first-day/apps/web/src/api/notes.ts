import type { NewNote, Note, NoteList } from '@repo/api/schemas/notes'
import { request } from './client.ts'

const path = '/api/notes'

export async function fetchNotes(tags: readonly string[], signal: AbortSignal): Promise<Note[]> {
  const query = new URLSearchParams(tags.map((tag) => ['tag', tag]))
  return (await request<NoteList>('GET', `${path}?${query}`, { signal })).body.notes
}

export async function createNote(body: NewNote): Promise<Note> {
  return (await request<Note>('POST', path, { body })).body
}
