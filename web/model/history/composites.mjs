/** Composites (gather, wait, group, timeout): who called them, their members, their deadlines. */
import { Kind } from '../../../wasm/trace/kinds.mjs';
import { Role } from '../entities.mjs';

/** @import { History, Take } from '../history.mjs' */

/** @type {Take} */
function created({ calls, entities, openComposites, trace }, record, subject, object) {
  const composite = entities.of(subject, Role.COMPOSITE, record);
  entities.by[composite] = object;
  entities.text[composite] = trace.value[record];
  if ((entities.roles[composite] & Role.FUTURE) !== 0) entities.link[composite] = subject;
  if (entities.settled[composite] === 0) openComposites.add(composite, record);
  const caller = entities.findAs(object, Role.TASK);
  if (caller >= 0) calls.push(caller, record, composite);
}

/** @type {Take} */
function member({ entities, memberEnds, members, memberships, unknownMembers }, record, subject, object) {
  const composite = entities.of(subject, Role.COMPOSITE, record);
  members.push(composite, record);
  const entity = entities.find(object);
  if (entity < 0) unknownMembers.set(object, [...(unknownMembers.get(object) ?? []), composite]);
  else if (entities.ended[entity] === 0) memberships.push(entity, record, composite);
  else memberEnds.push(composite, record);
}

/**
 * @param {History} history
 * @param {number} entity of a future, task or coroutine that is done now
 * @param {number} record
 */
export function memberDone({ entities, memberEnds, memberships, unknownMembers }, entity, record) {
  const count = memberships.count(entity);
  for (let index = 0; index < count; index++) memberEnds.push(memberships.at(entity, index, 1), record);
  for (const composite of unknownMembers.get(entities.id[entity]) ?? []) memberEnds.push(composite, record);
}

/** @type {Take} */
const deadline = ({ deadlines, entities }, record, subject) =>
  deadlines.push(entities.of(subject, Role.COMPOSITE, record), record);

/** @type {Take} */
function expired({ entities }, record, subject) {
  entities.expired[entities.of(subject, Role.COMPOSITE, record)] ||= record + 1;
}

/** @type {Take} */
function settled({ entities, openComposites }, record, subject) {
  const composite = entities.of(subject, Role.COMPOSITE, record);
  entities.settled[composite] ||= record + 1;
  openComposites.remove(composite, record);
}

/** @type {[kind: number, take: Take][]} */
export const compositeRecords = [
  [Kind.COMPOSITE_CREATED, created],
  [Kind.COMPOSITE_MEMBER, member],
  [Kind.COMPOSITE_DEADLINE, deadline],
  [Kind.COMPOSITE_RESCHEDULED, deadline],
  [Kind.COMPOSITE_EXPIRED, expired],
  [Kind.COMPOSITE_SETTLED, settled],
];
