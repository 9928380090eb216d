import { corsTests } from 'cors-verify/playwright'
import config from '../cors-verify.config'

corsTests(config)
