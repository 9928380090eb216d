import type { Group } from './groups.ts'
import type { CorsFailure } from 'cors-verify/decide'

/** Header lines with the names, the order and the repetitions that were sent. */
export type Lines = readonly (readonly [name: string, value: string])[]

/** The pages, each with its configured origin. Their origins in the browser are in origins.ts. */
export type PageName =
  /** https://app.example.com, which the right configurations allow. */
  | 'app'
  /** https://admin.example.com, which they allow too. */
  | 'admin'
  /** https://attacker.example, an untrusted origin. */
  | 'attacker'
  /** https://app.example.com.attacker.example and other untrusted look-alikes; see origins.ts. */
  | 'prefix-look-alike'
  | 'suffix-look-alike'
  | 'sub-domain'
  | 'dot-look-alike'
  | 'other-port'
  /** https://app.example.org, an allowed page of another site. */
  | 'partner'
  /** https://www.example.com, a page that Chromium treats as one of a public address. */
  | 'public'
  /** A sandboxed frame: its origin is `null`. */
  | 'sandbox'
  /** Pages of the lab's own server on localhost and on 127.0.0.1. */
  | 'localhost'
  | 'loopback-address'
  /** The page of a development server on http://localhost:5173, and on 5174 if 5173 is in use. */
  | 'development'
  | 'drifted'
  /** https://api.example.com, a page of the API's own origin, for Build your own. */
  | 'api'
  /** capacitor://localhost, an app on iOS, and a page of a browser extension. */
  | 'webview'
  | 'extension'

/** What an element of a page loads. */
export type PageElement = 'image' | 'font' | 'module'

/** A request of a page. */
export type Action =
  | {
      kind: 'fetch'
      method: string
      path: string
      headers?: Readonly<Record<string, string>>
      body?: string
      credentials: 'include' | 'omit'
      mode?: 'cors' | 'no-cors' | 'same-origin'
      redirect?: 'follow' | 'error' | 'manual'
      cache?: 'default' | 'no-store'
      /** The element that loads the URL instead of `fetch`. The page reads the pixels of an image. */
      element?: PageElement
      /** The mode of the request that a service worker of the page sends instead. Default: no service worker. */
      serviceWorker?: 'cors' | 'no-cors'
      /** Header names whose values the page tries to read. */
      reads?: readonly string[]
    }
  /** `navigator.sendBeacon` with a Blob of this type: it sends credentials, and the page never gets the response. */
  | { kind: 'beacon'; path: string; type: string; body: string }
  | { kind: 'event-stream'; path: string; credentials: 'include' | 'omit' }
  | { kind: 'web-socket'; path: string }

/** An action of a page. */
export interface Step {
  page: PageName
  action: Action
  /** A sentence for the reader: `The page requests the items.` */
  says?: string
  /** The page is untrusted in this scenario, although other scenarios allow it. */
  isUntrusted?: true
}

/** The result of a step for the JavaScript of the page. */
export interface Outcome {
  /** Whether the page got a response that it can read, an open WebSocket or a loaded element. */
  readable: boolean
  status?: number
  /** Names of the response headers that JavaScript can read, in lower case. */
  headers?: readonly string[]
  /** The results of `headers.get()` for the names in `reads`. */
  values?: Readonly<Record<string, string | null>>
  /** The response is opaque: it arrived, and the page can read nothing of it. */
  opaque?: true
  /** What `sendBeacon` returned. */
  isQueued?: boolean
  /** The error that JavaScript got: `TypeError: Failed to fetch`. */
  error?: string
}

/** The expected result of a step. Absent properties are not compared. */
export interface Expected {
  readable: boolean
  status?: number
  values?: Readonly<Record<string, string | null>>
  /** Methods of the requests that reached the server in this step, in order: `['OPTIONS', 'PATCH']`. */
  serverSaw?: readonly string[]
  /** Statuses of its responses, in order. A blocked response shows that the server processed the request. */
  serverResponded?: readonly number[]
  /** Whether the last request had a cookie. */
  cookieSent?: boolean
  /** The expected results of engines that differ; each replaces the common one. */
  only?: Partial<Record<'chromium' | 'firefox' | 'webkit', Omit<Expected, 'only'>>>
}

/** A server of a scenario, and its code as a developer would write it. */
export interface ScenarioServer {
  /** The code to show. */
  code: string
  /** The file with the code, from the repository's root. */
  file: string
  /** Starts the server on a free loopback port. */
  listen: () => Promise<StartedServer>
}

/** A running server of a scenario. */
export interface StartedServer {
  port: number
  /** The page of the scenario's development server: its configured origin, and the port that serves it. */
  page?: { origin: string; port: number }
  /** The port of the host at `untrustedOrigin` (see origins.ts). */
  untrustedPort?: number
  close: () => Promise<void>
}

/** A configuration, the steps that pages do with it, and the expected result of each step. */
export interface Side {
  server: ScenarioServer
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** What a scenario file exports as `scenario`. The file's name is its id. */
export interface Scenario {
  group: Group
  title: string
  /** Two or three plain sentences. */
  prose: string
  wrong: Side
  /** The fixed configuration; absent if `wrong` needs no fix. */
  right?: Side
  /** The section of the standard. */
  spec: string
  /** The section of docs/troubleshooting.md that explains it. */
  failure?: number
  /** The file of this repository that does it right, from the repository's root. */
  app: string
}

/** A side of a scenario whose steps are those of both sides. */
export type SideRow = Omit<Side, 'steps'>

/** A scenario whose servers are in other files, and whose sides have the same steps. Its file has the name of its group. */
export interface ScenarioRow extends Omit<Scenario, 'group' | 'wrong' | 'right'> {
  steps: readonly Step[]
  wrong: SideRow
  right?: SideRow
}

/** What a file of scenarios/tables exports as `rows`. The key of a row is the id of its scenario. */
export type ScenarioRows = Readonly<Record<string, ScenarioRow>>

/** A scenario as the control API sends it to the page: without the functions that start its servers. */
export interface ScenarioView {
  id: string
  group: Group
  title: string
  prose: string
  wrong: SideView
  right?: SideView
  spec: string
  failure?: number
  app: string
}

/** A side of a scenario as the control API sends it. */
export interface SideView {
  code: string
  file: string
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** A request that reached the server of a run, and its response, with configured origins. */
export interface Recorded {
  /** Order of arrival within the run. */
  index: number
  method: string
  path: string
  /** Values of cookies and of credentials are masked. */
  requestHeaders: Lines
  /** Absent while no response has been sent. */
  status?: number
  responseHeaders?: Lines
  isPreflight: boolean
}

/** The response to `POST /lab/runs`: a server for this run alone, for at most ten minutes. */
export interface Run {
  /** Unguessable. */
  id: string
  /** The origin of the server in the browser. */
  api: string
}

/** The responses of a "build your own" server. */
export interface CustomResponses {
  preflight: { status: number; headers: Lines }
  actual: { status: number; headers: Lines; body: string }
}

/** The decision of the browser in words, as `cors-verify/decide` makes it. */
export interface Verdict {
  readable: boolean
  failure?: CorsFailure
  /** One sentence or two. */
  sentence: string
  /** The header that decided, in lower case; `:status` for the status. */
  decidedBy?: string
  spec: string
}
