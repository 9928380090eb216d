/** Thrown when the lab cannot start, with the cure in its message: no stack is worth reading. */
export class LabError extends Error {
  override readonly name = 'LabError'
}
