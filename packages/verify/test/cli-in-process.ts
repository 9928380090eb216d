import { Readable, Writable } from 'node:stream'
import { tmpdir } from 'node:os'
import { run } from '../src/cli/run.ts'

/** The result of running the command in this process. */
export interface InProcess {
  code: number
  stdout: string
  stderr: string
}

/**
 * Runs the command in this process.
 *
 * @param input the text on standard input
 * @param folder the working folder
 */
export async function runHere(
  argv: readonly string[],
  input = '',
  folder = tmpdir(),
): Promise<InProcess> {
  const written = { stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString()
        done()
      },
    }) as unknown as NodeJS.WriteStream
  const code = await run(argv, {
    stdout: into('stdout'),
    stderr: into('stderr'),
    stdin: Readable.from([Buffer.from(input)]) as unknown as NodeJS.ReadStream,
    env: { NO_COLOR: '1' },
    folder,
  })
  return { code, ...written }
}
