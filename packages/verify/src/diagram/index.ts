/** Draws the exchanges of a page as a sequence diagram. Pure: it also runs in a browser. */
export { decidingHeader, hasDecided, statusLine } from './deciding-header.ts'
export { isDecidedByCors, isRedirect, judge, type Judgement } from './judge.ts'
export type { CallKind, DrawnExchange, PageCall } from './page-call.ts'
export type { Lane, LaneId, Message, Note, Row, Sequence, ShownLine, Tone } from './rows.ts'
export { sequence } from './sequence.ts'
export { statusText } from './status-text.ts'
export { sequenceSvg } from './svg.ts'
export type { SvgOptions } from './svg-options.ts'
