import { generate } from 'selfsigned'
import { createSecureContext, type SecureContext } from 'node:tls'

/** A self-signed certificate for host names of the production shape; valid for a day. */
export async function certificateFor(hosts: string[]): Promise<SecureContext> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] ?? '' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  })
  return createSecureContext({ key, cert })
}
