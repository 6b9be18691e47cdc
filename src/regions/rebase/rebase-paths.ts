import { originAt } from "../../scenario/paths/cell-path.ts";
import { ownCleanShare } from "../china/balance/accounts.ts";
import type { ElectricityBalance } from "../china/balance/electricity.ts";
import { addTo, type Grid, numbersOf, total as sumOf } from "../china/balance/grid.ts";
import type { Inventory } from "../china/balance/inventory.ts";
import { referenceHours } from "../china/capacity.ts";
import { newShares } from "../china/paths/new-shares.ts";
import type { Sources } from "../china/sources.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import type { RegionNumbers } from "../downscale/region-numbers.ts";
import type { TableRow } from "../stated.ts";

/** Relative differences below this are rounding: of a small trade beside a large load too. */
const rounding = 1e-9;

/** What the new balance says of the base year. */
export interface NewBase {
  readonly year: number;
  readonly sources: Sources;
  readonly electricity: ElectricityBalance;
  readonly inventory: Inventory;
}

/** Rows of paths that follow the base year, and by plant the capacity that the balance asks for where too little stands, GW. */
export interface RebasedPaths {
  readonly rows: readonly TableRow[];
  readonly capacity: ReadonlyMap<string, number>;
}

/**
 * Paths that the data step takes from the balance of the base year, taken from the new one: hours, new equipment and new
 * heat supply, exports, the limit of imports. A path that the region gives for later years too is its own and stays.
 */
export function pathRows(numbers: RegionNumbers, base: NewBase, run: RunValue): RebasedPaths {
  const { year } = base;
  const rows: TableRow[] = [];
  const put = (
    id: string,
    members: readonly string[],
    value: number,
    words: string,
    at: number | undefined = year,
  ): void => {
    const stands = at !== undefined && at !== year ? Number.NaN : numbers.at(id, members, year);
    if (isHeld(numbers, id, members) && Math.abs(value - stands) <= rounding * Math.abs(stands)) return;
    const unit = numbers.model.parameters.get(id)?.unit.text ?? "";
    rows.push({
      id,
      members: members.join("."),
      year: at,
      value,
      unit,
      source: `balance of ${year}`,
      estimated: words,
    });
  };
  const capacity = putHours(numbers, base, run, put);
  putNewEquipment(numbers, base, rows, put);
  putNewHeat(numbers, base, put);
  putTrade(numbers, base, run, put);
  return { rows, capacity };
}

type PutPath = (id: string, members: readonly string[], value: number, words: string, at?: number) => void;

/** Whether nothing is said of years after the first: the number holds from there on. */
function isHeld(numbers: RegionNumbers, id: string, members: readonly string[]): boolean {
  const name = members.join(".");
  const cell = numbers.cells(id).find((candidate) => candidate.members.join(".") === name);
  return cell === undefined || cell.path.constant !== undefined || cell.path.years.size <= 1;
}

function putHours(
  numbers: RegionNumbers,
  { year, sources, electricity }: NewBase,
  run: RunValue,
  put: PutPath,
): Map<string, number> {
  const { baseYear } = numbers.region;
  const capacity = new Map<string, number>();
  const margin = 1 + sources.constant("hours_margin").value;
  const kept = sources.constant("gas_hours_kept").value;
  for (const plant of numbers.members("plant")) {
    const twh = electricity.generation.get(plant)?.value ?? 0;
    if (twh <= 0) continue;
    const ran = run("generation", [plant], year);
    const stands = year === baseYear ? numbers.at("base_capacity", [plant]) : run("capacity", [plant], year);
    const limit = sources.constant(plant === "nuclear" ? "hours_limit_nuclear" : "hours_limit").value;
    const then = year === baseYear ? numbers.at("full_load_hours", [plant], year) : run("full_hours", [plant], year);
    const fossil = numbers.members("fossil_plant").includes(plant);
    const implied = stands === 0 ? Number.POSITIVE_INFINITY : (twh / stands) * 1000;
    const hours = ran > 0 && then > 0 ? (then * twh) / ran : implied;
    if (implied > limit || (!fossil && hours > limit)) {
      const like = ["oil", "coal_ccs"].includes(plant) ? "coal" : plant === "gas_ccs" ? "gas" : plant;
      const reference = referenceHours(sources, like).value;
      capacity.set(plant, (twh / reference) * 1000);
      if (!fossil) put("full_load_hours", [plant], reference, "the nation's: capacity of the plant is derived");
      continue;
    }
    if (!fossil) {
      if (isHeld(numbers, "full_load_hours", [plant]))
        put("full_load_hours", [plant], hours, `generation of the balance over the mean capacity of ${year}`);
      continue;
    }
    const least = numbers.at("minimum_hours", [plant], year);
    if (implied > numbers.at("maximum_hours", [plant], year))
      put("maximum_hours", [plant], Math.min(8000, implied * margin), `a tenth above the hours of ${year}`);
    if (implied < least) put("minimum_hours", [plant], implied * kept, `${kept} of the hours of ${year}`);
  }
  return capacity;
}

/**
 * New equipment follows the stock: by the rule of the data step where the region's numbers are that rule's, else by the
 * region's own shares, moved as the stock's shares moved. Buses and coaches keep their own.
 */
function putNewEquipment(
  numbers: RegionNumbers,
  { year, sources, inventory }: NewBase,
  rows: TableRow[],
  put: PutPath,
): void {
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
    const stands = numbers.cells("new_share").filter(({ members }) => members[0] === sector);
    const remainder = carriers.find((carrier) => numbers.at("share_remainder", [sector, carrier]) === 1);
    const given = new Map(
      stands
        .filter(({ members }) => members[1] !== remainder)
        .map(({ members }) => [members[1], numbers.at("new_share", members, year)]),
    );
    const ruled = before.get(sector);
    const byRule =
      ruled !== undefined &&
      ruled.remainder === remainder &&
      carriers.every((carrier) => Math.abs((ruled.shares.get(carrier) ?? 0) - (given.get(carrier) ?? 0)) < 1e-6);
    const fresh = byRule
      ? (after.get(sector) as NewShares)
      : movedShares(given, remainder, old.get(sector), energy.get(sector));
    for (const carrier of carriers) {
      const flag = fresh.remainder === carrier ? 1 : 0;
      if (flag !== numbers.at("share_remainder", [sector, carrier]))
        rows.push({
          id: "share_remainder",
          members: `${sector}.${carrier}`,
          year: undefined,
          value: flag,
          unit: "1",
          source: "judgement",
          estimated: "largest carrier of new equipment",
        });
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
    const own = result.get(sector) ?? { remainder: undefined, shares: new Map() };
    if (id === "share_remainder") own.remainder = carrier;
    else own.shares.set(carrier, value);
    result.set(sector, own);
  }
  return result;
}

/** Each share times the ratio of the stock's new share to its old one, closed to 1; the remainder stays the remainder. */
function movedShares(
  given: ReadonlyMap<string, number>,
  remainder: string | undefined,
  old: ReadonlyMap<string, number> | undefined,
  now: ReadonlyMap<string, number> | undefined,
): NewShares {
  const total = (cells: ReadonlyMap<string, number> | undefined): number =>
    [...(cells?.values() ?? [])].reduce((a, b) => a + b, 0);
  const [before, after] = [total(old), total(now)];
  if (before === 0 || after === 0 || remainder === undefined) return { remainder, shares: given };
  const ratio = (carrier: string): number => {
    const then = (old?.get(carrier) ?? 0) / before;
    return then === 0 ? 1 : (now?.get(carrier) ?? 0) / after / then;
  };
  const rest = Math.max(0, 1 - total(given)) * ratio(remainder);
  const weights = new Map([...given].map(([carrier, share]) => [carrier, share * ratio(carrier)]));
  const sum = total(weights) + rest;
  if (sum === 0 || Math.abs(sum - 1) < rounding) return { remainder, shares: given };
  return { remainder, shares: new Map([...weights].map(([carrier, weight]) => [carrier, weight / sum])) };
}

/** New heat supply follows the stock where the region's numbers are the stock's of the old base year. */
function putNewHeat(numbers: RegionNumbers, { inventory }: NewBase, put: PutPath): void {
  const sources = numbers.members("heat_source").filter((source) => source !== "coal_chp");
  const old = numbers.members("heat_source").map((source) => numbers.at("base_heat", [source]));
  const before = old.reduce((a, b) => a + b, 0);
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
function putTrade(numbers: RegionNumbers, { year, electricity }: NewBase, run: RunValue, put: PutPath): void {
  const given = (id: string, at: number): number => {
    const [cell] = numbers.cells(id);
    return cell === undefined ? numbers.at(id) : originAt(cell.path, at).value;
  };
  const scale = (id: string, factor: number, words: string): void => {
    const [cell] = numbers.cells(id);
    if (Math.abs(factor - 1) < rounding || !Number.isFinite(factor)) return;
    const later = [...(cell?.path.years.keys() ?? [])].filter((at) => at > year);
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
