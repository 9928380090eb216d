import { corsTests } from 'cors-verify/playwright'
import { configOfAnyApi } from '../../src/any-api.ts'
import { readDeployment } from '../../src/deployment.ts'

const deployment = readDeployment()
if (deployment) corsTests(await configOfAnyApi(deployment))
