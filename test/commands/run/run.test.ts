import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { coverageLines, coverageText } from "../../../src/commands/run/coverage.ts";
import { type KeptAnswers, keptAnswers } from "../../../src/files/kept.ts";
import { tableText } from "../../../src/files/workbook/workbook.ts";
import { coverageOf } from "../../../src/questions/coverage.ts";
import { sureLines } from "../../../src/report/text/sure.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import type { StoredCertainty, Sure } from "../../../src/run/stored-certainty.ts";
import { readPlainRows } from "../../../src/text/table.ts";
import { shippedRun } from "../../shipped-runs.ts";
import { peakpath, toyProject } from "../toy.ts";

describe("the report", () => {
  test.each(["en", "zh"])("in %s", async (language) => {
    const { code, out } = await peakpath(`run toyland/policy --lang ${language}`);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot(`../snapshots/run-${language}.txt`);
  });

  test("of several scenarios ends with them side by side", async () => {
    const { out } = await peakpath("run toyland/reference toyland/policy toyland/electric");
    const summary = out.slice(out.indexOf("Peaks side by side"));
    await expect(summary).toMatchFileSnapshot("../snapshots/summary-en.txt");
  });

  test.each(["en", "zh"])("as the plan's annex in %s", async (language) => {
    const { out } = await peakpath(`run toyland/policy --table plan --lang ${language}`);
    await expect(out).toMatchFileSnapshot(`../snapshots/plan-${language}.txt`);
  });

  test("the Chinese report has no English words left but names, units and commands", async () => {
    const { out } = await peakpath("run toyland/policy toyland/reference --lang zh");
    const known =
      /toyland\/\w+|peakpath levers|--method shapley|toy|GWh|MtCO2(\/\(Mperson\))?|CO2|scenarios\/\S+|levers\.\w+/g;
    expect(out.replace(known, "").match(/[A-Za-z]{2,}/g)).toBeNull();
  });
});

test("what observed fuel adds is printed apart, where fuel is observed", async () => {
  const packageFolder = join(import.meta.dirname, "../../..");
  const report = async (scenario: string) => (await peakpath(`run ${scenario}`, { packageFolder })).out;
  const row = /^ {2}CO2 that the correction of fuel adds: Coal +MtCO2\/yr( +-?[\d.]+){4}$/m;
  expect(await report("china/reference")).toMatch(row);
  expect(await report("zhejiang/reference")).not.toMatch(/What observed values add/);
});

test("--strict exits 3 where a target is missed, and only there", async () => {
  expect((await peakpath("run toyland/policy --strict")).code).toBe(3);
  expect((await peakpath("run toyland/policy")).code).toBe(0);
  expect((await peakpath("run toyland/reference --strict")).code).toBe(0);
});

test("--json says the same in numbers", async () => {
  const { out } = await peakpath("run toyland/policy --json");
  const [run] = JSON.parse(out);
  expect(run).toMatchObject({ scenario: "toyland/policy", region: "toyland", base_year: 2021, horizon: 2060 });
  const [first] = run.boundaries;
  expect(first).toMatchObject({ name: "traded", peak: { year: 2030, status: "peaked" }, not_computed: null });
  expect(first.values).toHaveLength(40);
  expect(Math.max(...first.values)).toBe(first.peak.level);
  expect(run.boundaries[2]).toMatchObject({ name: "net", peak: null, not_computed: { en: "No data of the sink" } });
  expect(run.targets.map((target: { status: string }) => target.status)).toEqual(["met", "met", "missed", "met"]);
  expect(run.peaks_by_lever.map((own: { boundary: string }) => own.boundary)).toEqual(["traded", "inside"]);
  expect(run.peaks_by_lever[0].policy).toMatchObject({ year: 2030, level: first.peak.level, band: first.peak.band });
});

test("the peaks under each lever are worked out once, for run and levers, and again when a text has changed", async () => {
  const project = mkdtempSync(join(tmpdir(), "peakpath-kept-"));
  try {
    cpSync(toyProject, project, { recursive: true });
    const answers = keptAnswers(join(project, "kept"), "");
    const said: string[] = [];
    const kept: KeptAnswers = {
      ...answers,
      read: (...asked) => {
        const found = answers.read(...asked);
        said.push(found === undefined ? "missing" : "kept");
        return found;
      },
    };
    const own = { workingFolder: project, packageFolder: project };
    const report = async (words: string) => (await peakpath(words, { ...own, kept })).out;
    const first = await report("run toyland/policy");
    expect(await report("run toyland/policy")).toBe(first);
    expect(await report("levers toyland/policy --json")).toBe(
      (await peakpath("levers toyland/policy --json", own)).out,
    );
    // The second report was given as it was kept, without a look at the levers.
    expect(said).toEqual(["missing", "kept"]);
    const policy = join(project, "scenarios/toyland/policy.yaml");
    writeFileSync(policy, `${readFileSync(policy, "utf8")}# a remark\n`);
    expect(await report("run toyland/policy")).toBe(first);
    expect(await report("run toyland/reference")).not.toContain("under each lever");
    expect(said.slice(2)).toEqual(["missing", "missing"]);
    // Two tables of levers, and the report of each scenario.
    expect(readdirSync(join(project, "kept"))).toHaveLength(4);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});

test("a report that was kept says what a report says, until a file that it rests on changes, appears or goes", async () => {
  const project = mkdtempSync(join(tmpdir(), "peakpath-kept-"));
  try {
    cpSync(toyProject, project, { recursive: true });
    const kept = keptAnswers(join(project, "kept"), "");
    const own = { workingFolder: project, packageFolder: project };
    const lines = ["run toyland/policy --strict", "run toyland/policy toyland/reference --lang zh", "list regions"];
    const ask = async (more: object) => {
      const answers = [];
      for (const words of lines) answers.push(await peakpath(words, { ...own, ...more }));
      return answers;
    };
    const policy = join(project, "scenarios/toyland/policy.yaml");
    const changes = [
      () => undefined,
      () => writeFileSync(policy, readFileSync(policy, "utf8").replace(/strength: [\d.]+/, "strength: 0.123")),
      () => cpSync(join(project, "scenarios/toyland"), join(project, "scenarios/copy"), { recursive: true }),
      () => rmSync(policy),
    ];
    const said = new Set<string>();
    for (const change of changes) {
      change();
      const anew = await ask({});
      said.add(JSON.stringify(anew));
      // Once found and once as it was kept.
      expect(await ask({ kept })).toEqual(anew);
      expect(await ask({ kept })).toEqual(anew);
      // What was kept and is no longer whole is found anew.
      for (const name of readdirSync(join(project, "kept"))) {
        const file = join(project, "kept", name);
        writeFileSync(file, readFileSync(file).fill(7, 40, 50));
      }
      expect(await ask({ kept })).toEqual(anew);
    }
    expect(said.size).toBe(changes.length);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});

describe("--out", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "peakpath-run-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  test("--all gives each region a folder and one table over all; a scenario that fails is told and left out", async () => {
    const project = join(folder, "project");
    cpSync(toyProject, project, { recursive: true });
    writeFileSync(join(project, "scenarios/toyland/reference.yaml"), "model: toy\nregion: nowhere\n");
    const out = join(folder, "out");
    const broken = await peakpath(`run --all --out ${out}`, { workingFolder: project });
    expect(broken.code).toBe(2);
    expect(broken.err).toContain(
      'toyland/reference failed: scenarios/toyland/reference.yaml:2:9  region: unknown region "nowhere"',
    );
    const { code } = await peakpath(`run --all --out ${out}`);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      "constraints.csv",
      "coverage.csv",
      "meta.json",
      "peaks.csv",
      "targets.csv",
      "toyland",
    ]);
    expect(readdirSync(join(out, "toyland"))).toContain("trajectories.csv");
    const scenarios = new Set(table("out/peaks.csv").map(({ scenario }) => scenario));
    expect([...scenarios]).toEqual(["toyland/reference", "toyland/policy"]);
    expect(table("out/coverage.csv")).toMatchObject([
      { region: "toyland", reference_peak: "2037", policy_peak: "2030" },
    ]);
  });

  const table = (name: string) =>
    parse(readFileSync(join(folder, name)), { columns: true, bom: true }) as Record<string, string>[];

  test("writes the files and says so on standard error", async () => {
    const { err } = await peakpath(`run toyland/reference toyland/policy --out ${folder}`);
    expect(err).toContain("7 files in");
    expect(readdirSync(folder).sort()).toEqual([
      "constraints.csv",
      "meta.json",
      "peaks.csv",
      "peaks_by_lever.csv",
      "plan.csv",
      "targets.csv",
      "trajectories.csv",
    ]);
    expect(
      table("peaks.csv").map((row) => `${row.scenario} ${row.boundary}${row.sector} ${row.year} ${row.status}`),
    ).toEqual([
      "toyland/reference traded 2037 peaked",
      "toyland/reference inside 2038 peaked",
      "toyland/reference net  not_computed",
      "toyland/reference industry 2035 peaked",
      "toyland/reference power 2041 peaked",
      "toyland/policy traded 2030 peaked",
      "toyland/policy inside 2029 pseudo_peak",
      "toyland/policy net  not_computed",
      "toyland/policy power 2024 pseudo_peak",
      "toyland/policy industry 2031 peaked",
    ]);
    expect(table("constraints.csv")).toMatchObject([{ constraint: "clean_buildable", from: "2045", to: "2060" }]);
    expect(table("targets.csv").map((row) => row.status)).toEqual(["met", "met", "missed", "met"]);
    const peaks = table("peaks_by_lever.csv").filter((row) => row.kind !== "family");
    for (const setting of ["alone", "without"]) expect(peaks.filter((row) => row.setting === setting)).toHaveLength(6);
    expect(peaks.filter((row) => row.setting === "all").map((row) => [row.boundary, row.year])).toEqual([
      ["traded", "2030"],
      ["inside", "2029"],
    ]);
  });

  test("trajectories: every row once, finite, and what is not computed is left out", async () => {
    await peakpath(`run toyland/reference toyland/policy --out ${folder}`);
    const rows = table("trajectories.csv");
    expect(Object.keys(rows[0])).toEqual(["model", "scenario", "region", "variable", "unit", "year", "value"]);
    const keys = rows.map((row) => [row.scenario, row.variable, row.year].join(" "));
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of rows) expect(Number.isFinite(Number(row.value))).toBe(true);
    expect(new Set(rows.map((row) => `${row.variable} in ${row.unit}`))).toEqual(
      new Set([
        "Population in million",
        "Share|Clean in %",
        "Emissions|CO2|Industry in Mt CO2/yr",
        "Emissions|CO2|Power in Mt CO2/yr",
        "Emissions|CO2 Inside in Mt CO2/yr",
        "Emissions|CO2 Including Trade in Mt CO2/yr",
      ]),
    );
  });

  test("the same input gives the same bytes, whatever the folder", async () => {
    await peakpath(`run toyland/policy --out ${join(folder, "a")}`);
    await peakpath(`run toyland/policy --out ${join(folder, "b")}`);
    for (const name of readdirSync(join(folder, "a"))) {
      expect(readFileSync(join(folder, "a", name), "utf8")).toBe(readFileSync(join(folder, "b", name), "utf8"));
    }
  });

  test("--wide gives one column a year, --excel the byte-order mark", async () => {
    await peakpath(`run toyland/policy --out ${folder} --wide --excel`);
    const [first] = table("trajectories.csv");
    expect(Object.keys(first)).toHaveLength(5 + 40);
    for (const name of ["peaks.csv", "trajectories.csv"]) {
      expect(readFileSync(join(folder, name)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    }
  });

  test("meta.json names what went in, by hash", async () => {
    await peakpath(`run toyland/policy --wide --out ${folder}`);
    const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8"));
    expect(meta).toMatchObject({ command: "peakpath run toyland/policy --wide", seed: null });
    expect(meta.files["scenarios/toyland/policy.yaml"]).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(meta.files)).toContain("src/model/toy.yaml");
    expect(Object.keys(meta.files)).toContain("data/regions/toyland/history.csv");
  });

  test("plan.csv is the annex under headings of its language, with the base year and the last observed one", async () => {
    await peakpath(`run toyland/policy toyland/reference --lang zh --out ${folder}`);
    const [first, ...rows] = readFileSync(join(folder, "plan.csv"), "utf8").split("\r\n");
    expect(first).toBe("情景,地区,指标,单位,2021,2023,2025,2030,2035,2060,推算年份");
    expect(rows[1]).toMatch(/^toyland\/policy,玩具省,工业碳排放,万吨,\d+(?:\.\d+)?,/);
    expect(rows).toHaveLength(2 * 3 + 1);
  });

  test("--xlsx writes the same bytes each time, and what is read back are the numbers of the run", async () => {
    const bytesOf = async (name: string) => {
      await peakpath(`run toyland/policy toyland/reference --lang zh --xlsx ${join(folder, name)}`);
      return readFileSync(join(folder, name));
    };
    const bytes = await bytesOf("a.xlsx");
    expect(bytes.equals(await bytesOf("deep/b.xlsx"))).toBe(true);
    const sheet = (name: string) =>
      readPlainRows(tableText(bytes, { file: "a.xlsx", sheet: name }), "a.xlsx", "fullest", []).map(
        ({ fields }) => fields,
      );
    expect(sheet("规划指标表")[1]).toEqual(["情景", "指标", "单位", "2021", "2023", "2025", "2030", "2035", "2060"]);
    await peakpath(`run toyland/policy toyland/reference --out ${folder}`);
    const peaks = sheet("达峰").filter((row) => row[0] === "toyland/policy" && row[1] === "核算边界");
    const [known] = table("peaks.csv").filter((row) => row.scenario === "toyland/policy" && row.boundary === "traded");
    expect(peaks[0].slice(3, 6)).toEqual([known.year, `${known.band_from}-${known.band_to}`, known.level]);
    expect(peaks[0][6]).toBe("MtCO2");
    const industry = sheet("逐年数据").find(
      (row) => row[0] === "toyland/policy" && row.at(-1) === "Emissions|CO2|Industry",
    );
    const own = table("trajectories.csv").filter(
      (row) => row.scenario === "toyland/policy" && row.variable === "Emissions|CO2|Industry",
    );
    expect(industry?.slice(3, -1).map(Number)).toEqual(own.map((row) => Number(row.value)));
    expect(sheet("结论").flat().join()).toContain("toyland/policy");
    expect(sheet("来源与方法")[3]).toEqual(["命令", "peakpath run toyland/policy toyland/reference --lang zh", "", ""]);
  });

  test("a folder that cannot be made is wrong input", async () => {
    await peakpath(`run toyland/policy --out ${folder}`);
    const { code, err } = await peakpath(`run toyland/policy --out ${join(folder, "meta.json", "below")}`);
    expect(code).toBe(2);
    expect(err).toContain("meta.json");
  });
});

describe("how sure the peak is", () => {
  const packageFolder = join(import.meta.dirname, "../../..");
  const sure = (condition: Sure["condition"], by_2030: number, peak_p95?: number): Sure => {
    const levels = { level_2030_p05: 359.4, level_2030_p50: 463, level_2030_p95: 592.2 };
    const far = { level_2035_p05: undefined, level_2035_p50: undefined, level_2035_p95: undefined };
    const by = { by_2025: undefined, by_2030, by_2035: 0.951, by_2040: 0.96 };
    const numbers = { ...by, peak_p05: 2024, peak_p50: 2026, peak_p95, ...levels, ...far };
    return { condition, boundary: "gross", unit: "MtCO2/yr", runs: 4096, undecided: [2024, 2025], numbers };
  };
  const stored: StoredCertainty = {
    state: "stored",
    rows: [sure("as_planned", 0.874, 2031), sure("as_before", 0.049)],
    base_rate: { share: 0.1611, n: 664, regions: 45, window: "1975-2008" },
  };
  const run = () => shippedRun("kaya/policy");

  test("is said in whole per cents beside each condition, to 2040, with no number for what cannot be told", () => {
    const lines = sureLines(run(), stored, en);
    expect(lines[1]).toBe(
      "  Peak by 2030: 87 % if the plan is carried out, < 5 % as plans were delivered before (90 %: 2025 or before, to 2031; 2025 or before, to after 2040)",
    );
    expect(lines[2]).toBe("  The same by 2025: undecided; 2035: > 95 %; 2040: > 95 %");
    expect(lines[3]).toMatch(
      /^ {2}2030: 477 MtCO2\/yr, nine of ten between 359-592 \(carried out\), 359-592 \(as delivered before\)$/,
    );
    expect(lines.slice(4)).toEqual([
      "  Of regions at their record elsewhere 16 % peaked within 6 years (n 664 in 45 countries, 1975-2008)",
      `  ${en.sure.before}`,
    ]);
    // A region that has come down from its record is none of those that base rates were counted of.
    const [first, ...others] = run().boundaries;
    const values = Array.from(first.series.values).map((value, i) => (i === 0 ? 2 * value : value));
    const fallen = { ...run(), boundaries: [{ ...first, series: { ...first.series, values } }, ...others] };
    expect(sureLines(fallen, stored, en).join()).not.toContain("at their record");
    const chinese = sureLines(run(), stored, zh);
    expect(chinese[1]).toContain(
      "若规划全部落实 87 %，按以往规划的落实情况 < 5 %（达峰年 90 % 区间：2025 年或以前，至 2031 年；2025 年或以前，至 2040 年以后）",
    );
    expect(chinese.join("\n").replace(/MtCO2|\bn\b|data\/certainty\/README\.md，Layer B/g, "")).not.toMatch(
      /[A-Za-z]{2,}/,
    );
  });

  test("is left out of the base rate where that is not known, and said of trends where nothing is planned", () => {
    const lines = sureLines(run(), { state: "stored", rows: [sure("no_plan", 0.3)] }, en);
    expect(lines[1]).toBe("  Peak by 2030: 30 % on observed trends (90 %: 2025 or before, to after 2040)");
    const decided = { ...sure("no_plan", 0.3, 2035), undecided: [] };
    const said = sureLines(run(), { state: "stored", rows: [decided] }, en);
    expect(said[1]).toBe("  Peak by 2030: 30 % on observed trends (90 %: 2024-2035)");
    expect(lines[3]).toMatch(/nine of ten between 359-592$/);
    expect(lines).toHaveLength(4);
  });

  test("is the same in run, compare and delay, and stands in the table of all regions", async () => {
    const here = { workingFolder: packageFolder, packageFolder };
    const said = (await peakpath("run kaya/policy --levers=false", here)).out;
    const [, brief, planned] =
      /^ {2}(Peak by 2030: (\d+ % if the plan is carried out, \d+ % as plans were).*)$/m.exec(said) ?? [];
    expect((await peakpath("compare kaya/reference kaya/policy", here)).out).toContain(`  kaya/policy: ${brief}`);
    const delayed = (await peakpath("delay kaya/policy --years 1", here)).out;
    expect(delayed).toContain(`Peak by 2030 as it stands: ${planned}`);
    expect(delayed).toMatch(/as it stands: .*\(4096 calibrated runs\)/);

    const runs = new Map([["policy", run()]]);
    const row = coverageOf(runs, false, new Map([["policy", stored]]));
    expect([...row.sure]).toEqual([
      ["as_planned", 0.874],
      ["as_before", 0.049],
    ]);
    const rows: Record<string, string>[] = parse(coverageText([row, coverageOf(runs)]), { columns: true, bom: true });
    expect(rows.map((own) => [own.peak_by_2030_as_planned, own.peak_by_2030_as_before])).toEqual([
      ["0.874", "0.049"],
      ["", ""],
    ]);
    const lines = coverageLines([row, coverageOf(runs)], en, []).join("\n");
    expect(lines).toContain("87 % / < 5 %");
    expect(coverageLines([coverageOf(runs)], en, []).join("\n")).not.toContain(en.coverage.sure);
  });

  test("is never said of other files: a user's scenario, or a changed one", async () => {
    const workingFolder = mkdtempSync(join(tmpdir(), "peakpath-sure-"));
    try {
      cpSync(join(packageFolder, "scenarios/kaya"), join(workingFolder, "scenarios/kaya"), { recursive: true });
      const policy = join(workingFolder, "scenarios/kaya/policy.yaml");
      const text = readFileSync(policy, "utf8");
      writeFileSync(join(workingFolder, "scenarios/kaya/mine.yaml"), "extends: policy\ntitle: {en: Mine, zh: 我的}\n");
      const said = async (words: string) =>
        (await peakpath(`run ${words} --levers=false`, { workingFolder, packageFolder })).out;
      expect(await said("kaya/policy")).toMatch(/^ {2}Peak by 2030: \d\d % if the plan is carried out, /m);
      expect(await said("kaya/mine")).toMatch(/^How sure: not stored .*: peakpath batch kaya\/mine computes it/m);
      expect(await said("kaya/mine --lang zh")).toContain("把握程度：这些文件没有已存概率：peakpath batch kaya/mine");
      writeFileSync(policy, text.replace("nonfossil_energy: {strength: 1}", "nonfossil_energy: {strength: 0.9}"));
      const stale = await said("kaya/policy");
      expect(stale).toMatch(
        /^How sure: stored probabilities rest on other files \([0-9a-f]{16}, now [0-9a-f]{16}\): npm run build:certainty/m,
      );
      expect(stale).not.toContain("Peak by 2030");
      expect(await said("kaya/policy --lang zh")).toContain("npm run build:certainty");
      expect(JSON.parse(await said("kaya/policy --json"))[0].certainty).toMatchObject({ state: "stale" });
      await peakpath("run kaya/policy kaya/reference --levers=false --out out", { workingFolder, packageFolder });
      const rows: Record<string, string>[] = parse(readFileSync(join(workingFolder, "out/certainty.csv")), {
        columns: true,
      });
      expect(rows.map(({ state, condition }) => `${state} ${condition}`)).toEqual(["stale ", "stored no_plan"]);
    } finally {
      rmSync(workingFolder, { recursive: true, force: true });
    }
  });
});
