/** Options of `sequenceSvg`. */
export interface SvgOptions {
  /** Width in pixels; text wraps to fit. */
  width: number
  /** Names the diagram for assistive technology. */
  label: string
  /**
   * Returns the id of the element that explains a header. The name of such a header becomes a button with
   * `data-header`; the page that shows the diagram handles its events (default: no buttons).
   */
  explainedBy?: (header: string) => string | undefined
}

/** A part of the diagram as SVG, and its height in pixels. */
export interface Drawn {
  svg: string
  height: number
}
