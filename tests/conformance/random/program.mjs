/**
 * Random programs out of try, async with, loops, returns, raises and awaits, the same in Python and in C. Each runs a
 * function again and again and cancels it after ever more turns, so that a cancellation meets most of its awaits.
 *
 * Errors are told by type and message, not by what they were raised while handling: an error thrown into a stack of
 * coroutines gets its context anew from each frame it passes in CPython, an accident of its generators.
 */

export const seeds = Array.from({ length: 32 }, (_, index) => index + 1);

/** @param {number} seed */
export const programName = (seed) => `random_${seed}`;

const functions = 4;
const rounds = 12;
const errors = ['E1', 'E2', 'E3'];
const caught = [...errors, 'asyncio.CancelledError', 'Exception', 'BaseException'];

/**
 * Numbers from 0 to below 1, the same for a seed in every run.
 * @param {number} seed
 */
export function numbers(seed) {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** What a function consists of, while it is being written. */
class Body {
  /**
   * @param {Program} program
   * @param {number} index of the function; it calls those behind it
   */
  constructor(program, index) {
    this.program = program;
    this.index = index;
    this.loops = 0;
    this.statements = 0;
    /** @type {string[]} */
    this.python = [];
    /** @type {string[]} */
    this.c = [];
  }

  /**
   * A line of each, or of one where the other is ''.
   * @param {number} depth
   * @param {string} python
   * @param {string} c
   */
  add(depth, python, c) {
    if (python !== '') this.python.push('    '.repeat(depth) + python);
    if (c !== '') this.c.push('  '.repeat(depth) + c);
  }

  /**
   * Statements that run now and then.
   * @param {number} depth
   * @param {number} longest
   * @param {string} python
   * @param {string} c
   */
  addSometimes(depth, longest, python, c) {
    const every = this.program.between(2, longest);
    this.add(depth, `if tick() % ${every} == 0:`, `if (tick() % ${every} == 0) {`);
    this.add(depth + 1, python, c);
    this.add(depth, '', '}');
  }
}

/** @typedef {{ depth: number, inLoop: boolean, inHandler: boolean }} Place Where a statement stands. */

class Program {
  /** @param {number} seed */
  constructor(seed) {
    this.random = numbers(seed);
    this.number = 0;
    this.bodies = Array.from({ length: functions }, (_, index) => new Body(this, index));
    for (const body of this.bodies) {
      this.block(body, { depth: 1, inLoop: false, inHandler: false }, this.between(2, 5));
      if (body.index + 1 < functions) this.callNext(body); // so that none is unused
    }
    this.start = this.between(0, 999);
  }

  /**
   * @param {number} low
   * @param {number} high included
   */
  between(low, high) {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  /**
   * @template T
   * @param {T[]} list
   * @returns {T}
   */
  choose(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** A number that tells one statement from all others. */
  next() {
    return ++this.number;
  }

  /**
   * @param {Body} body
   * @param {Place} place
   * @param {number} [count]
   */
  block(body, place, count = this.between(1, 3)) {
    for (let i = 0; i < count; i++) this.statement(body, place);
  }

  /**
   * @param {Body} body
   * @param {Place} place
   */
  statement(body, place) {
    const simple = [this.print, this.sleep, this.call, this.raise, this.return];
    const nested = [this.try, this.try, this.with, this.loop, this.branch];
    const choices = [...simple];
    if (place.depth < 5 && body.statements < 60) choices.push(...nested);
    if (place.inHandler) choices.push(this.tell, this.reraise, this.raiseFrom);
    if (place.inLoop) choices.push(this.leaveLoop);
    body.statements++;
    this.choose(choices).call(this, body, place);
  }

  /** @type {(body: Body, place: Place) => void} */
  print(body, { depth }) {
    const number = this.next();
    body.add(depth, `print(${number})`, `asyncio_print("%d", ${number});`);
  }

  /** @type {(body: Body, place: Place) => void} */
  sleep(body, { depth }) {
    const delay = this.choose([0, 0, 1, 0.5]);
    body.add(depth, `await asyncio.sleep(${delay})`, `AWAIT(asyncio_sleep(${delay}));`);
  }

  /** @type {(body: Body, place: Place) => void} */
  call(body, { depth }) {
    if (body.index + 1 < functions && this.random() < 0.5) {
      const callee = this.between(body.index + 1, functions - 1);
      body.add(depth, `print(await f${callee}())`, `AWAIT(CORO(f${callee}));`);
    } else {
      const [number, waits, fails] = [this.next(), this.between(0, 1), this.between(0, 1)];
      const call = `leaf(${number}, ${waits}, ${fails})`;
      body.add(depth, `print(await ${call})`, `AWAIT(${call});`);
    }
    body.add(depth, '', 'asyncio_print("%v", AWAITED);');
  }

  /** @param {Body} body */
  callNext(body) {
    const next = body.index + 1;
    body.add(1, `print(await f${next}())`, `AWAIT(CORO(f${next}));`);
    body.add(1, '', 'asyncio_print("%v", AWAITED);');
  }

  /** @type {(body: Body, place: Place) => void} */
  raise(body, { depth }) {
    const [error, number] = [this.choose(errors), this.next()];
    body.addSometimes(depth, 4, `raise ${error}(${number})`, `RAISE(${error}, "%d", ${number});`);
  }

  /** @type {(body: Body, place: Place) => void} */
  return(body, { depth }) {
    const number = this.next();
    body.addSometimes(depth, 5, `return ${number}`, `RETURN(asyncio_int(${number}));`);
  }

  /** @type {(body: Body, place: Place) => void} */
  tell(body, { depth }) {
    body.add(depth, 'tell(sys.exception())', 'tell(CAUGHT);');
  }

  /** @type {(body: Body, place: Place) => void} */
  reraise(body, { depth }) {
    body.addSometimes(depth, 3, 'raise', 'RERAISE;');
  }

  /** @type {(body: Body, place: Place) => void} */
  raiseFrom(body, { depth }) {
    const [error, number] = [this.choose(errors), this.next()];
    const python = `raise ${error}(${number}) from sys.exception()`;
    body.addSometimes(depth, 4, python, `RAISE_FROM(CAUGHT, ${error}, "%d", ${number});`);
  }

  /** @type {(body: Body, place: Place) => void} */
  leaveLoop(body, { depth }) {
    const word = this.choose(['break', 'continue']);
    body.addSometimes(depth, 3, word, `${word};`);
  }

  /** @type {(body: Body, place: Place) => void} */
  branch(body, place) {
    const inside = { ...place, depth: place.depth + 1 };
    const every = this.between(2, 3);
    body.add(place.depth, `if tick() % ${every} == 0:`, `if (tick() % ${every} == 0) {`);
    this.block(body, inside);
    body.add(place.depth, 'else:', '} else {');
    this.block(body, inside);
    body.add(place.depth, '', '}');
  }

  /** @type {(body: Body, place: Place) => void} */
  loop(body, place) {
    const [i, count] = [`i${body.loops++}`, this.between(1, 3)];
    const c = `for (self->${i} = 0; self->${i} < ${count}; self->${i}++) {`;
    body.add(place.depth, `for ${i} in range(${count}):`, c);
    this.block(body, { ...place, depth: place.depth + 1, inLoop: true });
    body.add(place.depth, '', '}');
  }

  /** @type {(body: Body, place: Place) => void} */
  with(body, place) {
    const number = this.next();
    const kind = this.choose(['', '', 'fails on enter', 'fails on leave', 'swallows']);
    body.add(
      place.depth,
      `async with Gate(${number}, "${kind}"):`,
      `ASYNC_WITH(gate_of(${number}, "${kind}")) {`,
    );
    this.block(body, { ...place, depth: place.depth + 1, inLoop: false });
    body.add(place.depth, '', '} END_WITH;');
  }

  /** @type {(body: Body, place: Place) => void} */
  try(body, place) {
    const { depth } = place;
    const inside = { ...place, depth: depth + 1, inLoop: false };
    body.add(depth, 'try:', 'TRY {');
    this.block(body, inside);
    const handlers = caught.filter(() => this.random() < 0.25);
    for (const error of handlers) {
      const c = error.replace(/^(asyncio\.)?(?!E\d)/, 'asyncio_');
      body.add(depth, `except ${error}:`, `} EXCEPT(${c}) {`);
      this.block(body, { ...inside, inHandler: true });
    }
    if (handlers.length > 0 && this.random() < 0.4) {
      body.add(depth, 'else:', '} ELSE {');
      this.block(body, inside);
    }
    if (handlers.length === 0 || this.random() < 0.6) {
      body.add(depth, 'finally:', '} FINALLY {');
      this.block(body, inside);
    }
    body.add(depth, '', '} END_TRY;');
  }
}

/**
 * The C text of a program: a scenario called programName(seed). Needs parts.h.
 * @param {number} seed
 */
export function programInC(seed) {
  const { bodies, start } = new Program(seed);
  const lines = ['#include "parts.h"', ''];
  for (const { index, loops, c } of bodies.toReversed()) {
    const locals = ['char unused;', ...Array.from({ length: loops }, (_, i) => `int i${i};`)];
    lines.push(
      `ASYNC(f${index}, { ${locals.join(' ')} }) {`,
      '  ASYNC_BEGIN;',
      ...c,
      '  ASYNC_END;',
      '}',
      '',
    );
  }
  lines.push(
    'ASYNC(top, { int round, turn; asyncio_task *task; }) {',
    '  ASYNC_BEGIN;',
    `  for (self->round = 0; self->round < ${rounds}; self->round++) {`,
    `    ticks = ${start} + self->round;`,
    '    asyncio_print("round %d", self->round);',
    '    self->task = asyncio_create_task(CORO(f0));',
    '    for (self->turn = 0; self->turn < self->round; self->turn++) {',
    '      AWAIT(asyncio_sleep(0));',
    '    }',
    '    if (self->round % 3 != 0) {',
    '      asyncio_task_cancel(self->task, NULL);',
    '    }',
    '    TRY {',
    '      AWAIT(self->task);',
    '      asyncio_print("%v", AWAITED);',
    '    } EXCEPT(asyncio_BaseException) {',
    '      tell(CAUGHT);',
    '    } END_TRY;',
    '  }',
    '  ASYNC_END;',
    '}',
    '',
    `SCENARIO(${programName(seed)}, top)`,
    '',
  );
  return lines.join('\n');
}

/**
 * The same in Python. Needs parts.py in front.
 * @param {number} seed
 */
export function programInPython(seed) {
  const { bodies, start } = new Program(seed);
  const lines = [];
  for (const { index, python } of bodies) lines.push('', '', `async def f${index}():`, ...python);
  lines.push(
    '',
    '',
    'async def main():',
    '    global ticks',
    `    for round in range(${rounds}):`,
    `        ticks = ${start} + round`,
    '        print(f"round {round}")',
    '        task = asyncio.create_task(f0())',
    '        for turn in range(round):',
    '            await asyncio.sleep(0)',
    '        if round % 3 != 0:',
    '            task.cancel()',
    '        try:',
    '            print(await task)',
    '        except BaseException as error:',
    '            tell(error)',
    '',
    '',
    'asyncio.run(main())',
    '',
  );
  return lines.join('\n');
}
