import { corsPolicy, definePolicy } from '@repo/config'
import { startPageServer } from 'cors-verify/browser'
import { startApi } from '../../src/api.ts'
import { fetchFrom, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

const topologies = [
  { name: 'same-site', apiHost: 'api.acme.localhost', sameSite: 'Lax', cookie: 'session' },
  {
    name: 'cross-site',
    apiHost: 'api.other.localhost',
    sameSite: 'None',
    cookie: '__Host-session',
  },
] as const

for (const { name, apiHost, sameSite, cookie } of topologies) {
  test(`app.acme.localhost signs in at ${apiHost} (${name}), whatever the browser does with third-party cookies`, async ({
    browserName,
    context,
    page,
  }) => {
    test.skip(browserName === 'webkit' && name === 'cross-site', 'WebKit drops Secure over http')
    const pages = await startPageServer()
    const webOrigin = `http://app.acme.localhost:${pages.port}`
    const policy = definePolicy('development', {
      ...corsPolicy,
      apiOrigin: `http://${apiHost}`,
      allowedOrigins: [webOrigin],
    })
    const api = await startApi(policy)
    const apiOrigin = `http://${apiHost}:${api.port}`
    const session = `${apiOrigin}/api/session`
    const account = await api.newAccount()

    await page.goto(webOrigin)
    expect((await fetchFrom(page, session)).body).toEqual({ user: null })
    expect((await signIn(page, { apiOrigin, account })).status).toBe(200)
    expect((await fetchFrom(page, session)).body).toEqual({ user: { name: account.name } })
    expect((await fetchFrom(page, session, { credentials: 'omit' })).body).toEqual({ user: null })

    const stored = (await context.cookies()).find((each) => each.name === cookie)
    expect(stored).toMatchObject({ sameSite, httpOnly: true, secure: name === 'cross-site' })
    expect((await fetchFrom(page, session, { method: 'DELETE' })).status).toBe(204)
    expect((await fetchFrom(page, session)).body).toEqual({ user: null })

    pages.close()
    await api.close()
  })
}
