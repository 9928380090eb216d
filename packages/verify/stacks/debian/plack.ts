import { withToken } from '../pages.ts'
import { findAll, type Need } from '../program.ts'
import type { RealStack } from '../types.ts'

/** A module of Perl, and the package of Debian that has it. */
function perlModule(name: string, debian: string): Need {
  const code = `use ${name}; print "version $${name}::VERSION"`
  return { name, debian, version: ['perl', ['-e', code], /version ([\d.]+)/] }
}

/** The middleware with these options, beside credentials. */
const enable = (...options: readonly string[]) =>
  `enable 'CrossOrigin', credentials => 1, ${options.join(', ')};`
const origins = `origins => ['https://app.example.com', 'https://admin.example.com']`
const methods = `methods => ['GET', 'PATCH']`
const headers = `headers => ['authorization', 'content-type', 'x-tenant']`
const exposed = `expose_headers => ['x-total-count']`

/** Plack with its CrossOrigin middleware on Starman, in an app that requires a token. */
export const plack: RealStack = {
  id: 'plack',
  find: () =>
    findAll(
      perlModule('Plack::Middleware::CrossOrigin', 'libplack-middleware-crossorigin-perl'),
      perlModule('Starman', 'starman'),
    ),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'app.psgi': `
use strict;
use warnings;
use Plack::Builder;

my $api = sub {
    my $env = shift;
    my $path = $env->{PATH_INFO};
    die 'boom' if $path eq '/api/boom';
    return [404, ['Content-Type' => 'application/json'], ['{"error":"not found"}']]
        if $path ne '/api/items';
    return [200, ['Content-Type' => 'application/json', 'X-Total-Count' => 2], ['[1,2]']];
};

builder {
${cors}
    enable sub {
        my $app = shift;
        sub {
            my $env = shift;
            return [401, [], []] unless $env->{HTTP_AUTHORIZATION};
            $app->($env);
        };
    };
${late}
    $api;
};
`,
  }),
  start: ({ port }) => [
    {
      program: 'starman',
      args: [
        '-E',
        'production',
        '--disable-keepalive',
        '--listen',
        `127.0.0.1:${port}`,
        'app.psgi',
      ],
    },
  ],
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: enable(`origins => '*'`, methods, headers) },
    },
    {
      title: 'authentication before CORS',
      places: { late: enable(origins, methods, headers, exposed) },
      named: true,
    },
    {
      title: 'method not listed, header not exposed',
      places: { cors: enable(origins, `methods => ['GET', 'POST']`, headers) },
    },
    {
      title: 'one origin not listed, error response without CORS',
      places: { cors: enable(`origins => 'https://app.example.com'`, methods, headers, exposed) },
    },
  ],
}
