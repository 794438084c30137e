/**
 * A Vite plugin that keeps all that the entry imports in the entry's own file: what is fetched later imports from that,
 * instead of both from files that they share. `group` belongs into the output's `codeSplitting.groups`.
 */
export function oneScript() {
  /** @type {Set<string>} */
  const imported = new Set();
  return {
    /** @type {import('vite').Plugin} */
    plugin: {
      name: 'one-script',
      buildEnd() {
        const visit = (/** @type {string} */ id) => {
          if (imported.has(id)) return;
          imported.add(id);
          for (const each of this.getModuleInfo(id)?.importedIds ?? []) visit(each);
        };
        for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry) visit(id);
      },
    },
    group: { name: 'entry', test: (/** @type {string} */ id) => imported.has(id) },
  };
}
