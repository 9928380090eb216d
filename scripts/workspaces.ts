import { existsSync, readdirSync } from 'node:fs'

/** Workspaces that a developer of the starter does not change: `npm run test:rest` checks them. */
export const workspacesOfRest = ['packages/verify', 'packages/bench', 'apps/lab'].filter((folder) =>
  existsSync(folder),
)

/** The folders of all workspaces that exist, relative to the root. A clone may delete some of them. */
export const workspaces = ['packages', 'apps']
  .flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`))
  .concat('e2e', 'scripts')
  .filter((folder) => folder === 'scripts' || existsSync(`${folder}/package.json`))
