import { environments } from '@repo/config'
import { fetchFrom, json } from '../../src/fetch-from.ts'
import { productionPolicy } from '../../src/production-stack.ts'
import { expect, test } from '../../src/test.ts'

test('the production allowlist allows the production frontend, under its real name over TLS', async ({
  emptyPage,
  stack,
}) => {
  expect(stack.webOrigin).toBe(environments.production.allowedOrigins[0])
  expect(stack.apiOrigin).toBe(environments.production.apiOrigin)
  expect(await emptyPage.evaluate(() => location.origin)).toBe(stack.webOrigin)
  expect(await emptyPage.evaluate(() => isSecureContext)).toBe(true)

  expect((await fetchFrom(emptyPage, `${stack.apiOrigin}/api/items`)).status).toBe(200)
  expect(stack.recorder?.of('GET').at(-1)).toMatchObject({
    requestHeaders: { origin: stack.webOrigin, host: new URL(stack.apiOrigin).host },
    responseHeaders: {
      'access-control-allow-origin': stack.webOrigin,
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    },
  })
})

test('the production session cookie is __Host-session; Secure; HttpOnly; Path=/, with the SameSite of the origins', async ({
  emptyPage,
  context,
  stack,
}) => {
  const signedIn = await fetchFrom(
    emptyPage,
    `${stack.apiOrigin}/api/session`,
    json('POST', stack.account),
  )
  expect(signedIn.status).toBe(200)
  const { sameSite } = productionPolicy.sessionCookie
  const cookies = await context.cookies(stack.apiOrigin)
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({
    name: '__Host-session',
    domain: new URL(stack.apiOrigin).hostname,
    path: '/',
    secure: true,
    httpOnly: true,
    // Lax if the origins in environments.ts are same-site, else None.
    sameSite: sameSite === 'lax' ? 'Lax' : 'None',
  })
  expect(await emptyPage.evaluate(() => document.cookie)).toBe('')
})
