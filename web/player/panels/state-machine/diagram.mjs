/**
 * The two diagrams, laid by hand: where each state's box stands, which edges lead from one to another and what they are
 * called. Units are pixels at a width of 360, so that the texts are readable on a phone.
 *
 * @typedef {{ name: string, x: number, y: number, width: number }} Box
 * @typedef {'up' | 'down' | 'left' | 'right'} Direction
 * @typedef {{
 *   from: string, to: string, path: string, head: Head, label: string, at: [number, number], anchor?: 'start' | 'end',
 * }} Edge   `at`: where the label stands; `anchor`: which end of it, its middle by default
 * @typedef {[x: number, y: number, direction: Direction]} Head   the tip of the arrow
 * @typedef {{ height: number, boxes: Box[], edges: Edge[] }} Diagram
 */

export const DIAGRAM_WIDTH = 360;
export const BOX_HEIGHT = 64;

const WIDTH = 92;

/** Tokens stand in rows below the box's name. */
const FIRST_TOKEN = { x: 14, y: 32 };
const TOKEN_PITCH = { x: 16, y: 18 };
const TOKEN_ROWS = 2;

/** @type {Diagram} */
export const taskDiagram = {
  height: 320,
  boxes: [
    { name: 'created', x: 0, y: 0, width: WIDTH },
    { name: 'ready', x: 134, y: 0, width: WIDTH },
    { name: 'cancelling', x: 0, y: 117, width: WIDTH },
    { name: 'running', x: 134, y: 117, width: WIDTH },
    { name: 'waiting', x: 268, y: 117, width: WIDTH },
    { name: 'cancelled', x: 0, y: 256, width: WIDTH },
    { name: 'finished', x: 134, y: 256, width: WIDTH },
    { name: 'failed', x: 268, y: 256, width: WIDTH },
  ],
  edges: [
    {
      from: 'created',
      to: 'ready',
      path: 'M92 32 H134',
      head: [134, 32, 'right'],
      label: 'start',
      at: [112, 26],
    },
    {
      from: 'ready',
      to: 'running',
      path: 'M172 64 V117',
      head: [172, 117, 'down'],
      label: 'step',
      at: [188, 95],
    },
    {
      from: 'running',
      to: 'ready',
      path: 'M204 117 V64',
      head: [204, 64, 'up'],
      label: 'gives way',
      at: [210, 95],
      anchor: 'start',
    },
    {
      from: 'running',
      to: 'waiting',
      path: 'M226 149 H268',
      head: [268, 149, 'right'],
      label: 'awaits',
      at: [246, 143],
    },
    {
      from: 'waiting',
      to: 'ready',
      path: 'M314 117 V44 Q314 32 302 32 H226',
      head: [226, 32, 'left'],
      label: 'woken',
      at: [270, 26],
    },
    {
      from: 'ready',
      to: 'cancelling',
      path: 'M148 64 V78 Q148 90 136 90 H58 Q46 90 46 102 V117',
      head: [46, 117, 'down'],
      label: 'cancel()',
      at: [97, 85],
    },
    {
      from: 'waiting',
      to: 'cancelling',
      path: 'M314 181 V192 Q314 204 302 204 H58 Q46 204 46 192 V181',
      head: [46, 181, 'up'],
      label: 'cancel()',
      at: [266, 199],
    },
    {
      from: 'cancelling',
      to: 'running',
      path: 'M92 139 H134',
      head: [134, 139, 'right'],
      label: 'step',
      at: [112, 133],
    },
    {
      from: 'running',
      to: 'cancelling',
      path: 'M134 159 H92',
      head: [92, 159, 'left'],
      label: 'awaits',
      at: [114, 173],
    },
    {
      from: 'running',
      to: 'finished',
      path: 'M180 181 V256',
      head: [180, 256, 'down'],
      label: 'returns',
      at: [186, 247],
      anchor: 'start',
    },
    {
      from: 'running',
      to: 'failed',
      path: 'M180 181 V214 Q180 226 192 226 H302 Q314 226 314 238 V256',
      head: [314, 256, 'down'],
      label: 'raises',
      at: [307, 247],
      anchor: 'end',
    },
    {
      from: 'running',
      to: 'cancelled',
      path: 'M180 181 V214 Q180 226 168 226 H58 Q46 226 46 238 V256',
      head: [46, 256, 'down'],
      label: 'CancelledError',
      at: [54, 247],
      anchor: 'start',
    },
  ],
};

/** @type {Diagram} */
export const futureDiagram = {
  height: 196,
  boxes: [
    { name: 'pending', x: 0, y: 0, width: DIAGRAM_WIDTH },
    { name: 'cancelled', x: 0, y: 132, width: WIDTH },
    { name: 'result', x: 134, y: 132, width: WIDTH },
    { name: 'exception', x: 268, y: 132, width: WIDTH },
  ],
  edges: [
    {
      from: 'pending',
      to: 'result',
      path: 'M180 64 V132',
      head: [180, 132, 'down'],
      label: 'set_result()',
      at: [186, 121],
      anchor: 'start',
    },
    {
      from: 'pending',
      to: 'exception',
      path: 'M180 64 V86 Q180 98 192 98 H302 Q314 98 314 110 V132',
      head: [314, 132, 'down'],
      label: 'set_exception()',
      at: [253, 92],
    },
    {
      from: 'pending',
      to: 'cancelled',
      path: 'M180 64 V86 Q180 98 168 98 H58 Q46 98 46 110 V132',
      head: [46, 132, 'down'],
      label: 'cancel()',
      at: [108, 92],
    },
  ],
};

/**
 * How many tokens have room in a box.
 * @param {Box} box
 */
export const capacity = ({ width }) => TOKEN_ROWS * perRow(width);

/** @param {number} width */
const perRow = (width) => Math.floor((width - 2 * FIRST_TOKEN.x) / TOKEN_PITCH.x) + 1;

/**
 * The middle of a token's place.
 * @param {Box} box
 * @param {number} place from 0
 * @returns {[x: number, y: number]}
 */
export function placeIn({ x, y, width }, place) {
  const column = place % perRow(width);
  const row = Math.floor(place / perRow(width));
  return [x + FIRST_TOKEN.x + column * TOKEN_PITCH.x, y + FIRST_TOKEN.y + row * TOKEN_PITCH.y];
}

/**
 * The arrow's head as the points of a polygon.
 * @param {Head} head
 */
export function headPoints([x, y, direction]) {
  const back = { up: [0, 7], down: [0, -7], left: [7, 0], right: [-7, 0] }[direction];
  const [dx, dy] = back;
  const [sx, sy] = dx === 0 ? [3.6, 0] : [0, 3.6];
  return `${x},${y} ${x + dx + sx},${y + dy + sy} ${x + dx - sx},${y + dy - sy}`;
}
