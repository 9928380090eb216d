import { redirectCause } from './shared/redirects.ts'

/** Who is not signed in is sent to a page where users sign in. */
export const redirectToSignIn = redirectCause(
  'sign-in',
  {
    id: 'redirect-to-sign-in',
    title: 'The server redirects to a sign-in page',
    distinguish: 'Repeat the run with real credentials (--cookie): the redirect is gone.',
  },
  (_redirect, { origin }) =>
    `Respond 401 with Access-Control-Allow-Origin: ${origin} to requests of an API client. A fetch cannot use the sign-in page: the page itself has to navigate there. To test as a signed-in user, give the session cookie with --cookie.`,
)
