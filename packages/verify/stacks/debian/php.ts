import { findAll } from '../program.ts'
import { withToken } from '../pages.ts'
import type { RealStack } from '../types.ts'

/** Lines that send the headers to one origin, or to every origin. */
function headers(origin: string): string {
  return `header("Access-Control-Allow-Origin: ${origin}");
header('Access-Control-Allow-Credentials: true');
header('Access-Control-Allow-Methods: GET, PATCH');
header('Access-Control-Allow-Headers: authorization, content-type, x-tenant');
header('Access-Control-Expose-Headers: x-total-count');
header('Vary: Origin');`
}

const preflight = `if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS') { http_response_code(204); exit; }`

/** PHP without a framework, in a script that requires a token. */
export const php: RealStack = {
  id: 'php',
  find: () =>
    findAll({ name: 'PHP', debian: 'php-cli', version: ['php', ['-v'], /^PHP ([\d.]+)/] }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'index.php': `<?php
${cors}
if (!isset($_SERVER['HTTP_AUTHORIZATION'])) { http_response_code(401); exit; }
${late}
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
header('Content-Type: application/json');
header('X-Total-Count: 2');
if ($path === '/api/boom') { http_response_code(500); echo '{"error":"boom"}'; }
elseif ($path !== '/api/items') { http_response_code(404); echo '{"error":"not found"}'; }
else { echo '[{"id":1},{"id":2}]'; }
`,
  }),
  start: ({ port }) => [{ program: 'php', args: ['-S', `127.0.0.1:${port}`, 'index.php'] }],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${headers("{$_SERVER['HTTP_ORIGIN']}")}\n${preflight}` },
    },
    { title: 'authentication before CORS', places: { late: headers('https://app.example.com') } },
    {
      title: 'origin with a slash at its end',
      places: { cors: `${headers('https://app.example.com/')}\n${preflight}` },
    },
  ],
}
