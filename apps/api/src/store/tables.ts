import type { Generated } from 'kysely'

/** The tables as Kysely sees them. Points in time are ISO 8601 text in UTC, which sorts by time. */
export interface Tables {
  items: {
    id: Generated<number>
    title: string
    /** 0 or 1 */
    done: number
    created_by: string
    created_at: string
    updated_at: string
    version: number
  }
  users: {
    id: Generated<number>
    name: string
    password_hash: string
  }
  sessions: {
    id_hash: string
    user_id: number
    expires_at: string
  }
  /** Totals that triggers keep up with each write, because counting a million rows takes 22 ms. */
  totals: {
    name: 'items'
    value: number
  }
  /** How often something was tried since a span of time began, and when the span ends. */
  tries: {
    key: string
    count: number
    ends_at: string
  }
}
