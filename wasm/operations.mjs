/**
 * Does one kind of work outside the loop. What it throws or rejects with is the operation's error; `signal` aborts when
 * the operation is cancelled, and then nobody asks for the outcome.
 * @callback OperationHandler
 * @param {Uint8Array<ArrayBuffer>} input
 * @param {AbortSignal} signal
 * @returns {Promise<Uint8Array | string>}
 */

/** By kind. @typedef {Record<string, OperationHandler>} OperationHandlers */

/**
 * Tells that an operation is over: status 0 and its output, or 1 and the error's text.
 * @callback Complete
 * @param {number} id
 * @param {number} status
 * @param {Uint8Array} output
 */

const encoder = new TextEncoder();

/**
 * The operations of one run that are under way. Each ends with one call of `complete`, never at once, or is cancelled.
 */
export class Operations {
  #handlers;
  #complete;
  /** @type {Map<number, AbortController>} */
  #underWay = new Map();

  /**
   * @param {OperationHandlers} handlers
   * @param {Complete} complete
   */
  constructor(handlers, complete) {
    this.#handlers = handlers;
    this.#complete = complete;
  }

  /**
   * @param {number} id
   * @param {string} kind
   * @param {Uint8Array<ArrayBuffer>} input
   */
  async start(id, kind, input) {
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    let status = 0;
    /** @type {Uint8Array | string} */
    let output;
    try {
      output = await this.#handler(kind)(input, controller.signal);
    } catch (error) {
      status = 1;
      output = error instanceof Error ? error.message : String(error);
    }
    if (this.#underWay.delete(id)) {
      this.#complete(id, status, typeof output === 'string' ? encoder.encode(output) : output);
    }
  }

  /** @param {number} id */
  cancel(id) {
    const controller = this.#underWay.get(id);
    this.#underWay.delete(id);
    controller?.abort();
  }

  cancelAll() {
    for (const id of [...this.#underWay.keys()]) {
      this.cancel(id);
    }
  }

  /**
   * @param {string} kind
   * @returns {OperationHandler}
   */
  #handler(kind) {
    const known = Object.hasOwn(this.#handlers, kind) ? this.#handlers[kind] : undefined;
    return (
      known ??
      (async () => {
        const kinds = Object.keys(this.#handlers).join(', ');
        throw new Error(`there is no operation "${kind}" here; there are ${kinds}: give load() another`);
      })
    );
  }
}

/**
 * Operation "fetch": the address is the input, the body the output.
 * @type {OperationHandler}
 */
export async function fetchText(input, signal) {
  const address = new TextDecoder().decode(input);
  const response = await fetch(address, { signal });
  if (!response.ok) {
    throw new Error(`${address}: ${response.status} ${response.statusText}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
