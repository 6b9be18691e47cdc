import { cellNames } from "../../engine/language/cells.ts";
import type { Parameter } from "../../engine/language/model.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import type { RegionNumbers } from "../downscale/region-numbers.ts";
import type { TableRow } from "../stated.ts";
import type { RebaseRule } from "./rebase-rules.ts";

/** A row without its unit and source, which follow from the model and the run. */
export type Put = (id: string, members: readonly string[], value: number, words: string, year?: number) => void;

/** Capacity below this is the rounding of a run, GW. */
const leastCapacity = 1e-9;

/** Years over which what is past its lifetime in the base year goes (the rule of `fleet_due`). */
const overdueYears = 10;

/**
 * The stocks of the new base year as the run from the old one has them in that year: residents, output, plants, vehicles,
 * forest and what else `rebase_rules.csv` names. What was observed of the year keeps its source.
 */
export function stockRows(
  numbers: RegionNumbers,
  rules: ReadonlyMap<string, RebaseRule>,
  year: number,
  run: RunValue,
): TableRow[] {
  const { model, region } = numbers;
  const rows: TableRow[] = [];
  const put: Put = (id, members, value, words) => {
    const unit = model.parameters.get(id)?.unit.text ?? "";
    const { variable = "" } = rules.get(id) ?? {};
    const cell = model.variables.get(variable)?.over ?? [];
    const observed = region.observations.find(
      (observation) =>
        observation.variable === variable &&
        observation.year === year &&
        cellNames(model, cell)[observation.cell]?.join(".") === members.join("."),
    );
    rows.push({
      id,
      members: members.join("."),
      year: undefined,
      value,
      unit,
      source: observed?.given.source ?? `run of ${region.id}/reference`,
      estimated:
        observed === undefined
          ? `${words}: ${year} in the run from ${region.baseYear}`
          : (observed.given.estimated ?? ""),
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
  putFleets(numbers, year, run, put);
  putVehicles(numbers, year, run, put);
  putNewIntensity(numbers, year, run, put);
  putForest(numbers, year, run, put);
  putWaste(numbers, year, run, put);
  const acid = numbers.at("base_acid");
  if (acid > 0) put("base_acid", [], acid * run("activity", ["chemicals"], year), "with the chemical industry");
  for (const [id, { rule, words }] of rules) if (rule === "clear" && numbers.at(id) !== 0) put(id, [], 0, words.en);
  return rows;
}

/** Commissioning years of the plants that stand at the end of the year: old ones not yet due, and what was built since. */
function putFleets(numbers: RegionNumbers, year: number, run: RunValue, put: Put): void {
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
    let excess = [...cohorts.values()].reduce((a, b) => a + b, 0) - run("capacity", [plant], year);
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

/** Part of roads' energy that cars and trucks take, and the growth of past sales that gives the year's sales. */
function putVehicles(numbers: RegionNumbers, year: number, run: RunValue, put: Put): void {
  const roads: Readonly<Record<string, string>> = { car: "road_passenger", truck: "road_freight" };
  const ages = numbers.members("vehicle_age").map(Number);
  for (const fleet of numbers.members("fleet")) {
    for (const carrier of numbers.members("carrier")) {
      const all = run("final_energy", [roads[fleet], carrier], year);
      const own = run("fleet_energy", [carrier, fleet], year);
      if (own > 0 && all > 0) put("fleet_fraction", [fleet, carrier], Math.min(1, own / all), "energy of the fleet");
    }
    const scale = numbers.at("survival_scale", [fleet]);
    const shape = numbers.at("survival_shape", [fleet]);
    const survival = ages.map((age) => Math.exp(-((age / scale) ** shape)));
    const soldPart = (growth: number): number =>
      1 / (1 + survival.reduce((sum, part, i) => sum + part * (1 + growth) ** -ages[i], 0));
    for (const drive of numbers.members("drive")) {
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

function putNewIntensity(numbers: RegionNumbers, year: number, run: RunValue, put: Put): void {
  const { max = Number.POSITIVE_INFINITY } = numbers.model.parameters.get("first_new_intensity") as Parameter;
  for (const sector of numbers.members("sector")) {
    const stock = run("intensity", [sector], year);
    if (stock <= 0) continue;
    const ratio = Math.min(max, run("new_intensity", [sector], year) / stock);
    put("first_new_intensity", [sector], ratio, "new equipment beside the stock");
  }
}

function putForest(numbers: RegionNumbers, year: number, run: RunValue, put: Put): void {
  const groups = numbers.members("age_group").filter((group) => numbers.at("base_forest_area", [group]) > 0);
  const areas = groups.map((group) => {
    let area = 0;
    for (let age = numbers.at("age_from", [group]); age <= numbers.at("age_to", [group]); age++)
      area += run("forest_by_age", [String(age)], year);
    return area;
  });
  // Ages between two groups would be lost: the groups share the whole forest.
  const sum = areas.reduce((a, b) => a + b, 0);
  const scale = sum > 0 ? run("forest_area", [], year) / sum : 1;
  for (const [i, group] of groups.entries())
    put("base_forest_area", [group], areas[i] * scale, "forest by age, grown on");
  if (numbers.cells("afforestation_potential").length > 0)
    put(
      "afforestation_potential",
      [],
      Math.max(0, numbers.at("afforestation_potential") - run("planted_total", [], year)),
      "less what was planted since",
    );
}

function putWaste(numbers: RegionNumbers, year: number, run: RunValue, put: Put): void {
  const steady = run("landfilled", [], year) * numbers.at("landfill_potential");
  if (steady <= 0) return;
  const leaving = run("landfill_stock", [], year) * (1 - Math.exp(-numbers.at("landfill_decay")));
  put("landfill_history", [], leaving / steady, "methane to come beside its steady state");
}
