import type { LaunchOptions } from '@playwright/test'

/** Options of a project that can make its browser apply other rules than the browser of a user. */
export interface ProjectOptions {
  extraHeaders: Readonly<Record<string, string>> | undefined
  bypassCSP: boolean | undefined
  launchOptions: LaunchOptions
}

/** Returns an error line for each option of a project that hides or causes CORS faults. */
export function hidingOptions(project: string, options: ProjectOptions): string[] {
  const { extraHeaders = {}, bypassCSP, launchOptions } = options
  const headers = Object.keys(extraHeaders)
  const of = `of the project "${project}"`
  const fix = 'from its `use`, or give these tests a project without it'
  return [
    ...(headers.length === 0
      ? []
      : [
          `extraHTTPHeaders ${of} (${headers.join(', ')}): every request gets these headers, so browsers send a preflight where users have none. Remove extraHTTPHeaders ${fix}.`,
        ]),
    ...(bypassCSP
      ? [
          `bypassCSP ${of} (true): a page can then call an API that its Content-Security-Policy forbids. Remove bypassCSP ${fix}.`,
        ]
      : []),
    ...(launchOptions.args?.includes('--disable-web-security')
      ? [
          `launchOptions.args ${of} (--disable-web-security): the browser then lets every page read every response. Remove it ${fix}.`,
        ]
      : []),
  ]
}
