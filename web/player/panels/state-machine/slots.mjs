/**
 * Gives each token an element to keep for as long as it is shown; a new one takes that of one that is gone. Pure.
 *
 * @import { Token } from './tokens.mjs'
 */
export class Slots {
  /** By token's number. @type {Map<number, number>} */
  #slots = new Map();

  /**
   * @param {Token[]} tokens
   * @returns {{ slot: number, token: Token }[]} in the order of the slots.
   */
  of(tokens) {
    /** @type {Map<number, number>} */
    const slots = new Map();
    for (const { id } of tokens) {
      const slot = this.#slots.get(id);
      if (slot !== undefined) slots.set(id, slot);
    }
    const taken = new Set(slots.values());
    let free = 0;
    for (const { id } of tokens) {
      if (slots.has(id)) continue;
      while (taken.has(free)) free++;
      slots.set(id, free++);
    }
    this.#slots = slots;
    return tokens
      .map((token) => ({ slot: Number(slots.get(token.id)), token }))
      .sort((a, b) => a.slot - b.slot);
  }
}
