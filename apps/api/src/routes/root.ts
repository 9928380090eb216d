import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Policy } from '@repo/config'

const Root = Type.Object({
  name: Type.String(),
  docs: Type.String(),
  allowedOrigins: Type.Array(Type.String()),
})

/** Names the documentation and the web origins, for a developer who opens the API in a browser. */
const root: FastifyPluginAsyncTypebox<{ policy: Policy }> = async (app, { policy }) => {
  app.get('/', { schema: { hide: true, response: { 200: Root } } }, async () => ({
    name: 'Items API',
    docs: `${policy.apiOrigin}/docs`,
    allowedOrigins: [...policy.allowedOrigins],
  }))
}
export default root
