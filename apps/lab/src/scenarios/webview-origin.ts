import cors from 'cors'
import { readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the app has another origin than the website.
    serveExpress((app) => {
      const origin = ['https://app.example.com']
      app.use(cors({ ...rightCors, origin, credentials: false }))
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      const origin = ['https://app.example.com', 'capacitor://localhost', 'https://localhost']
      app.use(cors({ ...rightCors, origin, credentials: false }))
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The website requests the items.', { credentials: 'omit' }),
  fetches('webview', 'The app on iOS requests the items.', { credentials: 'omit' }),
]
const read = readable('GET')

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Works on the website, blocked in the app: capacitor://localhost is not listed',
  prose:
    'The pages of an app in a webview have an origin of its framework: Capacitor uses capacitor://localhost on iOS and https://localhost on Android, Ionic ionic://localhost, Tauri tauri://localhost and http://tauri.localhost. No web page can have capacitor://, ionic:// or tauri://, so an exact entry is safe; any app can have it, so sign in with a token: the webviews of Apple block the cookies of the API. An ordinary page stands in for the app here; the API gets the same Origin.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-express.ts'),
    steps,
    expected: [read, { readable: false, serverSaw: ['GET'] }],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-express.ts'),
    steps,
    expected: [read, read],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 1,
  app: 'packages/config/src/app-origin.ts',
}
