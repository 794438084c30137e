/**
 * What two or more runs above each other have to say to each other: their names, the difference of what they take, and a step
 * that all take together. Pure.
 *
 * @import { Parameter } from '../../../wasm/types.js'
 * @import { Model } from '../../model/types.js'
 * @import { Position } from '../figure/playback.mjs'
 *
 * @typedef {{ title: string, label?: string, values: Record<string, number>, parameters: readonly Parameter[] }} Named
 *   `label`: what the page calls it; `parameters`: of the scenario, where it is known
 * @typedef {{ model: Pick<Model, 'length' | 'timeAt' | 'nextPosition' | 'previousPosition'>, position: Position }} Standing
 */
import { formatSeconds } from '../../model/words.mjs';

/**
 * A name for each run that tells it from the others: the page's; else its title, where no other has it; else the
 * parameters in which it differs, "Called back after 1.5 s".
 * @param {readonly Named[]} runs
 * @returns {string[]}
 */
export function namesOf(runs) {
  return runs.map((run, place) => {
    if (run.label) return run.label;
    const alike = runs.filter(({ title }) => title === run.title);
    if (alike.length === 1) return run.title;
    const differs = Object.keys(run.values).filter((name) =>
      alike.some(({ values }) => values[name] !== run.values[name]),
    );
    return differs.map((name) => inWords(run, name)).join(', ') || `Run ${place + 1}`;
  });
}

/** @param {Named} run @param {string} name */
function inWords({ parameters, values }, name) {
  const { label = name, unit = '' } = parameters.find((each) => each.name === name) ?? {};
  return `${label} ${values[name]}${unit && ` ${unit}`}`;
}

/**
 * How much less one takes than another, in a sentence. '' where there is nothing to compare.
 * @param {readonly string[]} names
 * @param {readonly number[]} durations seconds
 */
export function differenceInWords(names, durations) {
  if (names.length < 2) return '';
  const all = names.map((name, i) => ({ name: `“${name}”`, lasts: durations[i] }));
  const sorted = [...all].sort((a, b) => a.lasts - b.lasts);
  const [shortest, longest] = [sorted[0], sorted[sorted.length - 1]];
  const gap = Number((longest.lasts - shortest.lasts).toPrecision(6));
  if (gap === 0) return `${all.length === 2 ? 'Both' : 'All'} take ${formatSeconds(shortest.lasts)}.`;
  const less = `${shortest.name} takes ${formatSeconds(shortest.lasts)}, ${formatSeconds(gap)} less`;
  return `${less} than ${longest.name}, which takes ${formatSeconds(longest.lasts)}.`;
}

/**
 * Where all stand after one event, or one turn of the loop, on or back: the run whose next event comes first goes
 * there, each whose next comes at the same time too, and time is the same for all.
 * @param {readonly Standing[]} runs
 * @param {1 | -1} direction
 * @param {'event' | 'turn'} by
 * @returns {Position[] | null} null where there is no such event
 */
export function stepTogether(runs, direction, by) {
  return direction > 0 ? forward(runs, by) : back(runs, by);
}

/** @param {readonly Standing[]} runs @param {'event' | 'turn'} by */
function forward(runs, by) {
  const next = runs.map(({ model, position }) =>
    position.index < model.length ? model.nextPosition(position.index, by) : -1,
  );
  const times = next.map((index, i) => (index < 0 ? Infinity : runs[i].model.timeAt(index)));
  const time = Math.min(...times);
  if (time === Infinity) return null;
  return runs.map(({ position }, i) => ({ index: times[i] === time ? next[i] : position.index, time }));
}

/** @param {readonly Standing[]} runs @param {'event' | 'turn'} by */
function back(runs, by) {
  const times = runs.map(({ model, position }) =>
    position.index > 0 ? model.timeAt(position.index) : -Infinity,
  );
  const latest = Math.max(...times);
  if (latest === -Infinity) return null;
  const indices = runs.map(({ model, position }, i) =>
    times[i] === latest ? model.previousPosition(position.index, by) : position.index,
  );
  const time = Math.max(...indices.map((index, i) => runs[i].model.timeAt(index)));
  return indices.map((index) => ({ index, time }));
}
