import type { Need } from '../program.ts'

/** A package of Debian whose version is read from Debian, because its files have none. */
export function debianPackage(name: string, debian: string): Need {
  const args = ['-W', '-f', '${db:Status-Abbrev} ${Version}', debian]
  // 2:6.1.7.10+dfsg-1: the epoch and the revision are Debian's.
  return { name, debian, version: ['dpkg-query', args, /^ii +(?:\d+:)?([\d.]+)/] }
}
