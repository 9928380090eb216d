import type { Lane, LaneId, Message } from './rows.ts'

/** Width of a monospaced character in pixels: slightly more than in the widest font of current systems. */
export const monoCharacter = 7.3
/** Assumed width of a proportional character in pixels. */
export const sansCharacter = 6.7
/** Height of a line of text in pixels. */
export const lineHeight = 17
/** Pixels above and below a text in a box. */
export const padding = 6

/** Distance between lanes, in pixels, below which a text takes the whole width above its arrow. */
const narrowGap = 250

/** Rounds a coordinate to one decimal: a smaller difference is not visible. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}

/** The positions of the lanes and of their texts, in pixels. */
export interface Layout {
  width: number
  /** Returns the centre of a lane. */
  xOf: (lane: LaneId) => number
  /** Returns the left and right edge of the texts of a message, and whether they align to the right. */
  roomFor: (message: Message) => { left: number; right: number; isAtEnd: boolean }
  /** Returns the left and right edge that the head of a lane must not exceed. */
  headOf: (index: number) => { left: number; right: number }
  /** Whether texts take the whole width, and so cover the life lines that they cross. */
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
