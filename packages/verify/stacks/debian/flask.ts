import { findAll } from '../program.ts'
import { originList, withToken } from '../pages.ts'
import { python, pythonPackage } from './python.ts'
import type { RealStack } from '../types.ts'

const load = 'from flask_cors import CORS'
const listed = `${load}
CORS(app, origins=[${originList}], supports_credentials=True, expose_headers=["x-total-count"])`
const passOptions = 'if request.method == "OPTIONS":\n    return None'

/** Flask with Flask-CORS, in an app that requires a token. */
export const flask: RealStack = {
  id: 'flask',
  find: () =>
    findAll(
      pythonPackage('Flask', 'flask', 'python3-flask'),
      pythonPackage('Flask-CORS', 'flask-cors', 'python3-flask-cors'),
    ),
  options: withToken,
  files: ({ cors = '', before = passOptions }, { port }) => ({
    'app.py': `
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
${cors}

@app.before_request
def authenticate():
${before.replace(/^(?=.)/gm, '    ')}
    if not request.headers.get("Authorization"):
        abort(401)

@app.route("/api/items", methods=["GET", "PATCH"])
def items():
    response = jsonify([{"id": 1}, {"id": 2}])
    response.headers["X-Total-Count"] = "2"
    return response

@app.route("/api/boom")
def boom():
    raise RuntimeError("boom")

app.run(host="127.0.0.1", port=${port}, threaded=True)
`,
  }),
  place: (block) =>
    block.includes('before_request function') ? { before: block, cors: listed } : { cors: block },
  start: () => [{ program: python, args: ['app.py'] }],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${load}\nCORS(app, supports_credentials=True)` },
    },
    { title: 'authentication of preflights', places: { cors: listed, before: '' } },
    {
      title: 'credentials not allowed, header not exposed',
      places: { cors: `${load}\nCORS(app, origins=[${originList}])` },
    },
  ],
}
