import { findConfigFile, loadConfigFile, type CorsVerifyConfig } from 'cors-verify/config-file'
import { fileURLToPath } from 'node:url'
import type { Deployment } from './deployment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Returns what the pages of a deployment need from an API that is not this one: the options of
 * `cors-verify.config.ts` in the root folder, with the origins of the deployment. Without that file,
 * pages read `GET /` of the API.
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
