import type { Called } from "./call.ts";
import { controlFaults, type Fault, outputFaults } from "./output-faults.ts";
import { type FileText, refusalFaults, stoppedByNumbers } from "./refusal-faults.ts";

const MOST_SECONDS = 10;

export interface Judged {
  /** All that the input holds, to tell what an output merely repeats. */
  readonly given: string;
  readonly textOf: FileText;
  /** Whether the input itself holds the mark of what could not be decoded. */
  readonly holdsUnreadable: boolean;
  /** Whether the words of the command line are what was changed, so that a refusal has no place in a file. */
  readonly aboutWords: boolean;
}

/** What is held against one call. */
export function callFaults(called: Called, judged: Judged): Fault[] {
  const { code, out, err, words, files, seconds, strangers } = called;
  const { given, textOf, aboutWords, holdsUnreadable } = judged;
  const faults: Fault[] = [];
  const accepted = code === 0 || (code === 3 && words.includes("--strict"));
  if (code === undefined || !(accepted || code === 2 || allRunsFailed(called)))
    faults.push({ oracle: code === undefined ? "throws" : `exit code ${code}`, line: firstLines(err) });
  else if (/internal error|^\s+at .+:\d+:\d+\)?$/m.test(err))
    faults.push({ oracle: "prints a stack", line: firstLines(err) });
  if (seconds > MOST_SECONDS)
    faults.push({ oracle: `longer than ${MOST_SECONDS} s`, line: `${seconds.toFixed(1)} s of processor time` });
  if (strangers.length > 0)
    faults.push({ oracle: "writes outside the working folder", line: strangers.slice(0, 5).join(", ") });
  faults.push(...controlFaults("a message", err));
  if (accepted) {
    faults.push(...outputFaults(called, given));
    const unreadable = holdsUnreadable ? -1 : out.indexOf("\ufffd");
    if (unreadable >= 0)
      faults.push({
        oracle: "accepted and printed unreadable",
        line: JSON.stringify(out.slice(Math.max(0, unreadable - 40), unreadable + 40)),
      });
  }
  if (code === 2 && files.size > 0)
    faults.push({ oracle: "refused and wrote files", line: [...files.keys()].slice(0, 5).join(", ") });
  if (code === 2 && out !== "") faults.push({ oracle: "refused and printed a report", line: out.slice(0, 100) });
  if (code === 2) faults.push(...refusalFaults(called, textOf, aboutWords));
  return faults;
}

/** A batch of which every run failed ends with 1 and says why. */
function allRunsFailed({ code, err, words }: Called): boolean {
  return code === 1 && words[0] === "batch" && err !== "" && !/internal error|\n\s+at /.test(err);
}

/** First line and first place in our own files, by which equal causes are told. */
function firstLines(err: string): string {
  const lines = err.split("\n");
  const place = lines.find((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
  return `${lines[0].slice(0, 250)}${place === undefined ? "" : ` | ${place.trim().replace(/\(.*[/\\](?=[^/\\]+$)/, "(")}`}`;
}

/**
 * What `check` and `run` disagree on. A run may stop at its numbers, which `check` does not compute, and does not read the
 * design, which `check` does.
 */
export function disagreement(checked: Called, run: Called): Fault[] {
  const runs = run.code === 0 || run.code === 3;
  if (checked.code === 0 && run.code === 2 && !stoppedByNumbers(run))
    return [{ oracle: "check accepts what run refuses", line: run.err.split("\n")[0].slice(0, 300) }];
  if (checked.code === 2 && runs) {
    const others = checked.err.split("\n").filter((line) => line !== "" && !/ {2}design\b/.test(line));
    if (others.length > 0) return [{ oracle: "run accepts what check refuses", line: others[0].slice(0, 300) }];
  }
  return [];
}
