/**
 * @template Exports
 * @typedef {{ readonly now: Exports | undefined, load: () => Promise<Exports>, use: (then: (exports: Exports) => void) => void }} Later
 *   a module that is fetched when it is first wanted. `now`: what it exports, once it is there; `use` calls at once then, else as
 *   soon as it is there, and never where it cannot be fetched; after a failure the next call tries again.
 */

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
    loading.catch(() => (loading = undefined));
    return loading;
  };
  return {
    get now() {
      return there;
    },
    load,
    use(then) {
      if (there) then(there);
      else load().then(then, () => {});
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
export const highlighting = later(() => import('./panels/highlight.mjs'));

/** The help. */
export const help = later(() => import('./help.mjs'));
