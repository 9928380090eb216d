interface ViteTypeOptions {
  strictImportMetaEnv: unknown
}

interface ImportMetaEnv {
  /** The API's origin, in place of the one in packages/config. */
  readonly VITE_API_ORIGIN?: string
  /** Where the lab is, while it is there. */
  readonly VITE_LAB_ORIGIN?: string
}

/** For tools that read TypeScript only; vue-tsc knows each component's own type. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
