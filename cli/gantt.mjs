import { formatSeconds, taskStates } from '../web/model/index.mjs';
import { LOOKS, MARKS, Row } from './gantt-row.mjs';
import { scaleOf } from './gantt-scale.mjs';
import { columns, cut, fitted, greatest, safe } from './text.mjs';

/**
 * @import { Composite, Model, Task } from '../web/model/types.js'
 * @import { Look } from './gantt-row.mjs'
 * @import { Scale } from './gantt-scale.mjs'
 * @import { Terminal } from './terminal.mjs'
 */

/** Part of the room that bars keep where long results stand behind them, and the most that names take. */
const BARS_KEEP = 0.6;
const NAMES_TAKE = 0.3;

/**
 * A trace as a timeline of text: a row a task, nested under its parent, with axis and legend.
 * @param {Model} model
 * @param {Terminal} terminal
 * @returns {string[]} lines.
 */
export function gantt(model, terminal) {
  if (model.tasks.length === 0) {
    return [headline(model), 'No task ran.'];
  }
  const scale = scaleOf(model);
  const names = rowNames(model);
  const nameWidth = Math.min(greatest(names.map(columns)), Math.floor(terminal.width * NAMES_TAKE));
  const room = terminal.width - nameWidth - 1;
  const width = chartWidth(model, scale, room);
  const rows = drawRows(model, scale, width, room);
  return [
    terminal.paint('bold', cut(safe(headline(model)), terminal.width)),
    ...axis(scale, width, room).map((line) =>
      terminal.paint('dim', `${' '.repeat(nameWidth + 1)}${line}`.trimEnd()),
    ),
    ...rows.map((row, index) => `${fitted(names[index], nameWidth)} ${row.toString(terminal)}`.trimEnd()),
    ...legend(rows, scale, terminal),
    ...losses(model),
  ];
}

/** @param {Model} model */
function headline({ trace, start, end, tasks }) {
  // On a real clock microseconds are noise.
  const milliseconds = Math.round((end - start) * 1000) / 1000;
  const lasted = `${formatSeconds(trace.clock === 'real' ? milliseconds : end - start)}${trace.clock === 'virtual' ? ' on the virtual clock' : ''}`;
  const title = trace.scenario.title || trace.scenario.name;
  return `${title === '' ? '' : `${title}: `}${lasted}, ${tasks.length} task${tasks.length === 1 ? '' : 's'}`;
}

/**
 * Names of the rows, with the branches of the tree that their nesting makes.
 * @param {Model} model
 */
function rowNames(model) {
  const rows = model.rows();
  /** By depth: whether another row of that depth follows below, seen from the bottom. @type {boolean[]} */
  const follows = [];
  const names = [];
  for (let index = rows.length - 1; index >= 0; index--) {
    const { task, depth } = rows[index];
    // Depths that no row below has reached have none that follows.
    const branches = Array.from({ length: depth }, (_, above) => (follows[above] ? '│ ' : '  ')).slice(1);
    const branch = depth === 0 ? '' : follows[depth] ? '├ ' : '└ ';
    names.push(`${branches.join('')}${branch}${safe(model.label(task))}`);
    follows.length = depth + 1;
    follows[depth] = true;
  }
  return names.reverse();
}

/**
 * @param {Task} task
 * @returns {string} what stands behind its bar.
 */
function endText({ outcome, text }) {
  return outcome === 'finished' && text === 'None' ? '' : text;
}

/**
 * Columns for the bars, so that the texts behind them find room.
 * @param {Model} model
 * @param {Scale} scale
 * @param {number} room
 */
function chartWidth(model, scale, room) {
  let width = room - 1;
  for (const id of model.tasks) {
    const task = /** @type {Task} */ (model.task(id));
    const end = scale.ofRecord(task.ended < 0 ? model.length : task.ended);
    const text = endText(task);
    const behind = text === '' ? 2 : columns(safe(text)) + 3;
    if (end > 0) {
      width = Math.min(width, Math.floor((room - behind) / end));
    }
  }
  return Math.max(width, Math.floor(room * BARS_KEEP));
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {number} width
 * @param {number} room
 */
function drawRows(model, scale, width, room) {
  const rows = model.rows().map(() => new Row(width, room));
  if (scale.isTime) {
    drawBars(model, scale, rows, width);
  } else {
    drawEvents(model, scale, rows);
  }
  model.rows().forEach(({ task: id }, index) => {
    const task = /** @type {Task} */ (model.task(id));
    if (task.outcome !== undefined) {
      rows[index].end(scale.ofRecord(task.ended), MARKS[task.outcome], endText(task));
    }
  });
  if (scale.isTime) {
    drawDeadlines(model, scale, rows);
  }
  return rows;
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {Row[]} rows
 * @param {number} width
 */
function drawBars(model, scale, rows, width) {
  const bars = model.segmentsForWindow(model.start, model.end, width);
  for (let bar = 0; bar < bars.length; bar++) {
    const segment = { state: taskStates[bars.state[bar]], cancelling: bars.cancelling[bar] === 1 };
    rows[bars.row[bar]].bar(scale.ofTime(bars.start[bar]), scale.ofTime(bars.end[bar]), segment, true);
  }
  for (let bar = 0; bar < bars.length; bar++) {
    const again =
      bar > 0 && bars.row[bar - 1] === bars.row[bar] && bars.waitingOn[bar - 1] === bars.waitingOn[bar];
    if (bars.waitingOn[bar] !== 0 && !again) {
      const text = waitText(model, bars.waitingOn[bar], bars.from[bar] + 1);
      rows[bars.row[bar]].label(scale.ofTime(bars.start[bar]), scale.ofTime(bars.end[bar]), text);
    }
  }
}

/**
 * @param {Model} model
 * @param {number} id
 * @param {number} position
 * @returns {string} what is waited on; until when a sleep lasts, the axis tells.
 */
function waitText(model, id, position) {
  return model.label(id, position).replace(/^sleep until .*/, 'sleep');
}

/**
 * @param {Model} model
 * @param {Scale} scale
 * @param {Row[]} rows
 */
function drawEvents(model, scale, rows) {
  model.rows().forEach(({ task }, index) => {
    const segments = model.segments(task);
    for (const segment of segments) {
      rows[index].bar(scale.ofRecord(segment.from), scale.ofRecord(segment.to), segment, false);
    }
    for (const { from, to, waitingOn } of segments) {
      if (waitingOn !== 0) {
        rows[index].label(scale.ofRecord(from), scale.ofRecord(to), waitText(model, waitingOn, from + 1));
      }
    }
  });
}

/**
 * Only deadlines that passed: a timeout that was left in time has none any more.
 * @param {Model} model
 * @param {Scale} scale
 * @param {Row[]} rows
 */
function drawDeadlines(model, scale, rows) {
  for (const id of model.composites) {
    const { by, deadlines, expired } = /** @type {Composite} */ (model.composite(id));
    const task = model.task(by);
    const last = deadlines.findLast(({ record }) => record < expired);
    if (task !== undefined && last !== undefined) {
      rows[task.row].deadline(scale.ofTime(last.deadline));
    }
  }
}

/**
 * @param {Scale} scale
 * @param {number} width
 * @param {number} room
 * @returns {string[]} the labels, and the ticks under them.
 */
function axis(scale, width, room) {
  let labels = '';
  let ticks = '';
  for (const { at, label } of scale.ticks(width)) {
    const column = Math.min(width - 1, Math.floor(at * width + 1e-9));
    if (column + label.length > room || column < labels.length) {
      continue;
    }
    labels = `${labels.padEnd(column)}${label} `;
    ticks = `${ticks.padEnd(column)}╷`;
  }
  return [labels, ticks];
}

/**
 * @param {Row[]} rows
 * @param {Scale} scale
 * @param {Terminal} terminal
 * @returns {string[]} what the glyphs mean, of those that occur.
 */
function legend(rows, scale, { paint, width }) {
  const used = new Set(rows.flatMap((row) => row.looks));
  const entries = [...Object.values(LOOKS), ...Object.values(MARKS)].filter((look) => used.has(look));
  const lines = [];
  let line = '';
  let filled = 0;
  for (const { glyph, style, meaning } of entries) {
    const size = meaning.length + 2;
    if (filled > 0 && filled + 3 + size > width) {
      lines.push(line);
      line = '';
      filled = 0;
    }
    line += `${filled > 0 ? '   ' : ''}${paint(style, glyph)} ${meaning}`;
    filled += size + (filled > 0 ? 3 : 0);
  }
  const note = scale.isTime ? [] : ['No time passed: the events stand one after the other.'];
  return ['', ...lines, line, ...note];
}

/** @param {Model} model */
function losses({ trace }) {
  return trace.lost === 0
    ? []
    : [`${trace.lost} records of the trace are missing: the timeline is not whole.`];
}
