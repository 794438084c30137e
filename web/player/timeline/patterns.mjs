/** @import { Colours } from './colours.mjs' */

/**
 * How a task's states are told apart: colour, pattern and height, so that no one of them is needed. `height` is the
 * share of a row's bar. The rare and short ones stand first: they are painted last, and so on top.
 */
export const barStates = /** @type {const} */ ([
  { state: 'running', height: 1 },
  { state: 'ready', height: 0.9 },
  { state: 'cancelling', height: 0.8 },
  { state: 'waiting', height: 0.8 },
]);

/** @typedef {typeof barStates[number]['state']} BarState */

const TILE = 6;

/** The fills of a figure's colours, by state and resolution. @type {WeakMap<Colours, Map<string, string | CanvasPattern>>} */
const made = new WeakMap();

/**
 * What fills the bars of a state: a plain colour, or a pattern whose tile is drawn at the screen's own resolution.
 * @param {CanvasRenderingContext2D} context
 * @param {BarState} state
 * @param {Colours} colours
 * @param {number} pixelRatio
 * @returns {string | CanvasPattern}
 */
export function barFill(context, state, colours, pixelRatio) {
  const fills = made.get(colours) ?? new Map();
  made.set(colours, fills);
  const key = `${state} ${pixelRatio}`;
  const fill = fills.get(key) ?? makeFill(context, state, colours, pixelRatio);
  fills.set(key, fill);
  return fill;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {BarState} state
 * @param {Colours} colours
 * @param {number} pixelRatio
 * @returns {string | CanvasPattern}
 */
function makeFill(context, state, colours, pixelRatio) {
  if (state === 'running') return colours.running;
  const size = Math.round(TILE * pixelRatio);
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext('2d');
  const pattern = pen && context.createPattern(paintTile(pen, tile, size, state, colours), 'repeat');
  if (!pattern) return colours[state];
  pattern.setTransform(new DOMMatrix().scale(TILE / size));
  return pattern;
}

/**
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {OffscreenCanvas} tile
 * @param {number} size
 * @param {'ready' | 'waiting' | 'cancelling'} state
 * @param {Colours} colours
 */
function paintTile(pen, tile, size, state, colours) {
  pen.fillStyle = colours[state];
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = state === 'waiting' ? colours.surface : colours.ink;
  pen.globalAlpha = state === 'waiting' ? 0.45 : 0.5;
  pen.lineWidth = size / 6;
  pen.beginPath();
  diagonal(pen, size, 1);
  if (state === 'cancelling') diagonal(pen, size, -1);
  if (state === 'waiting') {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 6, 0, 2 * Math.PI);
    pen.fillStyle = colours.surface;
    pen.fill();
    return tile;
  }
  pen.stroke();
  return tile;
}

/**
 * A line across the tile, and its two neighbours, so that it goes on across the tile's edges.
 * @param {OffscreenCanvasRenderingContext2D} pen
 * @param {number} size
 * @param {1 | -1} slope
 */
function diagonal(pen, size, slope) {
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, slope > 0 ? size : 0);
    pen.lineTo(shift + size, slope > 0 ? 0 : size);
  }
}
