import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rewrite } from '../../wasm/python/rewrite.mjs';

/** @type {[string, string, string][]} */
const cases = [
  [
    'an await',
    'async def f():\n  x = await g(1)[2].h + 1',
    'async def f():\n  x = await __at__(2, g(1)[2].h) + 1',
  ],
  ['an await in an f-string', 'f"{await g()}"', 'f"{__str__(await __at__(1, g()))}"'],
  [
    'an await of an await',
    'async def f():\n  await await g()',
    'async def f():\n  await __at__(2, await __at__(2, g()))',
  ],
  ['a run at top level', 'x = asyncio.run(main())["a"]', 'x = (await __run__(asyncio, "run", main()))["a"]'],
  ['a run by its own name', 'run(main())', '(await __run__(run, "", main()))'],
  ['no run in a function', 'def f():\n  asyncio.run(g())', 'def f():\n  asyncio.run(g())'],
  ['no run in a class', 'class A:\n  x = asyncio.run(g())', 'class A:\n  x = asyncio.run(g())'],
  ['no run in a comprehension', '[asyncio.run(f(x)) for x in y]', '[asyncio.run(f(x)) for x in y]'],
  ['no run in a lambda', 'f = lambda: asyncio.run(g())', 'f = lambda: asyncio.run(g())'],
  ['a dict', '{"a": 1, **b, c: {}}', '__map__(("a", 1), b, (c, __map__()))'],
  ['a dict with a lambda', '{a: lambda x: x}', '__map__((a, lambda x: x))'],
  ['a dict with a lambda of two', '{a: lambda x, y: x, b: c}', '__map__((a, lambda x, y: x), (b, c))'],
  ['a dict of a loop', '{k: v for k, v in x if k}', '__map__(*[(k, v) for k, v in x if k])'],
  ['a set', '{1, (lambda x: x)}', '{1, (lambda x: x)}'],
  ['a subscript and a slice', 'x[1:2][a]', 'x[1:2][a]'],
  [
    'stars in displays',
    '[*a, 1]; (*a, 1); {*a}; f(*a)',
    '__list__(*a, 1); __tuple__(*a, 1); __set__(*a); f(*a)',
  ],
  ['methods', 'a.b(c)[0].sort(key=f)', '__method__(a.b(c)[0], "sort")(key=f)'],
  ['methods of methods', '"a".title().ljust(3)', '__method__(__method__("a", "title")(), "ljust")(3)'],
  [
    'type and str',
    'type(x); str(x); str(x, y); type(a, b, c)',
    '__type__(x); __str__(x); str(x, y); type(a, b, c)',
  ],
  [
    'f-strings',
    'f"{a!r} {b=} {c:>5} {d!r:>5} {{e}}"',
    'f"{__repr__(a)} b={__repr__(b)} {c:>5} {__repr__(d):>5} {{e}}"',
  ],
  ['positions only', 'def f(a, /, b=1/2): pass', 'def f(a, b=1/2): pass'],
  [
    'text stays text',
    "\"await x {a: 1}\" # await y\n'''\nasyncio.run()\n'''",
    "\"await x {a: 1}\" # await y\n'''\nasyncio.run()\n'''",
  ],
  ['attributes that are called so', 'x.await_ = y.type(z)', 'x.await_ = y.type(z)'],
  [
    'an async generator',
    'async def g():\n  yield 1, 2\n  yield',
    '@__async_generator__\nasync def g():\n  yield __item__((1, 2))\n  yield __item__(None)',
  ],
  [
    'except*',
    'try:\n  a()\nexcept* E as e:\n  b(e)\n  raise\nc()',
    '__star1__ = __star__()\nwith __star1__:\n  a()\n' +
      'for e in __star1__.match(E ):\n with __star1__.handler():\n   b(e)\n   raise __star1__.again()\n' +
      '__star1__.finish()\nc()',
  ],
  [
    'raise that is not of the except* around it',
    'try:\n  a()\nexcept* E:\n  try: b()\n  except F: raise\nexcept* G: raise',
    '__star1__ = __star__()\nwith __star1__:\n  a()\n' +
      'for __unused__ in __star1__.match(E):\n with __star1__.handler():\n   try: b()\n   except F as __error1__: raise\n' +
      'for __unused__ in __star1__.match(G):\n with __star1__.handler(): raise __star1__.again()\n__star1__.finish()',
  ],
  [
    'handlers of groups of both kinds',
    'try:\n  a()\nexcept (E, BaseExceptionGroup) as e:\n  isinstance(e, BaseExceptionGroup)',
    'try:\n  a()\nexcept (E, BaseExceptionGroup, ExceptionGroup) as e:\n  isinstance(e, (BaseExceptionGroup, ExceptionGroup))',
  ],
];

for (const [title, text, expected] of cases) {
  test(title, () => assert.equal(rewrite(text).text, expected));
}

test('lines of the result lead back to those of the program', () => {
  const text = 'try:\n  a()\nexcept* E:\n  b()\nx = [\n  await y for y in z\n]\nd()';
  const { text: rewritten, originalLine } = rewrite(text);
  const lines = rewritten.split('\n');
  for (const [found, line] of /** @type {[string, number][]} */ ([
    ['a()', 2],
    ['b()', 4],
    ['x = ', 5],
    ['d()', 8],
  ])) {
    assert.equal(originalLine(lines.findIndex((one) => one.includes(found)) + 1), line, found);
  }
});

test('whether a program awaits at top level', () => {
  assert.equal(rewrite('await f()').awaits, true);
  assert.equal(rewrite('if x:\n  async with y: pass').awaits, true);
  assert.equal(rewrite('async def f():\n  await g()\nclass A:\n  async def h(self): await x').awaits, false);
  assert.equal(rewrite('"await x"').awaits, false);
});

test('modules that a program uses and does not import', () => {
  assert.deepEqual(rewrite('import time\nasyncio.sleep(time.time())\nrandom = 1').modules, ['asyncio']);
});

test('text that is no program is left to MicroPython to refuse', () => {
  for (const text of [
    '(',
    '"',
    "f'{",
    '[await',
    'yield',
    'except* :',
    'async def',
    '{a:',
    'x.sort(',
    'await',
  ]) {
    assert.doesNotThrow(() => rewrite(text), text);
  }
});
