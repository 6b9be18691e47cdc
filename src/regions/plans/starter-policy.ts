import type { Model } from "../../engine/language/model.ts";
import { runScenario } from "../../run/scenario-run.ts";
import type { SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { planScenarios } from "../../scenario/head.ts";
import { planTargetsPath } from "../../scenario/region/region-path.ts";
import { scenarioFile } from "../../scenario/scenario-chain.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import type { Row } from "../csv.ts";
import { policyFiles } from "./made-policies.ts";
import { NATION, placeOf, policyTables, promisesOf } from "./tables.ts";

/** What a part can be asked as its whole is: falls and dates. */
const asOfWhole = new Set(["reduction", "peak", "decline"]);

/** The scenario that a region's plans come to; undefined where it has none. */
export function planOf(library: Library, region: string): string | undefined {
  return planScenarios.find((plan) => library.read(scenarioFile(`${region}/${plan}`, library)) !== undefined);
}

/** A starter region whose policy is to be made. */
interface StarterPlace {
  readonly id: string;
  readonly parent: string;
  /** Its files, with its reference scenario. */
  readonly files: ReadonlyMap<string, string>;
  /** Who writes the scenario, and of what. */
  readonly written: string;
}

/**
 * The scenario in which a starter region follows its parent's plan, by path: the parent's levers as far as they act in it, in
 * amounts by its share, and the targets that hold of it as of the parent. Empty where the parent has no plan.
 *
 * @throws InputError or RunError where the region cannot be run.
 */
export function starterPolicy(
  library: Library,
  model: Model,
  programs: SharedPrograms,
  { id, parent, files, written }: StarterPlace,
): ReadonlyMap<string, string> {
  const plan = planOf(library, parent);
  if (plan === undefined || library.read(planTargetsPath(library)) === undefined) return new Map();
  const tables = policyTables(library);
  const runOf = (scenario: string, more: ReadonlyMap<string, string> = new Map()) =>
    runScenario(composeScenario(layeredLibrary(library, new Map([...files, ...more])), model, scenario), programs);
  const whole = composeScenario(library, model, `${parent}/${plan}`);
  const made = policyFiles(runOf(`${id}/reference`), tables, runOf, whole, `# ${written}`).files;
  const places = [parent, ...(whole.region.parent === undefined ? [] : [whole.region.parent]), NATION];
  const asked = places
    .map((place) =>
      promisesOf(tables.statements, place, { part: "" }).filter(
        ({ kind, quantity, year }) =>
          (asOfWhole.has(kind) || kind === "share") && quantity !== "" && Number(year) > whole.lastObserved,
      ),
    )
    .find((rows) => rows.some(({ kind }) => asOfWhole.has(kind)));
  return new Map([...made].map(([path, text]) => [path, text + targetLines(asked ?? [])]));
}

/** Targets that name a statement of a plan; a share is the whole's own, so that it stands as a comment. */
function targetLines(rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map((row) => {
    const { id, quantity, year, kind } = row;
    const start = asOfWhole.has(kind) ? "  " : "  # ";
    return `${start}${quantity}_${year}_${id.toLowerCase()}: {statement: ${id}} # ${placeOf(row).replace(/\s+/g, " ")}`;
  });
  return `# What its plans above ask, held against this region as it stands there; put its own numbers in their place, such as
#   carbon_intensity.assessed: {reduction_from: 2025, 2030: ">= 17 %"}. A share above is not that of a part, so it is a comment here.
targets:
${lines.join("\n")}
`;
}
