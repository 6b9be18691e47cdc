import { grouped, type Row } from "../csv.ts";

/** What adds up over provinces, and is shared out alike to those whose newest year is not known. */
const shared = new Set([
  "electricity_use",
  "thermal_generation",
  "hydro_generation",
  "nuclear_generation",
  "wind_generation",
  "cement_output",
  "steel_output",
  "pig_iron_output",
  "aluminium_output",
  "ammonia_output",
  "methanol_output",
  "olefins_output",
  "coal_liquids_output",
  "coal_gas_output",
  "coal_output",
  "glass_output",
  "capacity_thermal",
  "capacity_hydro_with_pumped",
  "capacity_nuclear",
  "capacity_storage_new",
]);

/** Capacity that grows where it grew: what is added is shared out as it was the year before. */
const sharedAdditions = new Set(["capacity_wind", "capacity_solar"]);

/** Capacity that grows where plants were being built: what the region's lists add after the last year known of all. */
const sharedAsBuilding = "capacity_thermal";

/**
 * The rows of `observed.csv` by province and nation (`whole`). Of what adds up the nation's are the provinces' sums, in
 * the scope of the provinces; in a year that is known of the nation alone they move as it does, and the provinces
 * without a figure of their own share out what is left: alike; of wind and solar as they added in the year before; of
 * thermal capacity as plants were being built there (`building`). Where nothing is left these too move as the nation.
 */
export function observedRows(
  rows: readonly Row[],
  whole: string,
  building: ReadonlyMap<string, number>,
): Map<string, Row[]> {
  const result = new Map<string, Row[]>();
  const add = (row: Row): void => {
    result.set(row.province, [...(result.get(row.province) ?? []), row]);
  };
  const provinces = new Set(rows.map(({ province }) => province).filter((name) => name !== whole));
  for (const [variable, all] of grouped(rows, (row) => row.variable)) {
    const addsUp = shared.has(variable) || sharedAdditions.has(variable);
    if (!addsUp || all.every(({ province }) => province === whole)) {
      for (const row of all) add(row);
      continue;
    }
    const byYear = grouped(all, ({ year }) => year);
    let before: Row[] = [];
    let twoBefore: Row[] = [];
    for (const year of [...byYear.keys()].sort()) {
      const own = (byYear.get(year) ?? []).filter(({ province }) => province !== whole);
      const complete = before.length === 0 ? own.length > 0 : own.length >= before.length;
      const parts = complete ? own : sharedOutRows({ all, year, own, before, twoBefore, whole, building });
      // Before the provinces' first year the nation stands alone.
      if (before.length === 0 && own.length === 0) for (const row of byYear.get(year) ?? []) add(row);
      if (parts.length === 0) continue;
      for (const row of parts) add(row);
      add(sumOf(parts, whole, complete ? "" : movedWith(year)));
      [twoBefore, before] = [before, parts];
    }
  }
  for (const name of provinces) if (!result.has(name)) result.set(name, []);
  return result;
}

/** What a year is shared out from. */
interface Year {
  readonly all: readonly Row[];
  readonly year: string;
  /** The provinces' own figures of the year. */
  readonly own: readonly Row[];
  /** The provinces' rows of the year before, and of that before it. */
  readonly before: readonly Row[];
  readonly twoBefore: readonly Row[];
  readonly whole: string;
  /** What plants were being built in each province. */
  readonly building: ReadonlyMap<string, number>;
}

const movedWith = (year: string): string =>
  `the provinces' sum of ${Number(year) - 1} moved with the nation's growth in ${year}`;

/** The provinces' rows of a year that few of them have published; none where the nation's growth is not known either. */
function sharedOutRows({ all, year, own, before, twoBefore, whole, building }: Year): Row[] {
  const nation = (at: number): Row | undefined => all.find((row) => row.province === whole && Number(row.year) === at);
  const [now, then] = [nation(Number(year)), nation(Number(year) - 1)];
  if (now === undefined || then === undefined) return [];
  const growth = Number(now.value) / Number(then.value);
  const known = new Map(own.map((row) => [row.province, row]));
  const rest = before.filter(({ province }) => !known.has(province));
  const sum = (parts: readonly Row[]): number => parts.reduce((so, { value }) => so + Number(value), 0);
  const left = sum(before) * growth - sum(own);
  const variable = rest[0]?.variable ?? "";
  const added = ({ province, value }: Row): number =>
    variable === sharedAsBuilding
      ? (building.get(province) ?? 0)
      : Math.max(0, Number(value) - Number(twoBefore.find((row) => row.province === province)?.value ?? value));
  const addedByAll = rest.reduce((so, row) => so + added(row), 0);
  const byAddition = (sharedAdditions.has(variable) || variable === sharedAsBuilding) && addedByAll > 0;
  return before.map((row) => {
    const fact = known.get(row.province);
    if (fact !== undefined) return fact;
    const value = byAddition
      ? Number(row.value) + ((left - sum(rest)) * added(row)) / addedByAll
      : Number(row.value) * (left > 0 ? left / sum(rest) : growth);
    return {
      ...row,
      year,
      value: String(Number(value.toPrecision(7))),
      low: "",
      high: "",
      source: [row.source, now.source].join("; "),
      estimated:
        byAddition || left > 0
          ? `shared out: the nation's growth in ${year}, less what provinces have published, ${byAddition ? sharedBy(variable, row.year) : "alike over the others"}`
          : `moved with the nation's growth in ${year}, of which the provinces that have published leave nothing`,
      shared_out: "yes",
      at: [row.at, now.at, then.at].join(" "),
    };
  });
}

function sharedBy(variable: string, year: string): string {
  return variable === sharedAsBuilding
    ? `in proportion to the coal plants that were being built at the end of ${year}`
    : `in proportion to what was added in ${year}`;
}

function sumOf(parts: readonly Row[], whole: string, estimated: string): Row {
  return {
    ...parts[0],
    low: "",
    high: "",
    province: whole,
    value: String(parts.reduce((so, { value }) => so + Number(value), 0)),
    source: [...new Set(parts.flatMap(({ source }) => source.split("; ")))].join("; "),
    estimated,
    shared_out: "",
    at: [...new Set(parts.flatMap(({ at }) => at.split(" ")))].join(" "),
  };
}
