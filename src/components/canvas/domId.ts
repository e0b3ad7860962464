/** The id of the element that stands for a node or a row; the canvas names it as its active one. */
export function domId(canvasId: string): string {
  return `canvas-${encodeURIComponent(canvasId)}`
}
