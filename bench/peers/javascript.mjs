/**
 * The programs of bench/programs.c with JavaScript's promises. Each gives the seconds that its timed part took; what is
 * timed is the same as there.
 */

const seconds = () => performance.now() / 1000;

/**
 * Tasks that yield over and over; the first switch of each, and its creation, are not timed.
 * @param {number} tasks
 * @param {number} count
 */
export async function switches(tasks, count) {
  let running = tasks;
  let end = 0;
  async function switching() {
    for (let i = 0; i < count; i++) await null;
    if (--running === 0) end = seconds();
  }
  const all = Promise.all(Array.from({ length: tasks }, switching));
  const begin = seconds();
  await all;
  return end - begin;
}

async function one() {
  return 1;
}

/**
 * Async functions called and gathered.
 * @param {number} tasks
 * @param {number} times
 */
export async function gather(tasks, times) {
  const begin = seconds();
  for (let i = 0; i < times; i++) {
    const all = [];
    for (let task = 0; task < tasks; task++) all.push(one());
    await Promise.all(all);
  }
  return seconds() - begin;
}

/** A queue as people write it: who has to wait leaves a function that wakes it. @template Item */
class Queue {
  /** @type {Item[]} */
  #items = [];
  /** @type {(() => void)[]} */
  #getters = [];
  /** @type {(() => void)[]} */
  #putters = [];
  #size;

  /** @param {number} size */
  constructor(size) {
    this.#size = size;
  }

  /** @param {Item} item */
  async put(item) {
    while (this.#items.length >= this.#size) {
      await /** @type {Promise<void>} */ (new Promise((resolve) => this.#putters.push(resolve)));
    }
    this.#items.push(item);
    this.#getters.shift()?.();
  }

  /** @returns {Promise<Item>} */
  async get() {
    while (this.#items.length === 0) {
      await /** @type {Promise<void>} */ (new Promise((resolve) => this.#getters.push(resolve)));
    }
    const item = /** @type {Item} */ (this.#items.shift());
    this.#putters.shift()?.();
    return item;
  }
}

/**
 * One producer, one consumer, a queue that holds one item.
 * @param {number} items
 */
export async function queue(items) {
  /** @type {Queue<number>} */
  const between = new Queue(1);
  const produce = async () => {
    for (let i = 0; i < items; i++) await between.put(i);
  };
  const consume = async () => {
    for (let i = 0; i < items; i++) await between.get();
  };
  const begin = seconds();
  await Promise.all([produce(), consume()]);
  return seconds() - begin;
}

/**
 * Timers with delays of 1 to 50 ms, in no order: setting them, and running them when all are due. The time until then
 * is spent and not counted.
 * @param {number} count
 * @returns {Promise<number>}
 */
export function timers(count) {
  return new Promise((resolve) => {
    let running = count;
    let set = 0;
    let due = 0;
    const ran = () => {
      if (--running === 0) resolve(set + (seconds() - due));
    };
    const begin = seconds();
    for (let i = 0; i < count; i++) setTimeout(ran, 1 + ((i * 7919) % 50));
    set = seconds() - begin;
    while (seconds() - begin - set < 0.052);
    due = seconds();
  });
}
