import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readModel } from "../../engine/language/read-model.ts";
import { nodeLibrary } from "../../files/library.ts";
import { runScenario, type ScenarioRun } from "../../run/scenario-run.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { listScenarios } from "../../scenario/list.ts";
import { modelFiles } from "../../scenario/model-files.ts";
import { readReportLayout } from "../../scenario/report/report-layout.ts";
import type { Library } from "../../text/library.ts";
import { policyFiles } from "./policy-files.ts";
import { policyMark, policyTables } from "./tables.ts";

// Writes the policy scenario of every region that has a generated reference, and the levers that its plans size.
// `npm run build:scenarios -- jilin hunan` writes these alone.
const root = process.cwd();
const library = nodeLibrary(root, root);
const model = readModel(modelFiles(library, "regional"));
const layout = readReportLayout(model);
const programs = sharedPrograms();
const tables = policyTables((path) => readFileSync(join(root, "data", path), "utf8"));
const asked = new Set(process.argv.slice(2));

for (const id of listScenarios(library)) {
  const [region, name] = id.split("/");
  const policy = join(root, "scenarios", region, "policy.yaml");
  if (name !== "reference" || (asked.size > 0 && !asked.has(region))) continue;
  if (/^model: (?!regional)/m.test(library.read(`scenarios/${id}.yaml`) ?? "")) continue;
  if (existsSync(policy) && !readFileSync(policy, "utf8").includes(policyMark)) continue;
  const run = referenceOf(id);
  if (run === undefined) continue;
  const { files, notes } = policyFiles(
    run,
    tables,
    policyMark,
    (changed) => runWith(`${region}/policy`, changed),
    library,
  );
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  console.log(`${region}: ${notes}`);
}

function referenceOf(id: string): ScenarioRun | undefined {
  try {
    return runScenario(composeScenario(library, model, id), layout, programs);
  } catch (error) {
    console.log(`${id} does not run and gets no policy: ${(error as Error).message.split("\n")[0]}`);
    return undefined;
  }
}

/** Runs a scenario with some files of the library replaced. */
function runWith(id: string, changed: ReadonlyMap<string, string>): ScenarioRun {
  const over: Library = {
    read: (path) => changed.get(path) ?? library.read(path),
    list: (folder) => {
      const own = [...changed.keys()].flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
      );
      return [...new Set([...library.list(folder), ...own])].sort();
    },
  };
  return runScenario(composeScenario(over, model, id), layout, programs);
}
