import type { Folders } from "../../files/installed.ts";
import { InputError, placeText, UsageError } from "../../text/problems.ts";
import { VERSION } from "../../text/version.ts";
import { partsOf } from "../batch.ts";
import { differences } from "../store/batch-identity.ts";
import { partBytes } from "../store/part-file.ts";
import { contentOf, type LoadedBatch, loadBatch } from "./batch-load.ts";
import type { Cause, QueueEvent } from "./queue-event.ts";
import type { PartJob } from "./queue-job.ts";
import { MOST_NAMES, type Refusal } from "./queue-refusal.ts";

/** Why this machine does not compute a batch. */
export type Refused = Pick<Refusal, "code" | "names" | "count">;

/** How long a worker knows that it does not fit a batch before it reads its files again. */
const UNFIT_MILLISECONDS = 60_000;
const MOST_UNFIT = 100;
const MOST_NAME = 200;

/**
 * Computes parts on this machine's files: the bytes of the part, or why it is not computed here, or the name of what is
 * wrong with the job. What stands in the files goes to `tell` only, which speaks to this machine's terminal.
 */
export function partComputer(
  folders: Folders,
  tell: (event: QueueEvent) => void,
): (job: PartJob) => Buffer | Refused | string {
  let loaded: LoadedBatch | undefined;
  const unfit = new Map<string, { readonly until: number; readonly why: Refused }>();

  const refuse = (job: PartJob, code: Refused["code"], names: readonly string[], cause: Cause): Refused => {
    loaded = undefined;
    if (unfit.size >= MOST_UNFIT) unfit.clear();
    const shown = names.slice(0, MOST_NAMES).map((name) => name.slice(0, MOST_NAME));
    const why = { code, names: shown, count: names.length };
    unfit.set(job.id, { until: Date.now() + UNFIT_MILLISECONDS, why });
    tell({ kind: "gives_back", scenario: job.request.scenario, cause });
    return why;
  };
  return (job) => {
    const { request, identity, id, part, form } = job;
    const before = unfit.get(id);
    if (before !== undefined && Date.now() < before.until) return before.why;
    try {
      if (identity.peakpath !== VERSION) return refuse(job, "version", [], { version: identity.peakpath });
      if (loaded?.id !== id) {
        loaded = undefined;
        const read = loadBatch(folders, request);
        if (read.id !== id) {
          const names = differences(identity, read.identity).map(({ what }) => what);
          return refuse(job, "files", names, { differing: names });
        }
        loaded = read;
      }
      const range = partsOf(loaded.batch)[part];
      return range === undefined ? "part" : partBytes(id, contentOf(loaded, range, form));
    } catch (error) {
      if (error instanceof InputError) {
        const places = error.problems.map(({ at }) => placeText(at));
        return refuse(job, "place", places, { error });
      }
      return refuse(job, error instanceof UsageError ? "settings" : "error", [], { error });
    }
  };
}
