import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { listScenarios } from "../../scenario/head.ts";
import { layeredLibrary } from "../../text/library.ts";
import type { Workshop } from "../workshop.ts";
import { policyFiles } from "./policy-files.ts";
import { policyMark, policyTables } from "./tables.ts";
import { type TargetLine, targetLines, targetsCsv, targetTables } from "./targets-table.ts";

/** Where the statements of all plans stand, each with the quantity that it speaks of. */
export const targetsFile = "data/targets.csv";

/** The table of the plans' statements, and how many of them the model computes. */
export function madeTargets({ library }: Pick<Workshop, "library">): {
  readonly files: ReadonlyMap<string, string>;
  readonly report: readonly string[];
} {
  const lines = targetLines(targetTables(library));
  const count = (key: (line: TargetLine) => string): string => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(key(line), (counts.get(key(line)) ?? 0) + 1);
    return [...counts]
      .filter(([name]) => name !== "")
      .sort(([, a], [, b]) => b - a)
      .map(([name, number]) => `${name} ${number}`)
      .join(", ");
  };
  const mapped = lines.filter(({ kind }) => kind !== "");
  return {
    files: new Map([[targetsFile, targetsCsv(lines)]]),
    report: [
      `${lines.length} statements, ${mapped.length} mapped: ${count(({ kind }) => kind)}`,
      `of these in force ${mapped.filter(({ version }) => version === "in_force").length}`,
      `without a quantity: ${count(({ reason }) => reason)}`,
    ],
  };
}

/**
 * The policy scenario of every region with a reference of the regional model, or of those in `only`, and the levers that
 * its plans size. A scenario that somebody has made his own is left out, and so is a region whose reference does not run.
 */
export function* madePolicies(
  { library, model, programs }: Workshop,
  only: ReadonlySet<string> = new Set(),
): Generator<{ readonly files: ReadonlyMap<string, string>; readonly report: string }> {
  const tables = policyTables(library);
  const runOf = (id: string, files: ReadonlyMap<string, string> = new Map()): ScenarioRun =>
    runScenario(composeScenario(layeredLibrary(library, files), model, id), programs);
  for (const id of listScenarios(library)) {
    const [region, name] = id.split("/");
    if (name !== "reference" || (only.size > 0 && !only.has(region))) continue;
    if (/^model: (?!regional)/m.test(library.read(`scenarios/${id}.yaml`) ?? "")) continue;
    if (!(library.read(`scenarios/${region}/policy.yaml`) ?? policyMark).includes(policyMark)) continue;
    let reference: ScenarioRun;
    try {
      reference = runOf(id);
    } catch (error) {
      const [reason] = (error as Error).message.split("\n");
      yield { files: new Map(), report: `${id} does not run and gets no policy: ${reason}` };
      continue;
    }
    const run = (files: ReadonlyMap<string, string>): ScenarioRun => runOf(`${region}/policy`, files);
    const { files, notes } = policyFiles(reference, tables, policyMark, run, library);
    yield { files, report: `${region}: ${notes}` };
  }
}
