import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Policy } from '@repo/config'

const Root = Type.Object({
  name: Type.String(),
  docs: Type.String(),
  allowedOrigins: Type.Array(Type.String()),
})

/** Returns the URL of the documentation and the web origins, for developers who open the API's URL. */
const root: FastifyPluginAsyncTypebox<{ policy: Policy }> = async (app, { policy }) => {
  app.get('/', { schema: { hide: true, response: { 200: Root } } }, async () => ({
    name: 'Items API',
    docs: `${policy.apiOrigin}/docs`,
    allowedOrigins: [...policy.allowedOrigins],
  }))
}
export default root
