/** The origin of an API, and the web origins that may call it. */
export interface Environment {
  /** The origin at which browsers reach the API, such as `https://api.your-domain.com`. */
  apiOrigin: string
  /**
   * Exact origins and origin patterns. The API sends the request's `Origin` back in
   * `Access-Control-Allow-Origin` if one of them matches.
   */
  allowedOrigins: readonly string[]
}

/** Everything {@link definePolicy} accepts. Any other option is invalid. */
export interface PolicyConfig extends Environment {
  /** `Access-Control-Allow-Methods` */
  methods: readonly string[]
  /** `Access-Control-Allow-Headers` */
  requestHeaders: readonly string[]
  /** `Access-Control-Expose-Headers` */
  exposedHeaders: readonly string[]
  /** `Access-Control-Allow-Credentials` */
  credentials: boolean
  /** `Access-Control-Max-Age`, in seconds: an integer from 0 to 86400. */
  maxAgeSeconds: number
  /** `Set-Cookie`: overrides single attributes. Default: derived from the origins. */
  sessionCookie?: Partial<Omit<SessionCookie, 'httpOnly' | 'path'>>
  /**
   * Allows credentials for origins of plain http outside loopback, where an attacker on the network
   * can modify the page. It does not allow loopback origins in production: there the attacker is a
   * program on the visitor's machine. Default: false.
   */
  dangerouslyAllowInsecureOrigins?: boolean
  /** Allows placeholder domains such as `example.com` in production, for tests. Default: false. */
  dangerouslyAllowPlaceholders?: boolean
}

/** A valid configuration; frozen. */
export interface Policy extends Readonly<Omit<PolicyConfig, `dangerously${string}`>> {
  /** The name of the environment. */
  readonly environment: string
  /** `Set-Cookie`: the attributes of the session cookie. */
  readonly sessionCookie: Readonly<SessionCookie>
  /** The file or variable of each value that is not from the configuration object itself. */
  readonly sources: Sources
  /**
   * Returns whether the value of an `Origin` header is an allowed origin. `undefined`: the request
   * has no such header.
   */
  readonly allows: (origin: string | undefined) => boolean
}

/**
 * The file or variable that each option comes from, by the name of the option. Messages name it.
 *
 * @example { allowedOrigins: 'WEB_ORIGINS' }
 */
export type Sources = Readonly<Record<string, string>>

/** The name and attributes of the session cookie, named as @fastify/cookie names them. */
export interface SessionCookie {
  /** The prefix `__Host-` binds the cookie to one host and to https. */
  name: string
  /** `SameSite`: whether browsers send the cookie on cross-site requests. */
  sameSite: 'lax' | 'strict' | 'none'
  /** `Secure`: only over https. Chromium and Firefox also accept http on loopback. */
  secure: boolean
  /** `Partitioned`: one cookie jar per top-level site, exempt from third-party cookie blocking. */
  partitioned: boolean
  /** `HttpOnly`: scripts cannot read the cookie. */
  httpOnly: true
  /** `Path` */
  path: '/'
}

/** A rule for configurations. Its code is its key in `rules`. */
export interface Rule {
  /** Why the value is invalid: the middle of a message. May contain {@link Placeholder}s. */
  reason: string
  /** What to write instead: a sentence, or `{suggestion}`. May contain {@link Placeholder}s. */
  fix: string
  /** The section of the standard that states the rule, or the file of this repository. */
  spec: string
  /** A configuration, or an environment variable, that breaks this rule and no other. */
  wrong: string
  /** The same, valid. */
  right: string
}

/**
 * The placeholders of a message: the invalid value, a valid one, the file or variable to edit, and the
 * allowed origin that is the reason.
 */
export type Placeholder = 'value' | 'suggestion' | 'source' | 'origin'
