import { load } from '../wasm/index.mjs';
import { findScenario } from '../wasm/options.mjs';
import { write } from './streams.mjs';

/** @import { Parameter, Scenario } from '../wasm/types.js' */

/**
 * Lists the scenarios by theme, or tells about one; with `json` all that is known of them, their sources apart.
 * @param {{ scenario: string | undefined, json: boolean }} command
 * @returns {Promise<number>}
 * @throws {UsageError} for an unknown scenario
 */
export async function list({ scenario: name, json }) {
  const { scenarios } = await load();
  const one = name === undefined ? undefined : findScenario(scenarios, name);
  if (json) {
    const described = one === undefined ? scenarios.map(withoutSources) : withoutSources(one);
    write(`${JSON.stringify(described, null, 2)}\n`);
  } else {
    write(one === undefined ? inWords(scenarios) : oneInWords(one));
  }
  return 0;
}

/** @param {Scenario} scenario */
function withoutSources({ name, title, theme, about, look, parameters }) {
  return { name, title, theme, about, look, parameters };
}

/** @param {readonly Scenario[]} scenarios */
function inWords(scenarios) {
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  const themes = [...new Set(scenarios.map(({ theme }) => theme))].map((theme) => {
    const lines = scenarios
      .filter((scenario) => scenario.theme === theme)
      .map(({ name, title }) => `  ${name.padEnd(width)}  ${title}\n`);
    return `${theme}\n${lines.join('')}`;
  });
  return `${themes.join('')}\n\`awaitscope list NAME\` tells about one and its parameters, \`awaitscope run NAME\` runs it.\n`;
}

/** @param {Scenario} scenario */
function oneInWords({ name, title, about, look, parameters }) {
  const settings =
    parameters.length === 0 ? '' : `\nParameters, for --set\n${parametersInWords(parameters)}\n`;
  return `${name}: ${title}\n\n${about}\n${look}\n${settings}`;
}

/**
 * @param {readonly Parameter[]} parameters
 * @returns {string} one line each: name, range, default.
 */
export function parametersInWords(parameters) {
  const width = Math.max(...parameters.map(({ name }) => name.length));
  return parameters
    .map(({ name, label, unit, min, max, default: usual }) => {
      const behind = unit && ` ${unit}`;
      return `  ${name.padEnd(width)}  ${min} to ${max}${behind}, default ${usual}${behind}: ${label}`;
    })
    .join('\n');
}
