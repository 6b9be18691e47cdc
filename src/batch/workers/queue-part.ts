import type { Terminal } from "../../commands/shell/terminal.ts";
import { VERSION } from "../../files/version.ts";
import type { Language } from "../../report/words/messages.ts";
import { queueMessages } from "../../report/words/queue-messages.ts";
import { wording } from "../../report/words/wording.ts";
import { formatProblem, InputError, UsageError } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { partsOf } from "../batch.ts";
import { type BatchIdentity, differences } from "../store/batch-identity.ts";
import { partBytes } from "../store/part-file.ts";
import { type LoadedBatch, loadBatch } from "./batch-load.ts";
import type { PartJob } from "./queue-job.ts";
import { MOST_NAMES, type Refusal } from "./queue-refusal.ts";

/** Why this machine does not compute a batch. */
export type Refused = Pick<Refusal, "code" | "names" | "count">;

/** How long a worker knows that it does not fit a batch before it reads its files again. */
const UNFIT_MILLISECONDS = 60_000;
const MOST_UNFIT = 100;
/** Lines of mistakes that a worker says of one batch. */
const MOST_LINES = 10;
const MOST_NAME = 200;

/**
 * Computes parts on this machine's files: the bytes of the part, or why it is not computed here, or the name of what is
 * wrong with the job. What stands in the files is told to `say` only, which speaks to this machine's terminal.
 */
export function partComputer(
  terminal: Pick<Terminal, "packageFolder" | "workingFolder">,
  language: Language,
  say: (line: string) => void,
): (job: PartJob) => Buffer | Refused | string {
  let known: LoadedBatch | undefined;
  const unfit = new Map<string, { readonly until: number; readonly why: Refused }>();

  const refuse = (job: PartJob, why: Refused, detail: readonly string[]): Refused => {
    known = undefined;
    if (unfit.size >= MOST_UNFIT) unfit.clear();
    unfit.set(job.id, { until: Date.now() + UNFIT_MILLISECONDS, why });
    say(queueMessages[language].givesBack(quote(job.request.scenario), detail.slice(0, MOST_LINES).join("\n  ")));
    return why;
  };
  return (job) => {
    const { request, identity, id, part } = job;
    const before = unfit.get(id);
    if (before !== undefined && Date.now() < before.until) return before.why;
    try {
      if (identity.peakpath !== VERSION)
        return refuse(job, { code: "version", names: [], count: 0 }, [`peakpath ${quote(identity.peakpath)}`]);
      if (known?.id !== id) {
        known = undefined;
        const loaded = loadBatch(terminal, request);
        if (loaded.id !== id) {
          const names = namesOf(identity, loaded.identity);
          return refuse(job, someOf("files", names), names.map(quote));
        }
        known = loaded;
      }
      const range = partsOf(known.batch)[part];
      return range === undefined ? "part" : partBytes(id, known.compute(range.start, range.end));
    } catch (error) {
      const worded = wording(language);
      if (error instanceof InputError) {
        const places = error.problems.map(({ at }) => `${at.file}:${at.line}:${at.column}`);
        const lines = error.problems.map((problem) => formatProblem({ ...problem, message: worded(problem) }));
        return refuse(job, someOf("place", places), lines);
      }
      const { stack } = error as Error;
      if (error instanceof UsageError) return refuse(job, someOf("settings", []), [worded(error)]);
      return refuse(job, someOf("error", []), [`internal error: ${stack ?? String(error)}`]);
    }
  };
}

function namesOf(before: BatchIdentity, now: BatchIdentity): string[] {
  return differences(before, now).map(({ what }) => what);
}

function someOf(code: Refused["code"], names: readonly string[]): Refused {
  return { code, names: names.slice(0, MOST_NAMES).map((name) => name.slice(0, MOST_NAME)), count: names.length };
}
