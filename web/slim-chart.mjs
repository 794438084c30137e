import { readFileSync } from 'node:fs';
import { withPieces } from './with-pieces.mjs';

/**
 * Vite plugins for Chart.js, of which a timeline uses the scales, their ticks and the layout. What it never calls of
 * the rest stands in chart-unused.json, which tools/chart-unused.mjs records, and is left out of the build: data that
 * is parsed and stacked, animations, elements under the mouse, sizes that follow a container. Bundlers cannot see that,
 * since all of it hangs on a few classes.
 */

/**
 * @typedef {{ start: number, end: number }} Place
 * @typedef {{ key: string, body: Place, whole?: Place }} Part a function; `whole`: it can go with its name
 */

const ofChart = /chart\.js\/dist\/(chart|chunks\/index)\.js$/;

/**
 * A timeline has no plugins, animations, elements, titles and borders, and Chart.js hears of no events: these do
 * nothing.
 */
const forNothing = new Set([
  'Chart.notifyPlugins',
  'PluginService.invalidate',
  'applyAnimationsDefaults',
  'Animator.listen',
  'onAnimationsComplete',
  'listenArrayEvents',
  'unlistenArrayEvents',
  'DatasetController.buildOrUpdateElements',
  'Chart.bindEvents',
  'Chart.unbindEvents',
  'Chart._checkEventBindings',
  'Chart._updateHiddenIndices',
  'Scale.drawBackground',
  'Scale.drawTitle',
  'Scale.drawBorder',
]);

/** @returns {string[]} */
const recorded = () => JSON.parse(readFileSync(new URL('chart-unused.json', import.meta.url), 'utf8'));

/**
 * The functions of a module that have a name: at its top, in its classes, in objects at its top.
 * @param {any} program an ESTree
 * @returns {Part[]}
 */
function partsOf(program) {
  /** @type {Part[]} */
  const parts = [];
  const place = (/** @type {any} */ { start, end }) => ({ start, end });
  const isFunction = (/** @type {any} */ node) =>
    /Function/.test(node?.type ?? '') && node.body.type === 'BlockStatement';
  const members = (/** @type {string} */ owner, /** @type {any[]} */ nodes) => {
    for (const each of nodes) {
      const value = each.type === 'PropertyDefinition' ? null : each.value;
      if (!isFunction(value) || each.computed || each.kind === 'constructor') continue;
      const kind = each.static ? 'static ' : /get|set/.test(each.kind) ? `${each.kind} ` : '';
      // The comma behind an object's would stay.
      const whole = each.type === 'MethodDefinition' ? place(each) : undefined;
      parts.push({ key: `${kind}${owner}.${each.key.name}`, body: place(value.body), whole });
    }
  };
  for (const statement of program.body) {
    const declared = statement.declaration ?? statement;
    if (declared.type === 'FunctionDeclaration')
      parts.push({ key: declared.id.name, body: place(declared.body) });
    if (declared.type === 'ClassDeclaration') members(declared.id.name, declared.body.body);
    if (declared.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declared.declarations) {
      if (isFunction(init)) parts.push({ key: id.name, body: place(init.body) });
      if (init?.type === 'ClassExpression') members(id.name, init.body.body);
      if (init?.type === 'ObjectExpression') members(id.name, init.properties);
    }
  }
  return parts;
}

/**
 * Leaves out what is never called. A call of it after all throws.
 * @param {string[]} [unused]
 * @returns {import('vite').Plugin[]}
 */
export function slimChart(unused = recorded()) {
  const left = new Set(unused);
  return [
    noColourArithmetic(),
    {
      name: 'slim-chart',
      transform(code, id) {
        if (!ofChart.test(id)) return undefined;
        const parts = partsOf(this.parse(code));
        return withPieces(
          code,
          parts.flatMap(({ key, body, whole }) => {
            if (left.delete(key))
              return whole ? { ...whole, text: '' } : { ...body, text: '{throw Error("slim-chart.mjs")}' };
            return unused.length > 0 && forNothing.has(key) ? { ...body, text: '{}' } : [];
          }),
        );
      },
      buildEnd() {
        if (left.size > 0)
          this.error(`Chart.js has no ${[...left].join(', ')}: record anew by node tools/chart-unused.mjs`);
      },
    },
  ];
}

/**
 * Chart.js as it is, but that each function tells its name to the set `globalThis.chartCalls` when it is called.
 * @returns {import('vite').Plugin[]}
 */
export function tellingChart() {
  return [
    noColourArithmetic(),
    {
      name: 'telling-chart',
      transform(code, id) {
        if (!ofChart.test(id)) return undefined;
        const bodies = partsOf(this.parse(code)).map(({ key, body: { start, end } }) => {
          const tells = `{globalThis.chartCalls?.add(${JSON.stringify(key)});`;
          return forNothing.has(key)
            ? { start, end, text: `${tells}}` }
            : { start, end: start + 1, text: tells };
        });
        return withPieces(code, bodies);
      },
    },
  ];
}

/**
 * @kurkle/color computes colours of animations and of bars under the mouse, and the timeline has neither. A colour that is asked
 * for after all stays as it is.
 * @returns {import('vite').Plugin}
 */
function noColourArithmetic() {
  const name = '\0no-colour-arithmetic';
  return {
    name: 'no-colour-arithmetic',
    enforce: 'pre',
    resolveId: (id) => (id === '@kurkle/color' ? name : undefined),
    load: (id) =>
      id === name
        ? `export class Color {
             constructor(colour) { this.colour = colour; this.valid = false; }
             saturate() { return this; }
             darken() { return this; }
             hexString() { return this.colour; }
           }`
        : undefined,
  };
}
