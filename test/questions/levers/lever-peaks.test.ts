import { describe, expect, test } from "vitest";
import { leverLines, pollutantLeverLines } from "../../../src/commands/run/levers.ts";
import { pollutantLines } from "../../../src/commands/run/peaks.ts";
import {
  isIdle,
  type LeverPeaks,
  leverPeaks,
  pollutantsByLever,
  shownRows,
} from "../../../src/questions/levers/lever-peaks.ts";
import { pollutantPaths, pollutantsOf } from "../../../src/questions/pollutants.ts";
import { readable } from "../../../src/report/text/number-text.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { findPeak } from "../../../src/run/peak/peak.ts";
import { peakOutlook, yearStands } from "../../../src/run/peak/peak-outlook.ts";
import { statusDecider } from "../../../src/run/peak/peak-status.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";
import { annualSeries } from "../../../src/statistics/series.ts";
import { toyRun, withPollutants } from "../../run/toy-runs.ts";

const years = [2030, 2035, 2060];
const outlook = (values: readonly number[], observed = 2021) =>
  peakOutlook(annualSeries(2021, values), observed, ({ status }) => status);

describe("the outlook of a series", () => {
  test("has year, level, status and band of the report, and when it stays below", () => {
    const values = Array.from({ length: 40 }, (_, t) => 100 + 2 * t - 0.1 * t * t);
    const found = outlook(values);
    const { year, level, status, band } = findPeak(annualSeries(2021, values));
    expect(found).toMatchObject({ year, level, status, band, summits: [2031], past: false });
    // 110 - 0.1 (t - 10)^2 falls to 104.5 after 7.42 years, to 99 after 10.49.
    expect([found.below_5, found.below_10]).toEqual([2039, 2042]);
  });

  test("names no year where two summits stand within the band, and none of a flat top's waves", () => {
    const flip = outlook([90, 99, 100, 97, 99.5, 95, 90, 85]);
    expect(flip.year).toBeUndefined();
    expect(flip).toMatchObject({ summits: [2023, 2025], level: 100, band: { from: 2022, to: 2025 } });
    expect(yearStands(flip)).toBe(true);
    expect(outlook([90, 100, 99.95, 100, 95, 90])).toMatchObject({ year: 2022, summits: [2022] });
    expect(outlook([90, 100, 95, 97.9, 90])).toMatchObject({ year: 2022, summits: [2022] });
  });

  test("has the status that the region decides by the highest year, also where it names none", () => {
    const given = { sharedOut: true };
    const region = { observations: [{ year: 2023, given }] } as unknown as Scenario["region"];
    const decide = statusDecider({ lastObserved: 2023, region });
    const values = [90, 99, 100, 97, 99.5, 95, 90, 85, 80, 75];
    expect(peakOutlook(annualSeries(2021, values), 2023, decide).status).toBe("undecided");
    expect(outlook(values, 2023)).toMatchObject({ status: "peaked", summits: [2023, 2025] });
  });

  test("a fall that is made up again counts from its end; one that never stays has no year", () => {
    expect(outlook([100, 94, 96, 94, 90, 89]).below_5).toBe(2024);
    const rising = outlook([80, 90, 100]);
    expect([rising.year, rising.below_5, rising.below_10]).toEqual([2023, undefined, undefined]);
    expect(outlook([0, 0, 0])).toMatchObject({ year: 2021, level: 0 });
    expect(outlook([0, 0, 0])).not.toHaveProperty("below_5");
  });

  test("is past where all of its summits are observed", () => {
    expect(outlook([90, 100, 95], 2022).past).toBe(true);
    expect(outlook([90, 100, 95], 2021).past).toBe(false);
    expect(outlook([100, 95, 99.5, 90], 2021).past).toBe(false);
  });
});

/** The run with these strengths of its levers, others off. */
function pulling(run: ScenarioRun, strengths: Readonly<Record<string, number>>): ScenarioRun {
  const levers = new Map([...run.scenario.levers].map(([id, own]) => [id, { ...own, strength: strengths[id] ?? 0 }]));
  return { ...run, scenario: { ...run.scenario, levers } };
}

const rowOf = ({ rows }: LeverPeaks, id: string) => rows.find((row) => row.id === id) ?? expect.fail(id);

describe("the peaks under the levers of a small model", () => {
  const run = toyRun("toyland/policy");
  let runs = 0;
  const found = leverPeaks(run, years, (count) => {
    runs = count;
  });
  const [first] = found;

  test("take two runs for each lever and family and two for the ends, a number that is known before", () => {
    const { rows } = first;
    // Families of one lever are that lever.
    const groups = new Set(rows.map(({ alone, without }) => JSON.stringify([alone, without]))).size;
    expect(runs).toBe(2 * groups + 2);
  });

  test("stand between the reference and the report's own peak, on every boundary that is computed", () => {
    expect(found.map(({ boundary }) => boundary)).toEqual(["traded", "inside"]);
    for (const { boundary, policy } of found) {
      const { peak, series } = run.boundaries.find(({ name }) => name === boundary) ?? expect.fail(boundary);
      expect(policy).toMatchObject({ year: peak?.year, level: peak?.level, status: peak?.status, band: peak?.band });
      expect(policy.emissions).toEqual({ 2030: series.values[9], 2035: series.values[14], 2060: series.values[39] });
    }
    const none = runScenario(pulling(run, {}).scenario).boundaries[0];
    expect(first.reference).toMatchObject({
      year: none.peak?.year,
      level: none.peak?.level,
      status: none.peak?.status,
    });
    expect(first.rows.map(({ id, kind }) => `${kind} ${id}`).slice(0, 3)).toEqual([
      "lever wind",
      "lever efficiency",
      "lever electric_heat",
    ]);
  });

  test("a lever of strength 0 has the rows of reference and policy, to the bit", () => {
    const [own] = leverPeaks(pulling(run, { wind: 1, electric_heat: 0.5 }), years);
    const idle = rowOf(own, "efficiency");
    expect(idle.alone).toEqual(own.reference);
    expect(idle.without).toEqual(own.policy);
    expect(isIdle(idle, own)).toBe(true);
    expect(shownRows(own, {}).map(({ id }) => id)).not.toContain("efficiency");
  });

  test("all levers off are the reference, and without the only lever there is nothing else", () => {
    const [off] = leverPeaks(pulling(run, {}), years);
    expect(off.reference).toEqual(first.reference);
    expect(off.policy).toEqual(off.reference);
    const [only] = leverPeaks(pulling(run, { wind: 1 }), years);
    expect(rowOf(only, "wind").without).toEqual(first.reference);
    expect(rowOf(only, "wind").alone).toEqual(only.policy);
    expect(rowOf(only, "wind").alone).toEqual(rowOf(first, "wind").alone);
  });

  test("a family of one lever is that lever, and its rows are those of a run with these levers alone", () => {
    const families = first.rows.filter(({ kind }) => kind === "family");
    for (const { id, alone } of families) {
      const levers = [...run.scenario.levers].filter(([, { lever }]) => lever.family === id);
      const [own] = leverPeaks(pulling(run, Object.fromEntries(levers.map(([name, l]) => [name, l.strength]))), years);
      expect(alone).toEqual(own.policy);
    }
    expect(families.length).toBeGreaterThan(1);
  });

  test("the largest come first, and only those asked for", () => {
    expect(shownRows(first, {}).map(({ id }) => id)).toEqual(["wind", "efficiency", "electric_heat"]);
    expect(shownRows(first, { only: ["efficiency"] }).map(({ id }) => id)).toEqual(["efficiency"]);
    expect(shownRows(first, { by: "family" }).every(({ kind }) => kind === "family")).toBe(true);
  });

  test("a scenario without levers has none", () => {
    expect(leverPeaks(toyRun("toyland/reference"), years)).toEqual([]);
  });
});

describe("air pollutants", () => {
  const run = toyRun("toyland/policy", withPollutants);
  const found = leverPeaks(run, years);
  const inside = found.find(({ boundary }) => boundary === "inside") ?? expect.fail();

  test("stand beside the same peaks, and those that are nowhere are left out", () => {
    expect(pollutantsOf(run).map(({ member }) => member)).toEqual(["soot"]);
    const plain = leverPeaks(toyRun("toyland/policy"), years);
    const bare = JSON.parse(JSON.stringify(found, (key, value) => (key === "pollutants" ? {} : value)));
    expect(bare).toEqual(JSON.parse(JSON.stringify(plain)));
    expect(pollutantsOf(toyRun("toyland/policy"))).toEqual([]);
  });

  test("change by what is emitted per CO2, on whatever boundary CO2 is counted", () => {
    const { rows, all } = pollutantsByLever(inside);
    let changes = 0;
    for (const { alone, without } of [...rows, { alone: all, without: all }])
      for (const { co2, pollutants, per_co2 } of [...Object.values(alone), ...Object.values(without)]) {
        expect(pollutants.soot).toBeCloseTo(2 * co2, 9);
        if (per_co2.soot === undefined) expect(Math.abs(co2)).toBeLessThan(1e-6);
        else expect(per_co2.soot * co2).toBeCloseTo(pollutants.soot, 12);
        if (co2 !== 0) changes++;
      }
    expect(changes).toBeGreaterThan(10);
    const traded = pollutantsByLever(found[0]);
    expect(traded.rows.map(({ alone }) => alone[2035].pollutants)).toEqual(
      rows.map(({ alone }) => alone[2035].pollutants),
    );
  });

  test("of zero levers are those of the reference, to the bit, and published totals stand beside the base year", () => {
    const [soot] = pollutantPaths(run);
    const off = runScenario(pulling(run, {}).scenario);
    expect(soot.without_levers).toEqual(Array.from(off.values("pollution", 0) ?? []));
    const [own] = pollutantPaths(off);
    expect(own.values).toEqual(own.without_levers);
    const [reference] = pollutantPaths(toyRun("toyland/reference", withPollutants));
    expect(reference.without_levers).toBeUndefined();
    expect(soot.values).not.toEqual(soot.without_levers);
    expect(soot).toMatchObject({ name: "soot", unit: "kt", first_year: 2021, published: 300 });
  });

  test.each([
    ["en", en, "Soot", "Soot of all fires."],
    ["zh", zh, "黑碳", "各类燃烧的黑碳。"],
  ] as const)("are told by run and by lever, in %s", (_, words, name, note) => {
    const told = pollutantLines(run, words);
    const [soot] = pollutantPaths(run);
    const line = told.find((text) => text.trim().startsWith(name)) ?? expect.fail();
    expect(line.trim().split(/ {2,}/)[1]).toBe(readable(soot.values[0]));
    expect(told.some((text) => text.includes("300"))).toBe(true);
    const lines = pollutantLeverLines(run, inside, words, {});
    const all = lines.find((text) => text.trim().startsWith(words.levers.allLevers)) ?? expect.fail();
    expect(all.split("│")[3].trim()).toBe("2.00");
    for (const text of [told, lines]) expect(text).toContain(`  ${note}`);
  });
});

describe("the table, where the peak of the scenario is past or stands on two summits", () => {
  const run = toyRun("toyland/policy");
  const [found] = leverPeaks(run, years);
  /** The row's texts behind the second rule. */
  const cells = (lines: readonly string[], name: string) =>
    (lines.find((line) => line.startsWith(`  ${name}`)) ?? expect.fail(name)).split("│")[2].trim().split(/ {2,}/);

  test.each([
    [
      "en",
      en,
      "Wind power",
      "past, peaked",
      "All levers (this scenario): highest in observed years (2030), which no lever moves",
    ],
    ["zh", zh, "风电", "已过，已达峰", "全部措施（本情景）：最高值在观测年份（2030），任何措施都不能改变"],
  ] as const)("what still moves stands first, in %s", (_, words, wind, status, note) => {
    const past: LeverPeaks = { ...found, policy: { ...found.policy, past: true } };
    const lines = leverLines(run, past, words);
    const m = words.levers;
    expect(cells(lines, words.common.lever)).toEqual([
      ...["2030", "2035", "2060", m.below(5), m.below(10)],
      ...[words.common.band, words.common.peak, words.common.level, words.run.status],
    ]);
    expect(cells(lines, m.allLevers).at(-1)).toBe(status);
    expect(cells(lines, wind)[6]).toBe(">2060");
    expect(lines.slice(lines.indexOf(`  ${note}`)).slice(0, 2)).toEqual([`  ${note}`, `  ${m.stillMoves}`]);
    // The other block has years that mean something, and shows them first.
    expect(lines[2].split("│")[1].trim().split(/ +/)[0]).toBe(words.common.peak);
  });

  test.each([
    ["en", en, "several summits: 2027, 2033"],
    ["zh", zh, "多个高点：2027, 2033"],
  ] as const)("no year is printed of two summits, in %s", (_, words, status) => {
    const { year, ...policy } = { ...found.policy, summits: [2027, 2033] };
    const lines = leverLines(run, { ...found, policy }, words);
    expect(cells(lines, words.levers.allLevers).slice(-3)).toEqual(["-", "260.7", status]);
    expect(lines.some((line) => line.includes(words.levers.summitsNote("2027, 2033")))).toBe(true);
  });

  test("the first rows of a run say where the others stand, and which levers do nothing is said where all stand", () => {
    const lines = leverLines(run, found, en, { most: 1 });
    expect(lines.join("\n")).toContain(
      "2 more with smaller effect, and families of levers: peakpath levers toyland/policy",
    );
    expect(lines.filter((line) => line.startsWith("  Efficient industry"))).toEqual([]);
    const off = pulling(run, { wind: 1 });
    expect(leverLines(off, leverPeaks(off, years)[0], en)).toContain(
      "  2 levers change nothing on this boundary: Efficient industry, Electric heat",
    );
  });
});
