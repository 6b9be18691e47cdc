import type { Model } from "../../engine/language/model.ts";
import { type SharedPrograms, sharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { readRegion } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import { InputError, type Label, type Problem, problem, saidOf } from "../../text/problems.ts";
import type { ElectricityBalance } from "../china/balance/electricity.ts";
import { addStated } from "../china/balance/grid.ts";
import type { Inventory } from "../china/balance/inventory.ts";
import { balanceRows } from "../china/base-year-table.ts";
import { fuelProduction } from "../china/paths/region-defaults.ts";
import { chinaFiles, sourceTables } from "../china/source-tables.ts";
import { runValues } from "../downscale/build.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import { type RegionNumbers, regionNumbers } from "../downscale/region-numbers.ts";
import { type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { pathRows } from "./rebase-paths.ts";
import { type RebaseRule, readRebaseRules } from "./rebase-rules.ts";
import { rebaseInventory, rebaseSources } from "./rebase-sources.ts";
import { stockRows } from "./rebase-stocks.ts";
import { readYearbookBalance } from "./yearbook-balance.ts";
import { readYearbookWords } from "./yearbook-tables.ts";

/** What `peakpath rebase` is asked for. */
export interface RebaseOrder {
  readonly region: string;
  /** The year of the balance, where its file does not say it. */
  readonly year?: number;
  /** Name of the new region; the region's with the year without. */
  readonly id?: string;
  readonly label?: Label;
  readonly balance: { readonly text: string; readonly file: string };
}

/** A region with a new base year: its files (paths from the project's root) and what they rest on. */
export interface RebasedRegion {
  readonly id: string;
  readonly label: Label;
  readonly from: { readonly id: string; readonly label: Label; readonly baseYear: number };
  readonly year: number;
  readonly files: ReadonlyMap<string, string>;
  /** Scenarios of the old region that the new one has too, such as `policy`. */
  readonly scenarios: readonly string[];
  readonly electricity: ElectricityBalance;
  readonly inventory: Inventory;
  /** Rows of the new tables by where they come from. */
  readonly counts: { readonly balance: number; readonly run: number; readonly paths: number };
  /** Parameters that were taken from the old run, in the words of their rules. */
  readonly carried: readonly { readonly id: string; readonly words: Label }[];
  /** Whether the data step's own tables speak of the region and the year. */
  readonly known: boolean;
  readonly own: boolean;
  /** Plants whose capacity the balance asks for although less stands in the old run, GW. */
  readonly derived: ReadonlyMap<string, number>;
  /** Columns of the balance that the model has no use for. */
  readonly left: readonly string[];
}

const scenarioNames = ["reference", "policy"];

/** Fuel that the balance carries; what a run has of others (biomass, hydrogen) is kept. */
const balanced = new Set(["coal", "coke", "oil", "gas", "electricity", "heat"]);

/**
 * The region with the balance's year as its base year. Energy, inventory and electricity are the balance's, by the rules
 * of the data step; stocks are those of the run from the old base year; paths go on from the new one. The region extends
 * the old one, so that only what changed is written.
 *
 * @throws InputError with every mistake in the balance or the region.
 */
export function rebaseRegion(
  library: Library,
  model: Model,
  order: RebaseOrder,
  programs: SharedPrograms = sharedPrograms(),
): RebasedRegion {
  const problems: Problem[] = [];
  const asked = { file: "<region>", line: 1, column: 1 };
  const region = readRegion(library, model, order.region, asked, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const read = chinaFiles(library);
  const { text, file } = order.balance;
  const start = { file, line: 1, column: 1 };
  const found = readYearbookBalance(text, file, readYearbookWords(read), order.year, problems);
  if (found !== undefined) checkYear(found.year, region, model, start, problems);
  const reference = `${region.id}/reference`;
  const run = problems.length > 0 ? undefined : runValues(library, model, reference, programs);
  if (run === undefined && problems.length === 0)
    problems.push(
      problem(start, reference, "balance_no_run", { scenario: reference, from: region.baseYear, to: found?.year }),
    );
  if (found === undefined || run === undefined || problems.length > 0) throw new InputError(problems);
  const { year } = found;
  const numbers = regionNumbers(region, model);
  const rules = readRebaseRules(read("rebase_rules.csv"));
  const source = `balance of ${year} (${nameOf(file)})`;
  const known = rebaseSources(sourceTables(read, model.units), numbers, found, source, run);
  const { electricity, inventory } = inventoryOf(known, numbers, year, run, start);
  const measured = balanceRows(known.sources, inventory, electricity, model);
  const table = tableWriter(model);
  table.rows.push(...measured);
  for (const [carrier, mined] of fuelProduction(known.sources))
    table.put(`base_production.${carrier}`, undefined, mined);
  putKeptEnergy(numbers, inventory, year, run, table);
  putNone(numbers, rules, year, source, table);
  const base = table.rows;
  const { rows: paths, capacity } = pathRows(numbers, { year, sources: known.sources, electricity, inventory }, run);
  const stocks = year === region.baseYear ? [] : stockRows(numbers, rules, year, run);
  const id = order.id ?? `${region.id}_${year}`;
  const label = order.label ?? {
    en: `${region.label.en} (base year ${year})`,
    zh: `${region.label.zh}(基年${year})`,
  };
  const derived = tableWriter(model);
  const lacking = "derived: generation of the balance over hours of the nation, since less stands in the old run";
  for (const [plant, value] of capacity)
    derived.put(`base_capacity.${plant}`, undefined, { value, unit: "GW", source, rule: lacking });
  const isDerived = ({ id: name, members }: TableRow): boolean => name === "base_capacity" && capacity.has(members);
  const files = new Map<string, string>();
  const baseYear = [...base, ...stocks.filter((row) => !isDerived(row)), ...derived.rows];
  files.set(`data/regions/${id}/base_year.csv`, tableCsv(baseYear));
  if (paths.length > 0) files.set(`data/regions/${id}/paths.csv`, tableCsv(paths));
  const tables = [`${id}/base_year.csv`, ...(paths.length > 0 ? [`${id}/paths.csv`] : [])];
  const written = `# Written by \`peakpath rebase ${region.id}\` from ${nameOf(file)}; yours to change.`;
  const own = known.own || region.downscaled === undefined ? "" : downscaledLine(region.downscaled, year);
  files.set(
    `data/regions/${id}.yaml`,
    `# yaml-language-server: $schema=../../dist/schemas/region.json
${written}
region: ${id}
model: ${model.name}
label: {en: ${JSON.stringify(label.en)}, zh: ${JSON.stringify(label.zh)}}
${own}extends: ${region.id}
base_year: ${year}
last_observed: ${Math.max(year, region.lastObserved)}
tables: [${tables.join(", ")}]
`,
  );
  const scenarios = scenarioNames.filter((name) => library.read(`scenarios/${region.id}/${name}.yaml`) !== undefined);
  for (const name of scenarios) {
    const { title } = composeScenario(library, model, `${region.id}/${name}`);
    const moved = { en: `${title.en} (base year ${year})`, zh: `${title.zh}(基年${year})` };
    files.set(
      `scenarios/${id}/${name}.yaml`,
      `# yaml-language-server: $schema=../../dist/schemas/scenario.json
${written}
extends: ${region.id}/${name}
region: ${id}
title: {en: ${JSON.stringify(moved.en)}, zh: ${JSON.stringify(moved.zh)}}
`,
    );
  }
  return {
    id,
    label,
    from: { id: region.id, label: region.label, baseYear: region.baseYear },
    year,
    files,
    scenarios,
    electricity,
    inventory,
    counts: { balance: base.length, run: stocks.length, paths: paths.length },
    carried: carriedFrom(rules, stocks),
    known: known.known,
    own: known.own,
    derived: capacity,
    left: found.left,
  };
}

function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

function downscaledLine({ en, zh }: Label, year: number): string {
  const label = {
    en: `energy of ${year} from its own balance; the rest ${en}`,
    zh: `${year}年能源来自本地平衡表；其余${zh}`,
  };
  return `downscaled: {en: ${JSON.stringify(label.en)}, zh: ${JSON.stringify(label.zh)}}\n`;
}

function checkYear(
  year: number,
  { baseYear, horizon }: { baseYear: number; horizon: number },
  model: Model,
  at: Problem["at"],
  problems: Problem[],
): void {
  const vintages = model.sets.get("vintage")?.members ?? [];
  const last = Math.min(horizon - 1, Number(vintages.at(-1)?.name ?? horizon));
  if (year >= baseYear && year <= last) return;
  problems.push(problem(at, "", "balance_base_year", { year, from: baseYear, to: last }));
}

/** Inventory and electricity; what the rules of the data step refuse is a mistake in the balance. */
function inventoryOf(
  known: Parameters<typeof rebaseInventory>[0],
  numbers: RegionNumbers,
  year: number,
  run: RunValue,
  at: Problem["at"],
): ReturnType<typeof rebaseInventory> {
  try {
    return rebaseInventory(known, numbers, year, run);
  } catch (error) {
    const fault = saidOf(error instanceof Error ? error : { message: String(error) });
    throw new InputError([problem(at, "", "balance_unfit", { fault })]);
  }
}

/** Energy in carriers that the balance does not have, as the run has it; added to the inventory's energy. */
function putKeptEnergy(
  numbers: RegionNumbers,
  { energy }: Inventory,
  year: number,
  run: RunValue,
  { put }: TableWriter,
): void {
  for (const { members } of numbers.cells("base_final_energy")) {
    const [sector, carrier] = members;
    if (balanced.has(carrier)) continue;
    const kept = {
      value: run("final_energy", members, year),
      unit: "Mtce/yr",
      source: `run of ${numbers.region.id}/reference`,
      rule: "not in the balance: as in the run from the old base year",
    };
    if (kept.value > 0) addStated(energy, sector, carrier, kept);
    put(`base_final_energy.${members.join(".")}`, undefined, kept);
  }
}

/** Writes 0 for every cell that the old region gives of a quantity of the balance and the new balance does not. */
function putNone(
  numbers: RegionNumbers,
  rules: ReadonlyMap<string, RebaseRule>,
  year: number,
  source: string,
  { rows, put }: TableWriter,
): void {
  const written = new Set(rows.map(({ id, members }) => `${id}.${members}`));
  for (const [id, { rule }] of rules) {
    if (rule !== "balance" || id === "own_use_rate") continue;
    const unit = numbers.model.parameters.get(id)?.unit.text ?? "";
    for (const { members } of numbers.cells(id)) {
      const path = `${id}.${members.join(".")}`;
      if (!written.has(path) && numbers.at(id, members) !== 0)
        put(members.length === 0 ? id : path, undefined, { value: 0, unit, source, rule: `none in ${year}` });
    }
  }
}

/** The parameters that were taken from the run, each once. */
function carriedFrom(rules: ReadonlyMap<string, RebaseRule>, stocks: readonly TableRow[]): RebasedRegion["carried"] {
  const ids = new Set(stocks.map(({ id }) => id));
  return [...rules].filter(([id]) => ids.has(id)).map(([id, { words }]) => ({ id, words }));
}
