import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readReportLayout } from "../analysis/report-layout.ts";
import { runScenario, type ScenarioRun } from "../analysis/scenario-run.ts";
import { readModel } from "../engine/read-model.ts";
import { nodeLibrary } from "../io/library.ts";
import { composeScenario } from "../scenario/compose.ts";
import { listScenarios } from "../scenario/list.ts";
import { modelFiles } from "../scenario/model-files.ts";
import { readCsv } from "./csv.ts";
import { policyScenario, promisedCapacities, regionLevers } from "./policy-scenario.ts";

// Writes the policy scenario of every region that has a generated reference, and the levers that its plan sizes.
const root = process.cwd();
const library = nodeLibrary(root, root);
const model = readModel(modelFiles(library, "regional"));
const layout = readReportLayout(model);
const table = (name: string) => readCsv(readFileSync(join(root, "data/targets", `${name}.csv`), "utf8"));
const tables = { levers: table("policy_levers"), capacities: table("policy_capacities") };
const mark = "# Written by `npm run build:scenarios`";

for (const id of listScenarios(library)) {
  const [region, name] = id.split("/");
  const policy = join(root, "scenarios", region, "policy.yaml");
  if (name !== "reference" || /^model: (?!regional)/m.test(library.read(`scenarios/${id}.yaml`) ?? "")) continue;
  if (existsSync(policy) && !readFileSync(policy, "utf8").includes(mark)) continue;
  const run = referenceOf(id);
  if (run === undefined) continue;
  const promised = promisedCapacities(run, tables.capacities);
  if (promised.length > 0) {
    mkdirSync(join(root, "data/regions", region), { recursive: true });
    writeFileSync(join(root, "data/regions", region, "levers.yaml"), regionLevers(run, promised, mark));
    extendLevers(region);
  }
  writeFileSync(policy, policyScenario(run, promised, tables.levers, mark));
  console.log(`${region}: ${promised.length} capacities beyond the reference`);
}

function referenceOf(id: string): ScenarioRun | undefined {
  try {
    return runScenario(composeScenario(library, model, id), layout);
  } catch (error) {
    console.log(`${id} does not run and gets no policy: ${(error as Error).message.split("\n")[0]}`);
    return undefined;
  }
}

/** Adds the file of levers to the region's parents where it is missing. */
function extendLevers(region: string): void {
  const file = join(root, "data/regions", `${region}.yaml`);
  const text = readFileSync(file, "utf8");
  if (text.includes(`${region}/levers`)) return;
  const changed = text.replace(/^extends: \[?([^\]\n]+)\]?$/m, `extends: [$1, ${region}/levers]`);
  writeFileSync(file, changed);
}
