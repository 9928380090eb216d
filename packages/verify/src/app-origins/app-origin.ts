/** An origin of pages of an app, of a file or of the user's own machine. */
export interface AppOrigin {
  /** The apps, with their versions, whose pages have this origin. Completes "is the origin of". */
  app: string
  /** The `Origin` header of its requests, as a sentence. */
  sends: string
  /**
   * Whether a server can allow it safely. `exact`: with an exact entry on the allowlist. `https`: not this
   * origin, only its https form. `development`: only an API on the same machine. `never`: no entry is safe,
   * or none would match.
   */
  allow: 'exact' | 'https' | 'development' | 'never'
  /** The reason for `allow`, as sentences. */
  because: string
  /** Which cookies of the API the browser sends, as a sentence; absent if as for any cross-site page. */
  cookies?: string
  /** The webview blocks every cookie of the API. */
  blocksCookies?: true
  /** The alternative or addition to an entry on the allowlist, as sentences. */
  instead: string
  /** A page of the documentation or the standard. */
  reference: string
}

/** One row of the table of apps. */
export interface AppRow extends AppOrigin {
  /** Matches origins as they are sent. */
  matches: RegExp
}
