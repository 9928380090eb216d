import { Command, Option } from 'commander'
import { failLevels, formatNames } from './settings.ts'

/** The values of the flags, before validation. */
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
  /** The text; true if it is on standard input. */
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

/** Creates the command with its flags and its help. It only parses arguments. */
export function createCommand(version: string): Command {
  const command = new Command('cors-verify')
    .description('Finds faults in the CORS configuration of an API and prints evidence and fixes.')
    .usage(
      '[options] [url]\n       cors-verify explain [text]\n       cors-verify config <stack> [options]',
    )
    .argument(
      '[url]',
      'URL of a resource that the pages read;\nrelative paths of the flags resolve against it',
    )
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
      'a write that other sites must not be able to send:\n"POST /api/transfer amount=1"; needs --allow-writes',
    ),
    new Option('--allow-writes', 'send more than GET, HEAD and OPTIONS'),
    new Option('--browser <name>', 'chromium, firefox or none\n(default: the first installed)'),
    new Option('--stack <id>', 'the stack to print fixes for\n(default: the one recognised)'),
    new Option('--all-stacks', 'print the fixes for every stack'),
    new Option(
      '--max-age <seconds>',
      'Access-Control-Max-Age of printed configurations\n(default: what the server sends, else 7200)',
    ),
    new Option('--curl [text]', 'a request from "Copy as cURL" (default: standard input)'),
    new Option('--har <file>', 'a HAR file, to check its failed request'),
    new Option(
      '--config <file>',
      'a configuration file (default: cors-verify.config.ts, .js, .json)',
    ),
    new Option('--format <format>', `${formatNames.join(', ')} (default: text)`),
    new Option('--html <file>', 'also write an HTML page with sequence diagrams'),
    new Option(
      '--fail-on <severity>',
      `minimum severity that fails the run:\n${failLevels.join(', ')} (default: broken)`,
    ),
    new Option('--timeout <seconds>', 'time limit of one request (default: 10)'),
    new Option('--run-timeout <seconds>', 'time limit of the whole run (default: 60)'),
    list(
      '--resolve <from=to>',
      'address to connect to for a host:port:\napi.example.com:443=127.0.0.1:3000',
    ),
    new Option('--insecure', 'accept any TLS certificate'),
  ]
}

/** A flag that may be repeated, and whose value may be a list with commas. */
function list(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    ...value.split(',').map((entry) => entry.trim()),
  ])
}

/** A flag with a list of names, or one `name: value`, whose commas are part of the value. May be repeated. */
function headers(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before?: string[]) => [
    ...(before ?? []),
    ...(value.includes(':') ? [value] : value.split(',').map((entry) => entry.trim())),
  ])
}

/** A flag that may be repeated. A comma is part of the value. */
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
  A write that pages of other sites must not be able to send:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com \\
        --cookie session=abc --allow-writes --csrf "POST /transfer amount=1"
  A failed request, copied with "Copy as cURL" in the network panel:
    $ npm run -s cors-verify -- --curl < copied.txt
  In continuous integration:
    $ npm run -s cors-verify -- --config cors-verify.config.ts \\
        --format github --fail-on weak
  A configuration to copy, without sending a request:
    $ npm run -s cors-verify -- config nginx --origin https://app.example.com \\
        --credentials --method PATCH --header content-type

cors-verify explain prints the causes of an error text from the browser console.
Flags override the request of --curl or --har, and that overrides --config.
Only GET, HEAD and OPTIONS are sent unless --allow-writes is given.
Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not run.`
