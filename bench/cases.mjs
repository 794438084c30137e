/**
 * What is measured, and what it must reach. `work` is what one call of the program `program` with `args` does: a figure
 * is the time of a call, divided by it.
 */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} about One unit of work, for people.
 * @property {'switches' | 'gather' | 'queue' | 'timers'} program
 * @property {[number] | [number, number]} args
 * @property {number} work Units a call.
 * @property {Partial<Record<Peer, number>>} targets At the most this share of the peer's time.
 * @property {[number] | [number, number]} [slowArgs] For peers that take much longer: a smaller call.
 * @property {number} [slowWork]
 * @property {boolean} [fibers] Whether fibers can do it: they have switches, nothing above.
 */

/** @typedef {'javascript' | 'fibers' | 'cpython'} Peer */

/** @type {Case[]} */
export const cases = [
  {
    name: 'await-1000',
    about: 'await sleep(0), 1,000 tasks: a switch',
    program: 'switches',
    args: [1000, 500],
    work: 500_000,
    slowArgs: [1000, 50],
    slowWork: 50_000,
    targets: { javascript: 1 / 3, cpython: 1 / 60 },
    fibers: true,
  },
  {
    name: 'await-100000',
    about: 'await sleep(0), 100,000 tasks: a switch',
    program: 'switches',
    args: [100_000, 10],
    work: 1_000_000,
    slowArgs: [100_000, 2],
    slowWork: 200_000,
    targets: { javascript: 1 / 10 },
    fibers: true,
  },
  {
    name: 'gather',
    about: 'create, run and gather: a task of 100,000',
    program: 'gather',
    args: [100_000, 2],
    work: 200_000,
    slowArgs: [100_000, 1],
    slowWork: 100_000,
    targets: { javascript: 1 / 10 },
  },
  {
    name: 'gather-1000',
    about: 'create, run and gather: a task of 1,000',
    program: 'gather',
    args: [1000, 200],
    work: 200_000,
    slowArgs: [1000, 20],
    slowWork: 20_000,
    targets: {},
  },
  {
    name: 'queue-1',
    about: 'a queue that holds one: an item through it',
    program: 'queue',
    args: [100_000],
    work: 100_000,
    slowArgs: [10_000],
    slowWork: 10_000,
    targets: { javascript: 1 / 7 },
  },
  {
    name: 'timers-100000',
    about: '100,000 timers set and run: a timer',
    program: 'timers',
    args: [100_000],
    work: 100_000,
    targets: { javascript: 1 / 15 },
  },
];

/** How the cost of one unit grows with how many there are. */
export const scaling = {
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  series: [
    {
      name: 'await',
      about: 'a switch, by tasks',
      program: /** @type {const} */ ('switches'),
      args: (/** @type {number} */ size) => [size, Math.max(2, 500_000 / size)],
      work: (/** @type {number} */ size) => Math.max(2 * size, 500_000),
    },
    {
      name: 'gather',
      about: 'a task created, run and gathered, by tasks',
      program: /** @type {const} */ ('gather'),
      args: (/** @type {number} */ size) => [size, Math.max(1, 100_000 / size)],
      work: (/** @type {number} */ size) => Math.max(size, 100_000),
    },
    {
      name: 'timers',
      about: 'a timer set and run, by timers (n log n)',
      program: /** @type {const} */ ('timers'),
      args: (/** @type {number} */ size) => [size],
      work: (/** @type {number} */ size) => size,
    },
  ],
};
