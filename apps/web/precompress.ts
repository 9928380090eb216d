import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const encodings = { br: promisify(brotliCompress), gz: promisify(gzip) }
const text = /\.(?:html|js|css|svg|json|txt)$/

/** Writes a `.br` and a `.gz` copy beside each text file of the build, for the web server. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir = '' }) {
      const files = await readdir(dir, { recursive: true })
      await Promise.all(
        files.filter((file) => text.test(file)).map((file) => compress(join(dir, file))),
      )
    },
  }
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  for (const [extension, encode] of Object.entries(encodings)) {
    const compressed = await encode(content)
    if (compressed.length < content.length) await writeFile(`${file}.${extension}`, compressed)
  }
}
