import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, reason } from './failure.mjs';

/**
 * A file that is whole or not there: it is written beside its place and moved there at the end, so that a full disk or
 * an interruption leaves what was there before. What is no plain file (a device, a pipe) is written directly.
 */
export class OutputFile {
  #path;
  #target = '';
  /** Where it is written; the target itself where that is no plain file. @type {string | undefined} */
  #writing;
  /** @type {number | undefined} */
  #descriptor;
  #removing = () => this.abandon();

  /**
   * Opens it, so that a place that cannot be written is known before the work is done.
   * @param {string} path
   * @throws {Failure}
   */
  constructor(path) {
    this.#path = path;
    this.#attempt(() => {
      const { target, plain } = place(path);
      this.#target = target;
      this.#writing = plain ? join(dirname(target), `.${basename(target)}.${process.pid}.tmp`) : target;
      this.#descriptor = openSync(this.#writing, plain ? 'wx' : 'w');
    });
    process.on('exit', this.#removing);
  }

  /**
   * Writes all of it, and puts it in its place.
   * @param {Iterable<string>} chunks
   * @throws {Failure}
   */
  finish(chunks) {
    this.#attempt(() => {
      const descriptor = Number(this.#descriptor);
      for (const chunk of chunks) {
        const bytes = Buffer.from(chunk);
        for (let written = 0; written < bytes.length;) {
          written += writeSync(descriptor, bytes, written);
        }
      }
      const moves = this.#writing !== this.#target;
      if (moves) {
        fsyncSync(descriptor);
      }
      this.#close();
      if (moves) {
        renameSync(String(this.#writing), this.#target);
      }
      this.#writing = undefined;
      process.off('exit', this.#removing);
    });
  }

  /** Leaves no trace of it. Nothing where it is finished. */
  abandon() {
    process.off('exit', this.#removing);
    const left = this.#writing;
    this.#writing = undefined;
    try {
      this.#close();
    } finally {
      if (left !== undefined && left !== this.#target) {
        unlinkSync(left);
      }
    }
  }

  #close() {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }

  /** @param {() => void} action */
  #attempt(action) {
    try {
      action();
    } catch (error) {
      try {
        this.abandon();
      } catch {
        // What went wrong first is what is told.
      }
      throw new Failure(`cannot write ${this.#path}: ${reason(error)}`, { cause: error });
    }
  }
}

/**
 * @param {string} path
 * @returns {{ target: string, plain: boolean }} where a link leads, and whether a plain file is or may be there.
 */
function place(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) {
    return { target: path, plain: true };
  }
  return { target: realpathSync(path), plain: status.isFile() };
}
