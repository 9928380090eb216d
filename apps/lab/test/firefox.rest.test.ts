import { testEngine } from './engine-suite.ts'

testEngine('firefox')
