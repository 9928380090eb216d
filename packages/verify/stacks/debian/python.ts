import type { Need } from '../program.ts'

/** The Python of Debian's packages: another one may come first in the PATH. */
export const python = '/usr/bin/python3'

/** A package of Python, and the package of Debian that has it. */
export function pythonPackage(name: string, distribution: string, debian: string): Need {
  const code = `import importlib.metadata as m; print("version", m.version("${distribution}"))`
  return { name, debian, version: [python, ['-c', code], /version ([\d.]+)/] }
}
