/** Runs in a page before its scripts: its event stream never opens, as behind a proxy that buffers. */
export function withoutLiveUpdates(): void {
  window.EventSource = class extends EventTarget {
    close() {}
  } as unknown as typeof EventSource
}
