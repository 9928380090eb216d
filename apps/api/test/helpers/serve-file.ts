// A process of its own: the API on the database in the file it is given, without a limit of sign-ins.
import { openStore } from '../../src/store/open-store.ts'
import { openApi } from './api.ts'

const { port, close } = await openApi({ store: await openStore(process.argv[2] ?? '') })
process.stdout.write(`listens on ${port}\n`)
process.on('SIGTERM', () => void close())
