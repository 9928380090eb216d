import { createSecureContext, type SecureContext } from 'node:tls'
import { generate } from 'selfsigned'

/**
 * Creates a self-signed certificate that is valid for a year.
 *
 * @param hosts its names. Clients that accept any certificate accept it for other names too.
 */
export async function certificateFor(hosts: readonly string[]): Promise<SecureContext> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] ?? '' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  })
  return createSecureContext({ key, cert })
}
