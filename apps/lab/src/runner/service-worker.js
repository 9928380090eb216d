/* global addEventListener, clients, fetch, location, skipWaiting */

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

const { onFetch } = location.search === '?mode=no-cors' ? wrong : right

addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
addEventListener('fetch', (event) => {
  // WebKit would also report the failure of this promise, at a random position among the texts of the page.
  event.handled.catch(() => {})
  onFetch(event)
})
