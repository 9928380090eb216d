import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import App from '../App.vue'
import { applyState, type PageState } from './page-state.ts'

/** Renders a page of the static site. Await it before the next call: the state is shared by all pages. */
export function render(state: PageState): Promise<string> {
  applyState(state)
  return renderToString(createSSRApp(App, { page: state.path }))
}
