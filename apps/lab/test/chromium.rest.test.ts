import { testEngine } from './engine-suite.ts'

await testEngine('chromium')
