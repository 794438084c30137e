import { load } from '../wasm/index.mjs';
import { write } from './streams.mjs';

/** @import { Parameter } from '../wasm/types.js' */

/**
 * Lists the scenarios by theme; with `json` all that is known of them, their sources apart.
 * @param {{ json: boolean }} command
 * @returns {Promise<number>}
 */
export async function list({ json }) {
  const { scenarios } = await load();
  if (json) {
    const described = scenarios.map(({ name, title, theme, about, look, parameters }) => ({
      name,
      title,
      theme,
      about,
      look,
      parameters,
    }));
    write(`${JSON.stringify(described, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const theme of new Set(scenarios.map((scenario) => scenario.theme))) {
    write(`${theme}\n`);
    for (const { name, title, parameters } of scenarios.filter((scenario) => scenario.theme === theme)) {
      const names = parameters.map((parameter) => parameter.name).join(', ');
      write(`  ${name.padEnd(width)}  ${title}${names && ` (${names})`}\n`);
    }
  }
  write('\nawaitscope run NAME runs one; in brackets its parameters, for --set\n');
  return 0;
}

/**
 * @param {readonly Parameter[]} parameters
 * @returns {string} one line each: name, range, default.
 */
export function parametersInWords(parameters) {
  return parameters
    .map(({ name, unit, min, max, default: usual }) => {
      const behind = unit && ` ${unit}`;
      return `  ${name}: ${min} to ${max}${behind}, default ${usual}${behind}`;
    })
    .join('\n');
}
