import type { Page } from './page-states.ts'

/** The Content-Security-Policy of each page. It is in the HTML, because the host decides the headers. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const withoutJavaScript =
  'Without JavaScript this site has no search, no diagrams and no prediction, and shows the runs of Chromium.'

/**
 * Returns the HTML of a page.
 *
 * @param template the `index.html` that Vite has built
 * @param content the HTML of the page's components, rendered by Vue
 * @throws if the template lacks a part to replace
 */
export function pageHtml(template: string, { state, title, description }: Page, content: string) {
  const data = JSON.stringify(state).replaceAll('<', '\\u003c')
  const replacements: readonly (readonly [part: RegExp, text: string])[] = [
    // Before the first link and script, which it covers.
    [
      /<meta charset="utf-8" ?\/?>/,
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    ],
    [/<title>.*?<\/title>/s, `<title>${escapeHtml(title)}</title>`],
    [
      /<meta\s+name="description"\s+content="[^"]*"\s*\/?>/,
      `<meta name="description" content="${escapeHtml(description)}" />`,
    ],
    [/<noscript>.*?<\/noscript>/s, `<noscript>${withoutJavaScript}</noscript>`],
    [
      /<div id="app"><\/div>/,
      `<div id="app">${content}</div>\n    <script type="application/json" id="page-state">${data}</script>`,
    ],
  ]
  return replacements.reduce((html, [part, text]) => {
    if (!part.test(html)) throw new Error(`index.html has no ${part.source}`)
    return html.replace(part, () => text)
  }, template)
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
