import type { PageState } from '../src/page/site/page-state.ts'
import type { Recording } from '../src/page/site/recording.ts'
import { engines } from '../src/page/running/engine.ts'
import {
  allRuns,
  runOfSide,
  runsOfFirstStep,
  scenarioKey,
  type LabRun,
} from '../src/page/running/lab-runs.ts'
import { sidesOf } from '../src/page/running/side-name.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { recordedKey } from '../src/recorded/run-key.ts'
import type { RecordedRuns, RecordedTexts } from '../src/recorded/types.ts'
import type { ScenarioView, SideView } from '../src/shared/types.ts'

/** A page of the site: its state, and the title and description in its head. */
export interface Page {
  state: PageState
  title: string
  description: string
}

interface Recorded {
  runs: RecordedRuns
  texts: RecordedTexts
}

interface PagesOptions extends Recorded {
  /** The address of the repository, such as `https://github.com/owner/name`. */
  repository?: string
}

const description =
  'Right and wrong CORS configurations, recorded in three browsers: what crossed the wire, what the browser decided and why.'

/**
 * Returns the pages of the site: the gallery, "Build your own", and one for each first step and each side of
 * each scenario.
 *
 * @throws if a run was not recorded in each engine; names all of them
 */
export function pagesOf(views: readonly ScenarioView[], options: PagesOptions): Page[] {
  const { repository, ...recorded } = options
  assertRecorded(views, recorded)
  const pages: Page[] = [
    {
      state: { path: '/', scenarios: views.map(withoutDetails) },
      title: 'Scenarios · CORS lab',
      description,
    },
    {
      state: { path: '/build', scenarios: [] },
      title: 'Build your own · CORS lab',
      description: 'Set a request and its responses, and see what a browser does by the standard.',
    },
    ...firstSteps.map(({ title, question, scenarios }, index) => ({
      state: {
        path: `/steps/${index + 1}`,
        scenarios: views.filter(({ id }) => scenarios.includes(id)).map(withoutDetails),
        recording: recordingOf(runsOfFirstStep(index + 1), recorded.runs),
      },
      title: `${index + 1}. ${title} · CORS lab`,
      description: question,
    })),
    ...views.flatMap((view, index) =>
      sidesOf(view).map((side) => ({
        state: {
          path: `/s/${view.id}${side === 'right' ? '?side=right' : ''}`,
          scenarios: [
            ...views.slice(Math.max(index - 1, 0), index).map(withoutDetails),
            view,
            ...views.slice(index + 1, index + 2).map(withoutDetails),
          ],
          recording: recordingOf(
            [runOfSide(view, side)],
            recorded.runs,
            recorded.texts.scenarios[view.id]?.[side]?.texts,
          ),
        },
        title: `${view.title}${side === 'right' ? ', fixed' : ''} · CORS lab`,
        description: view.prose,
      })),
    ),
  ]
  return pages.map((page) => ({
    ...page,
    state: { ...page.state, ...(repository !== undefined && { repository }) },
  }))
}

/** Returns a scenario without code and steps, for the gallery and the links to neighbours. */
function withoutDetails(view: ScenarioView): ScenarioView {
  const side: SideView = { code: '', file: '', steps: [], expected: [] }
  return { ...view, wrong: side, ...(view.right && { right: side }) }
}

function recordingOf(
  shown: readonly LabRun[],
  { engines: versions, runs }: RecordedRuns,
  texts: Recording['texts'] = {},
): Recording {
  const keys = shown.flatMap(({ key }) => engines.map((engine) => recordedKey(key, engine)))
  const own = Object.fromEntries(keys.map((key) => [key, runs[key] ?? []]))
  return { engines: versions, runs: own, texts }
}

function assertRecorded(views: readonly ScenarioView[], { runs, texts }: Recorded): void {
  const missing = [
    ...allRuns(views).flatMap(({ key, steps }) =>
      engines
        .map((engine) => recordedKey(key, engine))
        .filter((recorded) => runs.runs[recorded]?.length !== steps.length),
    ),
    ...views.flatMap((view) =>
      sidesOf(view).flatMap((side) =>
        engines
          .filter((engine) => !texts.scenarios[view.id]?.[side]?.texts[engine])
          .map((engine) => `${recordedKey(scenarioKey(view.id, side), engine)}: its texts`),
      ),
    ),
  ]
  if (missing.length === 0) return
  throw new Error(
    `SCENARIO_NOT_RECORDED  ${missing.length} runs are missing or have other steps. Run npm run lab:record.\n${missing.map((line) => `  ${line}`).join('\n')}`,
  )
}
