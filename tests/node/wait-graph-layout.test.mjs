/** Where the graph of waits is laid out, by dagre and by what is put right after it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import * as dagre from '@dagrejs/dagre';
import { layoutOf } from '../../web/player/panels/wait-graph/layout.mjs';

/** @import { WaitGraph } from '../../web/model/types.js' */
/** @typedef {[x: number, y: number]} Place */

/**
 * A graph whose nodes are named by their edges.
 * @param {...[from: string, to: string, why?: string]} edges
 * @returns {WaitGraph}
 */
function graphOf(...edges) {
  const names = [...new Set(edges.flatMap(([from, to]) => [from, to]))];
  const id = (/** @type {string} */ name) => names.indexOf(name) + 1;
  return /** @type {WaitGraph} */ ({
    nodes: names.map((label) => ({
      id: id(label),
      type: 'future',
      label,
      detail: 'pending',
      critical: false,
    })),
    edges: edges.map(([from, to, why = 'waits on']) => ({
      from: id(from),
      to: id(to),
      why,
      note: '',
      critical: false,
    })),
  });
}

/** The points of a path. @param {string} path @returns {Place[]} */
const pointsOf = (path) =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

/** @param {Place} from @param {Place} to @param {Place} place */
const side = ([x, y], to, place) => Math.sign((to[0] - x) * (place[1] - y) - (to[1] - y) * (place[0] - x));

/** How many pairs of arrows cross. @param {ReturnType<typeof layoutOf>} layout */
function crossings({ edges }) {
  const lines = edges.map(({ path }) => pointsOf(path));
  const cross = (/** @type {Place[]} */ one, /** @type {Place[]} */ other) =>
    one.slice(1).some((b, i) =>
      other.slice(1).some((d, j) => {
        const [a, c] = [one[i], other[j]];
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
      }),
    );
  return lines.flatMap((one, i) => lines.slice(i + 1).filter((other) => cross(one, other))).length;
}

for (const direction of /** @type {const} */ (['LR', 'TB'])) {
  test(`two timeouts over each of two members of a gather: no arrow crosses another, ${direction}`, () => {
    const graph = graphOf(
      ['main', 'gather'],
      ['gather', 'Ada'],
      ['gather', 'Ben'],
      ['Ada', 'sleep of Ada'],
      ['Ben', 'sleep of Ben'],
      ['bus of Ada', 'Ada', 'cancels'],
      ['patience of Ada', 'Ada', 'cancels'],
      ['bus of Ben', 'Ben', 'cancels'],
      ['patience of Ben', 'Ben', 'cancels'],
    );
    const layout = layoutOf(dagre, graph, direction, 28, (text) => text.length * 7);
    assert.equal(crossings(layout), 0);
  });
}

test('arrows that have to cross are laid out all the same', () => {
  const both = ['a', 'b', 'c'].flatMap((from) =>
    ['x', 'y', 'z'].map((to) => /** @type {[string, string]} */ ([from, to])),
  );
  const layout = layoutOf(dagre, graphOf(...both), 'LR', 28, (text) => text.length * 7);
  assert.ok(crossings(layout) > 0);
  assert.equal(new Set(layout.nodes.map(({ x, y }) => `${x} ${y}`)).size, 6);
});

test('an arrow goes behind no other box of its rank', () => {
  const graph = graphOf(
    ['rain', 'a sleep with a long name'],
    ['main', 'gather'],
    ['gather', 'big mill'],
    ['gather', 'old mill'],
    ['gather', 'new mill'],
    ['big mill', 'condition'],
    ['old mill', 'condition'],
    ['new mill', 'condition'],
  );
  for (const direction of /** @type {const} */ (['LR', 'TB'])) {
    const { nodes, edges } = layoutOf(dagre, graph, direction, 12, (text) => text.length * 7);
    for (const { path, from, to } of edges) {
      for (const { id, label, x, y, width, height } of nodes.filter(({ id }) => id !== from && id !== to)) {
        const hit = along(path).some(
          (place) => Math.abs(place[0] - x) < width / 2 - 0.5 && Math.abs(place[1] - y) < height / 2 - 0.5,
        );
        assert.ok(!hit, `${direction}: ${from} → ${to} goes behind ${label} (${id})`);
      }
    }
  }
});

/** Places along a path of lines and quadratic curves. @param {string} path */
function along(path) {
  const [first, ...rest] = path.split(/(?=[QL])/).map(pointsOf);
  let [at] = first;
  return rest.flatMap((points) => {
    const end = points[points.length - 1];
    const control = points.length > 1 ? points[0] : at;
    const start = at;
    at = end;
    return Array.from({ length: 21 }, (_, i) => {
      const t = i / 20;
      return /** @type {Place} */ (
        [0, 1].map((k) => (1 - t) ** 2 * start[k] + 2 * t * (1 - t) * control[k] + t * t * end[k])
      );
    });
  });
}
