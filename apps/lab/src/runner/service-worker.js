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
  const { request } = event
  if (mode === 'cors') event.respondWith(fetch(request))
  if (mode === 'no-cors') {
    const { url, method, credentials } = request
    event.respondWith(fetch(url, { method, credentials, mode }))
  }
})
