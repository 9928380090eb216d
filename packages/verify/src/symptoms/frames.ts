/** The beginning of a line about CORS in Chromium and Firefox, before the reason. */
export const frames = {
  Chromium:
    "Access to {kind} at '{url}'{redirect} from origin '{origin}' has been blocked by CORS policy: ",
  Firefox:
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. ',
} as const
