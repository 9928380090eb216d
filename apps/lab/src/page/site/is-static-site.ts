declare global {
  // `let` and `const` are not properties of globalThis.
  var __STATIC_SITE__: boolean | undefined
}

/**
 * Whether this is the site that `npm run build:lab` writes: it has the recorded runs, and no server. Vite
 * replaces the variable, so that each build has only its own code.
 */
export const isStaticSite: boolean = globalThis.__STATIC_SITE__ === true
