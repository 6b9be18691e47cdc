import { runScenario, type ScenarioRun } from "../analysis/scenario-run.ts";
import type { Batch } from "../batch/batch.ts";
import { type PartRunner, partRunner } from "../batch/part-runner.ts";
import { type Backend, openBatch } from "../batch/prepare-batch.ts";
import { type Design, readDesign } from "../batch/read-design.ts";
import { type BatchIdentity, batchId, batchIdentity } from "../io/batch-identity.ts";
import { libraryOf, loadScenarios } from "./load.ts";
import { UsageError } from "./options.ts";
import { keptPrograms } from "./report-runs.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

/** What a command line asks of a batch, in plain values that may be handed to another thread or machine. */
export interface BatchRequest {
  readonly scenario: string;
  readonly design?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly backend: Backend;
}

/** A batch with everything that computes it. */
export interface LoadedBatch {
  readonly run: ScenarioRun;
  readonly design: Design;
  readonly batch: Batch;
  readonly identity: BatchIdentity;
  readonly id: string;
  readonly compute: PartRunner;
}

/**
 * Reads and opens the batch that was asked for.
 *
 * @throws InputError for mistakes in the files, UsageError for numbers that are not allowed.
 */
export function loadBatch(
  terminal: Pick<Terminal, "packageFolder" | "workingFolder">,
  asked: BatchRequest,
): LoadedBatch {
  const library = libraryOf(terminal);
  const [{ scenario, layout }] = loadScenarios(library, [asked.scenario]);
  const design = readDesign(library, scenario, asked.design);
  const run = runScenario(scenario, layout, keptPrograms());
  const { batch, lanes } = allowed(() => openBatch(run, design, asked, asked.backend));
  const files = new Map([
    ...scenario.model.files.map(({ name, text }) => [name, text] as const),
    ...scenario.files,
    ...design.files,
  ]);
  const { kind, runs, seed } = batch;
  const identity = batchIdentity(
    { peakpath: VERSION, scenario: scenario.id, kind, runs, seed, design: asked.design ?? null },
    files,
  );
  return { run, design, batch, identity, id: batchId(identity), compute: partRunner(scenario, batch, lanes) };
}

function allowed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
