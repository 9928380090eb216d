import { contractTests } from '../../src/contract-tests.ts'
import { readDeployment } from '../../src/deployment.ts'

const deployment = readDeployment()
if (deployment) contractTests(deployment, { writes: false, page: 'deployed' })
