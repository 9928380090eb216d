import type { AppRow } from './app-origin.ts'

const webKitCookies =
  'The webview is WebKit, which blocks third-party cookies: no cookie of the API is stored or sent, whatever its attributes.'

const token =
  'Sign in with a token in the Authorization header instead of a cookie, and store the token in the secure storage of the operating system.'

const nativeOnly =
  'No web page can have this origin, and it is the same for every user, so an exact entry allows only apps. Any other app can have the same origin.'

const ionicDocs = 'https://ionicframework.com/docs/troubleshooting/cors'
const tauriDocs = 'https://v2.tauri.app/reference/config/'
const opaque = 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque'

/** The apps by their origins. The first row that matches applies. */
export const appRows: readonly AppRow[] = [
  {
    matches: /^capacitor:\/\//,
    app: 'a Capacitor app on iOS (the default of server.iosScheme)',
    sends: 'WKWebView sends it as it is.',
    allow: 'exact',
    because: nativeOnly,
    cookies: webKitCookies,
    blocksCookies: true,
    instead: `${token} The plugin CapacitorHttp sends requests outside the webview, without Origin and without CORS.`,
    reference: ionicDocs,
  },
  {
    matches: /^ionic:\/\//,
    app: 'a Cordova app on iOS with cordova-plugin-ionic-webview, or a Capacitor app with iosScheme "ionic"',
    sends: 'WKWebView sends it as it is.',
    allow: 'exact',
    because: nativeOnly,
    cookies: webKitCookies,
    blocksCookies: true,
    instead: token,
    reference: ionicDocs,
  },
  {
    matches: /^https:\/\/localhost$/,
    app: 'a Capacitor app on Android from version 6 on (androidScheme "https"), and a Cordova app on Android from version 10 on',
    sends: 'Android’s webview sends it as it is.',
    allow: 'exact',
    because:
      'A web page can have it only with a certificate for localhost that the visitor’s machine trusts.',
    cookies:
      'The API is another site: only a cookie with SameSite=None; Secure is sent, and only if the app accepts third-party cookies.',
    instead: token,
    reference: ionicDocs,
  },
  {
    matches: /^http:\/\/localhost$/,
    app: 'a Capacitor app on Android before version 6 (androidScheme "http")',
    sends: 'Android’s webview sends it as it is.',
    allow: 'https',
    because:
      'Any program on a visitor’s machine can serve a page at http://localhost, and that page would read with the visitor’s session.',
    instead:
      'Set server.androidScheme to "https" in capacitor.config, and list https://localhost. The new origin has separate storage: users sign in again.',
    reference: ionicDocs,
  },
  {
    matches: /^tauri:\/\//,
    app: 'a Tauri app on macOS, iOS and Linux',
    sends:
      'The webview sends it as it is. On Windows and Android the same app has another origin, http://tauri.localhost.',
    allow: 'exact',
    because: nativeOnly,
    cookies: webKitCookies,
    blocksCookies: true,
    instead: `${token} @tauri-apps/plugin-http sends requests outside the webview, without CORS.`,
    reference: tauriDocs,
  },
  {
    matches: /^https:\/\/tauri\.localhost$/,
    app: 'a Tauri app on Windows and Android (with useHttpsScheme from version 2.1 on, always in version 1)',
    sends:
      'The webview sends it as it is. On macOS, iOS and Linux the same app has another origin, tauri://localhost.',
    allow: 'exact',
    because:
      'A web page can have it only with a certificate for tauri.localhost that the visitor’s machine trusts.',
    cookies: 'The API is another site: only a cookie with SameSite=None; Secure is sent.',
    instead: `${token} @tauri-apps/plugin-http sends requests outside the webview, without CORS.`,
    reference: tauriDocs,
  },
  {
    matches: /^http:\/\/tauri\.localhost$/,
    app: 'a Tauri app on Windows and Android (version 2 without useHttpsScheme)',
    sends: 'The webview sends it as it is.',
    allow: 'https',
    because:
      'Names below localhost are the visitor’s own machine: any program there can serve a page at http://tauri.localhost, and that page would read with the visitor’s session.',
    instead:
      'Set useHttpsScheme to true for the window in tauri.conf.json, and list https://tauri.localhost. The new origin has separate storage.',
    reference: tauriDocs,
  },
  {
    matches: /^app:\/\//,
    app: 'an Electron app with its own scheme that is registered as standard, or a Cordova app on iOS',
    sends:
      'The webview sends it as it is. A scheme that is not registered as standard has no origin: then it sends null.',
    allow: 'exact',
    because: nativeOnly,
    cookies: 'The API is another site: only a cookie with SameSite=None; Secure is sent.',
    instead:
      'Electron’s main process can send the request with net.fetch, without Origin and without CORS. Do not switch webSecurity off: then every page in the window reads everything.',
    reference: 'https://www.electronjs.org/docs/latest/api/protocol',
  },
  {
    matches: /^chrome-extension:\/\//,
    app: 'the pages and the service worker of a Chromium extension',
    sends:
      'Chromium sends it as it is if the extension has no host permission for the API. A content script sends the origin of the page that it is in.',
    allow: 'exact',
    because:
      'The id follows from the key of the extension, so no page and no other extension has it. An unpacked extension has the same id only with "key" in its manifest.',
    cookies:
      'With the host permission cookies are sent as on the API’s own site. Without it, only those with SameSite=None; Secure.',
    instead:
      'Name the API in host_permissions of the manifest: then its pages and its service worker read responses without CORS headers, and the server needs no entry.',
    reference: 'https://developer.chrome.com/docs/extensions/develop/concepts/network-requests',
  },
  {
    matches: /^(?:moz|safari-web)-extension:\/\//,
    app: 'a Firefox or Safari extension',
    sends: 'The id is random for each installation, so each user sends another one.',
    allow: 'never',
    because: 'An entry would match one installation, and a pattern would allow every extension.',
    instead:
      'Name the API in host_permissions (Manifest V2: permissions) of the manifest, and request it from the background script: then no CORS headers are needed.',
    reference:
      'https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions',
  },
  {
    matches: /^vscode-webview:\/\//,
    app: 'a webview of a VS Code extension',
    sends: 'The id is random for each webview, so each window sends another one.',
    allow: 'never',
    because:
      'An entry would match one window, and a pattern would allow the webviews of every extension.',
    instead:
      'Send the request from the extension host, where no CORS applies, and pass the result to the webview with postMessage.',
    reference: 'https://code.visualstudio.com/api/extension-guides/webview',
  },
  {
    matches: /^null$/,
    app: 'a file:// page, a sandboxed frame, a data: URL, and a custom scheme without an origin',
    sends: 'Browsers send the text null. Some webviews send file:// for files.',
    allow: 'never',
    because:
      'Any web page can send Origin: null from a sandboxed frame, so an API that allows null allows every page.',
    instead:
      'Serve the page over http or https, such as with a development server, or give the frame allow-same-origin; then list that origin. An app can load its pages from its own origin: capacitor://localhost, tauri://localhost, app://<host>.',
    reference: opaque,
  },
  {
    matches: /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\*$/,
    app: 'any program on the user’s own machine',
    sends: 'Browsers send it with the port.',
    allow: 'development',
    because:
      'On a developer’s machine, the developer controls every port. On the machine of a visitor, any program can serve a page at such a port, and that page would read with the visitor’s session.',
    instead:
      'Allow it only where the API itself runs on the developer’s machine. A deployment lists the https origins of its frontends.',
    reference: 'https://www.rfc-editor.org/rfc/rfc8252#section-8.3',
  },
]
