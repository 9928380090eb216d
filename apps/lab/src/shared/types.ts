import type { Group } from './groups.ts'
import type { CorsFailure } from 'cors-verify/decide'

/** Header lines as they stood on the wire. */
export type Lines = readonly (readonly [name: string, value: string])[]

/** Who stands where. Names are those of the configurations; stage.ts says what your browser uses for them. */
export type PageName =
  /** https://app.example.com, the page that may call the API. */
  | 'app'
  /** https://admin.example.com, the other one that may. */
  | 'admin'
  /** https://attacker.example, a stranger's page. */
  | 'attacker'
  /** https://app.example.com.attacker.example and other look-alikes; see stage.ts. */
  | 'prefix-look-alike'
  | 'suffix-look-alike'
  | 'sub-domain'
  | 'dot-look-alike'
  | 'other-port'
  /** https://app.example.org, a page of another site that may call the API. */
  | 'partner'
  /** https://www.example.com, a page that the browser takes for one from a public address. */
  | 'public'
  /** A sandboxed frame: its origin is `null`. */
  | 'sandbox'
  /** The lab's own page over localhost, and its twin on 127.0.0.1, for what is about those names. */
  | 'localhost'
  | 'loopback-address'
  /** http://localhost:5173, where a development server serves, and 5174, where it ends up. */
  | 'development'
  | 'drifted'
  /** https://api.example.com, a page of the API's own origin: in Build your own alone. */
  | 'api'
  /** capacitor://localhost, an app on iOS, and a page of a browser extension. */
  | 'webview'
  | 'extension'

/** What an element of a page loads. */
export type PageElement = 'image' | 'font' | 'module'

/** One thing a page does. */
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
      /** What loads it in place of `fetch`: an image whose pixels are read, a font, a module script. */
      element?: PageElement
      /** The mode in which a service worker of the page requests it. */
      serviceWorker?: 'cors' | 'no-cors'
      /** Header names whose values the page tries to read. */
      reads?: readonly string[]
    }
  /** `navigator.sendBeacon` with a Blob of this type: it sends credentials, and the page never gets the response. */
  | { kind: 'beacon'; path: string; type: string; body: string }
  | { kind: 'event-stream'; path: string; credentials: 'include' | 'omit' }
  | { kind: 'web-socket'; path: string }

/** A action, and who makes it. */
export interface Step {
  page: PageName
  action: Action
  /** What the visitor reads beside it: `The page asks for the items.` */
  says?: string
}

/** What comes of a step, as a page's JavaScript sees it. */
export interface Outcome {
  readable: boolean
  status?: number
  /** Names JavaScript can see, in lower case. */
  headers?: readonly string[]
  /** Values of the headers in `reads`: null where JavaScript gets null. */
  values?: Readonly<Record<string, string | null>>
  /** An opaque response: sent, and not to be read. */
  opaque?: true
  /** What `sendBeacon` returned. */
  isQueued?: boolean
  /** What JavaScript was told: `TypeError: Failed to fetch`. */
  error?: string
}

/** What is expected of a step; what is absent is not expected. */
export interface Expected {
  readable: boolean
  status?: number
  values?: Readonly<Record<string, string | null>>
  /** Methods the server saw for this step, in order: `['OPTIONS', 'PATCH']`. */
  serverSaw?: readonly string[]
  /** Statuses of its responses, in order: what a page may not read, it may still have done. */
  serverResponded?: readonly number[]
  /** A cookie came with the last of them. */
  cookieSent?: boolean
  /** Where a browser truly differs. */
  only?: Partial<Record<'chromium' | 'firefox' | 'webkit', Omit<Expected, 'only'>>>
}

/** A server of a scenario, with the code a person would write for it. */
export interface ScenarioServer {
  /** The code to show. */
  code: string
  /** Where it stands in this repository. */
  file: string
  listen: () => Promise<StartedServer>
}

export interface StartedServer {
  port: number
  /** The page that the configuration's own development server serves: its origin on stage, and where. */
  page?: { origin: string; port: number }
  /** The port of the host at `untrustedOrigin` (see stage.ts). */
  untrustedPort?: number
  close: () => Promise<void>
}

/** One configuration with what is done to it and what comes of it. */
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
  /** The mended configuration; absent when nothing is wrong. */
  right?: Side
  /** The section of the standard. */
  spec: string
  /** The section of docs/troubleshooting.md that explains it. */
  failure?: number
  /** The file of the app that does it right, from the repository's root. */
  app: string
}

/** A side of a scenario whose steps are those of both sides. */
export type SideRow = Omit<Side, 'steps'>

/** A scenario whose servers stand elsewhere, and whose sides do the same. The file has the name of its group. */
export interface ScenarioRow extends Omit<Scenario, 'group' | 'wrong' | 'right'> {
  steps: readonly Step[]
  wrong: SideRow
  right?: SideRow
}

/** What a file of scenarios/tables exports as `rows`. The key of a row is the id of its scenario. */
export type ScenarioRows = Readonly<Record<string, ScenarioRow>>

/** What the page knows of a scenario: everything but its servers. */
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
export interface SideView {
  code: string
  file: string
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** One exchange that reached the configuration's server, as it received and sent it. */
export interface Recorded {
  /** Order of arrival within the run. */
  index: number
  method: string
  path: string
  /** Values of cookies are masked before they are kept. */
  requestHeaders: Lines
  /** Absent while no response has been sent. */
  status?: number
  responseHeaders?: Lines
  isPreflight: boolean
}

/** The response to `POST /lab/runs`: an API of one's own, for a few minutes. */
export interface Run {
  /** Unguessable. */
  id: string
  /** Where the configuration is reachable, in the browser's names. */
  api: string
}

/** The responses of a "build your own" server. */
export interface CustomResponses {
  preflight: { status: number; headers: Lines }
  actual: { status: number; headers: Lines; body: string }
}

/** A verdict in words, by the verifier's decision core. */
export interface Verdict {
  readable: boolean
  failure?: CorsFailure
  /** One sentence. */
  sentence: string
  /** The header that decided it, in lower case, for both exchanges. */
  decidedBy?: string
  spec: string
}
