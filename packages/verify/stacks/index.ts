import { nginx } from './debian/nginx.ts'
import { koa } from './npm/koa.ts'
import type { RealStack } from './types.ts'

/** Every stack that runs on a machine with Node and Debian's packages, in the order of `src/stacks`. */
export const realStacks: readonly RealStack[] = [koa, nginx]
