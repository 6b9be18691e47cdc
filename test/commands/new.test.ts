import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peakpath } from "./toy.ts";

const packageFolder = join(import.meta.dirname, "../..");
let workingFolder = "";

beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "peakpath-new-"));
  writeFileSync(join(workingFolder, "dali.csv"), "variable,value,unit\npopulation,334,万人\ngdp,1633,亿元\n");
});

afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

const here = (words: string) => peakpath(words, { workingFolder, packageFolder });

it("writes a region that runs, says what it guessed, and replaces none unasked", async () => {
  const made = await here("new dali --parent yunnan --from dali.csv");
  expect(made.err).toBe("");
  expect(made.code).toBe(0);
  expect(made.out).toContain("oil: vehicles by residents and GDP, industry by value added");
  expect(readFileSync(join(workingFolder, "data/regions/dali.yaml"), "utf8")).toContain(
    "extends: [yunnan, dali/whole]",
  );
  expect(made.out).toContain("\n    crude_steel (1e4 t): yearbook, output of industrial products; list of works");
  const run = await here("run dali/reference dali/policy");
  expect(run.code).toBe(0);
  expect(run.out).toContain("Downscaled: ");
  // The parent's plan: its levers, its power supply, and what it asks of every part alike.
  const policy = readFileSync(join(workingFolder, "scenarios/dali/policy.yaml"), "utf8");
  expect(policy).toContain("# Written by `peakpath new` from dali.csv; yours to change.");
  expect(policy).toMatch(/\n {2}supply_of_policy: \{strength: 1, .*\n(?: {2}\w+: .*\n)+/);
  expect(policy).toMatch(/source: "as in yunnan\/policy: /);
  expect(policy).toMatch(/\ntargets:\n {2}co2_2030_t\d+: \{statement: T\d+\} # /);
  expect(run.out).toMatch(/levers\n {2}Builds on: dali\/reference\n/);
  const again = await here("new dali --parent yunnan --from dali.csv");
  expect(again.code).toBe(2);
  expect(again.err).toBe("data/regions/dali.yaml stands already; choose another name or say --force\n");
});

it("writes a form for a part, with where each number is found, and replaces none", async () => {
  const form = await here("new heqing --template part");
  expect(form.out).toContain("  25 numbers, ");
  const text = readFileSync(join(workingFolder, "heqing.csv"), "utf8");
  expect(text).toMatch(
    /^variable,value,unit,source\npopulation,,1e4 person,"statistical bulletin of the county or city, /,
  );
  expect((await here("new heqing --template part")).err).toBe(
    "heqing.csv stands already; choose another name or say --force\n",
  );
});

it("makes a country of the shipped table or of one's own, which runs", async () => {
  const { code, out } = await here("new marokko --country mar");
  expect(code).toBe(0);
  // 285,500 million dollars over 36.6 million residents, from the table's row of 2020, the last with electricity.
  expect(out).toContain(
    "  2020: 36.58 million residents, 285.5 billion international dollars of 2011, 0.7718 EJ, 64.56 Mt CO2",
  );
  expect((await here("list countries --lang zh")).out).toMatch(
    /\nMAR +摩洛哥 +1965-2023 +\S+ +peakpath new mar --country MAR\n/,
  );
  const run = await here("run marokko/reference");
  expect(run.out).toContain("Morocco, trends of 2009-2019 in part (marokko/reference)\n");
  expect(run.out).toContain("\n  Model kaya, base year 2020, observed to 2022");
  expect(run.out).toContain("Step between history (2020) and this account (2020): 0.0 %");
  const rows = (year: number, co2: number) => `Utopia,UTO,${year},1000000,20000000000,${co2},${co2},0,0\n`;
  const own = `country,iso_code,year,population,gdp,co2,coal_co2,oil_co2,gas_co2\n${rows(2009, 10)}${rows(2019, 10)}${rows(2021, 10)}`;
  writeFileSync(join(workingFolder, "own.csv"), own);
  expect((await here("new utopia --country Utopia --from own.csv --lang zh")).out).toContain("2021年：人口 1 百万");
});

const irish = readFileSync(join(packageFolder, "data/countries/ireland_form.csv"), "utf8");

it("asks in one pass for every number of a region of its own, with its unit and where it is found", async () => {
  const made = await here("new saarland --template regional");
  const lines = readFileSync(join(workingFolder, "saarland.csv"), "utf8").trimEnd().split("\n");
  expect(made.out).toContain(`  ${lines.length - 1} numbers, each with its unit`);
  expect(new Set(lines).size).toBe(lines.length);
  const { code, err } = await here("new saarland --from saarland.csv");
  expect(code).toBe(2);
  const asked = err.trimEnd().split("\n");
  expect(asked.length).toBeGreaterThan(25);
  expect(asked).toContain(
    "saarland.csv:7:15  urban_share: urban_share is missing, in %; UN World Urbanization Prospects; statistical office",
  );
  expect(err).toMatch(
    /: one of base_final_energy\.agriculture\.oil, .* is missing, in PJ\/yr; energy balance, final use/,
  );
  // Written by hand on the defaults of technology alone, the region is told the same by check.
  for (const name of ["scenarios/bare", "data/regions"]) mkdirSync(join(workingFolder, name), { recursive: true });
  writeFileSync(join(workingFolder, "scenarios/bare/reference.yaml"), "model: regional\nregion: bare\n");
  const bare = "region: bare\nmodel: regional\nbase_year: 2021\nhorizon: 2050\nextends: china_defaults\n";
  writeFileSync(join(workingFolder, "data/regions/bare.yaml"), bare);
  const checked = await here("check bare/reference");
  expect(checked.err).toContain("parameters.population_growth: the region bare gives no value");
  expect(checked.err).toContain(
    "data/regions/bare.yaml:1:1  parameters.base_fleet.car.combustion: one of base_fleet.car.combustion, ",
  );
  expect(checked.err).toContain(
    "parameters: the region gives no energy; peakpath new bare --template regional writes a form",
  );
});

it("makes a region outside China from the form, whose CO2 is that of the inventory within 5 %", async () => {
  writeFileSync(join(workingFolder, "ireland.csv"), irish);
  const { code, out, err } = await here("new ireland --from ireland.csv --label Ireland");
  expect([code, err]).toEqual([0, ""]);
  // Not calibrated to it: 33.5 Mt is what the Irish energy agency publishes for 2022.
  const [, energy, off] =
    /2022: energy CO2 (\S+) Mt,.*Published energy CO2: 33\.5 Mt; the form comes to ([+-]\S+) %\n/s.exec(out) ?? [];
  expect(Number(energy) / 33.5 - 1).toBeCloseTo(Number(off) / 100, 2);
  expect(Math.abs(Number(off))).toBeLessThan(5);
  const run = await here("run ireland/reference");
  expect(run.code).toBe(0);
  // Demand for cement follows residents, not the path of China's buildings.
  expect(run.out).toMatch(/\n {2}Cement and other minerals +>2050 /);
  expect(run.out).toContain("All greenhouse gases: Partial");
});

it.each([
  [
    "base_population,,,5.110013",
    "base_population,,,5110.013",
    /^bad\.csv:4:19 {2}base_population: 5110\.013 1e6 person is outside what is plausible, 0\.01 to 1500 1e6 person/,
  ],
  [
    "base_grid_loss,,,2.6",
    "base_grid_loss,,,9",
    /^bad\.csv:\d+:18 {2}base_grid_loss: 33\.\d+ TWh are supplied and 30\.\d+ used, which leaves 2\.\d+ for losses where 9 are given/,
  ],
  [
    "base_capacity,gas,,4.2",
    "base_capacity,gas,,",
    /^bad\.csv:\d+:\d+ {2}base_capacity: base_capacity\.gas is missing, in GW; installed capacity/,
  ],
  ["urban_share,,,64,%", "urban_share,,,64,GW", /^bad\.csv:6:18 {2}urban_share: the unit "GW" does not fit/],
  ["services.electricity", "services.electrocity", /^bad\.csv:\d+:\d+ {2}.*electrocity/],
  ["services.gas,,16.7", "services.heat,,16.7", /heat are used and 0 supplied; give base_heat by source/],
])("a form with %s as %s is told at its line", async (right, wrong, message) => {
  expect(irish).toContain(right);
  writeFileSync(join(workingFolder, "bad.csv"), irish.replace(right, wrong));
  const { code, out, err } = await here("new eire --from bad.csv");
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(message);
  expect(existsSync(join(workingFolder, "data/regions/eire"))).toBe(false);
});

it.each([
  [
    "new x",
    "say one of --parent (with --from), --country and --template, or --from alone with a form of a region of its own\n",
  ],
  ["new x --country MAR --template part", ", not --country and --template\n"],
  ["new x --parent yunnan", "--parent needs --from, the table of the region; peakpath new x --template part"],
  ["new x --country 法国人", '"法国人" in the table; did you mean "FRA"?; there are AGO, '],
  ["new x --country ../MAR", '--country: no country "../MAR" in the table'],
  ["new ../x --country MAR", '"../x" is no name for a region'],
  ["new Dali --parent yunnan --from dali.csv", '"Dali" is no name for a region'],
  ["new erhai --parent yunnan --from none.csv", "the table none.csv cannot be read"],
  [
    "new erhai --parent yunan --from dali.csv",
    '--parent: there is no region "yunan" (no file data/regions/yunan.yaml); peakpath list regions shows all; did you mean',
  ],
])("%s is wrong input", async (words, message) => {
  const { code, out, err } = await here(words);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
});

it("reads Chinese words in GB 18030 and UTF-16, in semicolons with decimal commas; what is left empty is guessed", async () => {
  // 变量,数值,单位 / 常住人口(万人),334, / 地区生产总值,1633,亿元
  const gb = Buffer.from(
    "b1e4c1bf2ccafdd6b52cb5a5cebb0ab3a3d7a1c8cbbfda28cdf2c8cb292c3333342c0ab5d8c7f8c9fab2fad7dcd6b52c313633332cd2dad4aa0a",
    "hex",
  );
  writeFileSync(join(workingFolder, "gb.csv"), gb);
  const wide = "\ufeff变量;数值;单位\n常住人口;334,0;万人\n地区生产总值;1633;亿元\n粗钢;;万吨\n;;\n";
  writeFileSync(join(workingFolder, "wide.csv"), wide, "utf16le");
  const [, ...lines] = (await here("new erhai --parent yunnan --from gb.csv")).out.split("\n");
  expect(lines).toContain("  Base year: energy CO2 12.11 Mt, process CO2 2.113 Mt");
  expect((await here("new erhai --parent yunnan --from wide.csv --force")).out.split("\n").slice(1)).toEqual(lines);
  writeFileSync(join(workingFolder, "latin.csv"), Buffer.from("variable,value,unit\nplace,Z\u00fcrich,x\n", "latin1"));
  expect((await here("new limmat --parent yunnan --from latin.csv")).err).toBe(
    "latin.csv:1:1  the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8\n",
  );
});

it("reads a workbook as LibreOffice saved it, names the cell of a mistake, and asks which sheet is meant", async () => {
  const book = readFileSync(join(packageFolder, "test/fixtures/tables/libreoffice.xlsx"));
  writeFileSync(join(workingFolder, "anji.xlsx"), book);
  writeFileSync(
    join(workingFolder, "anji.csv"),
    "变量,数值,单位\n常住人口,58.7,万人\n地区生产总值,667.5,亿元\n全社会用电量,56.3,亿千瓦时\n城镇化率,63.4%,\n煤炭,30,万吨\n",
  );
  const fromBook = await here("new anji --parent huzhou --from anji.xlsx#基础表 --force");
  expect(fromBook.code).toBe(0);
  const written = readFileSync(join(workingFolder, "data/regions/anji/base_year.csv"), "utf8");
  const fromCsv = await here("new anji --parent huzhou --from anji.csv --force");
  expect(fromCsv.out).toBe(fromBook.out);
  expect(readFileSync(join(workingFolder, "data/regions/anji/base_year.csv"), "utf8")).toBe(
    written.replaceAll(/anji\.xlsx\[基础表!(\d+)\]/g, (_, row) => `anji.csv:${row - 1}`),
  );
  expect((await here("new anji --parent huzhou --from anji.xlsx#基础 --force")).err).toBe(
    'anji.xlsx:1:1  anji.xlsx has no sheet "基础"; it has 基础表, Sheet2; did you mean "基础表"?\n',
  );
});

const plain = { population: "334,万人", gdp: "1633,亿元" };
const shareTwice = { primary_share: "55,%", secondary_share: "52,%" };

it.each([
  [
    { urban_share: "61," },
    /^bad\.csv:4:13 {2}urban_share: a share is 100 % at most, not 6100 %; write 61 with the unit %$/,
  ],
  [{ forest_cover: "130,%" }, /^bad\.csv:4:14 {2}forest_cover: a share is 100 % at most, not 130 %$/],
  [shareTwice, /^bad\.csv:5:17 {2}secondary_share: primary_share and secondary_share sum to 107 %; 100 % is the most$/],
  [
    { primary_share: "90,%" },
    /^bad\.csv:4:15 {2}primary_share: .* sum to \S+ %, of which yunnan gives the one; 100 % is the most$/,
  ],
  [{ population: "0,万人" }, /^bad\.csv:2:12 {2}population: population is above 0 wherever people live, not 0$/],
  [{ gdp: "0,亿元" }, /^bad\.csv:3:5 {2}gdp: gdp is above 0 wherever people live, not 0$/],
  [{ gdp: "-3,亿元" }, /^bad\.csv:3:5 {2}gdp: "-3" is not a number of 0 or more$/],
  [
    { population: "8000,万人" },
    /^bad\.csv:2:12 {2}population: 8000 万人 is more than all of yunnan has in 2021 \(4690 万人\); a part is no larger/,
  ],
  [{ oil: "1e5,Mtce" }, /^bad\.csv:4:5 {2}oil: 100000 Mtce is more than all of yunnan has in 2021 \(\S+ Mtce\)/],
  [{ capacity_hydro: "90,GW" }, /^bad\.csv:4:16 {2}capacity_hydro: 90 GW is more than all of yunnan has/],
  [
    { oil: "1e5," },
    /^bad\.csv:4:9 {2}oil: the unit is missing; allowed are Mtce\/yr, Mtce, Mt\/yr, Mt and what converts to them$/,
  ],
  [
    { gdp: "0.1633,亿元" },
    /^bad\.csv:3:5 {2}gdp: GDP per head would be 4\.889 CNY, in yunnan it is 5\d+; is a value or a unit in lines 2 and 3 a slip\?$/,
  ],
  [
    { electricity_use: "0.0112,亿千瓦时" },
    /^bad\.csv:4:17 {2}electricity_use: electricity per head would be 0\.0003353 MWh, in yunnan it is \d\.\d+; is the value/,
  ],
  [
    { electricity_use: "1,TWh" },
    /^bad\.csv:4:17 {2}electricity: industry's use would be \S+ times .*; 0\.2 to 5 is allowed, or --force$/,
  ],
  [
    { coal: "0,Mt" },
    /^bad\.csv:4:6 {2}coal: industry's use would be 0 times .* and \S+ in place of 0 be reached; .*; give capacity_coal, which is guessed without$/,
  ],
])("%j is a mistake at its cell, and nothing is written", async (changed, message) => {
  const rows = Object.entries({ ...plain, ...changed }).map(([name, rest]) => `${name},${rest}`);
  writeFileSync(join(workingFolder, "bad.csv"), `variable,value,unit\n${rows.join("\n")}\n`);
  const { code, out, err } = await here("new cangshan --parent yunnan --from bad.csv");
  expect([code, out]).toEqual([2, ""]);
  expect(err.trimEnd()).toMatch(message);
  expect(existsSync(join(workingFolder, "data/regions/cangshan.yaml"))).toBe(false);
  expect(existsSync(join(workingFolder, "data/regions/cangshan"))).toBe(false);
});

it("asks whether the use of electricity holds that of pumped storage, where that is much of it", async () => {
  const rows = "population,59.1,万人\ngdp,566,亿元\nelectricity_use,42,亿千瓦时\ncapacity_pumped,285,万千瓦\n";
  writeFileSync(join(workingFolder, "deqing.csv"), `variable,value,unit\n${rows}`);
  expect((await here("new deqing --parent huzhou --from deqing.csv")).err).toMatch(
    /^deqing\.csv:4:17 {2}electricity: .*; pumped storage takes 2\.\d+ TWh of the use \(capacity_pumped\): is it in this number\?\n$/,
  );
});

it("goes on with --force where energy is far from the parent's, and says so", async () => {
  writeFileSync(join(workingFolder, "far.csv"), "variable,value,unit\npopulation,334,万人\ngdp,1633,亿元\ncoal,0,Mt\n");
  const { code, out } = await here("new cangshan --parent yunnan --from far.csv --force");
  expect(code).toBe(0);
  expect(out).toContain("  coal: times 0 (!) far from the parent's mean");
});

it("says what is wrong with a long table within a screen", async () => {
  writeFileSync(join(workingFolder, "long.csv"), `variable,value,unit\n${"income,x,y\n".repeat(5000)}`);
  const { code, err } = await here("new long --parent yunnan --from long.csv --lang zh");
  expect(code).toBe(2);
  expect(err.split("\n")).toHaveLength(52);
  expect(err).toContain("long.csv:52:1  已有 50 处以上错误；本行及以下共 4950 行未检查");
});
