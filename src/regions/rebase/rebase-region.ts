import type { Model } from "../../engine/language/model.ts";
import { type SharedPrograms, sharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { planScenarios } from "../../scenario/head.ts";
import { readRegion } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import { InputError, type Label, type Problem, problem, saidOf } from "../../text/problems.ts";
import { addStated } from "../china/balance/grid.ts";
import type { Inventory } from "../china/balance/inventory.ts";
import { balanceRows } from "../china/base-year-table.ts";
import { fuelProduction } from "../china/paths/region-defaults.ts";
import { chinaFiles, sourceTables } from "../china/source-tables.ts";
import { runValues } from "../downscale/dispatch.ts";
import { yamlLabel } from "../downscale/files.ts";
import { regionNumbers } from "../downscale/region-numbers.ts";
import { type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { pathRows } from "./rebase-paths.ts";
import { type OldRun, type RebaseSources, rebaseInventory, rebaseSources } from "./rebase-sources.ts";
import { type RebaseRule, readRebaseRules, stockRows } from "./rebase-stocks.ts";
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

/** A region with a new base year, see `rebaseRegion`. */
export type RebasedRegion = ReturnType<typeof rebaseRegion>;

const scenarioNames = ["reference", ...planScenarios];

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
) {
  const problems: Problem[] = [];
  const asked = { file: "<region>", line: 1, column: 1 };
  const region = readRegion(library, model, order.region, asked, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const read = chinaFiles(library);
  const { text, file } = order.balance;
  const start = { file, line: 1, column: 1 };
  const found = readYearbookBalance(text, file, readYearbookWords(read), order.year, problems);
  const lastVintage = Number(model.sets.get("vintage")?.members.at(-1)?.name ?? region.horizon);
  const span = { from: region.baseYear, to: Math.min(region.horizon - 1, lastVintage) };
  if (found !== undefined && (found.year < span.from || found.year > span.to))
    problems.push(problem(start, "", "balance_base_year", { year: found.year, ...span }));
  const reference = `${region.id}/reference`;
  const run = problems.length > 0 ? undefined : runValues(library, model, reference, programs);
  if (run === undefined && problems.length === 0)
    problems.push(
      problem(start, reference, "balance_no_run", { scenario: reference, from: region.baseYear, to: found?.year }),
    );
  if (found === undefined || run === undefined || problems.length > 0) throw new InputError(problems);
  const { year } = found;
  const old = { numbers: regionNumbers(region, model), run, year };
  const rules = readRebaseRules(read("rebase_rules.csv"));
  const source = `balance of ${year} (${nameOf(file)})`;
  const known = rebaseSources(sourceTables(read, model.units), old, found.balance, source);
  const { electricity, inventory } = inventoryOf(known, old, start);
  const table = tableWriter(model);
  table.rows.push(...balanceRows(known.sources, inventory, electricity, model));
  for (const [carrier, mined] of fuelProduction(known.sources))
    table.put(`base_production.${carrier}`, undefined, mined);
  putKeptEnergy(old, inventory, table);
  putNone(old, rules, source, table);
  const base = table.rows;
  const { rows: paths, capacity } = pathRows(old, { sources: known.sources, electricity, inventory });
  const stocks = year === region.baseYear ? [] : stockRows(old, rules);
  const id = order.id ?? `${region.id}_${year}`;
  const dated = ({ en, zh }: Label): Label => ({ en: `${en} (base year ${year})`, zh: `${zh}(基年${year})` });
  const label = order.label ?? dated(region.label);
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
label: ${yamlLabel(label)}
${own}extends: ${region.id}
base_year: ${year}
last_observed: ${Math.max(year, region.lastObserved)}
tables: [${tables.join(", ")}]
`,
  );
  const scenarios = scenarioNames.filter((name) => library.read(`scenarios/${region.id}/${name}.yaml`) !== undefined);
  for (const name of scenarios) {
    const { title } = composeScenario(library, model, `${region.id}/${name}`);
    files.set(
      `scenarios/${id}/${name}.yaml`,
      `# yaml-language-server: $schema=../../dist/schemas/scenario.json
${written}
extends: ${region.id}/${name}
region: ${id}
title: ${yamlLabel(dated(title))}
`,
    );
  }
  const carried = new Set(stocks.map((row) => row.id));
  return {
    id,
    label,
    from: { id: region.id, label: region.label, baseYear: region.baseYear },
    year,
    /** By their paths from the project's root. */
    files,
    /** Scenarios of the old region that the new one has too, such as `policy`. */
    scenarios,
    electricity,
    inventory,
    /** Rows of the new tables by where they come from. */
    counts: { balance: base.length, run: stocks.length, paths: paths.length },
    /** Parameters that were taken from the old run, in the words of their rules. */
    carried: [...rules].flatMap(([name, { words }]) => (carried.has(name) ? [{ id: name, words }] : [])),
    /** Whether the data step's own tables speak of the year, and of the region. */
    known: known.known,
    own: known.own,
    /** Plants whose capacity the balance asks for although less stands in the old run, GW. */
    derived: capacity,
    /** Columns of the balance that the model has no use for. */
    left: found.left,
  };
}

function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

function downscaledLine({ en, zh }: Label, year: number): string {
  const own = {
    en: `energy of ${year} from its own balance; the rest ${en}`,
    zh: `${year}年能源来自本地平衡表；其余${zh}`,
  };
  return `downscaled: ${yamlLabel(own)}\n`;
}

/** Inventory and electricity; what the rules of the data step refuse is a mistake in the balance. */
function inventoryOf(known: RebaseSources, old: OldRun, at: Problem["at"]): ReturnType<typeof rebaseInventory> {
  try {
    return rebaseInventory(known, old);
  } catch (error) {
    const fault = saidOf(error instanceof Error ? error : { message: String(error) });
    throw new InputError([problem(at, "", "balance_unfit", { fault })]);
  }
}

/** Energy in carriers that the balance does not have, as the run has it; added to the inventory's energy. */
function putKeptEnergy({ numbers, run, year }: OldRun, { energy }: Inventory, { put }: TableWriter): void {
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
  { numbers, year }: OldRun,
  rules: ReadonlyMap<string, RebaseRule>,
  source: string,
  { rows, put }: TableWriter,
): void {
  const written = new Set(rows.map(({ id, members }) => `${id}.${members}`));
  for (const [id, { rule }] of rules) {
    if (rule !== "balance" || id === "own_use_rate") continue;
    const unit = numbers.unitOf(id);
    for (const { members } of numbers.cells(id)) {
      const path = `${id}.${members.join(".")}`;
      if (!written.has(path) && numbers.at(id, members) !== 0)
        put(members.length === 0 ? id : path, undefined, { value: 0, unit, source, rule: `none in ${year}` });
    }
  }
}
