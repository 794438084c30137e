/** @import { Model, Segment } from '../web/model/types.js' */

/** One process; the loop is its thread 0, each task the thread behind its row. */
const PROCESS = 1;

const MICROSECONDS = 1e6;

/**
 * The trace event format, which Perfetto and chrome://tracing open.
 * @param {Model} model
 * @returns {Generator<string, void, void>} the file's text, piece by piece.
 */
export function* chromeTrace(model) {
  yield '{"displayTimeUnit":"ms","traceEvents":[\n';
  let separator = '';
  for (const event of events(model)) {
    yield `${separator}${JSON.stringify(event)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/**
 * @param {Model} model
 * @returns {Generator<object, void, void>}
 */
function* events(model) {
  yield metadata('process_name', 0, model.trace.scenario.title || model.trace.scenario.name);
  yield metadata('thread_name', 0, 'program');
  for (const record of model.prints) {
    const { object, text } = model.event(record);
    yield mark(model, record, 0, text, { task: model.label(object) });
  }
  for (const { task } of model.rows()) {
    yield* eventsOf(model, task);
  }
}

/**
 * @param {Model} model
 * @param {number} id
 * @returns {Generator<object, void, void>}
 */
function* eventsOf(model, id) {
  const task = model.task(id);
  if (task === undefined) {
    return;
  }
  const thread = task.row + 1;
  yield metadata('thread_name', thread, task.name);
  yield { ...metadata('thread_sort_index', thread, ''), args: { sort_index: thread } };
  for (const segment of model.segments(id)) {
    yield {
      ph: 'X',
      pid: PROCESS,
      tid: thread,
      ts: segment.start * MICROSECONDS,
      dur: (segment.end - segment.start) * MICROSECONDS,
      name: nameOf(model, segment),
      cat: segment.cancelling ? 'cancelling' : segment.state,
      cname: COLOURS[segment.state],
    };
  }
  if (task.outcome !== undefined) {
    yield mark(model, task.ended, thread, task.outcome, { result: task.text });
  }
  for (const wake of model.wakesOf(id)) {
    const from = model.task(wake.cause.task);
    if (from !== undefined && wake.ran >= 0) {
      const flow = { cat: 'wake', name: 'wakes', id: wake.woken, pid: PROCESS };
      yield { ...flow, ph: 's', tid: from.row + 1, ts: timeOf(model, wake.cause.record) };
      yield { ...flow, ph: 'f', bp: 'e', tid: thread, ts: timeOf(model, wake.ran) };
    }
  }
}

/** Names of the format's own colours. @type {Record<string, string>} */
const COLOURS = {
  running: 'thread_state_running',
  ready: 'thread_state_runnable',
  waiting: 'thread_state_sleeping',
};

/**
 * @param {Model} model
 * @param {Segment} segment
 */
function nameOf(model, { state, waitingOn, cancelling, from }) {
  const what = state === 'waiting' ? `waits on ${model.label(waitingOn, from + 1)}` : state;
  return cancelling ? `${what}, being cancelled` : what;
}

/**
 * @param {string} name
 * @param {number} thread
 * @param {string} value
 */
function metadata(name, thread, value) {
  return { ph: 'M', pid: PROCESS, tid: thread, name, args: { name: value } };
}

/**
 * @param {Model} model
 * @param {number} record
 * @param {number} thread
 * @param {string} name
 * @param {object} args
 */
function mark(model, record, thread, name, args) {
  return { ph: 'i', s: 't', pid: PROCESS, tid: thread, ts: timeOf(model, record), name, args };
}

/**
 * @param {Model} model
 * @param {number} record
 */
function timeOf({ trace }, record) {
  return trace.time[record] * MICROSECONDS;
}
