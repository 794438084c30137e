/** What a lock, queue, semaphore … is told as: how it stands, who has it, who waits for it in which order. */
import { Role } from './entities.mjs';
import { label } from './labels.mjs';
import { counted, inWords } from './words.mjs';

/**
 * @import { History } from './history.mjs'
 * @import { PrimitiveAt } from './types.js'
 * @import { Snapshot } from './snapshot.mjs'
 */

/** Tasks that are told by name. */
const MOST_NAMES = 6;

/**
 * How it stands: "held", "0 of 2 free", "2 of 3 items", "1 of 3 there", "not set".
 * @param {PrimitiveAt} primitive
 */
export function standing({ what, holders, limit, set, size }) {
  const ofLimit = limit === undefined ? '' : ` of ${limit}`;
  if (what.endsWith('Lock')) return holders.length > 0 ? 'held' : 'free';
  if (what.endsWith('Semaphore') && size !== undefined) return `${size}${ofLimit} free`;
  if (what.endsWith('Queue')) return ofLimit ? `${size ?? 0}${ofLimit} items` : counted(size ?? 0, 'item');
  if (what === 'Barrier') return `${size ?? 0}${ofLimit} there`;
  if (what === 'Event') return set ? 'set' : 'not set';
  return '';
}

/** More than so many are taken as they stand in the line. */
const MOST_CHECKED = 200;

/**
 * Who waits for it, in order, without those that were woken or cancelled, and went on: the trace tells of them only
 * where they wait next.
 * @param {History} history
 * @param {Snapshot} snapshot
 * @param {PrimitiveAt} primitive
 */
export function inLine({ entities }, snapshot, { id, waiters }) {
  if (waiters.length > MOST_CHECKED) return waiters;
  return waiters.filter((task) => {
    const { state, waitingOn = 0 } = snapshot.task(task) ?? {};
    const future = entities.find(waitingOn);
    return state === 'waiting' && (waitingOn === id || (future >= 0 && entities.link[future] === id));
  });
}

/** @param {PrimitiveAt} primitive @param {number} count of those who wait */
export function standingAndWaiters(primitive, count) {
  return [standing(primitive), count > 0 ? `${count} ${count === 1 ? 'waits' : 'wait'}` : '']
    .filter(Boolean)
    .join(', ');
}

/**
 * All of it in a sentence: "Lock: held by Mia; in line: Noor, Otto."
 * @param {History} history
 * @param {Snapshot} snapshot
 * @param {number} id of a primitive, or of a future with which a task waits for one
 * @returns {string} '' for anything else
 */
export function primitiveInWords(history, snapshot, id) {
  const { entities } = history;
  const entity = entities.find(id);
  const link = entity < 0 ? 0 : entities.link[entity];
  const found = [id, link].find((each) => entities.findAs(each, Role.PRIMITIVE) >= 0);
  const primitive = found === undefined ? undefined : snapshot.primitive(found);
  if (!primitive) return '';
  const { holders } = primitive;
  const waiters = inLine(history, snapshot, primitive);
  const names = (/** @type {number[]} */ tasks) => {
    const told = tasks.slice(0, MOST_NAMES).map((task) => label(history, task, snapshot.position));
    return tasks.length > MOST_NAMES ? [...told, `${tasks.length - MOST_NAMES} more`] : told;
  };
  const stands = [
    standing(primitive),
    holders.length > 0
      ? `${primitive.what.endsWith('Lock') ? '' : 'held '}by ${inWords(names(holders))}`
      : '',
  ].filter(Boolean);
  const joined = stands.join(primitive.what.endsWith('Lock') ? ' ' : ', ');
  const line = waiters.length > 0 ? `in line: ${names(waiters).join(', ')}` : '';
  return `${label(history, primitive.id, snapshot.position)}: ${[joined, line].filter(Boolean).join('; ')}.`;
}
