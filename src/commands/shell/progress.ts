import type { Terminal } from "./terminal.ts";

/** Empties the line that the terminal is at: the one thing that the program says to it beside text. */
export const CLEAR_LINE = "\r\u001b[2K";

export interface Progress {
  /** Replaces what is shown. */
  readonly show: (text: string) => void;
  readonly clear: () => void;
  /** What a question that takes many runs calls with their number; it is shown from time to time. */
  readonly runsOf: (scenario: string) => (runs: number) => void;
}

const RUNS_A_STEP = 256;

/** One line on standard error that says what is going on, shown only to a person at a terminal. */
export function progressOn(terminal: Terminal): Progress {
  const show = terminal.watched ? (text: string) => terminal.err(`${CLEAR_LINE}${text}`) : () => undefined;
  return {
    show,
    clear: terminal.watched ? () => terminal.err(CLEAR_LINE) : () => undefined,
    runsOf: (scenario) => (runs) => {
      if (runs % RUNS_A_STEP === 0) show(`${scenario}: ${runs} runs`);
    },
  };
}
