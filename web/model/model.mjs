import { Kind, kindName, valueIsText } from '../../wasm/trace/kinds.mjs';
import { criticalPath, wakesBetween, wakesOf } from './causes.mjs';
import { Role } from './entities.mjs';
import { History } from './history.mjs';
import { label } from './labels.mjs';
import { nextPosition, previousPosition } from './navigation.mjs';
import { Snapshot } from './snapshot.mjs';
import { Timeline } from './timeline.mjs';
import { firstAfter, firstNotBefore } from './times.mjs';
import {
  compositeView,
  coroutineView,
  entityView,
  futureView,
  handleView,
  operationView,
  primitiveView,
  taskView,
  textOf,
} from './views.mjs';

/**
 * @import { Trace } from '../../wasm/types.js'
 * @import { RecordList } from './columns.mjs'
 * @import * as Types from './types.js'
 */

/** Wakes told of a window, where the caller does not say. */
const WAKES = 1000;

/** @implements {Types.Model} */
class Model {
  #history;
  #timeline;
  /** Ids in order of creation, by list; made anew only at their end. @type {Map<RecordList, number[]>} */
  #ids = new Map();
  /** @type {Map<RecordList, number[]>} */
  #records = new Map();
  /** The critical path that was asked for last. @type {{ task: number, length: number, steps: Types.CriticalStep[] }} */
  #path = { task: 0, length: -1, steps: [] };

  /** @param {Types.Model} model made by createModel */
  static historyOf(model) {
    return /** @type {Model} */ (model).#history;
  }

  /** @param {Trace} trace */
  constructor(trace) {
    this.trace = trace;
    this.#history = new History(trace);
    this.#timeline = new Timeline(this.#history);
  }

  /**
   * Takes in the trace as it is, `stretch` records at a time.
   * @param {number} stretch
   * @returns {Generator<number, void, void>} yields how many it has, after each stretch
   */
  *begin(stretch) {
    do {
      this.#history.update(this.length + stretch);
      if (stretch < Infinity) yield this.length;
    } while (this.length < this.trace.length);
    this.#timeline.arrange();
  }

  update() {
    const { length } = this;
    this.#history.update();
    return this.length > length;
  }

  get length() {
    return this.#history.length;
  }

  get start() {
    return this.length === 0 ? 0 : this.trace.time[0];
  }

  get end() {
    return this.length === 0 ? 0 : this.trace.time[this.length - 1];
  }

  get tasks() {
    return this.#idsOf(this.#history.entities.tasks);
  }

  get futures() {
    return this.#idsOf(this.#history.entities.futures);
  }

  get composites() {
    return this.#idsOf(this.#history.entities.composites);
  }

  get primitives() {
    return this.#idsOf(this.#history.entities.primitives);
  }

  get operations() {
    return this.#idsOf(this.#history.entities.operations);
  }

  get prints() {
    return this.#grown(this.#records, this.#history.prints, (record) => record);
  }

  get diagnostics() {
    return this.#grown(this.#records, this.#history.diagnostics, (record) => record);
  }

  /** @param {RecordList} list */
  #idsOf(list) {
    return this.#grown(this.#ids, list, (entity) => this.#history.entities.id[entity]);
  }

  /**
   * @param {Map<RecordList, number[]>} known
   * @param {RecordList} list
   * @param {(item: number) => number} map
   * @returns {readonly number[]}
   */
  #grown(known, list, map) {
    const items = known.get(list) ?? [];
    known.set(list, items);
    for (let index = items.length; index < list.length; index++) {
      items.push(map(list.data[index]));
    }
    return items;
  }

  /** @param {number} id */
  entity(id) {
    const entity = this.#history.entities.find(id);
    return entity < 0 ? undefined : entityView(this.#history, entity, this.#row(entity));
  }

  /** @param {number} id */
  task(id) {
    return this.#view(id, Role.TASK, (history, entity) => taskView(history, entity, this.#row(entity)));
  }

  /** @param {number} id */
  rowOf(id) {
    const entity = this.#history.entities.findAs(id, Role.TASK);
    return entity < 0 ? -1 : this.#timeline.rowOf(entity);
  }

  /** @param {number} id */
  future(id) {
    return this.#view(id, Role.FUTURE | Role.TASK, futureView);
  }

  /** @param {number} id */
  coroutine(id) {
    return this.#view(id, Role.COROUTINE, coroutineView);
  }

  /** @param {number} id */
  handle(id) {
    return this.#view(id, Role.HANDLE, handleView);
  }

  /** @param {number} id */
  composite(id) {
    return this.#view(id, Role.COMPOSITE, compositeView);
  }

  /** @param {number} id */
  primitive(id) {
    return this.#view(id, Role.PRIMITIVE, primitiveView);
  }

  /** @param {number} id */
  operation(id) {
    return this.#view(id, Role.OPERATION, operationView);
  }

  /**
   * @template View
   * @param {number} id
   * @param {number} roles
   * @param {(history: History, entity: number) => View} view
   * @returns {View | undefined}
   */
  #view(id, roles, view) {
    const entity = this.#history.entities.findAs(id, roles);
    return entity < 0 ? undefined : view(this.#history, entity);
  }

  /** @param {number} entity */
  #row(entity) {
    const isTask = (this.#history.entities.roles[entity] & Role.TASK) !== 0;
    return isTask ? this.#timeline.rowOf(entity) : -1;
  }

  /**
   * @param {number} id
   * @param {number} [position]
   */
  label(id, position = this.length) {
    return label(this.#history, id, position);
  }

  /** @param {number} time */
  positionAt(time) {
    return firstAfter(this.trace.time, this.length, time);
  }

  /** @param {number} position */
  timeAt(position) {
    return this.length === 0 ? 0 : this.trace.time[Math.max(0, this.#clamped(position) - 1)];
  }

  /** @param {number} position */
  #clamped(position) {
    return Math.min(Math.max(0, position), this.length);
  }

  /**
   * @param {number} position
   * @param {Types.StepBy} [by]
   */
  nextPosition(position, by = 'event') {
    return nextPosition(this.#history, position, by);
  }

  /**
   * @param {number} position
   * @param {Types.StepBy} [by]
   */
  previousPosition(position, by = 'event') {
    return previousPosition(this.#history, position, by);
  }

  /** @param {number} position */
  stateAt(position) {
    return new Snapshot(this.#history, this.#clamped(position));
  }

  rows() {
    return this.#timeline.rows();
  }

  /**
   * @param {number} task
   * @param {number} [from]
   * @param {number} [to]
   */
  segments(task, from = -Infinity, to = Infinity) {
    const entity = this.#history.entities.findAs(task, Role.TASK);
    return entity < 0 ? [] : this.#timeline.segments(entity, from, to);
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} pixels
   * @param {{ firstRow?: number, endRow?: number, by?: 'time' | 'record' }} [rows]
   */
  segmentsForWindow(from, to, pixels, { firstRow = 0, endRow = Infinity, by = 'time' } = {}) {
    return this.#timeline.bars(from, to, pixels, firstRow, endRow, by === 'record');
  }

  /** @param {number} task */
  wakesOf(task) {
    const entity = this.#history.entities.findAs(task, Role.TASK);
    return entity < 0 ? [] : wakesOf(this.#history, entity);
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} [limit]
   */
  wakesBetween(from, to, limit = WAKES) {
    const fromRecord = firstNotBefore(this.trace.time, this.length, from);
    return wakesBetween(this.#history, fromRecord, this.positionAt(to), limit);
  }

  /** @param {number} [task] */
  criticalPath(task = this.tasks[0] ?? 0) {
    if (this.#path.task !== task || this.#path.length !== this.length) {
      const entity = this.#history.entities.findAs(task, Role.TASK);
      const steps = entity < 0 ? [] : criticalPath(this.#history, entity);
      this.#path = { task, length: this.length, steps };
    }
    return this.#path.steps;
  }

  /**
   * @param {number} record
   * @returns {Types.Event}
   */
  event(record) {
    const { trace } = this;
    const kind = trace.kind[record];
    return {
      record,
      time: trace.time[record],
      turn: trace.turn[record],
      kind,
      name: kindName(kind) ?? '',
      line: trace.line[record],
      subject: trace.subject[record],
      object: trace.object[record],
      value: trace.value[record],
      text: valueIsText(kind) ? textOf(this.#history, record) : '',
    };
  }

  /** @param {number} time */
  eventsAt(time) {
    return { from: firstNotBefore(this.trace.time, this.length, time), to: this.positionAt(time) };
  }

  /** @param {number} id */
  recordsOf(id) {
    const { kind, object, subject } = this.trace;
    const records = [];
    for (let record = 0; record < this.length; record++) {
      // The object of a turn is a number of handles.
      const ofTurn = kind[record] === Kind.TURN_BEGIN || kind[record] === Kind.TURN_END;
      if (subject[record] === id || (object[record] === id && !ofTurn)) {
        records.push(record);
      }
    }
    return records;
  }
}

/**
 * @param {Trace} trace
 * @returns {Types.Model}
 */
export function createModel(trace) {
  return /** @type {Types.Model} */ (createModelInParts(trace, Infinity).next().value);
}

/**
 * The same for a page that has other things to do meanwhile.
 * @param {Trace} trace
 * @param {number} stretch records at a time
 * @returns {Generator<number, Types.Model, void>} yields how many records have been taken in
 */
export function* createModelInParts(trace, stretch) {
  const model = new Model(trace);
  yield* model.begin(stretch);
  return model;
}

/**
 * For the modules beside this one that few pages need.
 * @param {Types.Model} model
 * @returns {History}
 */
export const historyOf = (model) => Model.historyOf(model);
