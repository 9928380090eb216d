import type { HtmlTagDescriptor, Plugin } from 'vite'
import { apiOriginOf } from './src/api/api-origin.ts'

/**
 * Lets the browser connect to the API while it still parses the page. It adds two links, because a
 * CORS-preflight request carries no credentials, and so never shares a connection with the
 * credentialed request that follows it.
 */
export function preconnect(): Plugin {
  let href = ''
  const link = (attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { rel: 'preconnect', href, ...attrs },
    injectTo: 'head-prepend',
  })
  return {
    name: 'preconnect-to-the-api',
    configResolved(config) {
      href = apiOriginOf(config.env as ImportMetaEnv)
    },
    transformIndexHtml: () => [link({}), link({ crossorigin: '' })],
  }
}
