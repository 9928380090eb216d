import { contractTests } from '../../src/contract-tests.ts'

// The servers listen on free ports: these two stand for them in the titles.
contractTests(
  { webOrigin: 'http://localhost:5173', apiOrigin: 'http://localhost:3000' },
  { writes: true, page: 'deployed' },
)
