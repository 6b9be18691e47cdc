import { fork } from "node:child_process";
import type { Outcome } from "./try-input.ts";

export interface CampaignPlan {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly processes: number;
  /** Where every input is kept with its command and output. */
  readonly keep?: string;
}

/** What the parent asks of a child: the inputs from `from` to below `to`. */
export interface Order {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly keep?: string;
}

/** What a child says: that it begins with an input, what came of it, or that its order is done. */
export type Word =
  | { readonly kind: "begin"; readonly index: number }
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "finished" };

export interface Campaign {
  /** Resolves when all inputs are tried, or when it is stopped. */
  readonly done: Promise<void>;
  readonly outcomes: readonly Outcome[];
  readonly stop: () => void;
}

/** A child that says nothing for so long hangs and is ended, so that the campaign goes on behind its input. */
const SILENCE = 60_000;
/** Inputs of one order. */
const HANDFUL = 20;

/**
 * Tries the inputs in child processes (`program` with the argument `child`), so that an input that hangs or ends its
 * process does not take the others with it; it is recorded as `lost` says.
 */
export function startCampaign(
  program: string,
  plan: CampaignPlan,
  lost: (index: number, how: string) => Outcome,
  progress: (tried: number) => void,
): Campaign {
  const { seed, keep } = plan;
  const outcomes: Outcome[] = [];
  const waiting: Order[] = [];
  for (let from = plan.from; from < plan.from + plan.count; from += HANDFUL)
    waiting.push({ seed, from, to: Math.min(from + HANDFUL, plan.from + plan.count), keep });
  const running = new Set<() => void>();
  let stopped = false;
  const add = (outcome: Outcome): void => {
    outcomes.push(outcome);
    progress(outcomes.length);
  };

  /** Gives a child one order after the other until none is left or the child ends. */
  const runChild = (): Promise<void> =>
    new Promise((resolve) => {
      const child = fork(program, ["child"], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
      const kill = (): void => {
        child.kill("SIGKILL");
      };
      running.add(kill);
      let order: Order | undefined;
      let at: number | undefined;
      let said = "";
      let silent = false;
      let timer = setTimeout(() => {}, 0);
      const listen = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          silent = true;
          kill();
        }, SILENCE);
      };
      const give = (): void => {
        order = stopped ? undefined : waiting.shift();
        if (order === undefined) child.disconnect();
        else child.send(order);
      };
      child.stderr?.on("data", (text) => {
        said = `${said}${text}`.slice(-2000);
      });
      child.on("message", (word: Word) => {
        listen();
        if (word.kind === "begin") at = word.index;
        else if (word.kind === "finished") give();
        else {
          add(word.outcome);
          at = undefined;
          if (order !== undefined) order = { ...order, from: word.outcome.index + 1 };
        }
      });
      child.on("exit", (code, signal) => {
        clearTimeout(timer);
        running.delete(kill);
        if (!stopped && order !== undefined) {
          const next = at ?? order.from;
          add(lost(next, silent ? `nothing for ${SILENCE / 1000} s` : `${signal ?? `exit code ${code}`} ${said}`));
          if (next + 1 < order.to) waiting.unshift({ ...order, from: next + 1 });
        }
        resolve();
      });
      listen();
      give();
    });

  const lane = async (): Promise<void> => {
    while (!stopped && waiting.length > 0) await runChild();
  };
  const stop = (): void => {
    stopped = true;
    for (const kill of running) kill();
  };
  const done = Promise.all(Array.from({ length: plan.processes }, lane)).then(() => undefined);
  return { done, outcomes, stop };
}
