import { expect, test } from "vitest";
import { nodeLibrary } from "../../src/files/library.ts";
import { readCsv } from "../../src/regions/csv.ts";

const library = nodeLibrary(".", ".");

/** Rows of a table of `data/china`. */
function table(file: string): Record<string, string>[] {
  const text = library.read(`data/china/${file}`);
  if (text === undefined) throw new Error(`data/china/${file} is missing`);
  return readCsv(text);
}

/** Tables of the provinces with the columns that name a row. */
const keyed: Readonly<Record<string, readonly string[]>> = {
  "published.csv": ["province", "variable", "year"],
  "region_parameters.csv": ["province", "id", "members", "year"],
  "branches.csv": ["province", "sector"],
  "industry_shares.csv": ["province", "carrier", "sector"],
  "import_lines.csv": ["province", "line"],
  "grid_factors.csv": ["grid", "year"],
  "activity.csv": ["province", "variable", "year"],
  "capacity.csv": ["province", "technology", "year"],
  "generation.csv": ["province", "technology", "year"],
};
const provinces = new Set([...table("provinces.csv").map((row) => row.province), "China"]);
const references = new Set(table("references.csv").map((row) => row.key));
const files = Object.keys(keyed);

/** Reads as `file province/variable/year`, so that a failing row is found at once. */
function place(file: string, row: Record<string, string>): string {
  return `${file} ${keyed[file].map((column) => row[column]).join("/")}`;
}

test.each(files)("every row of %s has a key of its own", (file) => {
  const keys = table(file).map((row) => place(file, row));
  expect(keys.filter((key, index) => keys.indexOf(key, index + 1) >= 0)).toEqual([]);
});

test.each(files)("%s names known provinces and cites known references", (file) => {
  const rows = table(file);
  expect(rows.length).toBeGreaterThan(0);
  const unknown = rows.flatMap((row) => [
    ...("province" in row && !provinces.has(row.province) ? [`${place(file, row)}: ${row.province}`] : []),
    ...row.source.split("; ").flatMap((key) => (references.has(key) ? [] : [`${place(file, row)}: ${key}`])),
  ]);
  expect(unknown).toEqual([]);
});

test("what was recalled or judged carries its rule", () => {
  const bare = ["published.csv", "region_parameters.csv", "branches.csv", "industry_shares.csv"].flatMap((file) =>
    table(file)
      .filter((row) => row.source.split("; ").some((key) => key === "judgement" || key.startsWith("communique")))
      .filter((row) => row.estimated === "")
      .map((row) => place(file, row)),
  );
  expect(bare).toEqual([]);
});

test.each(["published.csv", "region_parameters.csv", "industry_shares.csv"])(
  "values of %s lie in their ranges",
  (file) => {
    const outside = table(file).filter((row) => {
      const value = Number(row.value ?? row.share);
      // The ranges are rounded on their own.
      const slack = 1e-3 * Math.abs(value) + 1e-4;
      return (
        !Number.isFinite(value) ||
        (row.low !== "" && Number(row.low) > value + slack) ||
        (row.high !== "" && Number(row.high) < value - slack)
      );
    });
    expect(outside.map((row) => place(file, row))).toEqual([]);
  },
);

test("industry's shares sum to 1 and value-added shares leave room for services", () => {
  const sums = new Map<string, number>();
  for (const row of table("industry_shares.csv")) {
    const key = `${row.province} ${row.carrier}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(row.share));
    expect(Number(row.share)).toBeGreaterThanOrEqual(0);
  }
  expect(sums.size).toBe(2 * provinces.size);
  for (const [key, sum] of sums) expect(sum, key).toBeCloseTo(1, 9);
  const branches = new Map<string, number>();
  for (const row of table("branches.csv")) {
    branches.set(row.province, (branches.get(row.province) ?? 0) + Number(row.share));
    expect(Number(row.share), place("branches.csv", row)).toBeGreaterThanOrEqual(0);
  }
  expect(new Set(branches.keys())).toEqual(provinces);
  for (const [province, sum] of branches) {
    expect(sum, province).toBeGreaterThan(0.1);
    expect(sum, province).toBeLessThan(0.75);
  }
});

test("every line comes from a grid whose factor is known, and every province has one line that takes the rest", () => {
  const grids = new Set(table("grid_factors.csv").map((row) => row.grid));
  const lines = table("import_lines.csv");
  expect(lines.filter((row) => !grids.has(row.sender)).map((row) => place("import_lines.csv", row))).toEqual([]);
  const rest = lines.filter((row) => row.twh === "").map((row) => row.province);
  expect([...rest].sort()).toEqual([...provinces].sort());
});

/** Sum over the 30 provinces of an observed variable, GW or Mt: its rows are in 10 MW or 1e4 t. */
function sumOf(variable: string, year: number): number {
  return table("observed.csv")
    .filter((row) => row.variable === variable && row.year === String(year) && row.province !== "China")
    .reduce((total, row) => total + Number(row.value) / 100, 0);
}

// National totals of the National Energy Administration (capacities, GW) and of NBS (outputs, Mt) without Tibet, whose
// share is below 1 %; steel 1032.8 and cement 2362.8 Mt as cited in references.csv.
test.each([
  ["capacity_wind", 2021, 328.5],
  ["capacity_wind", 2022, 365.4],
  ["capacity_wind", 2023, 441.3],
  ["capacity_wind", 2024, 520.7],
  ["capacity_solar", 2021, 306.6],
  ["capacity_solar", 2022, 392.6],
  ["capacity_solar", 2023, 609.5],
  ["capacity_solar", 2024, 886.7],
  ["steel_output", 2021, 1032.8],
  ["cement_output", 2021, 2362.8],
] as const)("%s of the provinces in %i adds up to the nation", (variable, year, nation) => {
  const sum = sumOf(variable, year);
  expect(Math.abs(sum / nation - 1), `${sum}`).toBeLessThan(0.01);
});

test("published growth weighted with GDP stands within a point of the nation's", () => {
  const gdp = new Map(
    table("activity.csv")
      .filter((row) => row.variable === "gdp_nominal" && row.year === "2020" && row.province !== "China")
      .map((row) => [row.province, Number(row.value)]),
  );
  expect(gdp.size).toBe(30);
  const total = [...gdp.values()].reduce((a, b) => a + b, 0);
  const growth = ["observed.csv", "published.csv"].flatMap(table).filter((row) => row.variable === "gdp_growth");
  for (const year of ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]) {
    const rows = growth.filter((row) => row.year === year);
    const nation = Number(rows.find((row) => row.province === "China")?.value);
    const mean = rows.reduce((sum, row) => sum + Number(row.value) * (gdp.get(row.province) ?? 0), 0) / total;
    expect(Math.abs(mean - nation), year).toBeLessThan(1);
  }
});

const projects = table("projects.csv");
const places = new Set([
  ...table("provinces.csv").map((row) => row.id),
  ...table("cities.csv").map((row) => row.region),
]);
const unitsOf: Readonly<Record<string, readonly string[]>> = {
  technology: ["GW"],
  storage: ["GW"],
  line: ["GW", "TW*h/yr"],
  product: ["Mt/yr"],
};

/** Projects of which something is wrong, with what they say of it. */
function wrongProjects(says: (row: Record<string, string>) => string, wrong: (row: Record<string, string>) => boolean) {
  return projects.filter(wrong).map((row) => `${row.project}: ${says(row)}`);
}

test("every project has an id of its own, stands in a known region, and is of a unit of its kind", () => {
  const ids = projects.map((row) => row.project);
  expect(ids.filter((id, index) => !/^[a-z][a-z0-9_]*$/.test(id) || ids.indexOf(id) !== index)).toEqual([]);
  // Tibet sends and is no region.
  const ends = ({ kind, region, to }: Record<string, string>) =>
    kind === "line"
      ? (region === "tibet" || places.has(region)) && places.has(to) && to !== region
      : places.has(region) && to === "";
  expect(
    wrongProjects(
      ({ region, to }) => `${region} ${to}`,
      (row) => !ends(row),
    ),
  ).toEqual([]);
  expect(
    wrongProjects(
      ({ kind, unit }) => `${kind} ${unit}`,
      ({ kind, unit }) => !unitsOf[kind]?.includes(unit),
    ),
  ).toEqual([]);
  expect(
    wrongProjects(
      ({ name_en, name_zh }) => name_en + name_zh,
      ({ name_en, name_zh }) => name_en === "" || name_zh === "",
    ),
  ).toEqual([]);
});

test("projects have a size that one can be, and years that their status allows", () => {
  const most: Readonly<Record<string, number>> = { technology: 16, storage: 4, line: 12, product: 10 };
  expect(
    wrongProjects(
      ({ size }) => size,
      ({ kind, size }) => !(Number(size) > 0 && Number(size) <= most[kind]),
    ),
  ).toEqual([]);
  const reactors = projects.filter(({ of }) => of === "nuclear");
  expect(reactors.length).toBeGreaterThan(50);
  expect(reactors.filter(({ size }) => Number(size) > 1.75).map((row) => row.project)).toEqual([]);
  // What operates stood in 2025, the last observed year; all else comes after it.
  const years = ({ first, last, status }: Record<string, string>) =>
    first <= last &&
    Number(last) - Number(first) <= 8 &&
    (status === "operating" ? last <= "2025" : first > "2025" && last <= "2045");
  expect(
    wrongProjects(
      ({ first, last, status }) => `${first}-${last} ${status}`,
      (row) => !years(row),
    ),
  ).toEqual([]);
  expect(new Set(projects.map((row) => row.status))).toEqual(new Set(["operating", "building", "approved", "planned"]));
  expect(
    wrongProjects(
      ({ probability }) => probability,
      ({ probability }) => !(Number(probability) >= 0 && Number(probability) <= 1),
    ),
  ).toEqual([]);
  const printed = ({ kind, size, energy, clean }: Record<string, string>) =>
    (energy === "" && clean === "") || (kind === "line" && Number(energy) <= 8.76 * Number(size) && Number(clean) <= 1);
  expect(
    wrongProjects(
      ({ energy, clean }) => `${energy} ${clean}`,
      (row) => !printed(row),
    ),
  ).toEqual([]);
});

test("projects cite known references and documents, and say what was recalled or estimated and how far", () => {
  const documents = new Set(table("plans/documents.csv").map((row) => row.document));
  expect(
    wrongProjects(
      ({ source }) => source,
      ({ source }) => source.split("; ").some((key) => !references.has(key)),
    ),
  ).toEqual([]);
  expect(
    wrongProjects(
      ({ document }) => document,
      ({ document }) => document !== "" && !documents.has(document),
    ),
  ).toEqual([]);
  expect(
    wrongProjects(
      ({ section }) => section,
      ({ document, section }) => (document === "") !== (section === ""),
    ),
  ).toEqual([]);
  expect(
    wrongProjects(
      () => "plan_text",
      ({ source, document }) => source.includes("plan_text") && document === "",
    ),
  ).toEqual([]);
  const bare = ({ source, note }: Record<string, string>) =>
    /_recalled/.test(source) && !/recalled|estimated|since 2017/.test(note);
  expect(wrongProjects(({ note }) => note, bare)).toEqual([]);
  expect(
    wrongProjects(
      ({ note }) => note,
      ({ note }) => /size.* recalled|^recalled|gross, recalled/.test(note) && !/low [\d.]+, high [\d.]+ GW/.test(note),
    ),
  ).toEqual([]);
});

// The China Nuclear Energy Association counted 102 units and 113 GW that ran, were being built or approved in April 2025;
// ten more were approved on that day and eight in July 2026, of 59 units and 62 GW that ran at the end of 2025.
test("reactors and pumped storage that are being built or approved add up to what was published", () => {
  const sum = (of: string, by = "2045") =>
    projects
      .filter((row) => row.of === of && row.status !== "operating" && row.last <= by)
      .reduce((total, row) => total + Number(row.size), 0);
  expect(projects.filter(({ of }) => of === "nuclear").length).toBe(102 + 10 + 8 - 59);
  expect(sum("nuclear")).toBeGreaterThan(70);
  expect(sum("nuclear")).toBeLessThan(78);
  // 110 GW are the aim of 2030, 62.6 stood in 2025; of pumped storage about 130 GW are expected (IHA, 2025), 66.2 stood.
  expect(Math.abs(62.6 + sum("nuclear", "2030") - 110)).toBeLessThan(8);
  expect(Math.abs(66.2 + sum("pumped", "2030") - 130)).toBeLessThan(10);
});
