import { formatSeconds, taskStates } from '../web/model/index.mjs';
import { scaleOf } from './gantt-scale.mjs';
import { columns, cut, greatest, safe } from './text.mjs';

/**
 * @import { Model, Task } from '../web/model/types.js'
 * @import { Scale } from './gantt-scale.mjs'
 */

/** Lengths in pixels. */
const ROW = 26;
const BAR = 14;
const TOP = 58;
const BOTTOM = 34;
const CHART = 640;
const INDENT = 14;
const CHARACTER = 7.2;
const SMALL_CHARACTER = 6.4;
const TITLE_CHARACTER = 10;
/** Most columns of a task's name before its row, and of a result behind its bar. */
const LONGEST_NAME = 36;
const LONGEST_RESULT = 26;

/** The player's colours (web/player/styles/tokens.mjs) and patterns, which tell states apart without colour. */
const STYLE = `
  .page { fill: #ffffff }
  text { font: 13px system-ui, sans-serif; fill: #182027 }
  .title { font-weight: 600; font-size: 15px }
  .small { font-size: 11px; fill: #59646e }
  .word { font-size: 11px; paint-order: stroke; stroke-width: 7px; stroke-linejoin: round }
  .on-ready { stroke: #e69f00 } .on-waiting { stroke: #c3d3de } .on-cancelling { stroke: #d55e00 }
  .grid { stroke: #e1e5e8 }
  .running { fill: #0072b2 }
  .ready { fill: #e69f00 }
  .waiting { fill: #c3d3de }
  .cancelling { fill: #d55e00 }
  .pattern { stroke: #182027; stroke-opacity: 0.45; fill: none }
  .dot { fill: #ffffff; fill-opacity: 0.8 }
  .deadline { stroke: #d55e00; stroke-dasharray: 4 3; stroke-width: 1.5 }
  .failed { fill: #bf4800 } .cancelled { fill: #a3487b } .finished { fill: #00795a }
  @media (prefers-color-scheme: dark) {
    .page { fill: #14181d }
    text { fill: #e6eaee }
    .small { fill: #98a3ad }
    .grid { stroke: #2a313a }
    .running { fill: #3d9fdb }
    .ready { fill: #e8a92a }
    .waiting { fill: #3a4a58 }
    .cancelling { fill: #ee7f33 }
    .dot { fill-opacity: 0.25 }
    .on-waiting { stroke: #3a4a58 }
    .on-ready { stroke: #e8a92a; fill: #182027 }
    .on-cancelling { stroke: #ee7f33; fill: #182027 }
    .deadline { stroke: #ee7f33 }
    .failed { fill: #f58a49 } .cancelled { fill: #dd93bd } .finished { fill: #2cb891 }
  }`;

const PATTERNS = `<defs>
<pattern id="ready" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="pattern" d="M0 0V5" stroke-width="2"/></pattern>
<pattern id="waiting" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="dot" cx="2" cy="2" r="0.9"/></pattern>
<pattern id="cancelling" width="6" height="6" patternUnits="userSpaceOnUse"><path class="pattern" d="M0 0L6 6M6 0L0 6"/></pattern>
</defs>
`;

/** @type {Record<'finished' | 'failed' | 'cancelled', string>} */
const MARKS = { finished: '✔', failed: '✘', cancelled: '⊘' };

/**
 * The timeline as a picture that needs nothing else: text is text, light and dark follow the reader's choice.
 * @param {Model} model
 * @returns {Generator<string, void, void>}
 */
export function* svg(model) {
  const scale = scaleOf(model);
  const names = model.rows().map(({ task, depth }) => {
    const whole = model.label(task);
    return { whole, text: cut(safe(whole), LONGEST_NAME), depth };
  });
  const left =
    20 + Math.max(60, greatest(names.map(({ text, depth }) => depth * INDENT + columns(text) * CHARACTER)));
  const width = Math.ceil(rightEnd(model, scale, left));
  const height = TOP + names.length * ROW + BOTTOM;
  const title = model.trace.scenario.title || model.trace.scenario.name || 'Timeline';
  const x = (/** @type {number} */ at) => (left + at * CHART).toFixed(1);
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">\n`;
  yield `<title>${escaped(title)}</title>\n<style>${STYLE}\n</style>\n`;
  yield PATTERNS;
  yield `<rect class="page" width="${width}" height="${height}"/>\n`;
  yield `<text class="title" x="10" y="22">${escaped(cut(safe(title), Math.floor((width - 20) / TITLE_CHARACTER)))}</text>\n`;
  for (const { at, label } of scale.ticks(CHART / CHARACTER)) {
    yield `<line class="grid" x1="${x(at)}" x2="${x(at)}" y1="${TOP - 6}" y2="${height - BOTTOM}"/>`;
    yield `<text class="small" x="${x(at)}" y="${TOP - 12}" text-anchor="middle">${escaped(label)}</text>\n`;
  }
  for (const [row, { whole, text, depth }] of names.entries()) {
    const tip = text === whole ? '' : `<title>${escaped(whole)}</title>`;
    yield `<text x="${10 + depth * INDENT}" y="${TOP + row * ROW + 17}">${escaped(text)}${tip}</text>\n`;
  }
  yield* bars(model, scale, x);
  yield* deadlines(model, scale, x);
  yield* ends(model, scale, left);
  yield* legend(model, height);
  yield '</svg>\n';
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {(at: number) => string} x
 */
function* bars(model, scale, x) {
  const all = scale.isTime ? model.segmentsForWindow(model.start, model.end, CHART) : undefined;
  for (let bar = 0; all !== undefined && bar < all.length; bar++) {
    const what = all.waitingOn[bar] === 0 ? '' : ` on ${model.label(all.waitingOn[bar], all.from[bar] + 1)}`;
    const state = taskStates[all.state[bar]];
    const place = { row: all.row[bar], from: scale.ofTime(all.start[bar]), to: scale.ofTime(all.end[bar]) };
    const tip = `${state}${what}, ${formatSeconds(all.end[bar] - all.start[bar])}`;
    const look = all.cancelling[bar] === 1 && state !== 'running' ? 'cancelling' : state;
    yield rectangle(place, look, tip, x);
    yield word(place, look, what.replace(/^ on /, '').replace(/^sleep until .*/, 'sleep'), x);
  }
  for (const [row, { task }] of scale.isTime ? [] : model.rows().entries()) {
    for (const { from, to, state, cancelling } of model.segments(task)) {
      const place = { row, from: scale.ofRecord(from), to: scale.ofRecord(to) };
      yield rectangle(place, cancelling && state !== 'running' ? 'cancelling' : state, state, x);
    }
  }
}

/**
 * @param {{ row: number, from: number, to: number }} place
 * @param {string} look
 * @param {string} tip
 * @param {(at: number) => string} x
 */
function rectangle({ row, from, to }, look, tip, x) {
  if (look === 'created') {
    return '';
  }
  // A task that ran for no time is drawn as a stroke.
  const width = Math.max(2, (to - from) * CHART);
  const top = TOP + row * ROW + (ROW - BAR) / 2;
  const box = `x="${x(from)}" y="${top}" width="${width.toFixed(1)}" height="${BAR}"`;
  const pattern = look === 'running' ? '' : `<rect fill="url(#${look})" ${box} pointer-events="none"/>`;
  return `<rect class="${look}" ${box}><title>${escaped(tip)}</title></rect>${pattern}\n`;
}

/**
 * What is waited on, inside the bar where it has room.
 * @param {{ row: number, from: number, to: number }} place
 * @param {string} look
 * @param {string} text
 * @param {(at: number) => string} x
 */
function word({ row, from, to }, look, text, x) {
  const width = (to - from) * CHART;
  if (text === '' || columns(safe(text)) * SMALL_CHARACTER > width - 16) {
    return '';
  }
  // A picture of its own, which cuts off what the text's edge paints beyond the bar.
  const box = `x="${x(from)}" y="${TOP + row * ROW + (ROW - BAR) / 2}" width="${width.toFixed(1)}" height="${BAR}"`;
  return `<svg ${box}><text class="word on-${look}" x="8" y="11">${escaped(text)}</text></svg>\n`;
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {(at: number) => string} x
 */
function* deadlines(model, scale, x) {
  for (const id of model.composites) {
    const composite = model.composite(id);
    const row = model.rowOf(composite?.by ?? 0);
    const last = composite?.deadlines.findLast(({ record }) => record < composite.expired);
    if (row >= 0 && last !== undefined && scale.isTime) {
      const at = x(scale.ofTime(last.deadline));
      const top = TOP + row * ROW;
      yield `<line class="deadline" x1="${at}" x2="${at}" y1="${top}" y2="${top + ROW}"><title>deadline at ${formatSeconds(last.deadline)}</title></line>\n`;
    }
  }
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {number} left
 */
function* ends(model, scale, left) {
  for (const id of model.tasks) {
    const task = model.task(id);
    if (task?.outcome === undefined) {
      continue;
    }
    const x = (left + scale.ofRecord(task.ended) * CHART + 6).toFixed(1);
    const text = resultText(task);
    const y = TOP + task.row * ROW + 17;
    yield `<text x="${x}" y="${y}"><tspan class="${task.outcome}">${MARKS[task.outcome]}</tspan>${escaped(text)}</text>\n`;
  }
}

/**
 * @param {Model} model
 * @param {number} height
 */
function* legend(model, height) {
  const looks = ['running', 'ready', 'waiting', 'cancelling'];
  const words = ['runs', 'is ready', 'waits', 'is being cancelled'];
  for (const [index, look] of looks.entries()) {
    const x = 10 + index * 110;
    const box = `x="${x}" y="${height - 21}" width="22" height="12"`;
    const pattern = look === 'running' ? '' : `<rect fill="url(#${look})" ${box}/>`;
    yield `<rect class="${look}" ${box}/>${pattern}<text class="small" x="${x + 28}" y="${height - 11}">${words[index]}</text>\n`;
  }
}

/** @param {Task} task */
function resultText({ text }) {
  return text === 'None' || text === '' ? '' : ` ${cut(safe(text), LONGEST_RESULT)}`;
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {number} left
 * @returns {number} where the last result, or the chart, ends.
 */
function rightEnd(model, scale, left) {
  const ends = model.tasks.map((id) => {
    const task = /** @type {Task} */ (model.task(id));
    return scale.ofRecord(Math.max(0, task.ended)) * CHART + 30 + columns(resultText(task)) * CHARACTER;
  });
  return left + Math.max(CHART + 30, greatest(ends));
}

/** @param {string} text */
function escaped(text) {
  return safe(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
