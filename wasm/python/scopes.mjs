import { CLOSING } from './brackets.mjs';

/** @import { Token } from './tokens.mjs' */

/**
 * A function, class or lambda; or the program's top level.
 * @typedef {object} Scope
 * @property {string} name '' for what is no function with a name
 * @property {boolean} isAsync
 * @property {number} column of its `def`; its body is indented further
 * @property {number} start index of the token `async` or `def`
 * @property {boolean} yields
 * @property {boolean} [isClass]
 */

/** @type {Scope} */
export const TOP = { name: '', isAsync: false, column: -1, start: -1, yields: false };

/**
 * The innermost scope around each token. What stands in a header belongs to the scope outside.
 * @param {Token[]} tokens
 * @returns {Scope[]}
 */
export function findScopes(tokens) {
  /** @type {Scope[]} */
  const open = [TOP];
  /** @type {Scope[]} */
  const scopes = [];
  /** @type {{ scope: Scope, depth: number } | undefined} */
  let header;
  /** @type {{ scope: Scope, depth: number }[]} */
  const lambdas = [];
  tokens.forEach((token, i) => {
    const first = i === 0 || tokens[i - 1].type === 'newline';
    if (first && header === undefined) {
      while (open[open.length - 1].column >= token.column) {
        open.pop();
      }
    }
    const heads = token.text === 'def' || token.text === 'class';
    if (first && (heads || (token.text === 'async' && tokens[i + 1]?.text === 'def'))) {
      header = {
        scope: {
          name: token.text === 'class' ? '' : (tokens[token.text === 'async' ? i + 2 : i + 1]?.text ?? ''),
          isAsync: token.text === 'async',
          column: token.column,
          start: i,
          yields: false,
          isClass: token.text === 'class',
        },
        depth: token.depth,
      };
    }
    while (lambdas.length > 0 && endsLambda(token, lambdas[lambdas.length - 1].depth)) {
      lambdas.pop();
    }
    const scope = lambdas[lambdas.length - 1]?.scope ?? open[open.length - 1];
    scopes.push(scope);
    if (token.type === 'name' && token.text === 'yield') {
      scope.yields = true;
    }
    if (token.type === 'name' && token.text === 'lambda') {
      lambdas.push({
        scope: { name: '', isAsync: false, column: 0, start: i, yields: false },
        depth: token.depth,
      });
    }
    if (header !== undefined && token.text === ':' && token.depth === header.depth && lambdas.length === 0) {
      open.push(header.scope);
      header = undefined;
    }
  });
  return scopes;
}

/**
 * @param {Token} token
 * @param {number} depth at which the lambda stands
 */
function endsLambda(token, depth) {
  return (
    token.type === 'newline' ||
    (token.depth < depth && token.type === 'operator') ||
    (token.depth === depth && (token.text === ',' || CLOSING.includes(token.text)))
  );
}
