import { Command, Option } from 'commander'
import { failLevels, formatNames } from './settings.ts'

/** What the flags hold, as they were typed. */
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
  config?: string
  format?: string
  failOn?: string
  timeout?: string
  runTimeout?: string
  resolve?: string[]
  insecure?: true
}

/** The command with its flags and its help; it reads arguments and does nothing. */
export function createCommand(version: string): Command {
  const command = new Command('cors-verify')
    .description('Says in plain words what is wrong with the CORS set-up of an API.')
    .argument('[url]', 'a resource that the pages read; other paths resolve against it')
    .version(version, '-v, --version')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', examples)
    // What is unknown is reported together with everything else that is wrong.
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  for (const option of options()) command.addOption(option)
  return command
}

function options(): Option[] {
  return [
    list('--origin <origin>', 'origin of a page that must be able to call it'),
    new Option('--credentials', "the pages call with credentials: 'include'"),
    repeated('--cookie <name=value>', 'a cookie to send, so that probes are of a signed-in user'),
    list('--method <method>', 'methods the pages use on <url> (GET)'),
    list('--header <name>', 'request headers the pages set'),
    list('--expose <name>', 'response headers the pages read'),
    repeated('--request <request>', 'a further request the pages make: "GET /api/boom"'),
    repeated('--stream <url>', 'an event stream the pages open'),
    repeated('--websocket <url>', 'a WebSocket the pages open'),
    repeated(
      '--csrf <request>',
      'a change that foreign pages must not get through:\n"POST /api/transfer amount=1"',
    ),
    new Option('--allow-writes', 'send more than GET, HEAD and OPTIONS'),
    new Option('--browser <name>', 'chromium, firefox or none (the first that is installed)'),
    new Option('--config <file>', 'a configuration file (cors-verify.config.ts, .js or .json)'),
    new Option('--format <format>', `${formatNames.join(', ')} (text)`),
    new Option(
      '--fail-on <severity>',
      `${failLevels.join(', ')}: the least that exits with 1 (broken)`,
    ),
    new Option('--timeout <seconds>', 'for one request (10)'),
    new Option('--run-timeout <seconds>', 'for the whole run (60)'),
    list('--resolve <from=to>', 'where a host:port really is: api.example.com:443=127.0.0.1:3000'),
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
  A session, writes, an exposed header and an error the page must be able to read:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com \\
        --cookie session=abc --method GET,POST,PATCH --header content-type \\
        --expose X-Total-Count --request "GET /boom"
  What foreign pages could change:
    $ npm run -s cors-verify -- https://api.example.com/items \\
        --origin https://app.example.com \\
        --cookie session=abc --allow-writes --csrf "POST /transfer amount=1"
  In continuous integration:
    $ npm run -s cors-verify -- --config cors-verify.config.ts \\
        --format github --fail-on weak

Only GET, HEAD and OPTIONS are sent unless --allow-writes is given.
Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not run.`
