import type { Need } from '../program.ts'

/** The one that Debian's packages are for: another may come first in the path. */
export const python = '/usr/bin/python3'

/** A package of Python, and the package of Debian that has it. */
export function pythonPackage(name: string, distribution: string, debian: string): Need {
  const code = `import importlib.metadata as m; print("version", m.version("${distribution}"))`
  return { name, debian, version: [python, ['-c', code], /version ([\d.]+)/] }
}
