import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { repository } from "../answers/answer.ts";
import { peakpath, toyProject } from "./toy.ts";

test("levers: all levers on the boundary asked for", async () => {
  const { code, out } = await peakpath("levers toyland/policy --boundary inside");
  expect(code).toBe(0);
  await expect(out).toMatchFileSnapshot("snapshots/levers-en.txt");
});

test("levers --method shapley: shares that add up", async () => {
  const { out } = await peakpath("levers toyland/policy --boundary inside --method shapley");
  expect(out).toContain("shares that add up to the whole (Shapley values)");
  const sums = ["Wind power", "Efficient industry", "Electric heat", "All together"].map((name) =>
    Number(new RegExp(`^  ${name} .*?([-+]\\d+)$`, "m").exec(out)?.[1]),
  );
  expect(sums).toEqual([-4709, -505, 189, -5025]);
});

test("levers --boundary all leaves out what is not computed", async () => {
  const { out } = await peakpath("levers toyland/policy --boundary all");
  expect(out.match(/The peak under each lever/g)).toHaveLength(2);
});

test("levers --pollutants is refused where there are none, and beside shares", async () => {
  const none = await peakpath("levers toyland/policy --pollutants");
  expect([none.code, none.out]).toEqual([2, ""]);
  expect(none.err).toContain("toyland/policy has no air pollutants; leave out --pollutants");
  // A region of its own that ends before the years that are told.
  const own = mkdtempSync(join(tmpdir(), "peakpath-short-"));
  cpSync(toyProject, own, { recursive: true });
  const rewrite = (file: string, change: (text: string) => string) =>
    writeFileSync(join(own, file), change(readFileSync(join(own, file), "utf8")));
  rewrite("src/model/toy.yaml", (text) => text.replace("highlights: [shortfall]", "pollutants: {amounts: co2}"));
  rewrite("data/regions/toyland.yaml", (text) =>
    text
      .replace("horizon: 2060", "horizon: 2028")
      .replaceAll(/, 20[346]\d: [^,}]*/g, "")
      .replaceAll("2022: 5", "2022-2028: 5"),
  );
  writeFileSync(
    join(own, "scenarios/toyland/short.yaml"),
    "extends: reference\ntitle: {en: s, zh: s}\nlevers: {wind: {strength: 1, start: 2026, full: 2028}}\n",
  );
  const folders = { workingFolder: own, packageFolder: own };
  const short = await peakpath("levers toyland/short --pollutants", folders);
  expect([short.code, short.out]).toEqual([2, ""]);
  expect(short.err).toContain("--pollutants tells years from 2030 on, and the scenario ends in 2028; leave it out");
  rmSync(own, { recursive: true });
  const shares = await peakpath("levers toyland/policy --pollutants --method shapley --lang zh");
  expect([shares.code, shares.out]).toEqual([2, ""]);
  expect(shares.err).toContain("请去掉 --method shapley");
});

test("levers --json", async () => {
  const parsed = JSON.parse((await peakpath("levers toyland/policy --json")).out);
  const [{ boundary, rows }] = parsed.peaks_by_lever;
  expect([parsed.peaks_by_lever.length, boundary]).toEqual([1, "traded"]);
  const levers = rows.filter(({ kind }: { kind: string }) => kind === "lever");
  expect(levers.map(({ id }: { id: string }) => id)).toEqual(["wind", "efficiency", "electric_heat"]);
  expect(Object.keys(rows[0].alone.emissions)).toEqual(["2030", "2035", "2060"]);
});

test("a scenario without levers says that it is a reference", async () => {
  expect((await peakpath("levers toyland/reference")).out).toContain("No levers: this is a reference.");
});

describe("explain", () => {
  test("a variable: formula, numbers, units, and the lines of its inputs two levels deep", async () => {
    const { code, out } = await peakpath("explain toyland/policy co2.power --year 2030");
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot("snapshots/explain-variable-en.txt");
  });

  test("a parameter: what is given, what it stands in place of, and the levers", async () => {
    const { out } = await peakpath("explain toyland/policy growth.power --year 2030 --lang zh");
    await expect(out).toMatchFileSnapshot("snapshots/explain-parameter-zh.txt");
  });

  test("a name of several cells is explained for the largest, the others are named", async () => {
    const { out } = await peakpath("explain toyland/policy co2 --year 2060");
    expect(out).toMatch(/^co2\.(power|industry) 2060 = /);
    expect(out).toMatch(/\+ co2\.(power|industry) \d/);
  });

  test("an observed value says so", async () => {
    expect((await peakpath("explain toyland/policy activity.industry --year 2023")).out).toContain("(observed)");
  });

  test("an indicator of the scenario has a formula like any variable", async () => {
    const { out } = await peakpath("explain toyland/policy co2_per_head --year 2030");
    expect(out).toContain("emissions[traded] / population");
    expect(out).toContain("scenarios/toyland/policy.yaml:14");
  });

  test("a made number goes on to the package's own sources, whatever the user keeps under their names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "peakpath-"));
    mkdirSync(join(folder, "data/china"), { recursive: true });
    writeFileSync(join(folder, "data/china/activity.csv"), "province,variable\n");
    const folders = { workingFolder: folder, packageFolder: repository };
    const { code, out } = await peakpath("explain zhejiang/reference base_gdp", folders);
    expect(code).toBe(0);
    expect(out).toMatch(/from data\/china\/activity\.csv:\d+ = 64,689\.1 1e8 CNY/);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["co3", 'unknown variable or parameter "co3" of the model toy; did you mean "co2"?'],
    ["co2.steel", "no such cell; there are co2.industry, co2.power"],
    ["growth.pwer", '"pwer" is no member of sector'],
    ["co2 --year 2090", "2090 is not a year of the run; years 2021 to 2060 are allowed"],
  ])("%s is refused", async (words, message) => {
    const { code, err } = await peakpath(`explain toyland/policy ${words}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("check", () => {
  test("a good scenario is said to be good, with its notes", async () => {
    const { code, out } = await peakpath("check toyland/policy");
    expect(code).toBe(0);
    expect(out).toContain("toyland/policy: no mistakes (3 levers");
    expect(out).toContain("scenarios/toyland/policy.yaml:7:3  levers.efficiency: would start in 2022");
  });

  test("all scenarios, where one has mistakes", async () => {
    const { code, err } = await peakpath("check");
    expect(code).toBe(2);
    expect(err.match(/broken\.yaml/g)).toHaveLength(2);
  });
});

describe("list", () => {
  test.each(["levers", "variables", "targets"])("%s", async (what) => {
    const { code, out, err } = await peakpath(`list ${what}`);
    expect(code).toBe(0);
    expect(err).toBe("toyland/broken has mistakes and is left out; see: peakpath check toyland/broken\n");
    await expect(out).toMatchFileSnapshot(`snapshots/list-${what}-en.txt`);
  });

  test.each(["scenarios", "regions"])("%s, without composing what has mistakes", async (what) => {
    const { code, out, err } = await peakpath(`list ${what}`);
    expect(code).toBe(0);
    expect(err).toBe("");
    await expect(out).toMatchFileSnapshot(`snapshots/list-${what}-en.txt`);
  });

  test("of one scenario, for machines", async () => {
    const parsed = JSON.parse((await peakpath("list levers toyland/policy --json")).out);
    expect(parsed[0]).toMatchObject({ region: "toyland", lever: "wind", family: "renewables" });
  });
});

describe("find", () => {
  test("finds ids and names in both languages, whatever the case and width, and says how to go on", async () => {
    const rows = async (words: string) => JSON.parse((await peakpath(`find ${words} --json`, shipped)).out) as Found[];
    const solar = await rows("ｓＯＬＡＲ");
    const planned = solar.find(({ id }) => id === "planned_capacity.solar_utility");
    expect(planned).toMatchObject({ kind: "parameter", model: "regional", unit: "GW" });
    expect(solar.map(({ kind }) => kind).filter((kind, i, all) => all.indexOf(kind) === i)).toEqual([
      "lever",
      "parameter",
      "variable",
      "quantity",
    ]);
    expect(solar[0]).toMatchObject({ kind: "lever", id: "utility_solar" });
    expect((await rows("新能源乘用车"))[0].command).toBe("peakpath explain SCENARIO nev_sales");
    const pumps = (await rows("heat pumps --region huzhou")).map(({ command }) => command);
    expect(pumps).toContain("peakpath explain huzhou/policy building_electrification");
    expect((await rows("湖州")).map(({ command }) => command)).toContain("peakpath run huzhou/policy");
    expect((await rows("coal_offset"))[0].command).toBe("peakpath explain SCENARIO levers.coal_offset");
  });

  test("shows the first of each kind, and what a word may have been where nothing is called so", async () => {
    const { code, out } = await peakpath("find coal --lang zh", shipped);
    expect(code).toBe(0);
    expect(out).toMatch(/^措施 +coal_to_gas +煤改气.*peakpath explain 情景 coal_to_gas$/m);
    expect(out).toMatch(/^另有 \d+ 个参数：peakpath find coal --all$/m);
    expect(out).toContain("例如 zhejiang/policy");
    expect((await peakpath("find solr", shipped)).out).toBe('Nothing is called "solr"; did you mean "solar"?\n');
    expect((await peakpath("find coal --region huzou", shipped)).err).toContain('did you mean "huzhou"?');
  });
});

interface Found {
  readonly kind: string;
  readonly id: string;
  readonly command: string;
}

test("explain of a lever: what strength 1 is and does, what the scenario makes of it", async () => {
  const { out } = await peakpath("explain zhejiang/policy nev_sales --year 2030", shipped);
  expect(out).toContain("At strength 100 %: All cars sold from 2035 on");
  expect(out).toContain("zhejiang/policy pulls it at 60.0 %: 2026-2040 (linear)");
  expect(out).toContain("Basis: national number");
  expect(out).toMatch(/^ +Share of vehicle sales: Cars, Battery electric +sales_share\.car\.electric +set 95\.0 % /m);
  const { effects } = JSON.parse((await peakpath("explain zhejiang/policy nev_sales --json", shipped)).out);
  const [electric] = effects;
  expect(electric.at_full_strength).toBe(0.95);
  // Between nothing and all of it by the strength, in the year in which it is full.
  const between = electric.without + 0.6 * (electric.at_full_strength - electric.without);
  expect(electric.in_scenario).toBeCloseTo(between, 12);
  const idle = await peakpath("explain zhejiang/policy levers.capture_rate --lang zh", shipped);
  expect(idle.out).toContain("zhejiang/policy 未采用该措施");
  expect(idle.out).toMatch(/ capture_rate +下限 95\.0 % .* 95\.0 %$/m);
  expect((await peakpath("explain zhejiang/policy capture_rate", shipped)).out).toMatch(/^capture_rate 20\d\d = /);
  const unsized = await peakpath("explain huzhou/policy offshore_wind", shipped);
  expect([unsized.code, unsized.err]).toEqual([2, expect.stringContaining("huzhou has no size for the lever")]);
  const late = await peakpath("explain zhejiang/policy nev_sales --year 2090", shipped);
  expect([late.code, late.err]).toEqual([2, expect.stringContaining("2090 is not a year of the run")]);
});

test("list parameters: what may be assumed, with its range, and what it is in a scenario", async () => {
  const plain = JSON.parse((await peakpath("list parameters kaya/policy --json", shipped)).out);
  const all = JSON.parse((await peakpath("list parameters huzhou/policy --json", shipped)).out);
  const share = all.find(({ parameter }: { parameter: string }) => parameter === "sales_share.car.electric");
  expect(share).toMatchObject({ range: "0.0 % … 100.0 %", assume: "yes", min: "0", max: "1", unit: "1" });
  expect(Number(share.later)).toBeGreaterThan(Number(share.base));
  // Every cell stands in one row, and in one alone.
  const cells = all.flatMap(({ members }: { members: string }) => members.split(" "));
  expect(new Set(cells).size).toBe(cells.length);
  expect(plain.map(({ parameter }: { parameter: string }) => parameter)).toContain("population_growth");
  const { out } = await peakpath("list parameters huzhou/policy --lang zh", shipped);
  expect(out).toMatch(/^planned_capacity\.solar_utility +规划装机：集中式光伏 +万千瓦 +0 … .* 是$/m);
});

test("names that are unknown are guessed by what they are called", async () => {
  const said = async (words: string) => (await peakpath(words, shipped)).err;
  expect(await said("explain huzhou/policy 规划装机")).toContain(
    'see "peakpath find 规划装机"; did you mean "planned_capacity"?',
  );
  expect(await said("levers huzhou/policy --only 新能源乘用车")).toContain('did you mean "nev_sales"?');
  expect(await said("run 湖州/policy")).toMatch(
    /there are huzhou\/current, huzhou\/policy, .*did you mean "huzhou\/policy"\?$/m,
  );
  expect(await said("run huzhou")).toContain("there are huzhou/current, ");
  expect(await said("assess 湖州 --year 2024")).toContain('did you mean "huzhou"?');
});

const shipped = { packageFolder: packageFolder(), workingFolder: packageFolder() };

test("the tutorial model runs from its shipped scenarios", async () => {
  const { code, out, err } = await peakpath("run kaya/reference kaya/policy", shipped);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain("(kaya/policy)");
  expect(out).toContain("Peaks side by side");
});

// Reference and policy of every region are composed, run and held against their peaks in test/data/regions.test.ts.
test("every other shipped scenario passes check, and what every province decided since", async () => {
  const provinces = ["china", "zhejiang", "shandong", "gansu", "wenzhou"].map((region) => `${region}/current`);
  const { out: listed } = await peakpath("list scenarios --json", shipped);
  const others = (JSON.parse(listed) as { scenario: string }[])
    .map(({ scenario }) => scenario)
    .filter((id) => !/\/(?:reference|policy|national|current)$/.test(id));
  const { code, out, err } = await peakpath(`check ${[...others, ...provinces].join(" ")}`, shipped);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain("zhejiang/enhanced: no mistakes");
}, 60_000);
