interface ViteTypeOptions {
  strictImportMetaEnv: unknown
}

interface ImportMetaEnv {
  /** Overrides the origin of the API in packages/config. */
  readonly VITE_API_ORIGIN?: string
  /** The origin of the lab, which `npm start` sets. The footer has a link to it. */
  readonly VITE_LAB_ORIGIN?: string
}

/** For tools that read TypeScript only; vue-tsc knows each component's own type. */
declare module '*.vue' {
  import type { Component } from 'vue'
  const component: Component
  export default component
}
