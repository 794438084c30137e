import { statSync } from 'node:fs';

/**
 * @param {string} subject a command's argument
 * @returns {'program' | 'file' | 'scenario'} what it names: a program in Python, another file, or, if anything, a scenario. A
 *   folder is no file: whoever stands in examples/ means the scenario.
 */
export function kindOf(subject) {
  if (subject.endsWith('.py')) {
    return 'program';
  }
  const status = statSync(subject, { throwIfNoEntry: false });
  return status?.isDirectory() === false || /[./\\]/.test(subject) ? 'file' : 'scenario';
}
