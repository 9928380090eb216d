/* global addEventListener, clients, fetch, skipWaiting */

const wrong = {
  // #region wrong
  // WRONG ON PURPOSE: the response is opaque, and the request of the page has mode cors.
  onFetch(event) {
    event.respondWith(fetch(event.request.url, { mode: 'no-cors' }))
  },
  // #endregion
}

const right = {
  // #region right
  onFetch(event) {
    event.respondWith(fetch(event.request))
  },
  // #endregion
}

// Requests what the page requests, in the mode that the page has told it; before, it lets requests pass.
let mode

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('message', ({ data, ports: [port] }) => {
  mode = data
  port.postMessage('done')
})
addEventListener('fetch', (event) => {
  // WebKit reports the failure from here too, at any place among the texts of the page.
  event.handled.catch(() => {})
  if (mode === 'no-cors') wrong.onFetch(event)
  if (mode === 'cors') right.onFetch(event)
})
