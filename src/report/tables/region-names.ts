import type { ScenarioRun } from "../../run/run.ts";
import type { Label } from "../../text/problems.ts";
import { en } from "../words/en.ts";
import type { Words } from "../words/languages.ts";

/** A region as exports name it; the sum of several regions is one of its own, whatever its folder is called. */
export interface ExportedRegion {
  readonly id: string;
  readonly label: Label;
  readonly sum: boolean;
}

export type RegionNames = (run: ScenarioRun) => string;

export function exportedRegion({ scenario: { region } }: ScenarioRun): ExportedRegion {
  return { id: region.id, label: region.label, sum: region.at.file.startsWith("scenarios/") };
}

/** What no two regions share. */
export function regionKey({ id, sum }: ExportedRegion): string {
  return sum ? `sum of ${id}` : id;
}

/**
 * The name of each region among these, by its key: its label where no other region has it, otherwise the label with the id,
 * `Taizhou (taizhou)`, so that no row of an export stands for two regions.
 */
export function uniqueNames(regions: Iterable<ExportedRegion>, words: Words = en): ReadonlyMap<string, string> {
  const known = new Map([...regions].map((region) => [regionKey(region), region]));
  const labels = [...known.values()].map(({ label }) => words.say(label));
  const twice = new Set(labels.filter((label, i) => labels.indexOf(label) !== i));
  const named = (key: string, label: string) => (twice.has(label) ? `${label} (${key})` : label);
  const names = new Map([...known].map(([key, { label }]) => [key, named(key, words.say(label))]));
  // A label may be spelt like another's label with its id.
  return new Set(names.values()).size === names.size ? names : new Map([...known.keys()].map((key) => [key, key]));
}

/** The same as a function of the run, for the runs that stand in one export. */
export function regionNames(runs: readonly ScenarioRun[], words: Words = en): RegionNames {
  const names = uniqueNames(runs.map(exportedRegion), words);
  return (run) => names.get(regionKey(exportedRegion(run))) ?? words.say(run.scenario.region.label);
}
