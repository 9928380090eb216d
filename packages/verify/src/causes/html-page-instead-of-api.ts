import type { Cause } from '../cause.ts'
import { unknownPath } from '../probes/error-needs.ts'
import { fromCorsLayer, isHtml, lacksAllowOrigin, statusOf } from './shared/facts.ts'

/** Services that send their own page before they forward requests to an API. */
const interstitials = [
  {
    name: 'the warning page of ngrok',
    mark: /ERR_NGROK_6024|ngrok-skip-browser-warning|cdn\.ngrok\.com/,
  },
  { name: 'the password page of localtunnel', mark: /localtunnel|loca\.lt/ },
  {
    name: 'the anti-phishing page of a dev tunnel',
    mark: /devtunnels\.ms|tunnels\.api\.visualstudio/,
  },
  { name: 'a bot challenge of Cloudflare', mark: /challenge-platform|cf-chl-/ },
]

/** The URL returns a web page instead of the API: a tunnel’s warning, a single-page app. */
export const htmlPageInsteadOfApi: Cause = {
  id: 'html-page-instead-of-api',
  title: 'The response is an HTML page, not the API',
  distinguish: 'Open the URL in a browser tab: it shows a web page.',
  async explain(failed, { observer }) {
    const { response } = failed.exchange
    if (!response || !lacksAllowOrigin(failed) || !isHtml(response)) return undefined
    const known = interstitials.find(({ mark }) => mark.test(response.body))
    if (known)
      return {
        certainty: 'proven',
        proof: `The body is ${known.name}. It is sent to browsers before the API gets the request.`,
        expected:
          known.name === 'the warning page of ngrok'
            ? 'Send the header ngrok-skip-browser-warning from the page and allow it in Access-Control-Allow-Headers, or use a tunnel without a warning page.'
            : 'Use an address of the API without this page in front of it.',
      }
    if (statusOf(failed) >= 300 || fromCorsLayer(response)) return undefined
    const unknown = await observer.actual(failed.origin, unknownPath(observer.plan))
    const everywhere = unknown.response?.status === 200 && unknown.response.body === response.body
    return {
      certainty: everywhere ? 'proven' : 'likely',
      proof: everywhere
        ? 'A path that does not exist gets the same HTML page: the server of a single-page app responds with its index.html to every path.'
        : 'The response is an HTML page, and the request was not a navigation.',
      expected:
        'Use the URL of the API. Where one host serves both, route the path of the API to the API before the fallback to index.html.',
      ...(everywhere && { evidence: [unknown] }),
    }
  },
}
