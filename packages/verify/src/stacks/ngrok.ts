import { anyOf, body, header } from './shared/marks.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** The warning page of a free ngrok tunnel: the fix is a request header of the page that calls the API. */
export const ngrok: Stack = {
  id: 'ngrok',
  name: 'ngrok, free tunnel',
  kind: 'proxy',
  documentedFor: 'ngrok of 2026',
  page: 'https://ngrok.com/docs/errors/err_ngrok_6024',
  only: ['web-page'],
  recognise: anyOf(
    header('Ngrok-Error-Code', /^ERR_NGROK_\d+$/),
    body(/ERR_NGROK_\d+|https:\/\/cdn\.ngrok\.com\//),
  ),
  syntax: javascript,
  config: ({ credentials }) => ({
    where: 'the page, for each request',
    code: [
      'fetch(url, {',
      ...(credentials ? [`  credentials: 'include',`] : []),
      `  headers: { 'ngrok-skip-browser-warning': '1' },`,
      '})',
    ].join('\n'),
  }),
  changes: {
    'web-page':
      'Send the header `ngrok-skip-browser-warning`, with any value, with every request of the page. It makes each request preflighted: add `ngrok-skip-browser-warning` to Access-Control-Allow-Headers of the API. A paid account has no warning page.',
  },
}
