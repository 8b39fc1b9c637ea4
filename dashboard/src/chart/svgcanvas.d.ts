/** svgcanvas has no types of its own: the little of it that is used here. */
declare module 'svgcanvas' {
  /** A 2D context that records what is drawn on it as SVG. */
  export class Context {
    constructor(options: { width: number; height: number; ctx?: CanvasRenderingContext2D });
    getSerializedSvg(fixNamedEntities?: boolean): string;
  }
}
