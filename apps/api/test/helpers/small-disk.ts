import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresAccount } from './postgres.ts'

/** A file system of its own, which can be filled without harm to anybody. */
export interface SmallDisk {
  /** Its root, which belongs to whom PostgreSQL runs as. */
  folder: string
  /** Leaves so many bytes free. */
  fill: (freeBytes: number) => void
  makeRoom: () => void
  remove: () => void
}

/** Why there can be none here, with what to do; undefined if there can. */
export const smallDiskMissing = canMount()
  ? undefined
  : 'no disk to fill: tests that run as root on Linux may mount one of their own'

/** Mounts a file system in memory. */
export function openSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  const remove = () => {
    process.off('exit', remove)
    // Lazily: a server that was ended may still be about to close its files.
    spawnSync('umount', ['--lazy', folder])
    rmdirSync(folder)
  }
  process.on('exit', remove)
  const as = postgresAccount()
  if (as) chownSync(folder, as.uid, as.gid)

  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill(freeBytes) {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes), 1))
    },
    makeRoom: () => rmSync(ballast),
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
