import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresAccount } from './postgres.ts'

/** A small file system that a test can fill. */
export interface SmallDisk {
  /** Its root folder, owned by the user of PostgreSQL. */
  folder: string
  /** Fills it and leaves this many bytes free. */
  fill: (freeBytes: number) => void
  makeRoom: () => void
  remove: () => void
}

/** The reason why a small disk cannot be mounted, with the fix; undefined if it can. */
export const smallDiskMissing = canMount()
  ? undefined
  : 'no disk to fill: run the tests as root on Linux, so that they can mount one'

/** Mounts a file system in memory. */
export function openSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  const remove = () => {
    process.off('exit', remove)
    // Lazy: a server that was killed may still have files open.
    spawnSync('umount', ['--lazy', folder])
    rmdirSync(folder)
  }
  process.on('exit', remove)
  const account = postgresAccount()
  if (account) chownSync(folder, account.uid, account.gid)

  const filler = join(folder, 'filler')
  return {
    folder,
    fill(freeBytes) {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes), 1))
    },
    makeRoom: () => rmSync(filler),
    remove,
  }
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status === 0
  if (mounted) spawnSync('umount', [folder])
  rmdirSync(folder)
  return mounted
}
