import data from './runs.json' with { type: 'json' }
import { fromTable, type RunTable } from './run-table.ts'
import type { RecordedRuns } from './types.ts'

/** The runs that `npm run lab:record` wrote. */
export const recordedRuns: RecordedRuns = fromTable(data as unknown as RunTable)
