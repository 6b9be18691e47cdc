import type { Terminal } from "./terminal.ts";

/** Empties the line that the terminal is at: the one thing that the program says to it beside text. */
export const CLEAR_LINE = "\r\u001b[2K";

export interface Progress {
  /** Replaces what is shown. */
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line on standard error that says what is going on, shown only to a person at a terminal. */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.watched) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => terminal.err(`${CLEAR_LINE}${text}`),
    clear: () => terminal.err(CLEAR_LINE),
  };
}
