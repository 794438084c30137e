/** Lets tokens move along the edges of their diagram, by animations on top of where they stand. */

/** Milliseconds for an edge, and for all that a token passes at once. */
const AN_EDGE = 320;
const AT_MOST = 1000;

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
    /** @type {Map<string, string>} */
    const stand = new Map();
    for (const token of tokens) {
      const id = String(token.dataset.id);
      const now = translation(token.getAttribute('transform') ?? '');
      stand.set(id, now);
      const before = this.#stood.get(id);
      const passage = moving?.get(id);
      if (this.#running.get(token)?.id !== id) this.#stop(token);
      if (passage && before !== undefined) this.#along(token, id, before, passage, now);
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
   * @param {string} before
   * @param {string[]} passage
   * @param {string} now
   */
  #along(token, id, before, passage, now) {
    // One that has not arrived goes on from where it is.
    const start = this.#running.has(token) ? getComputedStyle(token).transform : before;
    this.#stop(token);
    const steps = [start];
    for (let i = 1; i < passage.length; i++) {
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

/** @param {SVGPathElement} path */
function pointsOf(path) {
  const length = path.getTotalLength();
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const { x, y } = path.getPointAtLength((length * i) / POINTS);
    return `translate(${x}px, ${y}px)`;
  });
}

/** An attribute's translation as CSS has it. @param {string} attribute */
function translation(attribute) {
  const [x, y] = attribute.match(/-?[\d.]+/g) ?? [0, 0];
  return `translate(${x}px, ${y}px)`;
}
