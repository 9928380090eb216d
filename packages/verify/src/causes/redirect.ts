import { redirectCause } from './shared/redirects.ts'

/** Any other redirect. */
export const redirect = redirectCause(
  'other',
  {
    id: 'redirect',
    title: 'The server redirects the request',
    distinguish: 'Request the URL of the Location header with the same Origin.',
  },
  ({ from, to }) =>
    from.origin === to.origin
      ? `Call ${to.href} from the page.`
      : `Call ${to.href} from the page, or proxy it on ${from.origin}. After a redirect to another origin a browser sends Origin: null.`,
)
