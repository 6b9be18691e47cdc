import type { Refusal } from "./queue-refusal.ts";
import { type Trouble, troubleOf } from "./queue-trouble.ts";

/** What happens at a queue, in codes and numbers for whoever words it. */
export type QueueEvent =
  | { readonly kind: "ready" | "back" }
  /** What is wrong with the Redis, and that it is waited for. */
  | { readonly kind: "trouble" | "waiting"; readonly trouble: Trouble }
  /** Nothing came back for as long as is waited. */
  | { readonly kind: "gave_up"; readonly why: QueueEvent }
  | { readonly kind: "no_worker"; readonly seen: boolean }
  /** The number of workers is undefined where Redis does not tell it. */
  | { readonly kind: "nothing_back"; readonly seconds: number; readonly workers: number | undefined }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  | { readonly kind: "nobody_fits"; readonly refusals: readonly Refusal[]; readonly more: number }
  | { readonly kind: "gives_back"; readonly scenario: string; readonly cause: Cause }
  | { readonly kind: "served"; readonly parts: number }
  | { readonly kind: "wrong_job"; readonly what: string }
  | { readonly kind: "damaged"; readonly part: number }
  | { readonly kind: "out_of_reach"; readonly scenario: string }
  | { readonly kind: "large_design"; readonly characters: number };

/** Why a worker gives a part back, with what stands in its own files: the other version, what differs, or the error. */
export type Cause =
  | { readonly version: string }
  | { readonly differing: readonly string[] }
  | { readonly error: unknown };

/** Thrown where a batch or a worker cannot go on with its queue. */
export class QueueFailure extends Error {
  readonly event: QueueEvent;
  /** Whether parts may have come back before. */
  readonly running: boolean;

  constructor(event: QueueEvent, { running }: { readonly running: boolean }) {
    super(event.kind);
    this.name = "QueueFailure";
    this.event = event;
    this.running = running;
  }
}

/** Tells that a Redis is waited for: each trouble once, until it is over. */
export function troubleTeller(tell: (event: QueueEvent) => void) {
  let last = "";
  return {
    /** What is wrong, as it was told. */
    tell: (error: unknown): QueueEvent => {
      const trouble = troubleOf(error);
      const name = `${trouble.kind} ${trouble.detail}`;
      if (name !== last) tell({ kind: "waiting", trouble });
      last = name;
      return { kind: "trouble", trouble };
    },
    over: (): void => {
      last = "";
    },
  };
}
