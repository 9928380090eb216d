import type { DestinationStream } from 'pino'

/**
 * Where log lines go: JSON in production, sentences in development. A line is out before what it
 * tells of goes on, the last one before a crash too. pino would hand it to a thread, which costs
 * a fifth of a request's CPU.
 */
export async function openLogStream(production: boolean): Promise<DestinationStream> {
  if (production) return (await import('pino')).destination({ dest: 1, sync: true })
  return (await import('pino-pretty')).default({
    singleLine: true,
    translateTime: 'HH:MM:ss',
    // The message of a request says these already.
    ignore: 'pid,hostname,method,path,statusCode',
    sync: true,
  })
}
