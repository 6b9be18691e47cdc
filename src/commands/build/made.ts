import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sureOf } from "../../batch/sure.ts";
import { installedLibrary } from "../../files/installed.ts";
import { nodeLibrary } from "../../files/library.ts";
import { sha256Hex } from "../../files/sha256.ts";
import {
  deliveryCsv,
  deliveryReport,
  deliveryRulesCsv,
  readDelivered,
} from "../../regions/certainty/delivery-rules.ts";
import { madeRegions } from "../../regions/made-regions.ts";
import { madePolicies, madeTargets } from "../../regions/plans/made-policies.ts";
import { type Workshop, workshop } from "../../regions/workshop.ts";
import { isSum, loadCache, loadRuns } from "../../run/load.ts";
import { runScenario } from "../../run/scenario-run.ts";
import {
  certaintyHash,
  certaintyTexts,
  isStored,
  readStored,
  type StoredRow,
  storedCertaintyFile,
  storedCsv,
} from "../../run/stored-certainty.ts";
import { listScenarios } from "../../scenario/head.ts";
import { layeredLibrary } from "../../text/library.ts";
import { parseTree, type YamlTree } from "../../text/yaml.ts";
import { keptPrograms } from "../shell/report-runs.ts";
import { certaintyTables } from "./errors.ts";
import { provinceErrorFiles } from "./province-errors.ts";

// Makes what is written from data/china: `node dist/made.js regions|targets|tables|policies|all [--to FOLDER] [region …]`,
// data/certainty/delivery*.csv of delivered.csv: `delivery`, and the tables of past errors from data/countries and of provinces: `errors`, `errors_provinces`.
// `certainty` makes data/certainty/stored.csv of what is installed; rows whose files have not changed stay as they are.
// Regions and the table of targets go to dist/, as at installation, scenarios to where they are kept; with --to all goes
// into that folder, together with the origins of every number.
const root = process.cwd();
const [what = "all", ...rest] = process.argv.slice(2);
const at = rest.indexOf("--to");
const to = at < 0 ? root : rest[at + 1];
const only = new Set(at < 0 ? rest : rest.toSpliced(at, 2));
const makes = [
  "regions",
  "targets",
  "tables",
  "policies",
  "all",
  "delivery",
  "errors",
  "errors_provinces",
  "certainty",
];
if (!makes.includes(what) || to === undefined)
  throw new Error(`"${[what, ...rest].join(" ")}" is nothing to make; say one of ${makes.join(", ")}`);
/** Runs of a stored row: the standard error of a share is at most 0.8 points. */
const STORED_RUNS = 4096;

const made = new Map<string, string>();
// Regions, levers and scenarios are read many times over; each text is parsed once.
const trees = new Map<string, YamlTree>();
const files = nodeLibrary(root, root);
const shop = workshop({
  ...files,
  tree(file, text) {
    const tree = trees.get(text) ?? parseTree(text, file);
    trees.set(text, tree);
    return tree;
  },
});
const layered: Workshop = { ...shop, library: layeredLibrary(shop.library, made) };
/** Where a file goes at installation: what nobody keeps stands in dist/. */
const inDist = (path: string): string =>
  path
    .replace(/^data\/(?=regions\/(?!.*\/levers\.yaml$)|targets\.csv$)/, "dist/")
    .replace(/^(?=scenarios\/.*\/current\.yaml$)/, "dist/");
const write = (files: ReadonlyMap<string, string>): void => {
  for (const [path, text] of files) {
    made.set(path, text);
    const file = join(to, at < 0 ? inDist(path) : path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};

if (["regions", "tables", "all"].includes(what)) {
  const { files, origins, report, failures, unexplained } = madeRegions(shop, only);
  write(files);
  if (at >= 0) write(new Map([...origins].map(([path, text]) => [path, text()])));
  console.log(report.join("\n"));
  for (const line of [...unexplained, ...failures]) console.error(line);
  if (failures.length > 0) process.exitCode = 1;
}
if (["targets", "tables", "all"].includes(what)) {
  const { files, report } = madeTargets(layered);
  write(files);
  console.log(report.join("\n"));
}
if (what === "errors") write(certaintyTables(shop.library));
if (what === "policies" || what === "all")
  for (const { files, report } of madePolicies(layered, only)) {
    write(files);
    console.log(report);
  }
if (what === "delivery") {
  const kept = (file: string): string => readFileSync(join(root, "data/certainty", file), "utf8");
  const facts = readDelivered(kept("delivered.csv"), "data/certainty/delivered.csv");
  write(
    new Map([
      ["data/certainty/delivery.csv", deliveryCsv(facts, kept("delivery.csv"))],
      ["data/certainty/delivery_rules.csv", deliveryRulesCsv(facts, kept("delivery_rules.csv"))],
    ]),
  );
  console.log(deliveryReport(facts).join("\n"));
}
if (what === "errors_provinces") write(provinceErrorFiles(shop.library));
if (what === "certainty") {
  const library = installedLibrary({ packageFolder: root, workingFolder: root });
  const tables = certaintyTexts(library);
  const before = readStored(library);
  const cache = loadCache();
  const programs = keptPrograms();
  const rows: StoredRow[] = [];
  for (const id of listScenarios(library).filter(isStored).sort()) {
    const [loaded] = loadRuns(library, [id], cache);
    if (isSum(loaded) || loaded.model.report?.certainty === undefined) continue;
    const hash = certaintyHash(loaded, tables, sha256Hex);
    const known = before.get(id) ?? [];
    const stands = known.length > 0 && known.every((row) => row.hash === hash);
    const fresh = () => {
      const start = performance.now();
      const found = sureOf(runScenario(loaded, programs), library, STORED_RUNS);
      console.log(`${id} ${((performance.now() - start) / 1000).toFixed(1)} s`);
      return found.map((sure) => ({ scenario: id, hash, sure }));
    };
    rows.push(...(stands ? known : fresh()));
  }
  write(new Map([[storedCertaintyFile, storedCsv(rows)]]));
  console.log(`${rows.length} rows`);
}
