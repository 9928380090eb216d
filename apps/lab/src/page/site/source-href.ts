import { isStaticSite } from './is-static-site.ts'
import { repository } from './repository.ts'

/**
 * Returns the address of a file of the repository: on the lab's server, in the repository, or the copy that a
 * static site without a repository has. Every host serves `.txt` as text.
 *
 * @param path from the root of the repository; may have a fragment
 */
export function sourceHref(path: string): string {
  if (!isStaticSite) return `/lab/files/${path}`
  if (repository.value !== undefined) return `${repository.value}/blob/HEAD/${path}`
  const [file = ''] = path.split('#')
  return `./${sourceCopy(file)}`
}

/** Returns where the static site has its copy of a file. */
export function sourceCopy(file: string): string {
  return `files/${file}.txt`
}
