import type { Finding } from '../report.ts'
import { exchangeLines } from './exchange-lines.ts'

/** A finding as plain lines, for places without columns and colours. */
export function plainFinding({
  observed,
  expected,
  impact,
  evidence,
  fix,
  reference,
}: Finding): string {
  const proof = evidence[0]
  return [
    `Observed: ${observed}`,
    `Expected: ${expected}`,
    `Impact: ${impact}`,
    ...(proof === undefined ? [] : [`Evidence by ${proof.by}:`, ...exchangeLines(proof)]),
    `@fastify/cors: ${fix.fastify}`,
    `Express cors: ${fix.express}`,
    `Starlette: ${fix.starlette}`,
    `nginx: ${fix.nginx}`,
    `Reference: ${reference}`,
  ].join('\n')
}
