import { isStaticSite } from './is-static-site.ts'

/**
 * Returns the address of a file of the repository: the lab's server has it as text, and so has the static
 * site. Every host serves `.txt` as text.
 *
 * @param path from the root of the repository; may have a fragment
 */
export function sourceHref(path: string): string {
  if (!isStaticSite) return `/lab/files/${path}`
  const [file = ''] = path.split('#')
  return `./${sourceCopy(file)}`
}

/** Returns where the static site has its copy of a file. */
export function sourceCopy(file: string): string {
  return `files/${file}.txt`
}
