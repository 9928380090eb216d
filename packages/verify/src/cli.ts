#!/usr/bin/env node
import { run } from './cli/run.ts'

// Leaving at once runs the exit handlers that end a browser; waiting for the run would not.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const { stdin, stdout, stderr, env } = process
// A reader that went away, as `head` does: what it has read is what it wanted.
stdout.on('error', () => {})
stderr.on('error', () => {})

const code = await run(process.argv.slice(2), { stdin, stdout, stderr, env, folder: process.cwd() })
// Not process.exitCode: a socket that the target keeps open would keep the command waiting.
process.exit(code)
