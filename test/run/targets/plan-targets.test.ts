import { expect, test } from "vitest";
import { planTargetLines } from "../../../src/report/text/plan-target-text.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { shippedPrograms, shippedRun, shippedScenario } from "../../shipped-runs.ts";

const scenario = shippedScenario("zhejiang/policy");
const run = shippedRun("zhejiang/policy");
const { model } = scenario;
const judged = (id: string) => run.planTargets.find(({ statement }) => statement.id === id);
const value = (name: string, cell: number, year: number): number =>
  run.program.series(run.memory, name, cell)[year - run.scenario.baseYear];

test("a run holds every mapped statement about its region, and none about another", () => {
  const regions = new Set(scenario.planStatements.map(({ region }) => region));
  expect(regions).toEqual(new Set(["zhejiang"]));
  expect(run.planTargets.length).toBe(scenario.planStatements.filter(({ target }) => target !== undefined).length);
  expect(run.planTargets.length).toBeGreaterThan(30);
});

test("a formula gives what the model's own variables give", () => {
  expect(judged("T0261")?.result.actual).toBe(value("capacity_wind_solar", 0, 2030));
  expect(judged("T0260")?.result.actual).toBe(value("nonfossil_share", 0, 2030));
  const reduction = value("carbon_intensity_reduction", 0, 2030);
  expect(judged("T0259")?.result.actual).toBeCloseTo(reduction, 12);
  expect(judged("T0259")).toMatchObject({ baseEstimated: true, counts: true });
});

test("a promise of a sector names its account, and the other one stands beside it", () => {
  const industry = judged("T2287");
  const direct = industry?.target.quantity.beside;
  expect([industry?.target.kind, industry?.target.quantity.name, direct?.name]).toEqual([
    "plateau",
    "co2_industry",
    "co2_industry_direct",
  ]);
  const years = Array.from({ length: scenario.years }, (_, i) => scenario.baseYear + i);
  const sectors = model.domains.get("industry")?.positions ?? [];
  const most = (variable: string) =>
    Math.max(...years.map((year) => sectors.reduce((sum, cell) => sum + value(variable, cell, year), 0)));
  expect(industry?.result.level).toBeCloseTo(most("co2_with_purchased"), 9);
  expect(industry?.beside?.result.level).toBeLessThan(0.8 * most("co2_with_purchased"));
});

test("an increment counts from what the document prints of its first year", () => {
  const city = shippedRun("yongcheng/reference");
  const wind = city.planTargets.find(({ statement }) => statement.id === "T2196");
  const found = city.program.series(city.memory, "capacity_wind", 0)[4];
  // Of the year before the base year a part has its share of the province's capacity.
  const stood = (name: string) =>
    city.scenario.region.history.filter(({ variable, year }) => variable === name && year === 2020);
  const solar = model.domains.get("solar")?.positions ?? [];
  const plants = stood("capacity").filter(({ cell }) => solar.includes(cell));
  expect(plants.length).toBe(2);
  expect(stood("capacity_solar")[0]?.given.value).toBeCloseTo(
    plants.reduce((sum, { given }) => sum + given.value, 0),
    9,
  );
  expect(wind).toMatchObject({ baseEstimated: false, target: { printedBase: { value: 0.13, source: "T2169" } } });
  expect(wind?.result.actual).toBeCloseTo(found - 0.13, 12);
});

test("an increment reaches back to the history of the year before the plan", () => {
  const before = scenario.region.history.find(
    ({ variable, cell, year }) => variable === "storage_capacity" && cell === 0 && year === 2020,
  );
  expect(judged("T0033")?.result.actual).toBeCloseTo(
    value("storage_capacity", 0, 2025) - (before?.given.value ?? 0),
    12,
  );
});

test("a reduction from a year next to the base year is measured from the base year and says so", () => {
  const target = judged("T0271");
  expect(target).toMatchObject({ measuredFrom: 2021, baseEstimated: true });
  expect(target?.result.actual).toBeCloseTo(1 - value("grid_factor", 0, 2025) / value("grid_factor", 0, 2021), 12);
});

test("stated facts and older versions are shown and do not count", () => {
  expect(judged("T0030")).toMatchObject({ counts: false, statement: { role: "history" } });
  expect(judged("T0031")).toMatchObject({ counts: false, target: { version: "repeated", supersededBy: "T0256" } });
});

test("two numbers of one document stand side by side at what is promised against them", () => {
  const [english, chinese] = [en, zh].map((words) =>
    planTargetLines(run, words, { all: true, formulas: false, reasons: new Map() }),
  );
  const at = (lines: readonly string[], id: string) => lines.find((line) => line.trimStart().startsWith(`${id} `));
  const plan = "浙江省应对气候变化“十四五”规划";
  const both = "2020: 415 10^6 m3 (T0041, 一(二)4), 2020: 375 10^6 m3 (T2340, 表1)";
  expect(at(english, "T0043")).toContain(`the document contradicts itself: ${both}`);
  expect(at(english, "T0258")).toContain(`${plan} contradicts itself: ${both}`);
  expect(at(chinese, "T0258")).toContain(`${plan}前后不一：2020 年 415 百万立方米（T0041，一(二)4）、2020 年 375`);
  // Not computed, and at odds all the same.
  expect(at(english, "T2343")).toContain(
    "2020: 36.17 % (mainland) (T2331, 一(二)4), 2020: 35 % (mainland) (T2342, 表1)",
  );
  expect(at(english, "T0042")).not.toContain("contradicts");
  // Two points more than the whole economy's fall.
  expect(at(english, "T2286")).toContain("larger fall ≥ +2.0 points");
});

test("without data, or a printed year, there is no verdict, whatever the run says", () => {
  const statements = scenario.planStatements.map((statement) => {
    const { id, target } = statement;
    if (target === undefined) return statement;
    const quantity = { ...target.quantity, known: "base_forest_stock - base_forest_stock" };
    if (id === "T0258") return { ...statement, target: { ...target, quantity } };
    const early = { ...target, kind: "early" as const, year: Number.POSITIVE_INFINITY };
    return id === "T0264" ? { ...statement, year: undefined, target: early } : statement;
  });
  const without = runScenario({ ...scenario, planStatements: statements }, shippedPrograms);
  const found = without.planTargets.find(({ statement }) => statement.id === "T0258");
  expect(found?.result).toMatchObject({ status: "not_computable", reason: "no_data" });
  const early = without.planTargets.find(({ statement }) => statement.id === "T0264");
  const { actual } = judged("T0264")?.result ?? {};
  expect(actual).toBeGreaterThan(2021);
  expect(early).toMatchObject({
    counts: false,
    error: 0,
    status: "not_computable",
    result: { reason: "no_year", actual },
  });
  expect([early?.result.required, early?.result.margin]).toEqual([undefined, undefined]);
});

test("promises of past years are decided by what was observed of the province itself, and by nothing else", () => {
  // Forest, energy and CO2 of 2025 were not observed; solar of 2025 was shared out from the nation's.
  for (const id of ["T0255", "T0256", "T0258"]) expect(judged(id)?.status, id).toBe("undecided");
  const capacity = run.model.variables.get("capacity")?.size ?? 0;
  const own = (variable: string, year: number) =>
    Array.from({ length: run.model.variables.get(variable)?.size ?? 0 }, (_, cell) =>
      run.observed(variable, cell, year),
    );
  expect(own("electricity_use", 2024)).toEqual([true]);
  expect(own("gdp", 2025)).toEqual([true]);
  expect(own("primary_energy", 2024)).toEqual([false]);
  // What a formula only adds up is observed where its parts are.
  expect(own("capacity_wind", 2024)).toEqual([true]);
  expect(own("capacity", 2026)).toEqual(Array(capacity).fill(false));
  expect(own("electricity_use", 2026)).toEqual([false]);
});

test("nothing of a downscaled region was observed, and a promise beyond the plans' years is not planned", () => {
  const city = shippedRun("huzhou/policy");
  const past = city.planTargets.filter(
    ({ target, result }) => target.year <= 2025 && result.status !== "not_computable",
  );
  expect(past.length).toBeGreaterThan(0);
  for (const { status } of past) expect(status).toBe("undecided");
  const missed = run.planTargets.filter(({ target, result }) => target.year > 2035 && result.status === "missed");
  expect(missed.length).toBeGreaterThan(0);
  for (const { status } of missed) expect(status).toBe("not_planned");
});

test("a margin below the range of the reference year is within error", () => {
  const promise = judged("T0259");
  const asked = scenario.planStatements.map((statement) => {
    if (statement.id !== "T0259" || statement.target === undefined) return statement;
    return { ...statement, target: { ...statement.target, asked: (promise?.result.actual ?? 0) + 0.001 } };
  });
  const found = runScenario({ ...scenario, planStatements: asked }, shippedPrograms).planTargets.find(
    ({ statement }) => statement.id === "T0259",
  );
  expect(found?.result.status).toBe("missed");
  expect(found?.status).toBe("missed_within_error");
  // The fall from 2005 is one less the ratio of intensities, whose lower one is read at the end of its range.
  const reference = scenario.given.get("reference_carbon_intensity");
  const [range] = [...(reference?.values() ?? [])].flatMap(({ constant }) =>
    constant === undefined ? [] : [constant],
  );
  const ratio = 1 - (promise?.result.actual ?? 0);
  expect(found?.error).toBeCloseTo(ratio - (ratio * range.value) / (range.high ?? 0), 9);
});

test("the year that a change is measured from is as unsure as its history says", () => {
  const isBase = ({ variable, cell, year }: (typeof scenario.region.history)[number]) =>
    variable === "storage_capacity" && cell === 0 && year === 2020;
  const history = scenario.region.history.map((row) =>
    isBase(row) ? { ...row, given: { ...row.given, low: row.given.value - 0.25, high: row.given.value + 0.5 } } : row,
  );
  const of = ({ planTargets }: typeof run) => planTargets.find(({ statement }) => statement.id === "T0033");
  const unsure = of(runScenario({ ...scenario, region: { ...scenario.region, history } }, shippedPrograms));
  expect(unsure?.result).toEqual(of(run)?.result);
  // An increment that is met is so by as much less as more stood before it, and one that is missed the other way round.
  const own = of(run)?.error ?? Number.NaN;
  expect(unsure?.error).toBeCloseTo(Math.hypot(own, unsure?.result.status === "met" ? 0.5 : 0.25), 9);
});

test("a peak at the end of the observed years is undecided where the last of them was shared out", () => {
  const own = scenario;
  const { peak } = run.boundaries[0];
  expect([2024, 2025]).toContain(peak?.year);
  expect(peak?.status).toBe("undecided");
  const observations = own.region.observations.map((row) => ({
    ...row,
    given: { ...row.given, sharedOut: undefined },
  }));
  const observed = runScenario({ ...own, region: { ...own.region, observations } }, shippedPrograms);
  expect(observed.boundaries[0].peak?.status).not.toBe("undecided");
});

test("what was published of the nation decides its promises of that year, and later ones go by the change from it", () => {
  const nation = shippedRun("china/reference");
  const of = (id: string) => nation.planTargets.find(({ statement }) => statement.id === id);
  const share = (year: number): number =>
    nation.program.series(nation.memory, "nonfossil_share", 0)[year - nation.scenario.baseYear];
  // The communiqué of 2025, box 1 of the plan: 21.7 % of 20; the falls are products of the communiqués' yearly figures.
  const product = (...falls: number[]): number => 1 - falls.reduce((so, fall) => so * (1 - fall / 100), 1);
  for (const [id, value, status] of [
    ["T0098", 0.217, "met"],
    ["T0100", product(3.8, 0.8, 0, 3.4, 5), "missed"],
    ["T0099", product(11.6, 5.1), "met"],
    ["T0086", 0.2509, "met"],
  ] as const) {
    expect([id, of(id)?.status]).toEqual([id, status]);
    expect(of(id)?.result.actual, id).toBeCloseTo(value, 3);
    expect(of(id)?.error, id).toBe(0);
  }
  expect(of("T0101")?.result.actual).toBeCloseTo(0.217 + share(2030) - share(2025), 12);
  expect(of("T0101")?.published).toMatchObject({ year: 2025, value: 0.217, run: share(2025) });
  // Coal is to fall year by year from 2026 to 2030, and does not in one of them.
  expect(of("T0104")).toMatchObject({ status: "missed", target: { kind: "falling" } });
});
