/** How a sequence is drawn. */
export interface SvgOptions {
  /** Width in pixels; text wraps to fit. */
  width: number
  /** Names the diagram for assistive technology. */
  label: string
  /**
   * The id of the element that explains a header, for names that become buttons with
   * `data-header`; the page that shows the diagram handles their events. Without it, no name is one.
   */
  explainedBy?: (header: string) => string | undefined
}

/** A part of the diagram, and the height that it takes. */
export interface Drawn {
  svg: string
  height: number
}
