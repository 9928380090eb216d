/** An item as it is stored. */
export interface StoredItem {
  id: number
  title: string
  done: boolean
  createdBy: string
  createdAt: string
  updatedAt: string
  /** Counts the changes; an edit names the version it has seen. */
  version: number
}

/** Items of one page, newest first. One object is given to all who ask for it. */
export interface StoredPage {
  readonly items: readonly Readonly<StoredItem>[]
  /** How many items there are on all pages. */
  readonly total: number
  readonly hasNext: boolean
}

/** Why a change was not made: the item is gone, or another version than the one named is stored. */
export type Refusal = 'gone' | 'changed'

/** A change that is committed, in whichever process it was made. */
export interface ItemChange {
  type: 'created' | 'updated' | 'deleted'
  id: number
}

export interface User {
  id: number
  name: string
  passwordHash: string
}

/** What the API keeps. Every implementation passes one contract test. */
export interface Store {
  items: {
    /**
     * One page; costs the same at any depth.
     *
     * @param limit how many items at most
     * @param after id of the last item of the page before; undefined for the first page
     * @returns the object of last time where nothing has changed since
     */
    page(limit: number, after?: number): Promise<StoredPage>
    find(id: number): Promise<StoredItem | undefined>
    create(title: string, createdBy: string): Promise<StoredItem>
    /** @param versions change only one of these; undefined for whichever is stored */
    update(
      id: number,
      patch: { title?: string; done?: boolean },
      versions: readonly number[] | undefined,
    ): Promise<StoredItem | Refusal>
    /** @param versions remove only one of these; undefined for whichever is stored */
    remove(id: number, versions: readonly number[] | undefined): Promise<'removed' | Refusal>
  }
  /**
   * Tells of each change of an item once it is committed; on PostgreSQL also of those of other
   * replicas. `missed` says that some may have gone by unseen: read the items anew.
   *
   * @returns stops it
   */
  watchItems(watcher: (change: ItemChange | 'missed') => void): () => void
  users: {
    /** @returns false if the name is taken */
    add(name: string, passwordHash: string): Promise<boolean>
    find(name: string): Promise<User | undefined>
  }
  /** Sessions are kept by a hash of their id: a leaked database signs nobody in. */
  sessions: {
    create(idHash: string, userId: number, expiresAt: Date): Promise<void>
    /** @returns the user, unless the session is unknown or has expired by `now` */
    findUser(idHash: string, now: Date): Promise<Pick<User, 'id' | 'name'> | undefined>
    remove(idHash: string): Promise<void>
    /** @returns how many had expired by `now` and are gone */
    sweep(now: Date): Promise<number>
  }
  /** Tries are kept in the database: a limit holds over all replicas and over a restart. */
  tries: {
    /**
     * Counts one more.
     *
     * @param spanMs how long a span lasts that begins now, if none is under way
     * @returns how many there were in this span, and when it ends
     */
    count(key: string, spanMs: number, now: Date): Promise<{ count: number; endsAt: Date }>
    /** @returns how many spans had ended by `now` and are forgotten */
    sweep(now: Date): Promise<number>
  }
  /** Rejects while the database cannot answer. */
  ping(): Promise<void>
  close(): Promise<void>
}
