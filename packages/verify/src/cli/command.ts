import { Command, Option } from 'commander'
import { failLevels, formatNames } from './settings.ts'

/** The flags as typed. */
export interface Flags {
  origin?: string[]
  credentials?: true
  cookie?: string[]
  method?: string[]
  header?: string[]
  expose?: string[]
  request?: string[]
  stream?: string[]
  websocket?: string[]
  csrf?: string[]
  allowWrites?: true
  browser?: string
  stack?: string
  allStacks?: true
  maxAge?: string
  config?: string
  /** True: the text is on standard input. */
  curl?: string | true
  har?: string
  format?: string
  html?: string
  failOn?: string
  timeout?: string
  runTimeout?: string
  resolve?: string[]
  insecure?: true
}

/** The command with its flags and its help; it reads arguments and does nothing. */
export function createCommand(version: string): Command {
  const command = new Command('cors-verify')
    .description('Finds faults in the CORS configuration of an API and prints evidence and fixes.')
    .usage('[options] [url]\n       cors-verify explain [text]')
    .argument('[url]', 'a resource that the pages read; other paths resolve against it')
    .version(version, '-v, --version')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', examples)
    // Unknown arguments are reported together with all other problems.
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  for (const option of options()) command.addOption(option)
  return command
}

function options(): Option[] {
  return [
    list(
      '--origin <origin>',
      'origin of a page that must be able to call <url>,\nor a pattern: https://*.preview.example.com',
    ),
    new Option('--credentials', "the pages call with credentials: 'include'"),
    repeated('--cookie <name=value>', 'a cookie to send, to check as a signed-in user'),
    list('--method <method>', 'methods the pages use on <url> (default: GET)'),
    headers('--header <name>', 'request headers the pages set; "name: value" gives the value'),
    list('--expose <name>', 'response headers the pages read'),
    repeated('--request <request>', 'a further request the pages make: "GET /api/boom"'),
    repeated('--stream <url>', 'an event stream the pages open'),
    repeated('--websocket <url>', 'a WebSocket the pages open'),
    repeated(
      '--csrf <request>',
      'a change that pages of other sites must not be able to make:\n"POST /api/transfer amount=1"',
    ),
    new Option('--allow-writes', 'send more than GET, HEAD and OPTIONS'),
    new Option('--browser <name>', 'chromium, firefox or none (default: the first installed)'),
    new Option('--stack <id>', 'the stack to print fixes for (default: the one recognised)'),
    new Option('--all-stacks', 'print the fixes for every stack'),
    new Option(
      '--max-age <seconds>',
      'Access-Control-Max-Age of printed configurations\n(default: what the server sends, else 7200)',
    ),
    new Option('--curl [text]', 'a request from "Copy as cURL" (default: standard input)'),
    new Option('--har <file>', 'a HAR file, of which the failed request is taken'),
    new Option(
      '--config <file>',
      'a configuration file (default: cors-verify.config.ts, .js, .json)',
    ),
    new Option('--format <format>', `${formatNames.join(', ')} (default: text)`),
    new Option('--html <file>', 'write a page with sequence diagrams too'),
    new Option(
      '--fail-on <severity>',
      `minimum severity that fails the run (default: broken);\none of ${failLevels.join(', ')}`,
    ),
    new Option('--timeout <seconds>', 'time limit of one request (default: 10)'),
    new Option('--run-timeout <seconds>', 'time limit of the whole run (default: 60)'),
    list('--resolve <from=to>', 'address for a host:port: api.example.com:443=127.0.0.1:3000'),
    new Option('--insecure', 'accept any TLS certificate'),
  ]
}

/** May be given again, and may hold several values with commas between them. */
function list(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    ...value.split(',').map((entry) => entry.trim()),
  ])
}

/** Names, with commas between them, or one `name: value`, whose commas are part of the value. */
function headers(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    ...(value.includes(':') ? [value] : value.split(',').map((entry) => entry.trim())),
  ])
}

/** May be given again; a comma is part of the value. */
function repeated(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    value,
  ])
}

const examples = `
--origin, --method, --header, --expose and --resolve may be repeated, or take
several values with commas between them. --cookie, --request, --stream,
--websocket and --csrf may be repeated.

Examples:
  A public API that a page reads:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com
  A session, writes, an exposed header and a readable error response:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com \\
        --cookie session=abc --method GET,POST,PATCH --header content-type \\
        --expose X-Total-Count --request "GET /boom"
  Changes that pages of other sites could make:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com \\
        --cookie session=abc --allow-writes --csrf "POST /transfer amount=1"
  The request that failed, as the network panel of the browser copied it:
    $ npm run -s cors-verify -- --curl < copied.txt
  In continuous integration:
    $ npm run -s cors-verify -- --config cors-verify.config.ts \\
        --format github --fail-on weak
  A configuration to copy, without sending a request:
    $ npm run -s cors-verify -- config nginx --origin https://app.example.com \\
        --credentials --method PATCH --header content-type

cors-verify explain names the causes of an error text of the console.
Flags override what --curl and --har say.
Only GET, HEAD and OPTIONS are sent unless --allow-writes is given.
Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not run.`
