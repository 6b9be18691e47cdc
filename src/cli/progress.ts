import type { Terminal } from "./terminal.ts";

export interface Progress {
  /** Replaces what is shown. */
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line on standard error that says what is going on, shown only to a person at a terminal. */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.watched) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => terminal.err(`\r\u001b[2K${text}`),
    clear: () => terminal.err("\r\u001b[2K"),
  };
}
