import { write, type Io } from './io.ts'

/** Maximum number of characters; copied requests and console texts are shorter. */
const longestText = 1_000_000

/** Reads standard input to its end, or until {@link longestText} characters are exceeded. */
export async function readStdin({ stdin, stderr }: Io): Promise<string> {
  if (stdin.isTTY) {
    await write(stderr, 'Paste the text, then press Enter and Ctrl+D (on Windows Ctrl+Z, Enter).\n')
  }
  let text = ''
  stdin.setEncoding('utf8')
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.length > longestText) break
  }
  return text
}
