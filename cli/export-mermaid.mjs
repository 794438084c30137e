import { cut, safe } from './text.mjs';

/** @import { Model, Segment } from '../web/model/types.js' */

/** What Mermaid's grammar gives a meaning of its own, inside a name. */
const SYNTAX = /[:;,#%`"<>{}]/g;

const MILLISECONDS = 1000;
/** Most columns of a name: Mermaid breaks no lines. */
const LONGEST = 60;

/**
 * A Gantt chart for Markdown: a section a task, a bar a wait; where the task ran without any time passing, nothing.
 * @param {Model} model
 * @returns {Generator<string, void, void>}
 */
export function* mermaid(model) {
  const { start, end, trace } = model;
  yield 'gantt\n';
  yield `  title ${plain(trace.scenario.title || trace.scenario.name || 'Timeline')}\n`;
  yield '  dateFormat x\n';
  yield `  axisFormat ${end - start < 60 ? '%S.%L' : '%H:%M:%S'}\n`;
  for (const { task } of model.rows()) {
    yield `  section ${plain(model.label(task))}\n`;
    for (const segment of model.segments(task)) {
      if (segment.end > segment.start) {
        const tag = tagOf(segment);
        yield `  ${plain(nameOf(model, segment))} :${tag}${milliseconds(segment.start)}, ${milliseconds(segment.end)}\n`;
      }
    }
    const { ended = -1, outcome } = model.task(task) ?? {};
    if (outcome !== undefined) {
      yield `  ${outcome} :milestone, ${milliseconds(trace.time[ended])}, 0ms\n`;
    }
  }
}

/** @param {Segment} segment */
function tagOf({ cancelling, state }) {
  return cancelling ? 'crit, ' : state === 'running' ? 'active, ' : state === 'waiting' ? 'done, ' : '';
}

/**
 * @param {Model} model
 * @param {Segment} segment
 */
function nameOf(model, { state, waitingOn, from }) {
  return state === 'waiting' ? model.label(waitingOn, from + 1).replace(/^sleep until .*/, 'sleep') : state;
}

/** @param {number} seconds */
function milliseconds(seconds) {
  return Math.round(seconds * MILLISECONDS);
}

/** @param {string} text */
function plain(text) {
  return cut(safe(text).replace(SYNTAX, ' ').replace(/\s+/g, ' ').trim(), LONGEST) || '-';
}
