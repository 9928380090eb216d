/** What `verify` may be told; each option is also a flag of the command. */
export interface VerifyOptions {
  /** Origins whose pages must be able to call the target, such as `https://app.example.com`. `--origin` */
  origins: readonly string[]
  /** The pages call with `credentials: 'include'`. Implied by `cookies`, unless it is false. `--credentials` */
  credentials?: boolean
  /** Cookies to send, so that probes are made as a signed-in user. `--cookie name=value` */
  cookies?: Readonly<Record<string, string>>
  /** Methods the pages use on the target; `GET` unless told. `--method` */
  methods?: readonly string[]
  /** Request headers the pages set: names, such as `content-type`. `--header` */
  requestHeaders?: readonly string[]
  /** Response headers the pages read. `--expose` */
  exposedHeaders?: readonly string[]
  /** Further requests whose answers the pages read, whatever their status: `GET /api/boom`. `--request` */
  requests?: readonly string[]
  /** Event streams the pages open. `--stream` */
  streams?: readonly string[]
  /** WebSockets the pages open. `--websocket` */
  webSockets?: readonly string[]
  /** State-changing requests to try as a foreign page's simple request: `POST /api/transfer`,
   * with a body after the path if the endpoint needs one. `--csrf` */
  csrf?: readonly string[]
  /** Send more than GET, HEAD and OPTIONS. `--allow-writes` */
  allowWrites?: boolean
  /** Which browser to ask; unless told, Chromium or else Firefox if one is there. `--browser` */
  browser?: 'chromium' | 'firefox' | 'none'
  /** Seconds a single request may take; 10 unless told. `--timeout` */
  timeoutSeconds?: number
  /** Seconds the whole run may take; 60 unless told. `--run-timeout` */
  runTimeoutSeconds?: number
  /** Where a `host:port` really is, as `address:port`: as `curl --connect-to`. `--resolve` */
  resolve?: Readonly<Record<string, string>>
  /** Accept any TLS certificate. `--insecure` */
  dangerouslyIgnoreCertificates?: boolean
  /** Called as the run goes on. */
  onProgress?: (progress: Progress) => void
}

/** Where a run is. */
export interface Progress {
  check: string
  done: number
  total: number
}
