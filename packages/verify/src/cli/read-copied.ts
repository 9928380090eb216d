import { resolve } from 'node:path'
import { copiedOptions, type CopiedOptions } from '../copied/copied-options.ts'
import { readCurl } from '../copied/read-curl.ts'
import { readHar } from '../copied/read-har.ts'
import type { OptionProblem } from '../plan.ts'
import type { Io } from './io.ts'
import type { Arguments } from './read-arguments.ts'
import { readStdin } from './read-stdin.ts'

/** The options of a copied request, or the problem with its text. */
export interface Copied {
  /** The flag that the request comes from. */
  flag: '--curl' | '--har'
  options?: CopiedOptions
  problem?: OptionProblem
}

/** Reads the request of `--curl` or `--har`; undefined if neither is given. */
export async function readCopied(
  { operands, flags }: Arguments,
  io: Io,
): Promise<Copied | undefined> {
  const { curl, har } = flags
  if (curl !== undefined && har !== undefined) {
    const fix = 'Give one of them: a run checks one request.'
    return failed('--har', { reason: 'cannot be combined with --curl.', fix })
  }
  if (har !== undefined) {
    const read = await readHar(resolve(io.folder, har), operands[0])
    if (!('value' in read)) return failed('--har', read, har)
    const options = copiedOptions(read.value.request)
    return {
      flag: '--har',
      options: { ...options, notes: [...read.value.notes, ...options.notes] },
    }
  }
  if (curl === undefined) return undefined
  const text = curl === true || curl === '-' ? await readStdin(io) : curl
  const read = readCurl(text)
  return 'value' in read
    ? { flag: '--curl', options: copiedOptions(read.value) }
    : failed('--curl', read)
}

/** @param value printed with the problem, so never the text of a request, which may hold a session cookie */
function failed(
  flag: Copied['flag'],
  { reason, fix }: Pick<OptionProblem, 'reason' | 'fix'>,
  value = '',
): Copied {
  return { flag, problem: { source: flag, value, reason, fix } }
}
