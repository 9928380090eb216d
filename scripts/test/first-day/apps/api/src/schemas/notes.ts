import { Type, type Static } from 'typebox'

const example = {
  id: 1,
  text: 'Call Ada',
  tag: 'general',
  createdBy: 'ada',
  createdAt: '2026-11-29T08:30:00.000Z',
}

/** Plain JSON Schema, shared by its `$id`: `{ $ref: 'note#' }`. */
export const noteSchema = {
  $id: 'note',
  type: 'object',
  required: ['id', 'text', 'tag', 'createdBy', 'createdAt'],
  properties: {
    id: { type: 'integer' },
    text: { type: 'string' },
    tag: { type: 'string' },
    createdBy: { type: 'string' },
    createdAt: { type: 'string', format: 'date-time' },
  },
  examples: [example],
}

/** The body of POST /api/notes: `{ $ref: 'new-note#' }`. */
export const newNoteSchema = {
  $id: 'new-note',
  type: 'object',
  required: ['text'],
  properties: {
    text: { type: 'string', minLength: 1, maxLength: 1000, format: 'visible-text' },
    tag: { type: 'string', minLength: 1, maxLength: 50, default: 'general' },
  },
  additionalProperties: false,
  examples: [{ text: 'Call Ada' }],
}

export interface Note {
  id: number
  text: string
  tag: string
  createdBy: string
  createdAt: string
}

export interface NewNote {
  text: string
  tag: string
}

export const NoteListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  /** `?tag=a` and `?tag=a&tag=b` */
  tag: Type.Array(Type.String(), { default: [] }),
})
export type NoteListQuery = Static<typeof NoteListQuery>

export interface NoteList {
  notes: Note[]
  query: NoteListQuery
}
