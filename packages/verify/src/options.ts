/** Options of `verify`; each one is also a flag of the command. */
export interface VerifyOptions {
  /** Origins whose pages must be able to call the target, such as `https://app.example.com`, or
   * patterns for them, such as `https://*.preview.example.com`. `--origin` */
  origins: readonly string[]
  /** The pages call with `credentials: 'include'` (default: true if `cookies` are given). `--credentials` */
  credentials?: boolean
  /** Cookies to send, so that probes are made as a signed-in user. `--cookie name=value` */
  cookies?: Readonly<Record<string, string>>
  /** Methods the pages use on the target (default: `GET`). `--method` */
  methods?: readonly string[]
  /** Request headers the pages set: names, such as `content-type`, or `authorization: Bearer abc`. `--header` */
  requestHeaders?: readonly string[]
  /** Response headers the pages read. `--expose` */
  exposedHeaders?: readonly string[]
  /** Further requests whose responses the pages read, error responses too: `GET /api/boom`. `--request` */
  requests?: readonly string[]
  /** Event streams the pages open. `--stream` */
  streams?: readonly string[]
  /** WebSockets the pages open. `--websocket` */
  webSockets?: readonly string[]
  /** State-changing requests, sent as simple requests of an attacker's page: `POST /api/transfer`,
   * with a body after the path if the endpoint needs one. Needs `allowWrites`. `--csrf` */
  csrf?: readonly string[]
  /** Send more than GET, HEAD and OPTIONS. `--allow-writes` */
  allowWrites?: boolean
  /** Browser for the browser checks (default: Chromium, else Firefox, if installed). `--browser` */
  browser?: 'chromium' | 'firefox' | 'none'
  /** Time limit of a single request, in seconds (default: 10). `--timeout` */
  timeoutSeconds?: number
  /** Time limit of the whole run, in seconds (default: 60). `--run-timeout` */
  runTimeoutSeconds?: number
  /** The `address:port` to connect to for a `host:port`, as `curl --connect-to` does. `--resolve` */
  resolve?: Readonly<Record<string, string>>
  /** Accept any TLS certificate. `--insecure` */
  dangerouslyIgnoreCertificates?: boolean
  /** Id of the stack to show fixes for (default: the one recognised from the responses). `--stack` */
  stack?: string
  /** Show the fixes for every stack. `--all-stacks` */
  allStacks?: boolean
  /** `Access-Control-Max-Age` of the printed configurations, in seconds (default: what the server
   * sends, else 7200). `--max-age` */
  maxAgeSeconds?: number
  /** Called when a check starts or ends, and with each request. */
  onProgress?: (progress: Progress) => void
}

/** The progress of a run. */
export interface Progress {
  /** The title of the check that runs. */
  check: string
  /** The request that the check sends; absent when a check starts or ends. */
  request?: { method: string; url: string; origin?: string }
  /** Number of checks that are done. */
  done: number
  /** Number of checks of the run. */
  total: number
}
