/** The report for people: each figure with its ratio to the peers and the target beside it. */

import { liveRows } from './live.mjs';
import { openingRows } from './opening.mjs';
import { table } from './table.mjs';
import { timelineRows } from './timeline.mjs';

/** @import { CaseFigures, Series } from './bench.mjs' */

/** @param {number} ns */
function shownTime(ns) {
  return ns < 99.95 ? `${ns.toFixed(1)} ns` : `${Math.round(ns)} ns`;
}

/** A share as people say it: 1/12 below one, 1.4× above. @param {number} share */
function shownShare(share) {
  return share < 1 ? `1/${(1 / share).toFixed(1)}` : `${share.toFixed(1)}×`;
}

/** @param {CaseFigures[]} cases */
function casesTable(cases) {
  const peers = [...new Set(cases.flatMap((figures) => Object.keys(figures.peers)))];
  const judges = (/** @type {string} */ peer) => cases.some(({ targets }) => targets[peer] !== undefined);
  const rows = cases.map(({ about, ours_ns, peers: theirs, targets }) => {
    const cells = peers.flatMap((peer) => {
      const share = ours_ns / theirs[peer];
      const shown = theirs[peer] === undefined ? ['', ''] : [shownTime(theirs[peer]), shownShare(share)];
      if (!judges(peer)) return shown;
      const target = targets[peer];
      const judged =
        target === undefined ? '' : `${shownTarget(target)} ${share <= target ? 'met' : 'MISSED'}`;
      return [...shown, judged];
    });
    return [about, shownTime(ours_ns), ...cells];
  });
  const heads = peers.flatMap((peer) => [peer, 'ours/it', ...(judges(peer) ? ['target'] : [])]);
  return table([['', 'ours', ...heads], ...rows]);
}

/** @param {number} target */
function shownTarget(target) {
  return `1/${Math.round(1 / target)}`;
}

/** @param {Series[]} scaling */
function scalingTable(scaling) {
  const sizes = scaling[0].points.map(({ size }) => size.toLocaleString('en'));
  return table([
    ['', ...sizes],
    ...scaling.map(({ about, points }) => [about, ...points.map(({ ns }) => shownTime(ns))]),
  ]);
}

/**
 * @param {number} value
 * @param {number} most
 */
function judged(value, most) {
  return value <= most ? 'met' : 'MISSED';
}

/** @param {any} report As bench.mjs makes it. */
export function printReport({ cases, scaling, tracing, memory, size, model, figure, live, opening }) {
  const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  /** @type {(name: string, about: string, target: number) => string[]} */
  const modelRow = (name, about, target) => {
    const most = Math.max(...model.map((/** @type {any} */ measured) => measured[name].most));
    return [
      `a million records, 19 of 20: ${about}`,
      `${most.toFixed(1)} ms`,
      `${target} ms`,
      judged(most, target),
    ];
  };
  console.log(casesTable(cases));
  console.log();
  console.log(scalingTable(scaling));
  console.log();
  console.log(
    table([
      ['', 'ours', 'target', ''],
      ['tracing on, a switch', `${tracing.ratio.toFixed(2)}×`, '2×', judged(tracing.ratio, 2)],
      [
        'memory of a task that waits',
        `${memory.waiting_task_bytes.toFixed(0)} bytes`,
        '200 bytes',
        judged(memory.waiting_task_bytes, 200),
      ],
      ['memory of a task that sleeps', `${memory.sleeping_task_bytes.toFixed(0)} bytes`, '', ''],
      ['a million tasks, from creation to end', `${memory.waiting_seconds.toFixed(2)} s`, '', ''],
      ['module, gzip', kilobytes(size.module_gzip), '60 KB', judged(size.module_gzip, 60_000)],
      [
        'all that a first figure needs, gzip',
        kilobytes(size.first_figure_gzip),
        '120 KB',
        judged(size.first_figure_gzip, 120_000),
      ],
      modelRow('state_ms', 'seek', 16),
      modelRow('segments_whole_ms', 'all segments, 1,200 pixels', 16),
      modelRow('segments_window_ms', 'segments of a window', 16),
      modelRow('build_ms', 'building', 1500),
    ]),
  );
  console.log();
  if (!figure) console.log('No Chromium is found: nothing is told of frames.');
  else
    for (const rows of [timelineRows(figure), liveRows(live), openingRows(opening)])
      console.log(`${table(rows)}\n`);
}
