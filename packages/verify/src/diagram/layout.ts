import type { Lane, LaneId, Message } from './rows.ts'

/** Pixels of one character: a little more than the widest of the monospaced fonts that systems have. */
export const monoCharacter = 7.3
export const sansCharacter = 6.7
export const lineHeight = 17
/** Space above and below a text in a box. */
export const padding = 6

/** Below this distance between lanes, text takes the whole width, above its arrow. */
const narrowGap = 250

/** A coordinate with one decimal: what an eye can see. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}

/** Where the lanes are, and where text has room. */
export interface Layout {
  width: number
  /** The centre of a lane. */
  xOf: (lane: LaneId) => number
  /** Left and right edge of the texts of a message, and whether they end at the right. */
  roomFor: (message: Message) => { left: number; right: number; isAtEnd: boolean }
  /** Left and right edge of the head of a lane, at most. */
  headOf: (index: number) => { left: number; right: number }
  /** Texts cross life lines, which they cover. */
  isNarrow: boolean
}

/**
 * Places the lanes at equal distances.
 *
 * @param width of the diagram in pixels
 */
export function layOut(lanes: readonly Lane[], width: number): Layout {
  const margin = width < 480 ? 8 : 20
  const gap = (width - 2 * margin) / (lanes.length - 1)
  const isNarrow = gap < narrowGap
  const xs = lanes.map((_lane, index) => round(margin + index * gap))
  const xOf = (id: LaneId) => xs[lanes.findIndex((lane) => lane.id === id)] ?? margin
  return {
    width,
    xOf,
    isNarrow,
    roomFor: ({ from, to }) => {
      const [left = 0, right = 0] = [xOf(from), xOf(to)].sort((a, b) => a - b)
      const isAtEnd = isNarrow && left + right > width
      if (isNarrow) return { left: margin + 4, right: width - margin - 4, isAtEnd }
      return { left: left + 12, right: right - 12, isAtEnd }
    },
    headOf: (index) => {
      const x = xs[index] ?? 0
      if (index === 0) return { left: 0, right: margin + gap * 0.6 }
      if (index === lanes.length - 1) return { left: width - margin - gap * 0.6, right: width }
      return { left: x - gap * 0.35, right: x + gap * 0.35 }
    },
  }
}
