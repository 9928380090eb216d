import { anyOf, body, header } from './shared/marks.ts'
import { csharp, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** ASP.NET Core with its CORS middleware. */
export const aspnetCore: Stack = {
  id: 'aspnet-core',
  name: 'ASP.NET Core UseCors',
  kind: 'app',
  documentedFor: 'ASP.NET Core 9.0',
  recognise: anyOf(
    header('Server', /^(?:Kestrel|Microsoft-IIS\/\d)/),
    header('X-Powered-By', /^ASP\.NET/),
    body(/"traceId":"00-[0-9a-f]{32}-/),
  ),
  syntax: csharp,
  settings: {
    origins: 'WithOrigins',
    credentials: 'AllowCredentials()',
    methods: 'WithMethods',
    requestHeaders: 'WithHeaders',
    exposedHeaders: 'WithExposedHeaders',
    maxAge: 'SetPreflightMaxAge',
  },
  config: (policy) => ({
    where:
      'Program.cs: AddCors before builder.Build(), UseCors after UseRouting and before UseAuthentication',
    code: [
      'builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy',
      ...[
        `.WithOrigins(${texts(csharp, policy.origins)})`,
        ...(policy.credentials ? ['.AllowCredentials()'] : []),
        `.WithMethods(${texts(csharp, policy.methods)})`,
        ...(policy.requestHeaders.length > 0
          ? [`.WithHeaders(${texts(csharp, policy.requestHeaders)})`]
          : []),
        ...(policy.exposedHeaders.length > 0
          ? [`.WithExposedHeaders(${texts(csharp, policy.exposedHeaders)})`]
          : []),
        `.SetPreflightMaxAge(TimeSpan.FromSeconds(${policy.maxAgeSeconds}))));`,
      ].map((line) => `    ${line}`),
      '',
      'app.UseCors();',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Call `AddCors` and `app.UseCors()`.',
    'cors-first':
      'Call `app.UseCors()` after `app.UseRouting()` and before `UseHttpsRedirection`, `UseRateLimiter`, `UseAuthentication` and `UseAuthorization`.',
    errors:
      'Call `app.UseExceptionHandler(…)` above `app.UseCors()`: the server’s own response to an unhandled exception has no CORS headers.',
    'one-layer':
      'Use `app.UseCors()`, and set no Access-Control header in web.config, in IIS or in the proxy.',
  },
}
