import asyncio
d = {'z': 1, 'a': [1, ValueError('x')], **{'q': 'é'}}
print(d, str(d), f"{d}", repr(d), d.items(), list(d))
class E(Exception): pass
class F(E):
    def __repr__(self): return 'F!'
class P:
    def __repr__(self): return 'P()'
print([E(1, 'a'), F(), P()], E, [E], type(d), type(5), type(E(1)), KeyError('k'), f"{KeyError('k')!r} {E('m')}")
x = [3, 1, 2]; x.sort(key=lambda v: -v); print(x, [*x, 4], (*x, 1), {**d}.get('q'), 'ab'.title(), 'x'.ljust(3) + '|')
print(sum([0.1] * 10), f"{x=} {len(x)=:>4} {'s':>3}")
async def g():
    return 5
async def main():
    c = g()
    print(type(c), f"{await c} {type(c)}")
    r = await asyncio.gather(g(), bad(), return_exceptions=True)
    print(r, {'r': r})
    print({k: v for k, v in zip('zyx', range(3))})
async def bad():
    raise E('bad')
asyncio.run(main())
print("%s %d" % ("a", 3), "{}".format([1]), None, True, 1.0, 1e100, {1: {2: 3}}, set(), {1}, frozenset([1]), (1,), range(3), b'x')
