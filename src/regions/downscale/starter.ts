import type { Model } from "../../engine/language/model.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { readRegion } from "../../scenario/region/region.ts";
import { tableWords } from "../../scenario/region/region-tables.ts";
import { sumBy } from "../../statistics/sum.ts";
import type { Library } from "../../text/library.ts";
import {
  InputError,
  type Label,
  type Message,
  message,
  type Place,
  type Problem,
  problem,
  RunError,
  saidOf,
} from "../../text/problems.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { readCsv } from "../csv.ts";
import { planOf, starterPolicy } from "../plans/starter-policy.ts";
import { runValues } from "./dispatch.ts";
import { type SubregionOrder, subregionFiles } from "./files.ts";
import { electricityUse, parentCarrier } from "./fuel.ts";
import { type RegionNumbers, regionNumbers } from "./region-numbers.ts";
import { parentQuantity, plainShares, readCityRules, secondarySectors, shareOf } from "./shares.ts";
import { readStarter, type Starter, type StarterCell } from "./starter-table.ts";
import { type Subregion, subregionsOf } from "./subregion.ts";

/** What `peakpath new` is asked for. */
export interface StarterOrder {
  readonly id: string;
  readonly parent: string;
  readonly label: Label;
  readonly table: { readonly text: string; readonly file: string };
  /** Whether to go on where energy is far from what the shares speak for. */
  readonly force?: boolean;
}

/** A starter region, see `starterRegion`. */
export type StarterRegion = ReturnType<typeof starterRegion>;

/**
 * A region of its own made from a short table and a parent: what the table says stands, everything else is the
 * parent's by the shares that `city_rules.csv` names (the method of the shipped cities). Files stand by their paths from
 * the project's root, beside the numbers, the variables that the table does not give, and whether hours and grid factor
 * come from a reference run of the parent, and the name of the scenario that follows the parent's plan, where it has one.
 *
 * @throws InputError with every mistake in the table, or in the parent.
 */
export function starterRegion(library: Library, model: Model, order: StarterOrder) {
  const problems: Problem[] = [];
  const asked = { file: "--parent", line: 1, column: 1 };
  const region = readRegion(library, model, order.parent, asked, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const parent = regionNumbers(region, model);
  const words = { columns: tableWords(library, "starter"), variables: tableWords(library, "starter_variable") };
  const starter = readStarter(order.table.text, order.table.file, words, parent, problems);
  if (problems.length === 0) checkStarter(starter, parent, problems);
  if (problems.length > 0) throw new InputError(problems);
  const { facts, carriers, silent } = starter;
  const ruleOf = readCityRules(readCsv(chinaFiles(library)("city_rules.csv")), model);
  const plain = plainShares(parent, facts, parent.at("base_gdp"));
  const programs = sharedPrograms();
  const run = runValues(library, model, `${order.parent}/reference`, programs);
  const only = { facts, plain, parent: new Map() };
  const share = shareOf(parent, only, [only], false);
  const anchors = { electricityUse: facts.get("electricity_use")?.get(region.baseYear)?.value, carriers };
  const { file } = order.table;
  const at = { file, line: 1, column: 1 };
  const alone = { shares: { ruleOf, share, facts }, anchors, rest: false };
  const [part] = shownAt(at, () => subregionsOf(parent, [alone], false));
  const far = farAnchors(part, starter);
  if (far.length > 0 && order.force !== true) throw new InputError(far);
  // It stands in comments, which end with their line.
  const written = `Written by \`peakpath new\` from ${file.replace(/\s+/g, " ")}; yours to change`;
  const partOrder: SubregionOrder = {
    ...order,
    level: region.level === "nation" || region.level === "country" ? "province" : "city",
    plain,
    facts,
    downscaled: {
      en: `from ${region.label.en} by shares of residents, GDP, value added and listed plants, moved to the table of ${file}`,
      zh: `由${region.label.zh}按人口、生产总值、增加值和所列厂站份额降尺度，并按${file}调整`,
    },
    written: `${written}.`,
  };
  const plan = planOf(library, order.parent);
  const planned = plan === undefined ? undefined : runValues(library, model, `${order.parent}/${plan}`, programs);
  const runs = new Map(plan === undefined || planned === undefined ? [] : [[plan, planned] as const]);
  const parted = { library, parent, run, runs, cite: (keys: string) => keys };
  const files = shownAt(at, () => subregionFiles(parted, partOrder, part));
  const place = { id: order.id, parent: order.parent, files, written };
  const policy = policyAt(at, () => starterPolicy(library, model, programs, place), order.force === true);
  return {
    files: new Map([...files, ...policy]),
    part,
    silent,
    withRun: run !== undefined,
    plan: policy.size > 0 ? plan : undefined,
  };
}

/** Factors on industry's use beyond which table and parent hardly speak of the same place, and those that stop. */
const doubtful = { least: 0.5, most: 2 };
const furthest = { least: 0.2, most: 5 };

/** Whether a factor is so far from the parent's mean that it is to be looked at. */
export function isDoubtful(factor: number): boolean {
  return factor < doubtful.least || factor > doubtful.most;
}

/** What the table gives of energy and the region cannot be moved to, or only by a factor beyond reason. */
function farAnchors({ moved, missed, electricity }: Subregion, { cells, silent }: Starter): Problem[] {
  const anchors = new Set([...moved.keys(), ...missed.map(({ anchor }) => anchor)]);
  return [...anchors].flatMap((anchor) => {
    const factor = moved.get(anchor) ?? 0;
    const cell = cells.get(anchor === "electricity" ? "electricity_use" : anchor);
    const miss = missed.find((other) => other.anchor === anchor);
    const far = !(factor >= furthest.least && factor <= furthest.most);
    const none = cell?.value === 0 && miss === undefined;
    if (cell === undefined || none || (!far && miss === undefined)) return [];
    const reached = miss && { reached: short(miss.reached), wanted: short(miss.asked) };
    const plants = silent.find((name) => name === `capacity_${anchor}`);
    const pumped = anchor === "electricity" ? pumpedOf(electricity) : undefined;
    const wrong = { factor: short(factor), reached, ...furthest, silent: plants, pumped };
    return [problem(cell.at, anchor, "starter_industry", wrong)];
  });
}

/** A part of electricity use from which on it is told what pumped storage takes of it. */
const muchPumped = 0.1;

/** What pumped storage takes of the use in TWh, where it is so much that the table's number may leave it out. */
export function pumpedOf({ use, pumped }: Subregion["electricity"]): string | undefined {
  return pumped > muchPumped * use ? short(pumped) : undefined;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** What `make` gives; mistakes that come of the user's table are said at the table, since the files are not written. */
function shownAt<T>(at: Place, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const follows = (path: string, fault: Message) => problem(at, path, "starter_unfit", { fault: saidOf(fault) });
    if (error instanceof RunError) throw new InputError([follows("", error)]);
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((wrong) => follows(wrong.path, wrong)));
  }
}

/** The policy's files; none where somebody goes on by force with numbers that hardly fit, and mends the region by hand. */
function policyAt(at: Place, make: () => ReadonlyMap<string, string>, force: boolean): ReadonlyMap<string, string> {
  try {
    return shownAt(at, make);
  } catch (error) {
    if (force && error instanceof InputError) return new Map();
    throw error;
  }
}

/** By how much a part may exceed its parent: they can be counted in other prices, or by other books. */
const most = 1.1;

/** Residents of one country are seldom so much richer or poorer than those of another part of it; a slip of ten thousand is. */
const richest = 20;
/** A smelter in a small town uses as much more electricity than its parent, by residents or by GDP but not by both. */
const hungriest = 50;

/**
 * Holds the numbers of a starter table against each other and against the parent: shares that sum to more than the
 * whole, a part that is larger than its parent, and slips of a unit, which residents, GDP and electricity show.
 */
function checkStarter(starter: Starter, parent: RegionNumbers, problems: Problem[]): void {
  const begun = problems.length;
  const complain: Complain = (name, { at }, wrong) => {
    problems.push({ at, path: name, ...wrong });
  };
  checkShares(starter, parent, complain);
  const { id, baseYear } = parent.region;
  for (const [name, cell] of starter.cells) {
    const total = parentTotal(parent, name);
    if (total === undefined || cell.value <= most * total) continue;
    const all = `${short((cell.number / cell.value) * total)} ${cell.unit}`.trim();
    const amount = `${cell.number} ${cell.unit}`.trim();
    complain(name, cell, message("starter_part", { amount, parent: id, year: baseYear, all }));
  }
  if (problems.length === begun) checkSlips(starter, parent, complain);
}

/** Notes a mistake at a number. */
type Complain = (name: string, cell: StarterCell, wrong: Message) => undefined;

function checkShares({ cells }: Starter, parent: RegionNumbers, complain: Complain): void {
  const [primary, secondary] = [cells.get("primary_share"), cells.get("secondary_share")];
  const last = secondary ?? primary;
  if (last === undefined) return;
  const path = (sector: string): number => parent.at("value_added_path", [sector]) * 100;
  const sum = (primary?.value ?? path("agriculture")) + (secondary?.value ?? sumBy(secondarySectors, path));
  if (sum <= 100 + 1e-9) return;
  const whose = primary === undefined || secondary === undefined ? parent.region.id : undefined;
  const name = secondary === undefined ? "primary_share" : "secondary_share";
  complain(name, last, message("starter_sectors", { sum: short(sum), parent: whose }));
}

function checkSlips({ cells }: Starter, numbers: RegionNumbers, complain: Complain): undefined {
  const parent = numbers.region.id;
  const urban = cells.get("urban_share");
  const share = numbers.at("urban_share") * 100;
  if (urban !== undefined && urban.value > 0 && apart(urban.value / share, richest))
    complain(
      "urban_share",
      urban,
      message("starter_urban", { share: short(urban.value), parent, there: short(share) }),
    );
  const [population, gdp, electricity] = ["population", "gdp", "electricity_use"].map((name) => cells.get(name));
  if (population === undefined || gdp === undefined) return;
  const part = (name: string, { value }: StarterCell): number => value / (parentTotal(numbers, name) as number);
  const [people, product] = [part("population", population), part("gdp", gdp)];
  if (apart(product / people, richest)) {
    // 1e8 CNY over 1e4 people.
    const perHead = (1e4 * gdp.value) / population.value;
    const lines = [population.at.line, gdp.at.line].sort((a, b) => a - b);
    const there = short((perHead * people) / product);
    return complain("gdp", gdp, message("starter_gdp", { amount: short(perHead), parent, there, lines }));
  }
  if (electricity === undefined) return;
  const use = part("electricity_use", electricity);
  if (!apart(use / people, hungriest) || !apart(use / product, hungriest)) return;
  // TWh over 1e4 people.
  const perHead = (100 * electricity.value) / population.value;
  const there = short((perHead * people) / use);
  complain("electricity_use", electricity, message("starter_electricity", { amount: short(perHead), parent, there }));
}

function apart(ratio: number, factor: number): boolean {
  return !(ratio <= factor && ratio >= 1 / factor);
}

/** What all of the parent has, in the unit of the facts; undefined where it does not know, or the variable is a share. */
function parentTotal(parent: RegionNumbers, name: string): number | undefined {
  if (name === "population") return parent.at("base_population") * 100;
  if (name === "gdp") return parent.at("base_gdp");
  if (name === "electricity_use") return electricityUse(parent);
  if (name === "land") return parent.at("land_area") * 1e4 || undefined;
  if (name === "forest_stock") return parent.at("base_forest_stock") || undefined;
  if (name === "coal" || name === "coke" || name === "oil" || name === "gas") return parentCarrier(parent, name);
  if (name.endsWith("_share") || name === "forest_cover") return undefined;
  return parentQuantity(parent, name, parent.region.baseYear);
}
