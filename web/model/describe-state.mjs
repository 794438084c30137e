/** What a task does and on what it waits, in plain English. */
import { Role } from './entities.mjs';
import { label } from './labels.mjs';
import { historyOf } from './model.mjs';
import { primitiveInWords } from './primitive-words.mjs';
import { Snapshot } from './snapshot.mjs';
import { coroutineName, pendingMembers } from './views.mjs';
import { formatSeconds, inWords } from './words.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { Model } from './types.js'
 */

/** Links of a chain of waits that are told. */
const LONGEST_CHAIN = 8;

/** Members that are told by name. */
const MOST_NAMES = 6;

/**
 * What a task does at a position and on what it waits, down to the last link: "main waits on gather of 2, which waits
 * on a and b".
 * @param {Model} model
 * @param {number} task id
 * @param {number} position
 * @returns {string} '' where there is no such task yet.
 */
export function describeState(model, task, position) {
  return describeAt(historyOf(model), task, clamped(model, position));
}

/**
 * @param {History} history
 * @param {number} task
 * @param {number} position
 * @returns {string}
 */
function describeAt(history, task, position) {
  const snapshot = new Snapshot(history, position);
  const at = snapshot.task(task);
  if (at === undefined) {
    return '';
  }
  const name = at.name || label(history, task, position);
  const ending = at.cancelling > 0 ? ', being cancelled' : '';
  switch (at.state) {
    case 'created':
      return `${name} is created; the loop has not run it yet.`;
    case 'ready': {
      const since = formatSeconds(history.trace.time[at.since]);
      return `${name} is ready to run since ${since}${ending}.`;
    }
    case 'running':
      return `${name} runs${inFrame(history, at.stack)}${ending}.`;
    case 'waiting':
      return `${name} waits on ${chain(history, snapshot, at.waitingOn)}${ending}.`;
    case 'finished':
      return `${name} has finished${at.text === '' || at.text === 'None' ? '' : `: ${at.text}`}.`;
    case 'failed':
      return `${name} has failed: ${at.text}.`;
    default:
      return `${name} was cancelled${at.text && `: ${at.text}`}.`;
  }
}

/**
 * How a lock, queue, semaphore … stands at a position, who has it and who waits for it.
 * @param {Model} model
 * @param {number} id its own, or that of a future that stands for it
 * @param {number} position
 * @returns {string} '' for anything else.
 */
export function describePrimitive(model, id, position) {
  const history = historyOf(model);
  return primitiveInWords(history, new Snapshot(history, clamped(model, position)), id);
}

/**
 * @param {Model} model
 * @param {number} position
 */
const clamped = (model, position) => Math.min(Math.max(position, 0), model.length);

/**
 * @param {History} history
 * @param {{ coroutine: number, line: number }[]} stack
 */
function inFrame(history, stack) {
  // asyncio's own coroutines have no lines: people know their program's.
  const frame = stack.findLast(({ line }) => line !== 0);
  return frame === undefined ? '' : ` in ${coroutineName(history, frame.coroutine)}(), line ${frame.line}`;
}

/**
 * @param {History} history
 * @param {Snapshot} snapshot
 * @param {number} id of what is waited on
 */
function chain(history, snapshot, id) {
  const { position } = snapshot;
  const links = [];
  for (let next = id; next !== 0 && links.length < LONGEST_CHAIN;) {
    links.push(label(history, next, position));
    const { pending, more } = waitsFor(history, snapshot, next);
    if (pending.length > 1) {
      const names = pending.map((member) => label(history, member, position));
      links.push(inWords(more > 0 ? [...names, `${more} more`] : names));
    }
    next = pending.length === 1 ? pending[0] : 0;
  }
  return links.join(', which waits on ');
}

/**
 * @param {History} history
 * @param {Snapshot} snapshot
 * @param {number} id of a task, future or composite
 * @returns {{ pending: number[], more: number }} ids of what it waits for in turn, of the first of many.
 */
function waitsFor(history, snapshot, id) {
  const { entities, memberEnds, members } = history;
  const { position } = snapshot;
  const task = snapshot.task(id);
  if (task !== undefined) {
    return { pending: task.state === 'waiting' ? [task.waitingOn] : [], more: 0 };
  }
  const future = entities.find(id);
  const isComposite = entities.findAs(id, Role.COMPOSITE) >= 0;
  const composite = entities.findAs(isComposite || future < 0 ? id : entities.link[future], Role.COMPOSITE);
  if (composite < 0) {
    return { pending: [], more: 0 };
  }
  const pending = pendingMembers(history, composite, position, MOST_NAMES);
  const count = members.before(composite, position) - memberEnds.before(composite, position);
  return { pending, more: count - pending.length };
}
