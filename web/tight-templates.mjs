import { withPieces } from './with-pieces.mjs';

/** @import { Piece } from './with-pieces.mjs' */

/**
 * A Vite plugin that writes Lit's css`…` and html`…` without the indentation that is for those who read the source.
 * White space becomes one space, and none where CSS needs none.
 * @returns {import('vite').Plugin}
 */
export function tightTemplates() {
  return {
    name: 'tight-templates',
    transform(code, id) {
      if (!/\/web\/player\/.*\.mjs$/.test(id)) return undefined;
      /** @type {Piece[]} */
      const pieces = [];
      visit(this.parse(code), (node) => {
        const tighten = node.type === 'TaggedTemplateExpression' ? tighteners[node.tag.name] : undefined;
        if (!tighten) return;
        for (const { start, end, value } of node.quasi.quasis) {
          // A piece that holds an escape stays as it stands: the text in the source is not its value.
          if (value.raw === value.cooked) pieces.push({ start, end, text: tighten(value.raw) });
        }
      });
      return withPieces(code, pieces);
    },
  };
}

/** @type {Record<string, (text: string) => string>} */
const tighteners = {
  css: (text) =>
    text
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};]) ?/g, '$1')
      .replace(/([:,]) (?![^{}]*{)/g, '$1')
      .replace(/;}/g, '}'),
  html: (text) => text.replace(/\s+/g, ' '),
  svg: (text) => text.replace(/\s+/g, ' '),
};

/**
 * @param {any} node an ESTree
 * @param {(node: any) => void} use
 */
function visit(node, use) {
  if (typeof node?.type === 'string') use(node);
  for (const value of Object.values(node ?? {})) {
    if (typeof value === 'object') visit(value, use);
  }
}
