/**
 * Keeps what the address' fragment names in view while the figures above it come and make the page longer, until the
 * reader takes over.
 */
export function keepAnchor() {
  let kept = location.hash !== '';
  const show = () => {
    if (kept) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  };
  const stop = () => (kept = false);
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(name, stop, { passive: true });
  addEventListener('hashchange', () => {
    kept = true;
    show();
  });
  new ResizeObserver(show).observe(document.body);
}
