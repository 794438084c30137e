/**
 * @template Exports
 * @typedef {{ readonly now: Exports | undefined, load: () => Promise<Exports>, use: (then: (exports: Exports) => void,
 *   otherwise?: () => void) => void, }} Later a module that is fetched when it is first wanted. `now`: what it exports,
 *   once it is there; `use` calls at once then, else as soon as it is there, and `otherwise` where it cannot be
 *   fetched; after a failure the next call tries again.
 */

/** What is wrong where a part cannot be fetched. */
export const folderMissing = 'the folder await-scope/ belongs beside await-scope.js.';

/** Whether the page's author was told. */
let told = false;

function tellOnce() {
  if (!told)
    console.warn(
      `<await-scope> lacks its help, words, comparisons and the colours of code: ${folderMissing}`,
    );
  told = true;
}

/**
 * @template Exports
 * @param {() => Promise<Exports>} fetched imports it
 * @returns {Later<Exports>}
 */
export function later(fetched) {
  /** @type {Exports | undefined} */
  let there;
  /** @type {Promise<Exports> | undefined} */
  let loading;
  const load = () => {
    loading ??= fetched().then((exports) => (there = exports));
    loading.catch(() => {
      loading = undefined;
      tellOnce();
    });
    return loading;
  };
  return {
    get now() {
      return there;
    },
    load,
    use(then, otherwise = () => {}) {
      if (there) then(there);
      else load().then(then, otherwise);
    },
  };
}

/**
 * Fetches it when the page has nothing better to do: it is not waited for when it is wanted.
 * @param {Later<unknown>} part
 */
export function fetchWhenIdle(part) {
  const fetched = () => part.use(() => {});
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetched);
  else setTimeout(fetched, 200); // Safari
}

/** What is told in words: of an event, of a task, of a place on the timeline. */
export const words = later(() => import('./words.mjs'));

/** The colours of the code. */
export const highlighting = later(() => import('./panels/code/highlight.mjs'));

/** The help. */
export const help = later(() => import('./controls/help.mjs'));

/** <await-scope-minimap>, below a timeline of which not all is seen. */
export const minimap = later(() => import('./timeline/minimap.mjs'));

/** <await-scope-compare>, for the figures in one. */
export const comparison = later(() => import('./compare/compare.mjs'));
