import { styleText } from 'node:util';

/** Narrowest width for which a timeline is laid out; in a narrower terminal its lines wrap. */
const NARROWEST = 40;
const WIDEST = 500;
const USUAL = 80;

/**
 * How to write to a stream.
 * @typedef {object} Terminal
 * @property {number} width columns
 * @property {(style: Style, text: string) => string} paint
 *
 * @typedef {'bold' | 'dim' | 'green' | 'yellow' | 'blue' | 'magenta' | 'red' | 'cyan' | 'none'} Style
 */

/**
 * @param {NodeJS.WriteStream} stream
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Terminal} coloured only where the stream is a terminal and NO_COLOR is not set.
 */
export function terminalOf(stream, environment) {
  const asked = Number(environment.COLUMNS);
  const width = Number.isInteger(asked) && asked > 0 ? asked : (stream.isTTY && stream.columns) || USUAL;
  const coloured = stream.isTTY && !environment.NO_COLOR && stream.hasColors(environment);
  return {
    width: Math.min(Math.max(width, NARROWEST), WIDEST),
    paint: coloured ? paint : (_style, text) => text,
  };
}

/**
 * @param {Style} style
 * @param {string} text
 */
function paint(style, text) {
  return style === 'none' ? text : styleText(style, text, { validateStream: false });
}
