import createError from '@fastify/error'

/** The errors of this API: a stable code for programs, a sentence for people, the status. */
export const ItemNotFound = createError<[number]>(
  'ITEM_NOT_FOUND',
  'There is no item %s. Somebody may have deleted it.',
  404,
)

export const ItemChanged = createError<[number]>(
  'ITEM_CHANGED',
  'Item %s has changed since you read it. Read it again, then decide.',
  412,
)

export const IfMatchRequired = createError(
  'IF_MATCH_REQUIRED',
  'Send the etag of the version you have seen in If-Match, so that no change of others is lost.',
  428,
)

export const SignInRequired = createError(
  'SIGN_IN_REQUIRED',
  "Sign in first. If you have, the session cookie did not arrive: fetch needs credentials: 'include'.",
  401,
)

export const CredentialsWrong = createError(
  'CREDENTIALS_WRONG',
  'No account has this name and password.',
  401,
)

export const TooManySignIns = createError<[number]>(
  'TOO_MANY_SIGN_INS',
  'Too many tries. Wait %s seconds.',
  429,
)

export const OriginNotAllowed = createError(
  'ORIGIN_NOT_ALLOWED',
  'Pages of this origin may not call this API. The log of the API names the nearest allowed one.',
  403,
  Error,
  // Any page can make the API refuse it: that must not cost a stack trace.
  false,
)

/** Sent with Retry-After: whoever waits that long may well succeed. */
export const DatabaseUnavailable = createError<[{ cause: unknown }]>(
  'DATABASE_UNAVAILABLE',
  'The database does not answer, so this may or may not have been done. Try again in a moment.',
  503,
)

/** 507 and not 503: to wait is of no use, and what only reads is answered as always. */
export const StorageFull = createError<[{ cause: unknown }]>(
  'STORAGE_FULL',
  'The database has no room left, so nothing was changed. Whoever runs the API has to make room.',
  507,
)

export const RouteNotFound = createError<[string, string]>(
  'ROUTE_NOT_FOUND',
  'There is no route %s %s.',
  404,
)
