/* global addEventListener, clients, fetch, skipWaiting */

// Requests what the page requests, in the mode that the page has told it; before, it lets requests pass.
let mode

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('message', ({ data, ports: [port] }) => {
  mode = data
  port.postMessage('done')
})
addEventListener('fetch', (event) => {
  if (mode === 'no-cors') onFetchWrong(event)
  if (mode === 'cors') onFetch(event)
})

// #region wrong
function onFetchWrong(event) {
  // WRONG ON PURPOSE: the response is opaque, and the request of the page has mode cors.
  event.respondWith(fetch(event.request.url, { mode: 'no-cors' }))
}
// #endregion

// #region right
function onFetch(event) {
  event.respondWith(fetch(event.request))
}
// #endregion
