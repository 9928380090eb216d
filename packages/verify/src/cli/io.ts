/** The streams, environment and working folder of the command. */
export interface Io {
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  stdin: NodeJS.ReadStream
  env: Readonly<Record<string, string | undefined>>
  folder: string
}

/** Writes and waits until the text is written. Resolves also if the reader of the pipe, such as `head`, has closed it. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve())
    stream.write(text, () => resolve())
  })
}
