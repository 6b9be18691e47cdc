import type { Terminal } from "./terminal.ts";

/** A terminal that keeps back a report until the command that makes it has written its files. */
export interface HeldTerminal extends Terminal {
  /** Says what was kept back, in its order. */
  readonly release: () => void;
}

/**
 * The terminal, but for its report: from the first word on standard output on, everything waits for `release`. So a reader
 * that closes the pipe, or a terminal that is gone, takes no file with it, and a report is printed though its files cannot
 * be written. What is said before, such as progress, is said at once.
 */
export function heldTerminal(terminal: Terminal): HeldTerminal {
  const kept: (() => void)[] = [];
  return {
    ...terminal,
    out: (text) => {
      kept.push(() => terminal.out(text));
    },
    err: (text) => {
      if (kept.length === 0) terminal.err(text);
      else kept.push(() => terminal.err(text));
    },
    release: () => {
      for (const say of kept.splice(0)) say();
    },
  };
}
