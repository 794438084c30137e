/**
 * What buttons and keys of a figure do; the names are those of keys.mjs.
 *
 * @import { AwaitScope } from '../await-scope.mjs'
 * @import { AwaitScopeTimeline } from '../timeline/timeline.mjs'
 * @import { Axis } from './playback.mjs'
 */
import { onAxis } from '../timeline/picture.mjs';
import { speeds } from '../controls/transport.mjs';

/** @typedef {(figure: AwaitScope, timeline: AwaitScopeTimeline) => void} Action */

/** Those that move the playhead, which a live run moves itself. @type {Record<string, Action>} */
const moves = {
  end: (figure) =>
    figure.span > figure.duration ? figure.seek(figure.span) : figure.seekIndex(figure.length),
  back: (figure) => figure.step(-1),
  forward: (figure) => figure.step(1),
  'turn-back': (figure) => figure.step(-1, 'turn'),
  'turn-forward': (figure) => figure.step(1, 'turn'),
};

/** @type {Record<string, Action>} */
const actions = {
  play: (figure) => figure.play(),
  pause: (figure) => figure.pause(),
  toggle: (figure) => (figure.playing ? figure.pause() : figure.play()),
  restart: (figure) => figure.restart(),
  faster: (figure) => changeSpeed(figure, 1),
  slower: (figure) => changeSpeed(figure, -1),
  loop: (figure, { seen, end }) =>
    figure.repeat(figure.range ? null : { from: Math.max(0, seen.from), to: Math.min(end, seen.to) }),
  'loop-from': (figure, { end }) => {
    const from = onAxis(figure.position, figure.axis);
    figure.repeat({ from, to: figure.range && figure.range.to > from ? figure.range.to : end });
  },
  'loop-to': (figure) => {
    const to = onAxis(figure.position, figure.axis);
    figure.repeat({ from: figure.range && figure.range.from < to ? figure.range.from : 0, to });
  },
  larger: (_, timeline) => timeline.zoom(1.6),
  smaller: (_, timeline) => timeline.zoom(1 / 1.6),
  'pan-back': (_, timeline) => timeline.pan(-0.2),
  'pan-forward': (_, timeline) => timeline.pan(0.2),
  fit: (_, timeline) => timeline.fit(),
  'task-before': (figure) => selectNeighbour(figure, -1),
  'task-after': (figure) => selectNeighbour(figure, 1),
  search: (figure) => figure.search(),
  'critical-path': (figure) => (figure.criticalPath = !figure.criticalPath),
  help: (figure) => (figure.helping = !figure.helping),
  escape: (figure) => {
    if (!figure.helping) figure.selection = 0;
    figure.helping = false;
  },
};

/**
 * @param {AwaitScope} figure that has a model
 * @param {AwaitScopeTimeline} timeline
 * @param {string} action
 */
export function act(figure, timeline, action) {
  if (action in actions) actions[action](figure, timeline);
  else if (action in moves && !figure.live) moves[action](figure, timeline);
}

/**
 * The same moments along another axis.
 * @param {AwaitScope} figure
 * @param {Axis} axis
 */
export function showAlong(figure, axis) {
  const { model, range } = figure;
  const along = (/** @type {number} */ place) =>
    axis === 'time' ? (model?.timeAt(place) ?? 0) : (model?.positionAt(place) ?? 0);
  if (axis !== figure.axis) figure.repeat(range && { from: along(range.from), to: along(range.to) });
  figure.axis = axis;
}

/**
 * @param {AwaitScope} figure
 * @param {1 | -1} by
 */
function changeSpeed(figure, by) {
  const faster = speeds.find((speed) => speed > figure.speed) ?? figure.speed;
  const slower = speeds.findLast((speed) => speed < figure.speed) ?? figure.speed;
  figure.speed = by > 0 ? faster : slower;
}

/**
 * @param {AwaitScope} figure
 * @param {1 | -1} by
 */
function selectNeighbour(figure, by) {
  const { model } = figure;
  const rows = model?.rows() ?? [];
  const selected = model?.rowOf(figure.selection) ?? -1;
  const at = selected < 0 && by < 0 ? rows.length : selected;
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  if (!model || !next) return;
  figure.selection = next.task;
  figure.announcements.say(`Selected: ${model.label(next.task)}`);
}
