import { labOriginsAt } from '../shared/stage.ts'
import { runStep } from './run-action.ts'
import { outcomeMessage, isRunMessage } from './messages.ts'

// `location` keeps its address even where a sandbox makes the origin opaque.
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

// Which of the lab's origins the parent has is not known yet, and that it may read this is no harm.
if (window.parent !== window) window.parent.postMessage({ type: 'ready' }, '*')
