import { shallowRef } from 'vue'

/** A module that is not part of the first page's JavaScript: `load` it before it is needed. */
function lazy<Module extends object>(importer: () => Promise<Module>) {
  const loaded = shallowRef<Module>()
  async function load() {
    loaded.value ??= await importer()
  }
  return { loaded, load }
}

/** Nobody writes before signing in. */
export const writing = lazy(() => import('../components/writing.ts'))

/** Nobody needs help while the API answers. */
export const help = lazy(() => import('../components/NoAnswerHelp.vue'))
