import createError from '@fastify/error'

// The errors of this API: a stable code for programs, a sentence for people, the status.

export const ItemNotFound = createError<[number]>(
  'ITEM_NOT_FOUND',
  'Item %s does not exist. It may have been deleted.',
  404,
)

export const ItemChanged = createError<[number]>(
  'ITEM_CHANGED',
  'Item %s was modified. Fetch it again and retry with the new ETag.',
  412,
)

export const IfMatchRequired = createError(
  'IF_MATCH_REQUIRED',
  "Send If-Match with the item's ETag (or *), so that concurrent changes are not overwritten.",
  428,
)

export const SignInRequired = createError(
  'SIGN_IN_REQUIRED',
  "No valid session. Sign in. If you are signed in: the session expired, the request lacks credentials: 'include', or the browser blocked the cookie (SameSite).",
  401,
)

export const CredentialsWrong = createError(
  'CREDENTIALS_WRONG',
  'No account has this name and password.',
  401,
)

export const TooManySignIns = createError<[number]>(
  'TOO_MANY_SIGN_INS',
  'Too many sign-in attempts. Try again in %s seconds.',
  429,
)

// Any page can cause the next three: they must not cost a stack trace.

export const OriginNotAllowed = createError<[string]>(
  'ORIGIN_NOT_ALLOWED',
  'Origin "%s" is not allowed to call this API. See the server log for the closest allowed origin.',
  403,
  Error,
  false,
)

export const CrossSiteWithoutOrigin = createError(
  'CROSS_SITE_WITHOUT_ORIGIN',
  'A browser sent this change from another origin, without an Origin header. A proxy or a browser extension may have removed it.',
  403,
  Error,
  false,
)

export const CookieWithoutOrigin = createError(
  'COOKIE_WITHOUT_ORIGIN',
  'This change has a cookie and no Origin header. Send Content-Type: application/json.',
  403,
  Error,
  false,
)

export const DatabaseUnavailable = createError<[{ cause: unknown }]>(
  'DATABASE_UNAVAILABLE',
  'The database is unavailable. The change may or may not have been saved; check before you retry.',
  503,
)

export const DatabaseBusy = createError<[{ cause: unknown }]>(
  'DATABASE_BUSY',
  'Another process holds the database lock. Nothing was saved. Try again in a moment.',
  503,
)

/** 507 and not 503: retrying does not help, and reads still succeed. */
export const StorageFull = createError<[{ cause: unknown }]>(
  'STORAGE_FULL',
  'The database is full. Nothing was saved. The operator has to free disk space.',
  507,
)

export const RouteNotFound = createError<[string, string]>(
  'ROUTE_NOT_FOUND',
  'Route %s %s not found.',
  404,
)
