import { anyNetworkError } from './diagnoses.ts'
import { chromiumNetwork, safari } from './row.ts'
import type { Symptom } from './types.ts'

/** Texts that do not name the cause: the page got no response, and another text has the reason. */
export const openTexts: readonly Symptom[] = [
  {
    id: 'ERR_FAILED with a status',
    ...chromiumNetwork,
    pattern: '{method} {url} net::ERR_FAILED {status}',
    causes: [],
    meaning: 'Chromium has blocked a response with this status; the line before has the reason.',
    anchor: 'not-listed',
    copyInstead: 'the line of the console before it, which begins with "Access to"',
  },
  {
    id: 'ERR_FAILED',
    ...chromiumNetwork,
    pattern: '{method} {url} net::ERR_FAILED',
    causes: [],
    meaning:
      'The preflight failed, or the response came from the cache; the line before has the reason.',
    anchor: 'not-listed',
    copyInstead: 'the line of the console before it, which begins with "Access to"',
  },
  {
    id: 'Failed to load resource',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/inspector/inspector_log_agent.cc',
    pattern: 'Failed to load resource: net::ERR_FAILED',
    causes: [],
    meaning: 'Chromium has blocked the response, or there was none; another line has the reason.',
    anchor: 'not-listed',
    copyInstead: 'the line of the console before it, which begins with "Access to"',
  },
  {
    id: 'fetch',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/fetch/fetch_manager.cc',
    pattern: 'Failed to fetch',
    ...anyNetworkError,
  },
  {
    id: 'fetch',
    engine: 'Firefox',
    version: '153',
    source: 'dom/bindings/Errors.msg',
    pattern: 'NetworkError when attempting to fetch resource.',
    ...anyNetworkError,
  },
  safari('Modules/fetch/FetchResponse.cpp', 'fetch', 'Load failed', anyNetworkError),
  safari(
    'dom/DOMException.cpp',
    'NetworkError',
    'NetworkError: A network error occurred.',
    anyNetworkError,
  ),
  {
    id: 'ERR_NETWORK',
    engine: 'axios',
    version: '1.21',
    source: 'lib/adapters/xhr.js',
    pattern: 'Network Error',
    ...anyNetworkError,
  },
  ...['"readyState":0', 'readyState: 0', 'status: 0'].map((pattern): Symptom => ({
    id: 'status 0',
    engine: 'jQuery',
    version: '4.0',
    source: 'src/ajax/xhr.js',
    pattern,
    ...anyNetworkError,
  })),
  {
    id: 'HttpErrorResponse',
    engine: 'Angular',
    version: '21',
    source: 'packages/common/http/src/response.ts',
    pattern: 'Http failure response for {url}: 0 Unknown Error',
    ...anyNetworkError,
  },
  {
    id: 'crossDomainError',
    engine: 'SuperAgent',
    version: '10.4',
    source: 'src/client.js',
    pattern:
      'Request has been terminated Possible causes: the network is offline, Origin is not allowed by Access-Control-Allow-Origin, the page is being unloaded, etc.',
    ...anyNetworkError,
  },
  {
    id: 'ClientException',
    engine: 'Dart http',
    version: '1.2',
    source: 'pkgs/http/lib/src/browser_client.dart',
    pattern: 'XMLHttpRequest error.{uri}',
    ...anyNetworkError,
  },
  {
    id: 'connectionError',
    engine: 'dio',
    version: '5',
    source: 'plugins/web_adapter/lib/src/adapter_impl.dart',
    pattern: 'The XMLHttpRequest onError callback was called.',
    ...anyNetworkError,
  },
  {
    id: 'TypeError',
    engine: 'React Native',
    version: '0.86 (whatwg-fetch 3.6)',
    source: 'fetch.js',
    pattern: 'Network request failed',
    ...anyNetworkError,
    meaning:
      'A network error. On a device, React Native does not apply CORS: there was no response, often because localhost is the device itself. In a browser, read its console.',
  },
]
