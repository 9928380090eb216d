import { existsSync, readdirSync } from 'node:fs'

/** Not what a developer of the starter changes: `npm run test:rest` checks them. */
export const workspacesOfRest = ['packages/verify', 'apps/lab'].filter((folder) =>
  existsSync(folder),
)

/** The folders of all workspaces, relative to the root: what is deleted is not missed. */
export const workspaces = ['packages', 'apps']
  .flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`))
  .concat('e2e', 'scripts')
  .filter((folder) => folder === 'scripts' || existsSync(`${folder}/package.json`))
