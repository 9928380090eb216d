import { labOriginsAt } from '../shared/origins.ts'
import { runStep } from './run-action.ts'
import { outcomeMessage, isRunMessage } from './messages.ts'

// In a sandboxed frame the origin is opaque, and `location` still has the URL.
const labPort = Number(new URLSearchParams(location.search).get('lab'))
const labOrigins = labOriginsAt(labPort)

addEventListener('message', (event) => {
  if (event.source !== window.parent || !labOrigins.includes(event.origin)) return
  if (!isRunMessage(event.data)) return
  const { key, api, action } = event.data
  void runStep(api, action).then((outcome) =>
    window.parent.postMessage(outcomeMessage(key, outcome), event.origin),
  )
})

// The origin of the parent is one of two, so the target is *. The message has no data to protect.
if (window.parent !== window) window.parent.postMessage({ type: 'ready' }, '*')
