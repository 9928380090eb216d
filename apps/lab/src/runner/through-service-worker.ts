import type { Action } from '../shared/types.ts'

type ServiceWorkerMode = NonNullable<Extract<Action, { kind: 'fetch' }>['serviceWorker']>

/** Does something while a service worker controls this page, and lets requests pass it afterwards. */
export async function throughServiceWorker<Result>(
  mode: ServiceWorkerMode,
  action: () => Promise<Result>,
): Promise<Result> {
  await navigator.serviceWorker.register('/service-worker.js')
  await untilControlled()
  await tell(mode)
  try {
    return await action()
  } finally {
    await tell(undefined)
  }
}

function untilControlled(): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.serviceWorker.controller) resolve()
    else
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
  })
}

function tell(mode: ServiceWorkerMode | undefined): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const heard = new Promise<void>((resolve) => {
    port1.onmessage = () => resolve()
  })
  navigator.serviceWorker.controller?.postMessage(mode, [port2])
  return heard
}
