#!/usr/bin/env node
import { run } from './cli/run.ts'

// process.exit runs the exit handlers, which end the browser.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const { stdin, stdout, stderr, env } = process
// EPIPE: the reader of a pipe, such as `head`, has closed it early.
stdout.on('error', () => {})
stderr.on('error', () => {})

const code = await run(process.argv.slice(2), { stdin, stdout, stderr, env, folder: process.cwd() })
// Not process.exitCode: an open socket of the target would keep the process running.
process.exit(code)
