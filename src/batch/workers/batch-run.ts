import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import type { PartContent, PartForm } from "../batch-part.ts";
import type { PartStore } from "../store/part-store.ts";
import { contentOf, type LoadedBatch } from "./batch-load.ts";

const REST_MILLISECONDS = 5;

/** Ctrl-C came; what had been written stays. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
    this.name = "Interrupted";
  }
}

/** Whoever computes parts beside this thread: other threads, or machines behind a queue. */
export interface Hands {
  /** Takes parts from `next` until it has none, and hands their contents to `done`. */
  readonly start: (next: () => number | undefined, done: (part: number, content: PartContent) => void) => void;
  /** Looks again whether there is a part to take. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
  /** Set where it has failed; the batch cannot go on. */
  readonly failure: () => Error | undefined;
}

export interface BatchWork {
  readonly loaded: LoadedBatch;
  /** First run and end of all parts of the batch, and the numbers of those that are asked for, ascending. */
  readonly parts: readonly { readonly start: number; readonly end: number }[];
  readonly asked: readonly number[];
  readonly store?: PartStore;
  /** What of a part is kept and handed over. */
  readonly form: PartForm;
  readonly hands?: Hands;
  /** Whether this thread computes too, or leaves all to the others. */
  readonly here: boolean;
  /** How many parts may lie between the one awaited and the furthest that is computed: what memory holds. */
  readonly ahead: number;
  /** Takes each part, in order. */
  readonly take: (part: PartContent) => void;
  readonly progress: (runs: number, fresh: number) => void;
  readonly interrupted: () => boolean;
}

/**
 * Computes the parts that the store does not have, here and in other hands, and hands all of them over in order: what
 * comes out depends on nothing else.
 *
 * @throws Interrupted, or the error of a store that cannot be written.
 */
export async function computeParts(work: BatchWork): Promise<void> {
  const { loaded, parts, asked, store, form, hands, here, ahead, take } = work;
  const waiting = new Map<number, PartContent>();
  let toCompute = 0;
  let toTake = 0;
  let runs = 0;
  let fresh = 0;
  let broken: unknown;
  const next = (): number | undefined => {
    while (toCompute < asked.length && toCompute < toTake + ahead && broken === undefined) {
      const part = asked[toCompute++];
      const known = store?.read(part, form);
      if (known === undefined) return part;
      waiting.set(part, known);
    }
    return undefined;
  };
  const deliver = (): void => {
    while (toTake < asked.length) {
      const content = waiting.get(asked[toTake]);
      if (content === undefined) return;
      waiting.delete(asked[toTake++]);
      take(content);
      runs += content.end - content.start;
      work.progress(runs, fresh);
    }
  };
  const done = (part: number, content: PartContent): void => {
    if (broken !== undefined) return;
    try {
      store?.write(part, content);
      waiting.set(part, content);
      fresh += content.end - content.start;
    } catch (error) {
      broken = error;
    }
  };
  hands?.start(next, done);
  while (toTake < asked.length) {
    const part = here ? next() : undefined;
    if (part !== undefined) done(part, contentOf(loaded, parts[part], form));
    const before = toTake;
    deliver();
    hands?.wake();
    // Messages of the others and signals come between two parts.
    await (part === undefined && toTake === before ? pause(REST_MILLISECONDS) : turn());
    const failure = broken ?? hands?.failure();
    if (failure !== undefined) throw failure;
    if (work.interrupted()) throw new Interrupted();
  }
}
