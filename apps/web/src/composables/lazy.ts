import { shallowRef } from 'vue'

/** A module that is not part of the first page's JavaScript: `load` it before it is needed. */
export function lazy<Module extends object>(importer: () => Promise<Module>) {
  const loaded = shallowRef<Module>()
  const failed = shallowRef(false)
  /** Never rejects: what does not come is missing, and the rest of the page goes on. */
  async function load() {
    try {
      loaded.value ??= await importer()
    } catch {
      failed.value = true
    }
  }
  return { loaded, failed, load }
}

/** Half of the app: what needs an answer of the API before anybody can see it. */
export const later = lazy(() => import('../components/later.ts'))
