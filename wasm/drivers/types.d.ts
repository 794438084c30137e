/** What a driver needs of the place where it runs, and what a run and its driver are to each other. */

export interface Host {
  /** Seconds on a clock that never goes back. */
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  /** The quickest way there is to be called again after the host has done what it has to do. */
  createPoster(callback: () => void): Poster;
  /** How long a virtual run may hold the thread before the host gets it, seconds. */
  readonly virtualBudget: number;
}

export interface Poster {
  /** Has the callback called once, in a task of its own. */
  post(): void;
  /** Lets go of what the poster holds; it posts no more. */
  close(): void;
}

/** What is driven: a run. */
export interface Driven {
  /**
   * As loop_run in host.h: runs turns from loop time `now`, for `budget` seconds at most; seconds to the next deadline,
   * or -1.
   */
  turns(now: number, budget: number): number;
  /** As loop_deadline in host.h. */
  deadline(): number;
  /** The driver gives the thread back to the host. */
  rest(): void;
}

/** Decides when turns run, and what time it is then. After stop() nothing is called any more. */
export interface Driver {
  /** The loop's time, seconds from the start. */
  readonly now: number;
  /** Loop seconds per second of the host; only a real clock's may be changed. */
  speed: number;
  /** What host_now tells the module. */
  hostNow(): number;
  /** Runs the first slice at once. */
  start(): void;
  pause(): void;
  resume(): void;
  /** Something happened outside: there may be work before the next deadline. */
  wake(): void;
  stop(): void;
}
