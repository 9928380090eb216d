import { createSecureContext, type SecureContext } from 'node:tls'
import { generate } from 'selfsigned'

/**
 * A self-signed certificate; valid for a day.
 *
 * @param hosts the names it is for. Browsers that accept any certificate accept one for
 *   other names too.
 */
export async function certificateFor(hosts: readonly string[]): Promise<SecureContext> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] ?? '' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  })
  return createSecureContext({ key, cert })
}
