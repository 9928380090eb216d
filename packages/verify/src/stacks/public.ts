/**
 * How each server software states a CORS policy, and how it changes for a kind of fault, as data. Pure: it
 * also runs in a browser.
 */
export { changeFor, type ChosenChange } from './change-for.ts'
export { findStack, stacks } from './index.ts'
export type { FixKind } from './kinds.ts'
export type { Block, Policy, Stack } from './types.ts'
