import { findAll } from '../program.ts'
import { originList, withToken } from '../pages.ts'
import { python, pythonPackage } from './python.ts'
import type { RealStack } from '../types.ts'

const load = 'from starlette.middleware.cors import CORSMiddleware'
const add = (options: string) =>
  `${load}\napp.add_middleware(CORSMiddleware, ${options}, allow_credentials=True)`
const listed = `allow_origins=[${originList}], allow_methods=["GET", "PATCH"], allow_headers=["authorization", "content-type", "x-tenant"], expose_headers=["x-total-count"]`

/** FastAPI on Starlette, with CORSMiddleware, in an app that requires a token. */
export const starlette: RealStack = {
  id: 'starlette',
  find: () =>
    findAll(
      pythonPackage('FastAPI', 'fastapi', 'python3-fastapi'),
      pythonPackage('Starlette', 'starlette', 'python3-starlette'),
      pythonPackage('Uvicorn', 'uvicorn', 'python3-uvicorn'),
    ),
  options: withToken,
  files: ({ early = '', cors = '' }) => ({
    'main.py': `
from fastapi import FastAPI, Response

app = FastAPI()
${early}

@app.middleware("http")
async def authenticate(request, call_next):
    if "authorization" not in request.headers:
        return Response(status_code=401)
    return await call_next(request)

@app.get("/api/items")
def items(response: Response):
    response.headers["X-Total-Count"] = "2"
    return [{"id": 1}, {"id": 2}]

@app.patch("/api/items")
def save():
    return {"saved": True}

@app.get("/api/boom")
def boom():
    raise RuntimeError("boom")

${cors}
`,
  }),
  start: ({ port }) => [
    {
      program: python,
      args: ['-m', 'uvicorn', 'main:app', '--host', '127.0.0.1'].concat(['--port', String(port)]),
    },
  ],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: add(`allow_origin_regex=".*", allow_methods=["*"], allow_headers=["*"]`) },
    },
    { title: 'authentication before CORS', places: { early: add(listed) } },
    { title: 'error response without CORS (`add_middleware`)', places: { cors: add(listed) } },
    {
      title: 'method and request header not listed, header not exposed',
      places: { cors: add(`allow_origins=[${originList}]`) },
    },
  ],
}
