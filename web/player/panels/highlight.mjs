/**
 * Marks what a reader's eye looks for in a line of C or Python: comments, strings, numbers, keywords. It tells words apart
 * and understands nothing; a library that does weighs more than the whole player.
 *
 * @typedef {{ kind: 'comment' | 'string' | 'number' | 'keyword' | '', text: string }} Piece
 */

const number = String.raw`\b\d[\w.]*`;
const string = String.raw`"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?`;

const languages = {
  c: {
    pattern: new RegExp(
      [
        String.raw`(?<comment>/\*[\s\S]*?(?:\*/|$)|//.*)`,
        `(?<string>${string})`,
        `(?<number>${number})`,
        String.raw`(?<keyword>\b(?:if|else|for|while|do|return|switch|case|break|continue|struct|enum|const|static|void|int|double|float|char|bool|size_t|true|false|NULL|ASYNC|ASYNC_[A-Z_]+|AWAIT|AWAITED|RETURN|RAISE|CORO|TRY|EXCEPT|FINALLY|END_TRY|SCENARIO)\b|^\s*#\s*\w+)`,
      ].join('|'),
      'gm',
    ),
  },
  python: {
    pattern: new RegExp(
      [
        String.raw`(?<comment>#.*)`,
        String.raw`(?<string>[frbu]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|${string}))`,
        `(?<number>${number})`,
        String.raw`(?<keyword>\b(?:async|await|def|return|import|from|as|with|for|in|while|if|elif|else|try|except|finally|raise|class|pass|break|continue|lambda|not|and|or|is|None|True|False|nonlocal|global|yield)\b)`,
      ].join('|'),
      'gm',
    ),
  },
};

/**
 * @param {string} text
 * @param {'c' | 'python'} language
 * @returns {Piece[][]} the pieces of each line
 */
export function highlight(text, language) {
  /** @type {Piece[][]} */
  const lines = [[]];
  /** @param {Piece['kind']} kind @param {string} part */
  const add = (kind, part) => {
    part.split('\n').forEach((piece, i) => {
      if (i > 0) lines.push([]);
      if (piece !== '') lines[lines.length - 1].push({ kind, text: piece });
    });
  };
  let last = 0;
  for (const match of text.matchAll(languages[language].pattern)) {
    add('', text.slice(last, match.index));
    const [kind] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? [''];
    add(/** @type {Piece['kind']} */ (kind), match[0]);
    last = match.index + match[0].length;
  }
  add('', text.slice(last));
  if (lines.length > 1 && lines[lines.length - 1].length === 0) lines.pop();
  return lines;
}
