/** Lets tokens move along the edges of their diagram, by animations on top of where they stand. */

/** Milliseconds for an edge, and for all that a token passes at once. */
const AN_EDGE = 320;
const AT_MOST = 1000;

/** Edges of a passage that are followed, the last: of a token that passes more at once nobody sees the others. */
const MOST_EDGES = 6;

/** Points by which the bend of an edge is followed. */
const POINTS = 8;

/** More tokens than this would be a swarm that tells nothing. */
const MOST_MOVING = 40;

export class TokenMotion {
  /** Where each token stood when it was last looked at. @type {Map<string, string>} */
  #stood = new Map();
  #calm = matchMedia('(prefers-reduced-motion: reduce)');
  /** What moves, and which token the element was then: elements go over to others. */
  /** @type {Map<SVGGElement, { id: string, animation: Animation }>} */
  #running = new Map();

  /**
   * Called after each change of what is shown.
   * @param {ParentNode} root
   * @param {Map<string, string[]> | null} passages token's number → the boxes it came through since; null: it did not come
   *   here by itself, and all stand
   */
  move(root, passages) {
    const swarms = (passages?.size ?? 0) > MOST_MOVING;
    const moving = swarms || this.#calm.matches ? null : passages;
    const tokens = /** @type {NodeListOf<SVGGElement>} */ (root.querySelectorAll('.token'));
    // All are asked before the first moves, which makes the browser compute its styles anew.
    const arriving = new Map(
      [...(moving ? this.#running.keys() : [])].map((token) => [token, getComputedStyle(token).transform]),
    );
    /** @type {Map<string, string>} */
    const stand = new Map();
    for (const token of tokens) {
      const id = String(token.dataset.id);
      const now = translation(token.getAttribute('transform') ?? '');
      stand.set(id, now);
      const before = this.#stood.get(id);
      const passage = moving?.get(id);
      if (this.#running.get(token)?.id !== id) this.#stop(token);
      // One that has not arrived goes on from where it is.
      const start = (this.#running.has(token) && arriving.get(token)) || before;
      if (passage && start !== undefined) this.#along(token, id, start, passage, now);
      else if (!moving || before !== now) this.#stop(token);
    }
    this.#stood = stand;
  }

  /** @param {SVGGElement} token */
  #stop(token) {
    this.#running.get(token)?.animation.cancel();
    this.#running.delete(token);
  }

  /**
   * @param {SVGGElement} token
   * @param {string} id
   * @param {string} start
   * @param {string[]} passage
   * @param {string} now
   */
  #along(token, id, start, passage, now) {
    this.#stop(token);
    const steps = [start];
    for (let i = Math.max(1, passage.length - MOST_EDGES); i < passage.length; i++) {
      const edge = token.ownerSVGElement?.querySelector(
        `.edge[data-from="${passage[i - 1]}"][data-to="${passage[i]}"] path`,
      );
      if (edge instanceof SVGPathElement) steps.push(...pointsOf(edge));
    }
    steps.push(now);
    const duration = Math.min(AT_MOST, AN_EDGE * (passage.length - 1));
    const animation = token.animate(
      steps.map((transform) => ({ transform })),
      { duration, easing: 'ease-in-out' },
    );
    this.#running.set(token, { id, animation });
    animation.onfinish = () =>
      this.#running.get(token)?.animation === animation && this.#running.delete(token);
  }
}

/** By edge, which stays as it is drawn. @type {WeakMap<SVGPathElement, string[]>} */
const points = new WeakMap();

/** @param {SVGPathElement} path */
function pointsOf(path) {
  const known = points.get(path);
  if (known) return known;
  const length = path.getTotalLength();
  const found = Array.from({ length: POINTS + 1 }, (_, i) => {
    const { x, y } = path.getPointAtLength((length * i) / POINTS);
    return `translate(${x}px, ${y}px)`;
  });
  points.set(path, found);
  return found;
}

/** An attribute's translation as CSS has it. @param {string} attribute */
function translation(attribute) {
  const [x, y] = attribute.match(/-?[\d.]+/g) ?? [0, 0];
  return `translate(${x}px, ${y}px)`;
}
