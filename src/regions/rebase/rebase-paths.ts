import { originAt } from "../../scenario/paths/cell-path.ts";
import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { ownCleanShare } from "../china/balance/accounts.ts";
import type { ElectricityBalance } from "../china/balance/electricity.ts";
import { addTo, type Grid, numbersOf, total as sumOf } from "../china/balance/grid.ts";
import type { Inventory } from "../china/balance/inventory.ts";
import { referenceHours } from "../china/capacity.ts";
import { newShares } from "../china/paths/new-shares.ts";
import type { Sources } from "../china/sources.ts";
import type { Put, RegionNumbers } from "../downscale/region-numbers.ts";
import type { TableRow } from "../stated.ts";
import type { OldRun } from "./rebase-sources.ts";

/** Relative differences below this are rounding: of a small trade beside a large load too. */
const rounding = 1e-9;

/** What the new balance says of the base year. */
interface NewBase {
  readonly sources: Sources;
  readonly electricity: ElectricityBalance;
  readonly inventory: Inventory;
}

/** What the paths are made from, and where their rows go. */
interface Paths extends NewBase, OldRun {
  readonly rows: TableRow[];
  readonly put: Put;
}

/**
 * Paths that the data step takes from the balance of the base year, taken from the new one: hours, new equipment and new
 * heat supply, exports, the limit of imports. A path that the region gives for later years too is its own and stays.
 * Beside the rows by plant the capacity that the balance asks for where too little stands, GW.
 */
export function pathRows(old: OldRun, base: NewBase) {
  const { numbers, year } = old;
  const rows: TableRow[] = [];
  const put: Put = (id, members, value, words, at = year) => {
    const stands = at === year ? numbers.at(id, members, year) : Number.NaN;
    if (isHeld(numbers, id, members) && Math.abs(value - stands) <= rounding * Math.abs(stands)) return;
    const cell = { id, members: members.join("."), year: at, unit: numbers.unitOf(id) };
    rows.push({ ...cell, value, source: `balance of ${year}`, estimated: words });
  };
  const paths = { ...base, ...old, rows, put };
  const capacity = putHours(paths);
  putNewEquipment(paths);
  putNewHeat(paths);
  putTrade(paths);
  return { rows, capacity };
}

/** Whether nothing is said of years after the first: the number holds from there on. */
function isHeld(numbers: RegionNumbers, id: string, members: readonly string[]): boolean {
  const path = numbers.path(id, members);
  return path === undefined || path.constant !== undefined || path.years.size <= 1;
}

/** Plants whose hours are known as those of another. */
const runsLike: Readonly<Record<string, string>> = { oil: "coal", coal_ccs: "coal", gas_ccs: "gas" };

function putHours({ numbers, year, sources, electricity, run, put }: Paths): Map<string, number> {
  const { baseYear } = numbers.region;
  const capacity = new Map<string, number>();
  const fossilPlants = numbers.members("fossil_plant");
  const inYear = (base: string, variable: string, plant: string): number =>
    year === baseYear ? numbers.at(base, [plant], year) : run(variable, [plant], year);
  for (const plant of numbers.members("plant")) {
    const twh = electricity.generation.get(plant)?.value ?? 0;
    if (twh <= 0) continue;
    const ran = run("generation", [plant], year);
    const stands = inYear("base_capacity", "capacity", plant);
    const limit = sources.constant(plant === "nuclear" ? "hours_limit_nuclear" : "hours_limit").value;
    const then = inYear("full_load_hours", "full_hours", plant);
    const isFossil = fossilPlants.includes(plant);
    const implied = stands === 0 ? Number.POSITIVE_INFINITY : (twh / stands) * 1000;
    const hours = ran > 0 && then > 0 ? (then * twh) / ran : implied;
    if (implied > limit || (!isFossil && hours > limit)) {
      const reference = referenceHours(sources, runsLike[plant] ?? plant).value;
      capacity.set(plant, (twh / reference) * 1000);
      if (!isFossil) put("full_load_hours", [plant], reference, "the nation's: capacity of the plant is derived");
    } else if (isFossil) {
      const beyond = (id: string, sign: number): boolean =>
        sign * (implied - numbers.at(id, [plant], year)) > rounding * implied;
      if (beyond("maximum_hours", 1)) put("maximum_hours", [plant], implied, `hours of ${year}`);
      if (beyond("minimum_hours", -1)) put("minimum_hours", [plant], implied, `hours of ${year}`);
    } else if (isHeld(numbers, "full_load_hours", [plant]))
      put("full_load_hours", [plant], hours, `generation of the balance over the mean capacity of ${year}`);
  }
  return capacity;
}

/**
 * New equipment follows the stock: by the rule of the data step where the region's numbers are that rule's, else by the
 * region's own shares, moved as the stock's shares moved. Buses and coaches keep their own.
 */
function putNewEquipment({ numbers, year, sources, inventory, rows, put }: Paths): void {
  const carriers = numbers.members("carrier");
  const sectors = numbers
    .members("sector")
    .filter((sector) => !sector.startsWith("road"))
    .filter((sector) => carriers.every((carrier) => isHeld(numbers, "new_share", [sector, carrier])));
  const old: Grid = new Map();
  for (const sector of sectors)
    for (const carrier of carriers) {
      const mtce = numbers.at("base_final_energy", [sector, carrier]);
      if (mtce > 0) addTo(old, sector, carrier, mtce);
    }
  const energy = numbersOf(inventory.energy);
  const before = sharesBySector(newShares(sources, old, sectors, year, numbers.model));
  const after = sharesBySector(newShares(sources, energy, sectors, year, numbers.model));
  const rule = "stock share of the year, electricity raised at the expense of fossil carriers (rule of the data step)";
  const moved = "the region's share, moved as the stock's";
  for (const sector of sectors) {
    const remainder = carriers.find((carrier) => numbers.at("share_remainder", [sector, carrier]) === 1);
    const stands = numbers
      .cells("new_share")
      .filter(({ members: [of, carrier] }) => of === sector && carrier !== remainder);
    const shares = new Map(stands.map(({ members }) => [members[1], numbers.at("new_share", members, year)]));
    const given = { remainder, shares };
    const byRule = isAlike(before.get(sector), given, carriers);
    const fresh = byRule ? need(after, sector) : movedShares(given, old.get(sector), energy.get(sector));
    for (const carrier of carriers) {
      const flag = fresh.remainder === carrier ? 1 : 0;
      if (flag !== numbers.at("share_remainder", [sector, carrier])) {
        const says = { unit: "1", source: "judgement", estimated: "largest carrier of new equipment" };
        rows.push({ id: "share_remainder", members: `${sector}.${carrier}`, year: undefined, value: flag, ...says });
      }
      const share = flag === 1 ? 0 : (fresh.shares.get(carrier) ?? 0);
      if (share > 0 || numbers.at("new_share", [sector, carrier], year) > 0)
        put("new_share", [sector, carrier], share, byRule ? rule : moved);
    }
  }
}

/** Shares of new equipment but that of the carrier which closes the sum. */
interface NewShares {
  readonly remainder: string | undefined;
  readonly shares: ReadonlyMap<string, number>;
}

function sharesBySector(rows: readonly TableRow[]): Map<string, NewShares> {
  const result = new Map<string, { remainder: string | undefined; shares: Map<string, number> }>();
  for (const { id, members, value } of rows) {
    const [sector, carrier] = members.split(".");
    const fresh = result.get(sector) ?? { remainder: undefined, shares: new Map() };
    if (id === "share_remainder") fresh.remainder = carrier;
    else fresh.shares.set(carrier, value);
    result.set(sector, fresh);
  }
  return result;
}

function isAlike(a: NewShares | undefined, b: NewShares, carriers: readonly string[]): boolean {
  if (a === undefined || a.remainder !== b.remainder) return false;
  return carriers.every((carrier) => Math.abs((a.shares.get(carrier) ?? 0) - (b.shares.get(carrier) ?? 0)) < 1e-6);
}

type Stock = ReadonlyMap<string, number>;

/** Each share times the ratio of the stock's new share to its old one, closed to 1; the remainder stays the remainder. */
function movedShares(given: NewShares, old: Stock = new Map(), now: Stock = new Map()): NewShares {
  const { remainder, shares } = given;
  const total = (cells: Stock): number => sumBy(cells.values(), (value) => value);
  const [before, after] = [total(old), total(now)];
  if (before === 0 || after === 0 || remainder === undefined) return given;
  const ratio = (carrier: string): number => {
    const then = (old.get(carrier) ?? 0) / before;
    return then === 0 ? 1 : (now.get(carrier) ?? 0) / after / then;
  };
  const rest = Math.max(0, 1 - total(shares)) * ratio(remainder);
  const weights = new Map([...shares].map(([carrier, share]) => [carrier, share * ratio(carrier)]));
  const sum = total(weights) + rest;
  if (sum === 0 || Math.abs(sum - 1) < rounding) return given;
  return { remainder, shares: new Map([...weights].map(([carrier, weight]) => [carrier, weight / sum])) };
}

/** New heat supply follows the stock where the region's numbers are the stock's of the old base year. */
function putNewHeat({ numbers, inventory, put }: Paths): void {
  const sources = numbers.members("heat_source").filter((source) => source !== "coal_chp");
  const before = numbers.sumOver("base_heat", "heat_source");
  const total = sumOf(inventory.heat.values());
  if (total === 0 || before === 0) return;
  const asStock = sources.every(
    (source) =>
      isHeld(numbers, "new_heat_share", [source]) &&
      Math.abs(numbers.at("new_heat_share", [source]) - numbers.at("base_heat", [source]) / before) < 1e-6,
  );
  if (!asStock) return;
  for (const source of sources) {
    const share = (inventory.heat.get(source)?.value ?? 0) / total;
    if (share > 0 || numbers.at("new_heat_share", [source]) > 0)
      put("new_heat_share", [source], share, "new heat supply as the stock");
  }
}

/** Exports and contracts of imports move with the balance's, limits of trade up to what was traded. */
function putTrade({ numbers, year, electricity, run, put }: Paths): void {
  const given = (id: string, at: number): number => {
    const path = numbers.path(id);
    return path === undefined ? numbers.at(id) : originAt(path, at).value;
  };
  const scale = (id: string, factor: number, words: string): void => {
    if (Math.abs(factor - 1) < rounding || !Number.isFinite(factor)) return;
    const later = [...(numbers.path(id)?.years.keys() ?? [])].filter((at) => at > year);
    for (const at of [year, ...later]) put(id, [], given(id, at) * factor, words, at);
  };
  const market = electricity.imports.get("import_market")?.value ?? 0;
  const [exports, gross] = [electricity.exports.value, electricity.grossImports.value];
  const ran = run("electricity_imports", ["import_market"], year);
  const planned = given("export_plan", year);
  if (planned > 0) scale("export_plan", exports / planned, "the region's path, moved to the exports of the balance");
  else if (exports > 0) put("export_plan", [], exports, "exports of the balance, held");
  if (ran > 0) scale("market_import_contract", market / ran, "the region's path, moved as the market imports");
  for (const [id, traded, words] of [
    ["market_import_limit", market, "the region's path, moved up to the market imports of the balance"],
    ["surplus_export_limit", exports, "the region's path, moved up to the exports of the balance"],
  ] as const) {
    const limit = given(id, year);
    if (limit > 0 && traded > limit * (1 + rounding)) scale(id, traded / limit, words);
    else if (limit === 0 && traded > 0 && id === "market_import_limit")
      put(id, [], traded, "market imports of the balance, held");
  }
  const generation = new Map(numbers.members("plant").map((plant) => [plant, numbers.at("base_generation", [plant])]));
  const asMix = Math.abs(numbers.at("clean_export_share", [], year) - ownCleanShare(generation)) < 1e-6;
  if (exports > gross && asMix && isHeld(numbers, "clean_export_share", []))
    put("clean_export_share", [], ownCleanShare(electricity.generation), "a net exporter sends out its own mix");
}
