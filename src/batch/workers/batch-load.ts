import { type Folders, installedLibrary, installedModules } from "../../files/installed.ts";
import { loadScenarios } from "../../run/load.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { UsageError } from "../../text/problems.ts";
import { VERSION } from "../../text/version.ts";
import type { Batch } from "../batch.ts";
import type { PartContent, PartForm } from "../batch-part.ts";
import { type Design, readDesign } from "../design/read-design.ts";
import { type PartRunner, partRunner } from "../part-runner.ts";
import { type Backend, openBatch } from "../prepare-batch.ts";
import { countedPart } from "../statistics/batch-tally.ts";
import { type BatchIdentity, batchId, batchIdentity } from "../store/batch-identity.ts";
import { type DesignTexts, designLibrary, designTexts } from "../store/design-texts.ts";
import type { PartRange } from "../store/part-file.ts";

/** What a command line asks of a batch, in plain values that may be handed to another thread or machine. */
export interface BatchRequest {
  readonly scenario: string;
  /** The file of a design, or the design itself where its file may be out of reach. */
  readonly design?: string | DesignTexts;
  readonly runs?: number;
  readonly seed?: number;
  readonly backend: Backend;
}

/** A batch with everything that computes it. */
export interface LoadedBatch {
  readonly run: ScenarioRun;
  readonly design: Design;
  readonly batch: Batch;
  /** The request with the design itself in it, for other threads, machines and folders. */
  readonly request: BatchRequest & { readonly design?: DesignTexts };
  readonly identity: BatchIdentity;
  readonly id: string;
  readonly compute: PartRunner;
}

/**
 * Reads and opens the batch that was asked for.
 *
 * @throws InputError for mistakes in the files, UsageError for numbers that are not allowed.
 */
export function loadBatch(folders: Folders, asked: BatchRequest): LoadedBatch {
  const given = asked.design;
  const disk = installedLibrary(folders);
  const library = typeof given === "object" ? designLibrary(given) : disk;
  const file = typeof given === "object" ? given.file : given;
  const [scenario] = loadScenarios(disk, [asked.scenario]);
  const design = readDesign(library, scenario, file, disk);
  const run = runScenario(scenario, sharedPrograms(installedModules()));
  const { batch, lanes } = allowed(() => openBatch(run, design, asked, asked.backend));
  const roleOf = (name: string) => (name === file ? "design" : file === undefined ? name : "table of the design");
  const files = new Map([
    ...scenario.model.files.map(({ name, text }) => [name, text] as const),
    ...scenario.files,
    ...(design.calibrated?.certainty.files ?? []),
    // What a design says counts, not where it lies.
    ...[...design.files].map(([name, text]) => [roleOf(name), text] as const),
  ]);
  const { kind, runs, seed } = batch;
  const identity = batchIdentity({ peakpath: VERSION, scenario: scenario.id, kind, runs, seed }, files);
  const request = { ...asked, design: file === undefined ? undefined : designTexts(file, design.files) };
  return { run, design, batch, request, identity, id: batchId(identity), compute: partRunner(scenario, batch, lanes) };
}

/** The runs of a part, or what is counted of them. */
export function contentOf({ batch, compute }: LoadedBatch, range: PartRange, form: PartForm): PartContent {
  return form === "counts" ? countedPart(batch, compute, range) : compute(range.start, range.end);
}

function allowed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error) : error;
  }
}
