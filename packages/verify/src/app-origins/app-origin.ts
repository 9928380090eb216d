/** An origin of pages that come from an app, from a file or from the user's own machine. */
export interface AppOrigin {
  /** What has pages with this origin, and in which versions. Completes "is the origin of". */
  app: string
  /** The `Origin` header of its requests, as a sentence. */
  sends: string
  /**
   * Whether a server can allow it safely. `exact`: an exact entry on the allowlist; `https`: only the
   * same with https; `never`: no entry is safe, or none would match.
   */
  allow: 'exact' | 'https' | 'development' | 'never'
  /** Why, and what to list. Sentences. */
  because: string
  /** What becomes of the API's cookies, if it is not what becomes of them on any other site. */
  cookies?: string
  /** The webview blocks every cookie of the API. */
  blocksCookies?: true
  /** What to do instead of an entry on the list, or beside it. Sentences. */
  instead: string
  /** A page of the documentation or the standard. */
  reference: string
}

/** One row of the table of apps. */
export interface AppRow extends AppOrigin {
  /** Matches origins as they are sent. */
  matches: RegExp
}
