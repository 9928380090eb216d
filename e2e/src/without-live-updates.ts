/** For `addInitScript`: the event stream of the page never opens, as behind a proxy that buffers. */
export function withoutLiveUpdates(): void {
  window.EventSource = class extends EventTarget {
    close() {}
  } as unknown as typeof EventSource
}
