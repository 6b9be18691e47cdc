import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TargetSources, targetLines, targetsCsv } from "./targets-table.ts";

// Joins the statements of the plans with the rules of data/targets and says how many of them the model computes.
const root = process.cwd();
const read = (name: string): string => readFileSync(join(root, "data/targets", `${name}.csv`), "utf8");
const sources: TargetSources = {
  statements: read("statements"),
  jurisdictions: read("jurisdictions"),
  documents: read("documents"),
  rules: read("rules"),
  quantities: read("quantities"),
  reasons: read("reasons"),
};
writeFileSync(join(root, "data/targets.csv"), targetsCsv(sources));
const lines = targetLines(sources);
const count = (key: (line: (typeof lines)[number]) => string): string => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(key(line), (counts.get(key(line)) ?? 0) + 1);
  return [...counts]
    .filter(([name]) => name !== "")
    .sort(([, a], [, b]) => b - a)
    .map(([name, number]) => `${name} ${number}`)
    .join(", ");
};
const mapped = lines.filter(({ kind }) => kind !== "");
console.log(`${lines.length} statements, ${mapped.length} mapped: ${count(({ kind }) => kind)}`);
console.log(`of these in force ${mapped.filter(({ version }) => version === "in_force").length}`);
console.log(`without a quantity: ${count(({ reason }) => reason)}`);
