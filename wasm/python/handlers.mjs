import { closing, isBracket } from './brackets.mjs';

/**
 * @import { Edit } from './edits.mjs'
 * @import { Token } from './tokens.mjs'
 */

/**
 * Python knows which error is being handled, MicroPython does not: each handler gives it a name, by which what stands
 * in the handler finds it.
 *
 *   except A:          except A as __error1__:
 *   except:            except BaseException as __error1__:
 *
 * @param {Token[]} tokens
 * @param {object[]} scopes of the tokens
 * @param {Edit[]} edits
 * @returns {(string | undefined)[]} of each token, the name of the error that the function around it handles there
 */
export function nameHandled(tokens, scopes, edits) {
  /** @type {{ name: string, column: number, scope: object }[]} */
  const open = [];
  let count = 0;
  /** @type {{ name: string, colon: number } | undefined} */
  let header;
  return tokens.map((token, i) => {
    const first = i === 0 || tokens[i - 1].type === 'newline';
    while (first && open.length > 0 && open[open.length - 1].column >= token.column) {
      open.pop();
    }
    if (first && token.text === 'except' && tokens[i + 1]?.text !== '*') {
      const colon = tokens.findIndex((one, j) => j > i && one.text === ':' && one.depth === token.depth);
      meanBothGroups(tokens.slice(i, colon), token.depth, edits);
      const as = tokens.findIndex((one, j) => j > i && j < colon && one.text === 'as');
      count += as < 0 ? 1 : 0;
      const name = as < 0 ? `__error${count}__` : tokens[as + 1].text;
      if (as < 0 && colon > 0) {
        const type = colon === i + 1 ? ' BaseException' : '';
        edits.push({ at: tokens[colon].at, insert: `${type} as ${name}` });
      }
      header = { name, colon };
    }
    if (header !== undefined && i === header.colon) {
      open.push({ name: header.name, column: token.column, scope: scopes[i] });
      header = undefined;
      return undefined;
    }
    const handler = open[open.length - 1];
    return handler !== undefined && handler.scope === scopes[i] ? handler.name : undefined;
  });
}

/**
 * MicroPython's ExceptionGroup is no BaseExceptionGroup; a handler for the one is a handler for both:
 *
 *   except BaseExceptionGroup:          except (BaseExceptionGroup, ExceptionGroup):
 *   except (A, BaseExceptionGroup):     except (A, BaseExceptionGroup, ExceptionGroup):
 *
 * @param {Token[]} header
 * @param {number} depth outside of brackets
 * @param {Edit[]} edits
 */
function meanBothGroups(header, depth, edits) {
  for (const token of header.filter(({ text }) => text === 'BaseExceptionGroup')) {
    const alone = token.depth === depth;
    if (alone) edits.push({ at: token.at, insert: '(' });
    edits.push({ at: token.at + token.text.length, insert: `, ExceptionGroup${alone ? ')' : ''}` });
  }
}

/**
 * Calls that ask for the error being handled are given it:
 *
 *   traceback.print_exc(…)        traceback.print_exc(NAME, …)             so format_exc
 *   sys.exc_info()                __exc_info__(NAME)
 *   logger.exception(…)           logger.exception(…, exc_info=NAME)       so exc_info=True
 *
 * @param {Token[]} tokens
 * @param {number} i
 * @param {string | undefined} name
 * @param {Edit[]} edits
 */
export function giveHandled(tokens, i, name, edits) {
  const { type, text } = tokens[i];
  const open = tokens[i + 1];
  if (type !== 'name' || tokens[i - 1]?.text === 'def' || open === undefined) {
    return;
  }
  const calls = isBracket(open, '(');
  if (calls && (text === 'print_exc' || text === 'format_exc')) {
    const more = closing(tokens, i + 1) > i + 2 ? ', ' : '';
    edits.push({ at: open.at + 1, insert: `${name ?? 'None'}${more}` });
  } else if (calls && text === 'exc_info' && tokens[i - 1]?.text === '.' && tokens[i - 2]?.text === 'sys') {
    const { at } = tokens[i - 2];
    edits.push({ at, remove: open.at + 1 - at, insert: `__exc_info__(${name ?? 'None'}` });
  } else if (calls && text === 'exception' && /log/i.test(tokens[i - 2]?.text ?? '') && name !== undefined) {
    const close = closing(tokens, i + 1);
    if (!tokens.slice(i, close).some((token) => token.text === 'exc_info') && tokens[close] !== undefined) {
      const comma = tokens[close - 1].text === ',' ? '' : ', ';
      edits.push({ at: tokens[close].at, insert: `${comma}exc_info=${name}` });
    }
  } else if (text === 'exc_info' && open.text === '=' && tokens[i + 2]?.text === 'True') {
    edits.push({ at: tokens[i + 2].at, remove: 4, insert: name ?? 'None' });
  }
}
