import { findConfigFile, loadConfigFile, type CorsVerifyConfig } from 'cors-verify/config-file'
import { fileURLToPath } from 'node:url'
import type { Deployment } from './deployment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What the pages of a deployment need from an API that is not this one: the entries of
 * `cors-verify.config.ts` in the root folder, of whose target the path counts; without that file, to
 * read the root of the API.
 */
export async function configOfAnyApi({
  webOrigin,
  apiOrigin,
}: Pick<Deployment, 'webOrigin' | 'apiOrigin'>): Promise<CorsVerifyConfig> {
  const file = findConfigFile(root)
  const config: Partial<CorsVerifyConfig> = file === undefined ? {} : await loadConfigFile(file)
  const { pathname, search } = new URL(config.target ?? '/', apiOrigin)
  return { ...config, target: apiOrigin + pathname + search, origins: [webOrigin] }
}
