import type { Finding } from '../report.ts'
import { exchangeLines } from './exchange-lines.ts'

/** A finding as plain lines, for places without columns and colours. */
export function plainFinding({ seen, needed, affects, evidence, fix, spec }: Finding): string {
  const proof = evidence[0]
  return [
    `Seen: ${seen}`,
    `Needed: ${needed}`,
    `Hurts: ${affects}`,
    ...(proof === undefined ? [] : [`Proof by ${proof.by}:`, ...exchangeLines(proof)]),
    `@fastify/cors: ${fix.fastify}`,
    `Express cors: ${fix.express}`,
    `Starlette: ${fix.starlette}`,
    `nginx: ${fix.nginx}`,
    spec,
  ].join('\n')
}
