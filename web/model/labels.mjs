/** Short names of entities, for people. */
import { Role } from './entities.mjs';
import { deadlineOf, taskName } from './views.mjs';
import { formatSeconds } from './words.mjs';

/** @import { History } from './history.mjs' */

/**
 * An entity's short name at a position: "fetch-2", "sleep until 2 s", "gather of 3".
 * @param {History} history
 * @param {number} id
 * @param {number} position
 * @returns {string} '' for nobody.
 */
export function label(history, id, position) {
  const { entities, trace } = history;
  const entity = entities.find(id);
  if (entity < 0) {
    return id === 0 ? '' : `#${id}`;
  }
  const roles = entities.roles[entity];
  const text = trace.strings[entities.text[entity]] ?? '';
  if ((roles & Role.TASK) !== 0) {
    return taskName(history, entity, position) || `task ${id}`;
  }
  if ((roles & Role.COMPOSITE) !== 0) {
    return compositeLabel(history, entity, text, position);
  }
  if ((roles & Role.FUTURE) !== 0) {
    return futureLabel(history, entity, text, position);
  }
  if ((roles & Role.COROUTINE) !== 0) {
    return `${text || `coroutine ${id}`}()`;
  }
  if ((roles & Role.PRIMITIVE) !== 0) {
    const number = history.primitiveNumbers.get(entity);
    if (number === undefined) return `primitive ${id}`;
    return number === 1 ? text : `${text} ${number}`;
  }
  if ((roles & Role.HANDLE) !== 0) {
    return handleLabel(history, entity, position);
  }
  return text || `operation ${id}`;
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {string} text
 * @param {number} position
 */
function compositeLabel(history, entity, text, position) {
  const { deadlines, entities, trace } = history;
  if (text === 'timeout' || text === 'wait_for') {
    const count = deadlines.before(entity, position);
    const deadline = count === 0 ? Infinity : trace.value[deadlines.at(entity, count - 1)];
    return deadline === Infinity ? text : `${text} at ${formatSeconds(deadline)}`;
  }
  const members = history.members.count(entity);
  return members > 0 ? `${text} of ${members}` : text || `composite ${entities.id[entity]}`;
}

/**
 * @param {History} history
 * @param {number} id
 */
function rolesOf({ entities }, id) {
  const entity = entities.find(id);
  return entity < 0 ? 0 : entities.roles[entity];
}

/** Whether such an entity is called what a handle is. @param {number} roles */
function isHandleAlone(roles) {
  const named = Role.TASK | Role.COMPOSITE | Role.FUTURE | Role.COROUTINE | Role.PRIMITIVE;
  return (roles & Role.HANDLE) !== 0 && (roles & named) === 0;
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {string} text
 * @param {number} position
 */
function futureLabel(history, entity, text, position) {
  const { entities } = history;
  const link = entities.link[entity];
  const linked = link === 0 ? 0 : rolesOf(history, link);
  if ((linked & Role.COMPOSITE) !== 0 || (linked & (Role.PRIMITIVE | Role.FUTURE)) === Role.PRIMITIVE) {
    return label(history, link, position)
      .replace(/^StreamReader (?=\S)/, 'data from ')
      .replace(/^StreamWriter (?=\S)/, 'room on the way to ');
  }
  const deadline = deadlineOf(history, entity);
  if (deadline !== undefined) {
    return `${text || 'timer'} until ${formatSeconds(deadline)}`;
  }
  return text === '' || text === 'future' ? `future ${entities.id[entity]}` : text;
}

/**
 * @param {History} history
 * @param {number} entity
 * @param {number} position
 */
function handleLabel(history, entity, position) {
  const { entities, trace } = history;
  const calls = trace.strings[entities.text[entity]] ?? '';
  const link = entities.link[entity];
  // A broken trace may have a handle call a handle, and that one this.
  const target = isHandleAlone(rolesOf(history, link)) ? '' : label(history, link, position);
  if (entities.set[entity] !== 0) {
    return target === '' ? 'a timer' : `the timer of ${target}`;
  }
  return callbackLabel(calls, target);
}

/**
 * @param {string} calls
 * @param {string} target whom it is called for
 */
export function callbackLabel(calls, target) {
  // A composite's callback has the composite's name.
  const what = calls === '' || target.startsWith(calls) ? 'a callback' : calls;
  return target === '' ? calls || what : `${what} of ${target}`;
}
