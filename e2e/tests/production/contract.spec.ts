import { environments } from '@repo/config'
import { contractTests } from '../../src/contract-tests.ts'

const { apiOrigin, allowedOrigins } = environments.production
contractTests({ webOrigin: allowedOrigins[0], apiOrigin }, { writes: true })
