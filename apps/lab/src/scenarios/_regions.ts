import type { ScenarioServer } from '../shared/types.ts'
import { ownServer } from './_helpers.ts'

/**
 * As `ownServer`, for several regions: the definitions that the code of the server needs are shown first. Comments
 * at the start of a region move to the top, so that `WRONG ON PURPOSE` is the first line.
 *
 * @param from `import.meta.url` of the file
 * @param names of its regions, in the order in which they are shown
 * @param listen starts the server
 * @param options the file whose region `options` comes first, such as `_right-fastify.ts`
 */
export function regions(
  from: string,
  names: readonly string[],
  listen: ScenarioServer['listen'],
  options?: string,
): ScenarioServer {
  const given = options === undefined ? [] : [partOf(new URL(options, import.meta.url), 'options')]
  const parts = [...given, ...names.map((name) => partOf(new URL(from), name))]
  const marks = parts.map(({ mark }) => mark).join('')
  const code = marks + parts.map(({ code }) => code).join('\n\n')
  return { code, file: ownServer(from, names[0] ?? '', listen).file, listen }

  function partOf(file: URL, name: string): { mark: string; code: string } {
    const { code } = ownServer(file.href, name, listen)
    const [mark = ''] = /^(?:\/\/.*\n)*/.exec(code) ?? []
    return { mark, code: code.slice(mark.length) }
  }
}
