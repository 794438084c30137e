import assert from 'node:assert/strict';
import { test } from 'node:test';

import { browserHost } from '../../wasm/drivers/browser.mjs';
import { nodeHost } from '../../wasm/drivers/node.mjs';
import { RealDriver } from '../../wasm/drivers/real.mjs';
import { VirtualDriver } from '../../wasm/drivers/virtual.mjs';
import { FakeHost } from './fake_host.mjs';

/** A program that does something at given times of its loop, and notes when it was called. */
class Timetable {
  /** @type {number[]} loop times at which turns were asked for */
  asked = [];
  /** @type {number[]} loop times at which an entry ran */
  ran = [];
  rests = 0;

  /**
   * @param {number[]} deadlines ascending
   * @param {() => { stop(): void } | undefined} [driver] told to stop after the last
   */
  constructor(deadlines, driver = () => undefined) {
    this.deadlines = deadlines;
    this.driver = driver;
  }

  turns(/** @type {number} */ now) {
    this.asked.push(now);
    while (this.deadlines.length > 0 && this.deadlines[0] <= now) {
      this.ran.push(now);
      this.deadlines.shift();
    }
    if (this.deadlines.length === 0) {
      this.driver()?.stop();
      return -1;
    }
    return this.deadlines[0] - now;
  }

  deadline() {
    return this.deadlines[0] ?? Infinity;
  }

  rest() {
    this.rests++;
  }
}

/** A program that is always ready. */
const restless = () => ({
  slices: 0,
  turns: () => 0,
  deadline: () => 0,
  rest() {
    this.slices++;
  },
});

/** A real driver on a fake host. */
function real(/** @type {any} */ driven, /** @type {number} */ speed = 1) {
  const host = new FakeHost();
  return { host, driver: new RealDriver(driven, host, speed) };
}

test('real: the first slice runs at once, at loop time 0', () => {
  const table = new Timetable([0, 5]);
  real(table).driver.start();
  assert.deepEqual(table.ran, [0]);
});

test('real: one timer is pending for the next deadline, and no hop', () => {
  const { host, driver } = real(new Timetable([0.25, 0.5]));
  driver.start();
  assert.deepEqual(
    host.timers.map((timer) => timer.milliseconds),
    [250],
  );
  assert.equal(host.hops.length, 0);
});

test('real: a delay is rounded up to whole milliseconds', () => {
  const { host, driver } = real(new Timetable([0.0101]));
  driver.start();
  assert.equal(host.timers[0].milliseconds, 11);
});

test('real: a timer of the host that comes early runs no turn before the deadline', () => {
  const table = new Timetable([0.1]);
  const { host, driver } = real(table);
  host.early = 0.7;
  driver.start();
  host.pass(1);
  assert.equal(table.ran.length, 1);
  assert.ok(table.ran[0] >= 0.1, String(table.ran[0]));
  assert.equal(table.asked.length, 2);
});

test('real: a delay longer than setTimeout takes is capped and does not fire early', () => {
  const days = 86_400;
  const table = new Timetable([60 * days]);
  const { host, driver } = real(table);
  driver.start();
  assert.equal(host.timers[0].milliseconds, 2 ** 31 - 1);
  host.pass(59 * days);
  assert.deepEqual(table.asked, [0]);
  host.pass(2 * days);
  assert.equal(table.ran.length, 1);
});

test('real: a tab that slept runs late, with the time that it is', () => {
  const table = new Timetable([0.1, 0.2, 9]);
  const { host, driver } = real(table);
  driver.start();
  host.time += 5;
  host.pass(0);
  assert.deepEqual(table.ran, [5, 5]);
});

test('real: a deadline that passed while turns ran is met by a hop, not by a timer', () => {
  const { host, driver } = real({
    turns() {
      host.time += 0.5;
      return 0.5;
    },
    deadline: () => 0.5,
    rest() {},
  });
  driver.start();
  assert.deepEqual([host.timers.length, host.hops.length], [0, 1]);
});

test('real: a loop that is always ready gets a hop a slice, and no more than one', () => {
  const program = restless();
  const { host, driver } = real(program);
  driver.start();
  driver.wake();
  driver.wake();
  assert.equal(host.hops.length, 1);
  host.hop();
  assert.equal(host.hops.length, 1);
  assert.equal(program.slices, 2);
  assert.equal(host.timers.length, 0);
});

test('real: a slice may take 8 ms of the host, whatever the speed', () => {
  /** @type {number[]} */
  const budgets = [];
  const program = {
    ...restless(),
    turns: (/** @type {number} */ _, /** @type {number} */ b) => budgets.push(b) && 0,
  };
  real(program).driver.start();
  real(program, 10).driver.start();
  assert.deepEqual(budgets, [0.008, 0.08]);
});

test('real: pause stands the loop still, resume goes on where it stood', () => {
  const table = new Timetable([1]);
  const { host, driver } = real(table);
  driver.start();
  host.pass(0.4);
  driver.pause();
  assert.equal(host.timers.length, 0);
  host.pass(100);
  assert.ok(Math.abs(driver.now - 0.4) < 1e-9);
  assert.ok(Math.abs(driver.hostNow() - 0.4) < 1e-9);
  driver.resume();
  host.hop();
  host.pass(0.59);
  assert.deepEqual(table.ran, []);
  host.pass(0.02);
  assert.equal(table.ran.length, 1);
});

test('real: a hop that was pending when the pause came runs nothing', () => {
  const program = restless();
  const { host, driver } = real(program);
  driver.start();
  driver.pause();
  host.hop();
  assert.equal(program.slices, 1);
});

test('real: speed 4 needs a quarter of the time', () => {
  const table = new Timetable([2]);
  const { host, driver } = real(table, 4);
  driver.start();
  assert.equal(host.timers[0].milliseconds, 500);
  host.pass(0.5);
  assert.deepEqual(table.ran, [2]);
});

test('real: another speed counts from then on, asleep and in a pause', () => {
  const table = new Timetable([2, 6]);
  const { host, driver } = real(table);
  driver.start();
  host.pass(1);
  driver.speed = 4;
  assert.equal(driver.now, 1);
  assert.deepEqual(
    host.timers.map(({ milliseconds }) => milliseconds),
    [250],
  );
  host.pass(0.25);
  assert.deepEqual(table.ran, [2]);
  driver.pause();
  driver.speed = 0.5;
  host.pass(10);
  assert.equal(driver.now, 2);
  driver.resume();
  host.hop();
  host.pass(8);
  assert.deepEqual(table.ran, [2, 6]);
});

test('real: with no deadline a wake from outside runs turns soon', () => {
  const table = new Timetable([Infinity]);
  const { host, driver } = real(table);
  driver.start();
  host.pass(3);
  assert.deepEqual(table.asked, [0]);
  driver.wake();
  assert.equal(host.timers.length, 0);
  host.hop();
  assert.deepEqual(table.asked, [0, 3]);
});

test('real: after stop nothing is pending, and the poster is closed', () => {
  for (const program of [new Timetable([1]), restless()]) {
    const { host, driver } = real(program);
    driver.start();
    driver.stop();
    host.hop();
    assert.deepEqual([host.timers.length, host.hops.length, host.closedPosters], [0, 0, 1]);
    assert.equal(program instanceof Timetable ? program.rests : program.slices, 1);
  }
});

test('virtual: a short program is over when start returns, each deadline met exactly', () => {
  const host = new FakeHost();
  const table = new Timetable([0, 0.1 + 0.2, 1e6], () => driver);
  const driver = new VirtualDriver(table, host);
  driver.start();
  assert.deepEqual(table.ran, [0, 0.1 + 0.2, 1e6]);
  assert.equal(driver.now, 1e6);
  assert.deepEqual([host.timers.length, host.hops.length, table.rests], [0, 0, 1]);
});

test('virtual: a program without end gives the thread back after its budget', () => {
  const host = new FakeHost();
  host.tick = 0.001;
  const program = restless();
  const driver = new VirtualDriver(program, host);
  driver.start();
  assert.equal(program.slices, 1);
  assert.equal(host.hops.length, 1);
  host.hop();
  assert.equal(program.slices, 2);
});

test('virtual: timers without end give the thread back too, and time goes on', () => {
  const host = new FakeHost();
  host.tick = 0.001;
  let next = 0;
  const driver = new VirtualDriver({ turns: () => 1, deadline: () => ++next, rest() {} }, host);
  driver.start();
  const reached = driver.now;
  assert.ok(reached >= 5);
  host.hop();
  assert.ok(driver.now > reached);
});

test('virtual: pause holds it between slices, resume goes on', () => {
  const host = new FakeHost();
  host.tick = 0.001;
  const program = restless();
  const driver = new VirtualDriver(program, host);
  driver.start();
  driver.pause();
  host.hop();
  assert.equal(program.slices, 1);
  driver.resume();
  host.hop();
  assert.equal(program.slices, 2);
});

test('virtual: with no deadline it waits for a wake from outside', () => {
  const host = new FakeHost();
  const table = new Timetable([Infinity]);
  const driver = new VirtualDriver(table, host);
  driver.start();
  assert.deepEqual([table.asked.length, host.hops.length], [1, 0]);
  driver.wake();
  host.hop();
  assert.equal(table.asked.length, 2);
});

/** A browser's window as far as hops need it; `used` names what was asked for one. */
function fakeScope(/** @type {string[]} */ used, /** @type {string[]} */ has) {
  class MessageChannel {
    constructor() {
      used.push('channel');
    }
    port1 = { onmessage: null, close: () => used.push('closed') };
    port2 = { postMessage: () => used.push('message') };
  }
  const whole = {
    scheduler: { postTask: () => used.push('postTask') },
    MessageChannel,
    setTimeout: (/** @type {unknown} */ _, /** @type {number} */ delay) => used.push(`timeout ${delay}`),
  };
  return Object.fromEntries(Object.entries(whole).filter(([name]) => has.includes(name)));
}

test('browser: hops go by scheduler.postTask, else by one channel that is used again, else by setTimeout', () => {
  const cases = {
    'scheduler MessageChannel setTimeout': ['postTask', 'postTask'],
    'MessageChannel setTimeout': ['channel', 'message', 'message', 'closed'],
    setTimeout: ['timeout 0', 'timeout 0'],
  };
  for (const [has, expected] of Object.entries(cases)) {
    /** @type {string[]} */
    const used = [];
    const poster = browserHost(fakeScope(used, has.split(' '))).createPoster(() => {});
    poster.post();
    poster.post();
    poster.close();
    assert.deepEqual(used, expected);
  }
});

test('node: hops let timers and input go on, and come in the order of the asking', async () => {
  /** @type {string[]} */
  const order = [];
  await new Promise((resolve) => {
    const poster = nodeHost().createPoster(() => {
      order.push('hop');
      resolve(undefined);
    });
    poster.post();
    queueMicrotask(() => order.push('microtask'));
  });
  assert.deepEqual(order, ['microtask', 'hop']);
});

test('node: the host counts seconds', () => {
  assert.ok(Math.abs(nodeHost().now() - performance.now() / 1000) < 1);
});
