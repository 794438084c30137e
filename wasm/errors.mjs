/** Wrong use: an unknown name, a value out of range. The message names it and says what would be right. */
export class UsageError extends Error {
  name = 'UsageError';
}

/** This browser or engine has no WebAssembly; what is drawn from a recorded trace still works. */
export class WebAssemblyMissing extends Error {
  name = 'WebAssemblyMissing';

  constructor() {
    super(
      'This browser has no WebAssembly (or it is switched off), so no scenario can run here. ' +
        'Recorded traces can still be shown.',
    );
  }
}

/** The module, or the list of scenarios beside it, cannot be read or is not what it should be. */
export class LoadError extends Error {
  name = 'LoadError';
}

/** The module broke while it ran: an assertion, a trap, no memory. Its instance is dead, other runs are not touched. */
export class ModuleBroken extends Error {
  name = 'ModuleBroken';
}

/** A trace file is broken, or of another version. The message says which file, where in it, and what. */
export class TraceFileError extends Error {
  name = 'TraceFileError';
}
