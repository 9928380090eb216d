/** The effect of a curl option on the request. `ignored` options change only how curl sends or prints it. */
export type CurlEffect =
  | 'url'
  | 'method'
  | 'header'
  | 'cookie'
  | 'data'
  | 'raw-data'
  | 'urlencoded-data'
  | 'json'
  | 'form'
  | 'user'
  | 'referer'
  | 'head'
  | 'get'
  | 'no-globs'
  | 'ignored'

/** The supported options by name; others are rejected. */
export const curlOptions: ReadonlyMap<string, { takesValue: boolean; effect: CurlEffect }> =
  new Map(
    (
      [
        ['--url', true, 'url'],
        ['-X --request', true, 'method'],
        ['-H --header', true, 'header'],
        ['-b --cookie', true, 'cookie'],
        ['-d --data --data-ascii --data-binary', true, 'data'],
        ['--data-raw', true, 'raw-data'],
        ['--data-urlencode', true, 'urlencoded-data'],
        ['--json', true, 'json'],
        ['-F --form', true, 'form'],
        ['-u --user', true, 'user'],
        ['-e --referer', true, 'referer'],
        ['-I --head', false, 'head'],
        ['-G --get', false, 'get'],
        ['-g --globoff', false, 'no-globs'],
        ['-A --user-agent', true, 'ignored'],
        ['-o --output', true, 'ignored'],
        ['-m --max-time', true, 'ignored'],
        ['--connect-timeout', true, 'ignored'],
        ['-w --write-out', true, 'ignored'],
        ['-s --silent -S --show-error -v --verbose -i --include', false, 'ignored'],
        ['-L --location -f --fail -N --no-buffer --path-as-is', false, 'ignored'],
        // Browsers add --insecure to the command for an http URL. The run still checks certificates.
        ['--compressed -k --insecure', false, 'ignored'],
        ['--http1.0 --http1.1 --http2 --http2-prior-knowledge --http3', false, 'ignored'],
      ] as const
    ).flatMap(([names, takesValue, effect]) =>
      names.split(' ').map((name) => [name, { takesValue, effect }] as const),
    ),
  )
