import { parseArgs } from 'node:util'
import { prove, type Proof } from './loop.ts'
import { realStacks } from './index.ts'

// npm run stacks -- [--write] [filter]
const { positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [filter = ''] = positionals
const proofs: Proof[] = []
for (const stack of realStacks.filter(({ id }) => id.includes(filter))) {
  const found = stack.find()
  if ('missing' in found) {
    console.log(stack.id, found.missing)
    continue
  }
  const proof = await prove(stack, found.version)
  console.log(proof)
  proofs.push(proof)
}
