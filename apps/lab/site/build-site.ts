import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { scenariosFile } from '../src/page/site/fetch-scenarios.ts'
import { pageFile } from '../src/page/site/page-file.ts'
import { sourceCopy } from '../src/page/site/source-href.ts'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { recordedRuns } from '../src/recorded/runs.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import { sourceFiles } from '../src/server/source-files.ts'
import { bundleForBrowsers, bundleRenderer } from './bundle.ts'
import { pageHtml } from './page-html.ts'
import { pagesOf } from './page-states.ts'

/**
 * Writes the lab as a static site for any host and path: every page with its content, the recorded runs, and
 * the files that the pages link to.
 *
 * @param outDir the folder of the site, which is emptied first
 * @param repository the address of the repository, such as `https://github.com/owner/name`: pages link to its
 *   files. Default: the site has copies of the files
 * @returns the number of pages
 * @throws if a scenario is invalid or was not recorded
 */
export async function buildSite(outDir: string, repository?: string): Promise<number> {
  const { scenarios, problems } = await loadScenarios()
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const views = scenarios.map(viewOf)
  const recorded = { runs: recordedRuns, texts: recordedTexts }
  const pages = pagesOf(views, { ...recorded, ...(repository && { repository }) })
  const template = await bundleForBrowsers(outDir)
  const render = await bundleRenderer()
  for (const page of pages) {
    const content = await render(page.state)
    await write(outDir, pageFile(page.state.path), pageHtml(template, page, content))
  }
  await write(outDir, scenariosFile, JSON.stringify(views))
  if (repository) return pages.length
  const { paths, textOf } = sourceFiles(scenarios)
  for (const path of paths) await write(outDir, sourceCopy(path), (await textOf(path)) ?? '')
  return pages.length
}

async function write(outDir: string, name: string, text: string): Promise<void> {
  const file = join(outDir, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
