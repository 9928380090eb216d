/** The changes to the repository that a page of the documentation describes. */
export interface PageChanges {
  /** New files, by path from the root: blocks of `ts` and `vue` whose first line names the file. */
  added: Record<string, string>
  /** Changed files: blocks of `diff` whose first line names the file, and whose hunks `@@` separates. */
  edits: { file: string; from: string; to: string }[]
}

const newFile = /^(?:\/\/|<!--) ((?:apps|packages|e2e)\/\S+)/
const changedFile = /^ \/\/ ((?:apps|packages|e2e)\/\S+)\n/

/** Reads the changes from the blocks of a page. Other blocks are examples. */
export function pageChangesOf(markdown: string): PageChanges {
  const changes: PageChanges = { added: {}, edits: [] }
  for (const [, language = '', code = ''] of markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
    const added = newFile.exec(code)?.[1]
    const [head, file] = changedFile.exec(code) ?? []
    if ((language === 'ts' || language === 'vue') && added !== undefined) {
      changes.added[added] = code
    } else if (language === 'diff' && head !== undefined && file !== undefined) {
      for (const hunk of code.slice(head.length).split(/^@@$\n/m)) {
        changes.edits.push({ file, from: side(hunk, '+'), to: side(hunk, '-') })
      }
    }
  }
  return changes
}

/** Returns the lines of a hunk without those of the other side. */
function side(hunk: string, other: '+' | '-'): string {
  const lines = hunk.trimEnd().split('\n')
  return lines
    .filter((line) => !line.startsWith(other))
    .map((line) => line.slice(1))
    .join('\n')
}
