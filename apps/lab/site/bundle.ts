import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type InlineConfig, type Plugin } from 'vite'
import type { PageState } from '../src/page/site/page-state.ts'

const folder = new URL('../', import.meta.url)
const pathOf = (path: string) => fileURLToPath(new URL(path, folder))

const config: InlineConfig = {
  root: pathOf('.'),
  configFile: pathOf('vite.config.ts'),
  configLoader: 'runner',
  logLevel: 'error',
  mode: 'production',
  // Relative, so that the site works under any path.
  base: './',
  define: { 'globalThis.__STATIC_SITE__': 'true' },
}

/** The page of the lab with the script of the site. */
const siteEntry: Plugin = {
  name: 'site-entry',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace('/src/page/main.ts', '/src/page/site/main.ts'),
  },
}

/** Builds the scripts and styles of the pages. @returns the HTML template of every page */
export async function bundleForBrowsers(outDir: string): Promise<string> {
  await build({
    ...config,
    plugins: [siteEntry],
    // One style sheet: a page has its styles before its script runs.
    build: { outDir, emptyOutDir: true, cssCodeSplit: false },
  })
  return readFile(join(outDir, 'index.html'), 'utf8')
}

type Render = (state: PageState) => Promise<string>

/** Builds the same components for Node. @returns a function that renders a page to HTML */
export async function bundleRenderer(): Promise<Render> {
  const outDir = await mkdtemp(join(tmpdir(), 'lab-site-'))
  try {
    await build({
      ...config,
      // Bundled: the output folder is outside the reach of node_modules.
      ssr: { noExternal: true },
      build: {
        outDir,
        ssr: pathOf('src/page/site/render.ts'),
        // One file, because the folder is deleted after the import.
        rolldownOptions: { output: { entryFileNames: 'render.mjs', codeSplitting: false } },
      },
    })
    const file = pathToFileURL(join(outDir, 'render.mjs'))
    return ((await import(file.href)) as { render: Render }).render
  } finally {
    await rm(outDir, { recursive: true })
  }
}
