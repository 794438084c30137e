/** @import { Model, Segment } from '../web/model/types.js' */

/** One process; the loop is its thread 0, each task the thread behind its row. */
const PROCESS = 1;

const MICROSECONDS = 1e6;

/**
 * Microseconds between two events of one moment, and what all times are multiples of: a power of two, so that a beginning
 * and a length add up to the next beginning exactly, and more than the nanosecond below which Perfetto cuts both off.
 * Slices that overlap, however little, it drops.
 */
const APART = 1 / 256;

/**
 * The trace event format, which Perfetto and chrome://tracing open. Events of one moment stand some nanoseconds apart,
 * in their order: on a virtual clock steps take no time, and Perfetto neither shows a slice of no length nor ties an
 * arrow to one.
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
  const times = timesOf(model);
  yield metadata('process_name', 0, model.trace.scenario.title || model.trace.scenario.name);
  yield metadata('thread_name', 0, 'program');
  for (const record of model.prints) {
    const { object, text } = model.event(record);
    yield mark(times, record, 0, text, { task: model.label(object) });
  }
  for (const { task } of model.rows()) {
    yield* slicesOf(model, times, task);
  }
  // An arrow is tied to slices, which have to be there before.
  for (const { task } of model.rows()) {
    yield* arrowsTo(model, times, task);
  }
}

/**
 * @param {Model} model
 * @returns {Float64Array} microseconds of each record, and of the end behind the last
 */
function timesOf({ trace, length }) {
  const times = new Float64Array(length + 1);
  for (let record = 0; record <= length; record++) {
    const time = record < length ? Math.round((trace.time[record] * MICROSECONDS) / APART) * APART : 0;
    times[record] = record === 0 ? time : Math.max(time, times[record - 1] + APART);
  }
  return times;
}

/**
 * @param {Model} model
 * @param {Float64Array} times
 * @param {number} id
 * @returns {Generator<object, void, void>}
 */
function* slicesOf(model, times, id) {
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
      ts: times[segment.from],
      dur: times[segment.to] - times[segment.from],
      name: nameOf(model, segment),
      cat: segment.cancelling ? 'cancelling' : segment.state,
      cname: COLOURS[segment.state],
    };
  }
  if (task.outcome !== undefined) {
    yield mark(times, task.ended, thread, task.outcome, { result: task.text });
  }
}

/**
 * From what woke a task to the step that it takes then.
 * @param {Model} model
 * @param {Float64Array} times
 * @param {number} id
 * @returns {Generator<object, void, void>}
 */
function* arrowsTo(model, times, id) {
  const thread = model.rowOf(id) + 1;
  for (const wake of model.wakesOf(id)) {
    const from = model.task(wake.cause.task);
    if (from !== undefined && wake.ran >= 0) {
      const flow = { cat: 'wake', name: 'wakes', id: wake.woken, pid: PROCESS };
      // What a task wakes by its end happens right after its last slice.
      const leaves =
        from.outcome === undefined ? wake.cause.record : Math.min(wake.cause.record, from.ended - 1);
      yield { ...flow, ph: 's', tid: from.row + 1, ts: times[leaves] };
      yield { ...flow, ph: 'f', bp: 'e', tid: thread, ts: times[wake.ran] };
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
 * @param {Float64Array} times
 * @param {number} record
 * @param {number} thread
 * @param {string} name
 * @param {object} args
 */
function mark(times, record, thread, name, args) {
  return { ph: 'i', s: 't', pid: PROCESS, tid: thread, ts: times[record], name, args };
}
