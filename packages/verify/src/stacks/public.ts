/**
 * The CORS configuration of each server software, and its change for each kind of fault, as data. Pure: it
 * also runs in a browser.
 */
export { changeFor, type ChosenChange } from './change-for.ts'
export { findStack, stacks } from './index.ts'
export type { FixKind } from './kinds.ts'
export type { Block, Policy, Stack } from './types.ts'
