import type { Action } from '../shared/types.ts'

type ServiceWorkerMode = NonNullable<Extract<Action, { kind: 'fetch' }>['serviceWorker']>

/**
 * Runs an action while a service worker controls this page, and unregisters the service worker afterwards.
 *
 * @param mode of the requests that the service worker sends
 */
export async function throughServiceWorker<Result>(
  mode: ServiceWorkerMode,
  action: () => Promise<Result>,
): Promise<Result> {
  const registration = await navigator.serviceWorker.register(`/service-worker.js?mode=${mode}`)
  try {
    await untilControlled()
    return await action()
  } finally {
    await registration.unregister()
  }
}

function untilControlled(): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.serviceWorker.controller) resolve()
    else
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
  })
}
