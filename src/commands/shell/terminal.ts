import { answerFolder, type Folders, packageFolder, programBuild } from "../../files/installed.ts";
import { type KeptAnswers, keptAnswers } from "../../files/kept.ts";
import { type Language, languages, type Words } from "../../report/words/languages.ts";

/** What the command line speaks to; a test passes its own. Relative folders of `--out` begin in the working folder. */
export interface Terminal extends Folders {
  /** Writes text as it stands to standard output, or to standard error; of a report with the words that it is written in. */
  readonly out: (text: string, words?: Words) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Columns that the lines of a report keep to where they can; without it they are as long as they are. */
  readonly lineWidth?: number;
  /** Whether reports have colours. */
  readonly coloured?: boolean;
  /** The language of whoever sits there, where a command line names none. */
  readonly language?: Language;
  /** Whether a person watches standard error, so that progress may be shown. */
  readonly watched: boolean;
  /** Answers kept from one start to the next; without it all are worked out. */
  readonly kept?: KeptAnswers;
}

/** One command line on its way: where it speaks to, the words as typed, and what `--strict` reports. */
export interface Call {
  readonly terminal: Terminal;
  readonly words: readonly string[];
  /** Gives out what was said so far, which otherwise waits for the command's end. */
  readonly sayNow: () => void;
  /** Says that a target is not met, which `--strict` turns into the exit code. */
  readonly missed: () => void;
  /** Says that nothing came of what was asked, though the input was right. */
  readonly failed: () => void;
}

const USUAL_COLUMNS = 100;
/** Lines of a report that goes into a file or another program. */
const PIPED_WIDTH = 120;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const answers = answerFolder();
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    columns: process.stdout.columns ?? USUAL_COLUMNS,
    lineWidth: process.stdout.columns ?? PIPED_WIDTH,
    coloured: wantsColour(process.env, process.stdout.isTTY === true),
    language: languageOf(process.env),
    watched: process.stderr.isTTY === true,
    workingFolder: workingFolder(),
    packageFolder: packageFolder(),
    kept: answers === undefined ? undefined : keptAnswers(answers, programBuild()),
  };
}

/**
 * Whether reports have colours: on a terminal that can show them, unless NO_COLOR is set (no-color.org) or FORCE_COLOR asks for
 * them anywhere, or for none with 0.
 */
export function wantsColour(environment: Environment, terminal: boolean): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: kind } = environment;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return terminal && (none ?? "") === "" && kind !== "dumb";
}

/** The language that a machine is set to by LC_ALL, LC_MESSAGES or LANG, the first of them that is set, such as zh_CN.UTF-8. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Environment): Language | undefined {
  const set = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "");
  const [spoken] = set?.split(/[_.@-]/) ?? [];
  return Object.hasOwn(languages, spoken ?? "") ? (spoken as Language) : undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder that the command was called in; a folder that was removed meanwhile is named by its loss. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new Error("the working folder is gone; change to another one");
  }
}

/** Empties the line that the terminal is at: the one thing that the program says to it beside text. */
const CLEAR_LINE = "\r\u001b[2K";

export type Progress = ReturnType<typeof progressOn>;

const RUNS_A_STEP = 256;

/**
 * One line on standard error that says what is going on, shown only to a person at a terminal: `show` replaces it, and a
 * question that takes many runs calls what `runsOf` gives with their number, which is shown from time to time.
 */
export function progressOn(terminal: Terminal) {
  const show = (text: string) => {
    if (terminal.watched) terminal.err(`${CLEAR_LINE}${text}`);
  };
  return {
    show,
    clear: () => show(""),
    runsOf: (scenario: string) => (runs: number) => {
      if (runs % RUNS_A_STEP === 0) show(`${scenario}: ${runs} runs`);
    },
  };
}

/**
 * Control characters (C0 but tabs and line breaks, DEL, C1) and those that turn the direction of the text behind them:
 * a terminal obeys them instead of showing them.
 */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * Text as a terminal may be given it: whatever stands in a title, a key or a file's name moves no cursor, changes no
 * colour and turns no line round. What would be obeyed stands as its own picture (␛) or as �.
 */
export function shownText(text: string): string {
  const own = text.startsWith(CLEAR_LINE) ? CLEAR_LINE : "";
  const shown = text.slice(own.length).replace(obeyed, (character) => {
    const code = character.charCodeAt(0);
    if (character === "\n" || character === "\t") return character;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
  return own + shown;
}

/**
 * The terminal, but for its report: from the first word on standard output on, everything waits for `release`. So a reader
 * that closes the pipe, or a terminal that is gone, takes no file with it, and a report is printed though its files cannot
 * be written. What is said before, such as progress, is said at once.
 */
export function heldTerminal(terminal: Terminal) {
  const kept: (() => void)[] = [];
  return {
    ...terminal,
    out: (text: string, words?: Words) => {
      kept.push(() => terminal.out(text, words));
    },
    err: (text: string) => {
      if (kept.length === 0) terminal.err(text);
      else kept.push(() => terminal.err(text));
    },
    release: () => {
      for (const say of kept.splice(0)) say();
    },
  };
}

/**
 * Watches standard output, whose reader may leave, such as `head`: then the command goes on unheard and keeps its exit code.
 * Where it cannot be written, as on a full disk, that is said once on standard error. `written` waits until all has gone, or
 * is known not to go; `failed` says whether it could not be written, but for a reader that has had enough.
 */
export function watchedOutput(output: NodeJS.WriteStream, errors: NodeJS.WriteStream) {
  let ended = false;
  let failed = false;
  output.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (!ended && code !== "EPIPE") {
      failed = true;
      const why = code === "ENOSPC" ? "the disk is full; make room" : message;
      errors.write(`standard output cannot be written: ${why}\n`);
    }
    ended = true;
  });
  // Whoever closes standard error wants to hear nothing of it.
  errors.on("error", () => undefined);
  return {
    written: () =>
      new Promise<void>((resolve) => {
        output.write("", () => resolve());
      }),
    failed: () => failed,
  };
}
