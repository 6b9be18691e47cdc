import { cellNames } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { readRegion } from "../../scenario/region/region.ts";
import { sumBy } from "../../statistics/sum.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import { InputError, type Label, type Problem, problem, RunError, saidOf } from "../../text/problems.ts";
import { twhPerMtce } from "../china/balance/thermal-power.ts";
import { readCsv } from "../csv.ts";
import { yamlLabel } from "../downscale/files.ts";
import { type RegionNumbers, regionNumbers, subregionTable } from "../downscale/region-numbers.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { type FilledForm, readForm } from "./filled-form.ts";

/** What a region of its own is asked for by. */
export interface FormOrder {
  readonly id: string;
  readonly label: Label;
  readonly table: { readonly text: string; readonly file: string };
}

/** A region made from a form, see `regionOfForm`. */
export type FormRegion = ReturnType<typeof regionOfForm>;

/** How far the loss of the grid that closes the balance may be from the published one, as a part of the load. */
const balanceTolerance = 0.03;

/**
 * A region of the regional model from a form that was filled in (`regional-form.ts`): what the form gives stands; what follows
 * from it (inventory, shares of new equipment, hours, losses that close the balances) is worked out by stated rules; technology
 * data are China's defaults. The reference is run, so that what is written runs.
 *
 * @throws InputError with all that is missing or wrong at its line in the form.
 */
export function regionOfForm(library: Library, model: Model, { id, label, table }: FormOrder) {
  const problems: Problem[] = [];
  const form = readForm(library, model.units, table, problems);
  if (form === undefined || problems.length > 0) throw new InputError(problems);
  const own = `data/regions/${id}/numbers.csv`;
  const direct = new Map([
    [`data/regions/${id}.yaml`, regionText(id, label, form, false)],
    [own, form.numbers],
  ]);
  const top = { file: table.file, line: 1, column: 1 };
  const region = readRegion(layeredLibrary(library, direct), model, id, top, problems);
  // What is wrong with a number is told at its line in the form, which is the same as in the region's table.
  const told = problems.map((wrong) => ({
    ...wrong,
    at: { ...wrong.at, file: wrong.at.file === own ? table.file : wrong.at.file },
  }));
  if (region === undefined || told.length > 0) throw new InputError(told);
  const numbers = regionNumbers(region, model);
  const { rows, losses } = derivedRows(numbers, form, problems);
  rows.unshift(...neutralRows(library, numbers, form));
  if (problems.length > 0) throw new InputError(problems);
  const files = new Map([
    [`data/regions/${id}.yaml`, regionText(id, label, form, true)],
    [
      own,
      `${form.numbers
        .split("\n")
        .filter((line) => line !== "")
        .join("\n")}\n`,
    ],
    [`data/regions/${id}/derived.csv`, tableCsv(rows)],
    [`scenarios/${id}/reference.yaml`, scenarioText(id, label, form)],
  ]);
  let run: ScenarioRun;
  try {
    run = runScenario(composeScenario(layeredLibrary(library, files), model, `${id}/reference`), sharedPrograms());
  } catch (error) {
    if (error instanceof RunError) throw new InputError([problem(top, "", "form_unfit", { fault: saidOf(error) })]);
    throw error;
  }
  const levelOf = (name: string): number =>
    run.boundaries.find((one) => one.name === name)?.series.values[0] ?? Number.NaN;
  return {
    files,
    losses,
    baseYear: form.baseYear,
    co2: { energy: levelOf("energy"), territorial: levelOf("territorial"), assessed: levelOf("assessed") },
    published: form.publishedCo2,
    derived: rows.length,
  };
}

/**
 * What of China's defaults is a state or a path of China and no technology, set so that it says nothing of this place: by
 * data/countries/regional_neutral.csv, where the form gives nothing of its own.
 */
function neutralRows(library: Library, numbers: RegionNumbers, form: FilledForm): TableRow[] {
  const { at, model, region } = numbers;
  const { rows, put } = subregionTable(numbers);
  for (const { id, value, as, rule } of readCsv(library.read("data/countries/regional_neutral.csv") ?? "")) {
    for (const members of cellNames(model, need(model.parameters, id).over))
      if (form.row(id, members.join(".")) === undefined)
        put(id, members, as === "" ? Number(value) : at(as, members), rule);
  }
  if (form.row("national_population") !== undefined) return rows;
  // Its yearly growth may be given by years.
  let residents = at("base_population");
  for (let year = region.baseYear; year <= region.horizon; year++) {
    if (year > region.baseYear) residents *= 1 + at("population_growth", [], year);
    put("national_population", [], residents, "its own residents: demand for materials follows them", year);
  }
  return rows;
}

/** Plants whose hours follow from what they gave in the base year. */
const byHours = ["hydro", "nuclear", "wind_onshore", "wind_offshore", "solar_utility", "solar_distributed", "biomass"];

/** What follows from the numbers of the form, with the rule of each. */
function derivedRows(
  numbers: RegionNumbers,
  form: FilledForm,
  problems: Problem[],
): { rows: TableRow[]; losses: Losses } {
  const { at, members } = numbers;
  const { rows, put } = subregionTable(numbers);
  const fossil = members("fossil");
  const factor = (carrier: string): number => at("emission_factor", [carrier]) * at("oxidation", [carrier]);
  const factorRule = "energy times the default factor of the carrier and its oxidation";
  for (const sector of members("sector")) {
    const used = members("carrier").map((carrier) => ({ carrier, energy: at("base_final_energy", [sector, carrier]) }));
    const total = sumBy(used, ({ energy }) => energy);
    const largest = used.reduce((a, b) => (b.energy > a.energy ? b : a));
    const remainder = total > 0 ? largest.carrier : "electricity";
    put("share_remainder", [sector, remainder], 1, "largest carrier of the base year");
    for (const { carrier, energy } of used) {
      if (energy === 0) continue;
      if (carrier !== remainder) put("new_share", [sector, carrier], energy / total, "as in the base year");
      if (fossil.includes(carrier)) put("inventory_fuel", [sector, carrier], energy * factor(carrier), factorRule);
    }
  }
  for (const carrier of fossil) {
    const power = sumBy(members("fossil_plant"), (plant) => at("base_power_fuel", [plant, carrier]));
    const heat = sumBy(members("heat_source"), (source) => at("base_heat_fuel", [source, carrier]));
    if (power > 0) put("inventory_power", [carrier], power * factor(carrier), factorRule);
    if (heat > 0) put("inventory_heat", [carrier], heat * factor(carrier), factorRule);
  }
  for (const plant of members("plant")) {
    const [generated, capacity] = [at("base_generation", [plant]), at("base_capacity", [plant])];
    if (capacity === 0) continue;
    put("planned_capacity", [plant], capacity, "held at the base year's: no plan is given", form.baseYear);
    if (generated === 0) continue;
    const hours = (1000 * generated) / capacity;
    const rule = "generation over capacity of the base year";
    if (byHours.includes(plant)) put("full_load_hours", [plant], hours, rule);
    else {
      put(
        "maximum_hours",
        [plant],
        Math.max(hours, at("maximum_hours", [plant])),
        `${rule}, or the default where that is more`,
      );
      put("minimum_hours", [plant], 0, "none: nothing but heat and load makes fossil plants run");
    }
  }
  for (const storage of members("storage")) {
    const [output, capacity] = [at("base_storage_output", [storage]), at("base_storage_capacity", [storage])];
    if (capacity > 0)
      put("planned_storage", [storage], capacity, "held at the base year's: no plan is given", form.baseYear);
    if (capacity > 0 && output > 0)
      put("storage_hours", [storage], (1000 * output) / capacity, "output over capacity of the base year");
  }
  const [cement, clinker, steel] = ["cement", "clinker", "crude_steel"].map((product) => at("base_output", [product]));
  if (cement > 0) put("clinker_ratio", [], clinker / cement, "clinker over cement of the base year");
  const scrap = at("base_route_share", ["scrap_eaf"]);
  if (steel > 0 && scrap > 0) {
    put("new_route_share", ["scrap_eaf"], scrap, "as in the base year");
    put("scrap_limit", [], steel * scrap, "scrap steel of the base year");
  }
  const exports = at("base_exports");
  for (const name of ["export_plan", "surplus_export_limit"])
    put(name, [], exports, "held at the base year's", form.baseYear);
  if (form.row("market_import_limit") === undefined)
    put(
      "market_import_limit",
      [],
      at("base_generation", ["import_market"]),
      "net imports of the base year",
      form.baseYear,
    );
  const heat = heatRows(numbers, form, put, problems);
  const electricity = electricityLoss(numbers, form, problems);
  put("base_grid_loss", [], electricity.closing, `what closes the balance; the form gives ${electricity.stated}`);
  return { rows, losses: { ...electricity, heat } };
}

/** Losses that close the balances: of the grid beside what the form gives, in TWh, and of heat networks in Mtce. */
interface Losses {
  readonly closing: number;
  readonly stated: number;
  readonly heat: number;
}

/** The shares of new heat supply, and the loss between what is supplied and used; more used than supplied is a mistake. */
function heatRows(
  { at, members }: RegionNumbers,
  form: FilledForm,
  put: ReturnType<typeof subregionTable>["put"],
  problems: Problem[],
): number {
  const supplied = sumBy(members("heat_source"), (source) => at("base_heat", [source]));
  const used = sumBy(members("sector"), (sector) => at("base_final_energy", [sector, "heat"]));
  if (used > supplied) {
    const place = members("sector")
      .map((sector) => form.row("base_final_energy", `${sector}.heat`))
      .find((row) => row !== undefined);
    const values = { used: short(used), supplied: short(supplied) };
    problems.push(
      problem(place?.place("value") ?? { file: form.file, line: 1, column: 1 }, "base_heat", "form_heat", values),
    );
  }
  if (supplied === 0) return 0;
  for (const source of members("heat_source")) {
    const heat = at("base_heat", [source]);
    if (heat > 0 && source !== "coal_chp") put("new_heat_share", [source], heat / supplied, "as in the base year");
  }
  put("base_heat_loss", [], Math.max(0, supplied - used), "heat supplied less heat used");
  return supplied - used;
}

/** The loss of the grid that closes the balance of electricity; far from the published one is a mistake. */
function electricityLoss(numbers: RegionNumbers, form: FilledForm, problems: Problem[]) {
  const { at, members } = numbers;
  const net = sumBy(members("plant"), (plant) => at("base_generation", [plant]) * (1 - at("own_use_rate", [plant])));
  const imported = sumBy(members("imports"), (kind) => at("base_generation", [kind]));
  const final = sumBy(members("sector"), (sector) => at("base_final_energy", [sector, "electricity"])) * twhPerMtce;
  const stored = sumBy(
    members("storage"),
    (storage) => at("base_storage_output", [storage]) * (1 / at("storage_efficiency", [storage]) - 1),
  );
  const heat = at("base_heat", ["electric"]);
  const forHeat = heat === 0 ? 0 : (heat * twhPerMtce) / at("heat_efficiency", ["electric"]);
  const load = net + imported - at("base_exports");
  const closing = load - final - stored - forHeat;
  const row = form.row("base_grid_loss");
  const stated = Number(row?.get("value") ?? 0);
  if (row !== undefined && (closing < 0 || Math.abs(closing - stated) > balanceTolerance * load)) {
    const values = {
      load: short(load),
      final: short(final + stored + forHeat),
      closing: short(closing),
      stated: short(stated),
    };
    problems.push(problem(row.place("value"), "base_grid_loss", "form_electricity", values));
  }
  return { closing, stated };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function regionText(id: string, label: Label, { baseYear, horizon, file }: FilledForm, derived: boolean): string {
  return `# yaml-language-server: $schema=../../dist/schemas/region.json
# Written by \`peakpath new\` from ${file.replace(/\s+/g, " ")}; yours to change. numbers.csv is what the form gives, derived.csv what follows by rule.
# Technology, lifetimes, costs and factors are those of china_defaults until a number of your own stands in a table here.
region: ${id}
model: regional
label: ${yamlLabel(label)}
level: country
extends: china_defaults
base_year: ${baseYear}
horizon: ${horizon}
inventory_uncertainty: {value: 10 %, estimated: true, source: "judgement: default factors stand in for an inventory"}
tables: [${id}/numbers.csv${derived ? `, ${id}/derived.csv` : ""}]
`;
}

function scenarioText(id: string, label: Label, { file }: FilledForm): string {
  return `# yaml-language-server: $schema=../../dist/schemas/scenario.json
# Written by \`peakpath new\` from ${file.replace(/\s+/g, " ")}; yours to change.
model: regional
region: ${id}
title: ${yamlLabel({ en: `${label.en}: capacity held, trends`, zh: `${label.zh}：装机不变，趋势照常` })}
`;
}
