import { describeBrowser } from './browser-suite.ts'

await describeBrowser('firefox')
