import { anyOf, body, header } from './shared/marks.ts'
import { codes, csharp, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** ASP.NET Core with its CORS middleware. */
export const aspnetCore: Stack = {
  id: 'aspnet-core',
  name: 'ASP.NET Core UseCors',
  kind: 'app',
  documentedFor: 'ASP.NET Core 8.0',
  page: 'https://learn.microsoft.com/aspnet/core/security/cors',
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
    'no-layer':
      'Call `AddCors` and `app.UseCors()`: without both, the middleware finds no policy and adds no header.',
    'cors-first':
      'Call `app.UseCors()` after `app.UseRouting()`, if the app calls that, and before `UseHttpsRedirection`, `UseRateLimiter`, `UseResponseCaching`, `UseAuthentication` and `UseAuthorization`.',
    'exact-origins': {
      change: (_about, policy) =>
        `Call \`WithOrigins\` with whole origins, ${codes(csharp, policy.origins)}, instead of \`SetIsOriginAllowed(_ => true)\`. \`AllowAnyOrigin()\` together with \`AllowCredentials()\` throws at the start.`,
    },
    vary: {
      change:
        'UseCors adds `Vary: Origin` only for allowed origins, and not if the policy has a single one. Add it to every response above `UseCors`.',
      block: () => ({
        where: 'Program.cs: above app.UseCors()',
        code: [
          'app.Use(async (context, next) =>',
          '{',
          '    context.Response.OnStarting(() =>',
          '    {',
          '        if (!context.Response.Headers.Vary.ToString().Contains("Origin"))',
          '            context.Response.Headers.Append("Vary", "Origin");',
          '        return Task.CompletedTask;',
          '    });',
          '    await next(context);',
          '});',
        ].join('\n'),
      }),
    },
    errors:
      'Call `app.UseExceptionHandler(…)` above `app.UseCors()`: the server’s own response to an unhandled exception has no CORS headers.',
    'one-layer':
      'Use `app.UseCors()`, and set no Access-Control header in web.config, in IIS or in the proxy.',
  },
}
