/** Whether a request with this method may change data: it is not safe (RFC 9110 section 9.2.1). */
export function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method)
}
