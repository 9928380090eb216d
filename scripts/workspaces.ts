import { existsSync, readdirSync } from 'node:fs'

/** The folders of all workspaces, relative to the root: what is deleted is not missed. */
export const workspaces = ['packages', 'apps']
  .flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`))
  .concat('e2e', 'scripts')
  .filter((folder) => folder === 'scripts' || existsSync(`${folder}/package.json`))
