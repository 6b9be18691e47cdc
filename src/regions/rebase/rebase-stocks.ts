import { cellIndex, cellNames } from "../../engine/language/cells.ts";
import { sumBy, sumOf } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import type { Label } from "../../text/problems.ts";
import { readCsv } from "../csv.ts";
import type { Put } from "../downscale/region-numbers.ts";
import type { TableRow } from "../stated.ts";
import type { OldRun } from "./rebase-sources.ts";

/** Capacity below this is the rounding of a run, GW. */
const leastCapacity = 1e-9;

/** Years over which what is past its lifetime in the base year goes (the rule of `fleet_due`). */
const overdueYears = 10;

/**
 * The stocks of the new base year as the run from the old one has them in that year: residents, output, plants, vehicles,
 * forest and what else `rebase_rules.csv` names. What was observed of the year keeps its source.
 */
export function stockRows(old: OldRun, rules: ReadonlyMap<string, RebaseRule>): TableRow[] {
  const { numbers, year, run } = old;
  const { model, region } = numbers;
  const rows: TableRow[] = [];
  const put: Put = (id, members, value, words) => {
    const { variable = "" } = rules.get(id) ?? {};
    const cell = cellIndex(model, model.variables.get(variable)?.over ?? [], members);
    const observed = region.observations.find(
      (other) => other.variable === variable && other.year === year && other.cell === cell,
    )?.given;
    const inRun = `${words}: ${year} in the run from ${region.baseYear}`;
    rows.push({
      ...{ id, members: members.join("."), year: undefined, value, unit: numbers.unitOf(id) },
      source: observed?.source ?? `run of ${region.id}/reference`,
      estimated: observed === undefined ? inRun : (observed.estimated ?? ""),
    });
  };
  for (const [id, { rule, variable, words }] of rules) {
    const parameter = model.parameters.get(id);
    if (parameter === undefined || rule !== "run") continue;
    const given = new Set(numbers.cells(id).map(({ members }) => members.join(".")));
    for (const members of cellNames(model, parameter.over)) {
      const value = run(variable, members, year);
      // A remainder that closes a sum of shares is not written.
      if (given.has(members.join(".")) || (value !== 0 && parameter.shares === undefined))
        put(id, members, value, words.en);
    }
  }
  const stocks = { ...old, put };
  for (const putStock of [putFleets, putVehicles, putNewIntensity, putForest, putWaste]) putStock(stocks);
  const acid = numbers.at("base_acid");
  if (acid > 0) put("base_acid", [], acid * run("activity", ["chemicals"], year), "with the chemical industry");
  for (const [id, { rule, words }] of rules) if (rule === "clear" && numbers.at(id) !== 0) put(id, [], 0, words.en);
  return rows;
}

/** The old run in the new base year, and where the rows go. */
interface Stocks extends OldRun {
  readonly put: Put;
}

/** Commissioning years of the plants that stand at the end of the year: old ones not yet due, and what was built since. */
function putFleets({ numbers, year, run, put }: Stocks): void {
  const { baseYear } = numbers.region;
  const vintages = numbers.members("vintage").map(Number);
  const passed = Math.min(1, (year - baseYear) / overdueYears);
  for (const plant of numbers.members("plant")) {
    const lifetime = numbers.at("lifetime", [plant]);
    const cohorts = new Map<number, number>();
    for (const vintage of vintages) {
      const old = numbers.at("fleet_commissioned", [plant, String(vintage)]);
      const left = vintage + lifetime <= baseYear ? old * (1 - passed) : vintage + lifetime <= year ? 0 : old;
      const built = vintage > baseYear && vintage <= year ? run("commissioned", [plant], vintage) : 0;
      if (left + built > leastCapacity) cohorts.set(vintage, left + built);
    }
    let excess = sumOf(cohorts.values()) - run("capacity", [plant], year);
    for (const [vintage, gw] of cohorts) {
      const taken = Math.min(gw, Math.max(0, excess));
      excess -= taken;
      cohorts.set(vintage, gw - taken);
    }
    for (const vintage of vintages) {
      const now = cohorts.get(vintage) ?? 0;
      if (now > 0 || numbers.at("fleet_commissioned", [plant, String(vintage)]) > 0)
        put("fleet_commissioned", [plant, String(vintage)], now, "plants that still stand, those built since by year");
    }
  }
}

/** Part of roads' energy that cars and trucks take, past sales of each fleet, and by drive their growth beside the fleet's. */
function putVehicles({ numbers, year, run, put }: Stocks): void {
  const roads: Readonly<Record<string, string>> = { car: "road_passenger", truck: "road_freight" };
  const ages = numbers.members("vehicle_age").map(Number);
  const drives = numbers.members("drive");
  for (const fleet of numbers.members("fleet")) {
    for (const carrier of numbers.members("carrier")) {
      const all = run("final_energy", [roads[fleet], carrier], year);
      const own = run("fleet_energy", [carrier, fleet], year);
      if (own > 0 && all > 0) put("fleet_fraction", [fleet, carrier], Math.min(1, own / all), "energy of the fleet");
    }
    const sold = sumBy(drives, (drive) => run("vehicles_sold", [fleet, drive], year));
    if (sold <= 0) continue;
    const scale = numbers.at("survival_scale", [fleet]);
    const shape = numbers.at("survival_shape", [fleet]);
    const lived = ages.map((age) =>
      sumBy(drives, (drive) => run("vehicles_by_age", [fleet, drive, String(age)], year)),
    );
    for (const [i, age] of ages.entries()) {
      const survival = Math.exp(-((age / scale) ** shape));
      put("past_sales", [fleet, String(age)], lived[i] / survival / sold, "vehicles of that age, before scrapping");
    }
    const soldPart = (growth: number): number =>
      1 / (1 + sumBy(lived.entries(), ([i, alive]) => (alive / sold) * (1 + growth) ** -ages[i]));
    for (const drive of drives) {
      const stock = run("vehicles", [fleet, drive], year);
      if (stock <= 0) continue;
      const growth = growthFor(soldPart, run("vehicles_sold", [fleet, drive], year) / stock);
      put("past_sales_growth", [fleet, drive], growth, "growth of past sales that gives the sales of the year");
    }
  }
}

/** The growth at which `soldPart`, which rises with it, is `part`; within what the model allows (-50 to 300 % a year). */
function growthFor(soldPart: (growth: number) => number, part: number): number {
  let [low, high] = [-0.5, 3];
  if (part <= soldPart(low)) return low;
  if (part >= soldPart(high)) return high;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (soldPart(middle) < part) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function putNewIntensity({ numbers, year, run, put }: Stocks): void {
  const { max = Number.POSITIVE_INFINITY } = need(numbers.model.parameters, "first_new_intensity");
  for (const sector of numbers.members("sector")) {
    const stock = run("intensity", [sector], year);
    if (stock <= 0) continue;
    const ratio = Math.min(max, run("new_intensity", [sector], year) / stock);
    put("first_new_intensity", [sector], ratio, "new equipment beside the stock");
  }
}

function putForest({ numbers, year, run, put }: Stocks): void {
  const groups = numbers.members("age_group").filter((group) => numbers.at("base_forest_area", [group]) > 0);
  const areas = groups.map((group) => {
    const [from, to] = [numbers.at("age_from", [group]), numbers.at("age_to", [group])];
    const ages = numbers.members("stand_age").filter((age) => from <= Number(age) && Number(age) <= to);
    return sumBy(ages, (age) => run("forest_by_age", [age], year));
  });
  // Ages between two groups would be lost: the groups share the whole forest.
  const sum = sumOf(areas);
  const scale = sum > 0 ? run("forest_area", [], year) / sum : 1;
  for (const [i, group] of groups.entries())
    put("base_forest_area", [group], areas[i] * scale, "forest by age, grown on");
  if (numbers.path("afforestation_potential") === undefined) return;
  const left = Math.max(0, numbers.at("afforestation_potential") - run("planted_total", [], year));
  put("afforestation_potential", [], left, "less what was planted since");
}

function putWaste({ numbers, year, run, put }: Stocks): void {
  const steady = run("landfilled", [], year) * numbers.at("landfill_potential");
  if (steady <= 0) return;
  const leaving = run("landfill_stock", [], year) * (1 - Math.exp(-numbers.at("landfill_decay")));
  put("landfill_history", [], leaving / steady, "methane to come beside its steady state");
}

/** Where a number of the base year comes from when the base year is moved. */
export interface RebaseRule {
  /** From the balance, from a variable of the old run, from a rule of its own, kept, or cleared (0). */
  readonly rule: "balance" | "run" | "own" | "keep" | "clear";
  readonly variable: string;
  readonly words: Label;
}

/** The rules of `rebase_rules.csv` by parameter of the model; a parameter without one is kept (a test asks for all). */
export function readRebaseRules(text: string): Map<string, RebaseRule> {
  return new Map(
    readCsv(text).map(({ id, rule, variable, words, words_zh: zh }) => [
      id,
      { rule: rule as RebaseRule["rule"], variable, words: { en: words, zh } },
    ]),
  );
}
