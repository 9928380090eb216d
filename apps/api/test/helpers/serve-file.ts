// A process of its own: the API on the database file that is its argument.
import { openDatabase } from '../../src/database/open.ts'
import { openApi } from './api.ts'

const { port, close } = await openApi({ database: await openDatabase(process.argv[2] ?? '') })
process.stdout.write(`listens on ${port}\n`)
process.on('SIGTERM', () => void close())
