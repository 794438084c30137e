/**
 * A Vite plugin: what is fetched later is fetched by the browser's own import(). Vite would write a helper around it
 * that loads style sheets and preloads beforehand, of which an element that brings its own styles has none.
 * @returns {import('vite').Plugin}
 */
export function plainImports() {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load(id) {
      return id.includes('vite/preload-helper')
        ? 'export const __vitePreload = (load) => load();'
        : undefined;
    },
  };
}
