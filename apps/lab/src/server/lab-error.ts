/** The lab or the server of a scenario cannot start. The message names the fix, and is printed without a stack. */
export class LabError extends Error {
  override readonly name = 'LabError'
}
