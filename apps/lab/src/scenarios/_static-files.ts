import type { FastifyInstance } from 'fastify'

const image =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A font with one letter. */
const font = [
  'd09GRgABAAAAAAIgAAoAAAAAAlgAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAABPUy8yAAABZAAAACMAAABgQThB3WNtYX',
  'AAAAGQAAAAKQAAADQADACUZ2x5ZgAAAcQAAAAfAAAAME0WZIBoZWFkAAAA9AAAADYAAAA2L3BOlGhoZWEAAAEsAAAA',
  'HwAAACQFFgH2aG10eAAAAYgAAAAGAAAABgJYAABsb2NhAAABvAAAAAYAAAAGABgADG1heHAAAAFMAAAAFgAAACAABA',
  'AGbmFtZQAAAeQAAAAtAAAAPACRVMhwb3N0AAACFAAAAAwAAAAgAAMAAAABAAAAAQAAGcYEP18PPPUAAwPoAAAAAOcz',
  'BXwAAAAA5zMFfAAAAAAB9AK8AAAAAwACAAAAAAAAeJxjYGRgYFb4b8HAwBTBwMCQwviFASiCAhgBTAMDEQB4nGNgZG',
  'BgYGJgYQDRIBYaAAABEgALAAB4nGNgZopgnMDAysDCQBgwInPsgQBIOQIhLqDAwAAAjJMClwACWAAAAAAAAHicY2Bg',
  'YGJgYGAGYhEgyQimWRgUgDQLEIL4jv//Q8j/B8B8BgBSlwadAAAAAAAADAAYAAB4nGNgZAACxi9MexiYGRgMBRUFQe',
  'y/Lgw4xAHM9Ao/AHicY2BgYGEwY2BkAAFGMA1hM4F5zAyMLJxAmgkIIWwQi8UniMGHIQgAFecBrgAAAHicY2BmwAsA',
  'AH0ABA==',
].join('')

/** The files of a CDN: an image of one pixel, a font, and a module script. */
export function addStaticFiles(app: FastifyInstance): void {
  app.get('/static/logo.png', (_request, reply) =>
    reply.type('image/png').send(Buffer.from(image, 'base64')),
  )
  app.get('/static/font.woff', (_request, reply) =>
    reply.type('font/woff').send(Buffer.from(font, 'base64')),
  )
  app.get('/static/module.js', (_request, reply) =>
    reply.type('text/javascript').send('export const items = []'),
  )
}
