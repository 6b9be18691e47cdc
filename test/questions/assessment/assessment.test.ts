import { expect, test } from "vitest";
import { keptPrograms } from "../../../src/commands/shell/report-runs.ts";
import { installedLibrary } from "../../../src/files/installed.ts";
import { type AssessedPromise, type Assessment, assess } from "../../../src/questions/assessment/assessment.ts";
import { onPath } from "../../../src/questions/assessment/paths.ts";
import { firstTold, ownQuantities, promisedBases, tablePromises } from "../../../src/questions/assessment/promises.ts";
import { promiseColumns, promiseRows } from "../../../src/report/tables/targets.ts";
import { en, type Words } from "../../../src/report/words/en.ts";
import { wording } from "../../../src/report/words/wording.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { loadScenarios } from "../../../src/run/load.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { countPromises, judgePlanTarget, planEvaluator } from "../../../src/run/targets/plan-targets.ts";
import { leverSteps } from "../../../src/scenario/levers/lever-steps.ts";
import { readPlanQuantities } from "../../../src/scenario/targets/plan-targets.ts";
import {
  namesOf,
  type ReportedValue,
  readPromises,
  readReported,
} from "../../../src/scenario/targets/promise-tables.ts";
import { csvOf } from "../../../src/text/csv.ts";
import { formatProblem, type Problem, problemLines } from "../../../src/text/problems.ts";

const here = { packageFolder: process.cwd(), workingFolder: process.cwd() };
const library = installedLibrary(here);
const programs = keptPrograms();
const run = runScenario(loadScenarios(library, ["zhejiang/policy"])[0], programs);
const { model, horizon } = run.scenario;
const found = assess(run, 2025);

/** The promise of a statement, as it was assessed. */
function promise(all: readonly AssessedPromise[], id: string): AssessedPromise {
  const one = all.find(({ judged }) => judged.statement.id === id);
  if (one === undefined) throw new Error(`no promise ${id}`);
  return one;
}

/** What a quantity would be in the year where a promise of its level or fall were just so far. */
function reports(all: readonly AssessedPromise[], year: number, value: (one: AssessedPromise) => number | undefined) {
  return all.flatMap((one): ReportedValue[] => {
    const { target } = one.judged;
    const told = value(one);
    const isDirect = target.kind === "level" || target.kind === "share" || target.from === undefined;
    if (!isDirect || told === undefined || target.kind === "relative") return [];
    const { name, label } = target.quantity;
    return [{ quantity: name, label, base: target.base, year, value: told }];
  });
}

const first = firstTold(run.scenario);
const table = (text: string, file = "my.csv") => ({ text, file, library, model, first, horizon });

/** A region's promises as `targets --out` writes them. */
function written(of: ScenarioRun, words: Words): string {
  const names = namesOf([...readPlanQuantities(library, []).values(), ...ownQuantities(of.scenario)]);
  return csvOf(promiseColumns(words), promiseRows(of, tablePromises(of), names, words));
}

function reported(text: string) {
  const problems: Problem[] = [];
  const values = readReported(table(text), ownQuantities(run.scenario, run.values), promisedBases(run), problems);
  return { values, problems, lines: problems.map(formatProblem), chinese: problemLines(problems, wording(zh)) };
}

test("paths of the plans begin with what they state, and end with what they ask", () => {
  for (const { path, judged } of found.promises) {
    expect(path.at(-1)).toEqual({ year: judged.target.year, value: judged.result.required });
    for (const { year, value } of path) expect(onPath(path, year)).toBe(value);
  }
  // 20 % in 2020 is printed beside the promises for 2025, 2030 and 2060.
  expect(promise(found.promises, "T0260").path).toEqual([
    { year: 2020, value: 0.2 },
    { year: 2025, value: 0.24 },
    { year: 2030, value: 0.3 },
  ]);
  // A fall begins with nothing in the year that it is measured from: 20 of 25 years of 65 %.
  expect(promise(found.promises, "T0259").required).toBeCloseTo((0.65 * 20) / 25, 12);
});

test("what just keeps to the path is green but where its course misses, and never red", () => {
  const exact = reports(found.promises, 2026, ({ path }) => onPath(path, 2026));
  expect(exact.length).toBeGreaterThan(4);
  const then = assess(run, 2026, exact).promises.filter(({ origin }) => origin === "reported");
  expect(then.length).toBeGreaterThan(4);
  for (const { light, reason, margin } of then) {
    expect(Math.abs(margin ?? 1)).toBeLessThan(1e-9);
    expect([light, reason]).toEqual(reason === "course_misses" ? ["yellow", reason] : ["green", "on_the_way"]);
  }
});

test("a value far on the right side is never red, one far on the wrong side never green", () => {
  const towards = (sign: number) =>
    reports(found.promises, 2025, ({ judged: { target }, required = 0 }) => {
      const better = target.operator === "<=" ? -1 : 1;
      return required + sign * better * (1 + Math.abs(required));
    });
  const lightsAt = (sign: number) =>
    assess(run, 2025, towards(sign)).promises.flatMap(({ light, origin }) => (origin === "reported" ? [light] : []));
  expect(new Set(lightsAt(1))).not.toContain("red");
  expect(new Set(lightsAt(1))).toContain("green");
  expect(new Set(lightsAt(-1))).not.toContain("green");
  expect(new Set(lightsAt(-1))).toContain("red");
});

test("red comes first, then yellow, green and grey, each by its year", () => {
  const ranks = found.promises.map(
    ({ light, judged }) => 1e4 * ["red", "yellow", "green", "grey"].indexOf(light) + judged.target.year,
  );
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  // What the scenario's file asks as the plans do is told once.
  expect(found.promises.filter(({ judged }) => judged.target.quantity.name === "nonfossil_share")).toHaveLength(3);
});

test("what is reported of a promise is told once, whatever the scenario's file repeats of it", () => {
  const label = { en: "", zh: "" };
  const fall = { quantity: "energy_intensity_fall", label, base: 2020, year: 2025, value: 0.2 };
  const then = assess(run, 2025, [fall]).promises;
  expect(then.map(({ judged }) => judged.statement.id).sort()).toEqual(
    found.promises.map(({ judged }) => judged.statement.id).sort(),
  );
  expect(promise(then, "T0254")).toMatchObject({ light: "green", origin: "reported" });
});

test.each([
  ["2025,核电装机,-3,万千瓦,", "below the least"],
  ["2025,风电装机,-3,万千瓦,", "below the least"],
  ["2025,森林覆盖率,-61,%,", "below the least"],
  ["2025,森林覆盖率,161,%,", "above the most"],
  ["2025,单位GDP能耗降幅,161,%,2020", "above the most"],
  ["2025,单位GDP能耗降幅,-5,%,2020", undefined],
  ["2025,森林覆盖率,100,%,", undefined],
  ["2025,新型储能与风光装机之比,161,%,", undefined],
  ["2025,新型储能与风光装机之比,-1,%,", "below the least"],
  ["2025,净排放(碳中和为0),-10,万吨二氧化碳,", undefined],
  // By the names that the scenario's own targets have.
  ["2025,非化石能源消费比重,161,%,", "above the most"],
  ["2025,碳排放强度较2005年下降,-5,%,", undefined],
  ["2025,碳中和,-10,万吨二氧化碳,", undefined],
] as const)("of reports such as %s no amount is below 0 and no share above all", (row, said) => {
  const { lines } = reported(`年份,指标,数值,单位,基准年\n${row}\n`);
  expect(lines).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
});

/** Late peaks have the levers that bring them forward by whole years, the most first, and others have none. */
function expectPeakLevers({ peaks }: Assessment): void {
  const late = peaks.filter(({ light }) => light === "yellow" || light === "red");
  expect(late.length).toBeGreaterThan(0);
  for (const { closers } of late) {
    const years = closers.map(({ effect }) => effect);
    expect(years.length).toBeGreaterThan(0);
    expect(years.every((effect) => Number.isInteger(effect) && effect >= 1)).toBe(true);
    expect(years).toEqual([...years].sort((a, b) => b - a));
  }
  expect(peaks.filter(({ light }) => light === "green").every(({ closers }) => closers.length === 0)).toBe(true);
}

test.each(["china/policy", "zhejiang/policy"])("%s: promises written and read back have the same lights", (id) => {
  const scenario = loadScenarios(library, [id])[0];
  const before = id === "zhejiang/policy" ? run : runScenario(scenario, programs);
  const problems: Problem[] = [];
  const text = table(written(before, zh));
  const own = ownQuantities(scenario);
  const planStatements = readPromises(text, scenario.region.id, problems, scenario.planStatements, own);
  expect(problems).toEqual([]);
  const year = id === "zhejiang/policy" ? 2025 : 2028;
  const after = assess(runScenario({ ...scenario, targets: [], planStatements }, programs), year);
  const lightsIn = ({ promises, peaks }: Assessment) =>
    [...promises, ...peaks].map(({ judged: { target, result, status }, light }) =>
      [target.quantity.formula, target.kind, target.year, light, status, result.actual?.toPrecision(9)].join(" "),
    );
  expect(lightsIn(after).sort()).toEqual(lightsIn(assess(before, year)).sort());
  // Those of the scenario's own file are among them: no plan's quantity is called as the formula.
  if (id === "zhejiang/policy") expect(lightsIn(after).join("\n")).toContain("capacity[nuclear] level 2025 red");
  else expectPeakLevers(after);
});

test("promises of a draft are assessed apart, behind those in force", () => {
  const planStatements = run.scenario.planStatements.map((one) => ({ ...one, isDraft: one.id === "T0254" }));
  const drafted = runScenario({ ...run.scenario, planStatements }, programs);
  expect(countPromises(drafted.planTargets)).toMatchObject({ draft: 1 });
  expect(drafted.planTargets.filter(({ counts }) => counts)).toHaveLength(
    run.planTargets.filter(({ counts }) => counts).length - 1,
  );
  const { promises } = assess(drafted, 2025);
  expect(promises.map(({ judged }) => judged.isDraft)).toEqual([...promises.slice(1).map(() => false), true]);
  expect(promise(promises, "T0254")).toMatchObject({ light: "red" });
});

test("tables tell of no year before the region's own first", () => {
  expect(firstTold(run.scenario)).toBe(2000);
  // Of a region without history and promises from before, of the plan before its base year.
  const bare = { ...run.scenario, planStatements: [], region: { ...run.scenario.region, history: [] } };
  expect(firstTold(bare)).toBe(2020);
});

test("two promises of one quantity and year are refused, with both places", () => {
  const problems: Problem[] = [];
  const rows =
    "指标,目标年,要求,目标值,单位\n森林覆盖率,2030,不低于,61,%\n森林覆盖率,2030,不高于,70,%\nForest cover,2030,,62,%\n";
  readPromises(table(rows), "zhejiang", problems);
  expect(problems.map(formatProblem)).toEqual([
    "my.csv:4:1  Forest cover: a promise of it for 2030 stands in line 2 already",
  ]);
});

test("what is needed a year leads from the value to the promise, and so far from the path's first year", () => {
  const { needed = 0, untilNow = 0, actual = 0, path, judged } = promise(found.promises, "T0259");
  expect(actual + 5 * needed).toBeCloseTo(judged.result.required ?? Number.NaN, 12);
  expect(path[0].value + 20 * untilNow).toBeCloseTo(actual, 12);
});

test("levers are ranked by what a run without them, or with all of them, changes", () => {
  const late = promise(found.promises, "T0259");
  const { target, result } = late.judged;
  const actualWith = (levers: typeof run.scenario.levers): number => {
    const scenario = { ...run.scenario, levers, steps: leverSteps(levers, run.scenario.projects) };
    const other = runScenario(scenario, programs);
    const evaluator = planEvaluator(scenario, other.inputs, other.values);
    return judgePlanTarget(target, scenario, evaluator).result.actual ?? Number.NaN;
  };
  const [first, ...rest] = late.carriers;
  expect(rest.every(({ effect }) => effect <= first.effect)).toBe(true);
  const without = new Map([...run.scenario.levers].filter(([id]) => id !== first.lever.id));
  expect(first.effect).toBeCloseTo((result.actual ?? 0) - actualWith(without), 12);
  // A lever that begins after the last observed year anyway is simply pulled to its end.
  const more = late.closers.find(({ lever }) => run.scenario.levers.has(lever.id));
  if (more === undefined) throw new Error("no lever of the scenario has room");
  const pulled = run.scenario.levers.get(more.lever.id);
  if (pulled === undefined) throw new Error("it is not pulled");
  const full = new Map([...run.scenario.levers, [more.lever.id, { ...pulled, strength: more.lever.levels[3] }]]);
  expect(more.effect).toBeCloseTo(actualWith(full) - (result.actual ?? 0), 12);
});

const observed = `年份,指标,数值,单位,基准年
2025,非化石能源占比,23.5,%,
2025,单位GDP二氧化碳排放降幅,16.2,%,2020
2025,Wind and solar capacity,7000,万千瓦,
2024,forest_stock,4.4,亿立方米,
`;

test("a table of reports is read in either language, with units converted", () => {
  const { values, lines } = reported(observed);
  expect(lines).toEqual([]);
  expect(values.map(({ quantity, base, year, value }) => [quantity, base, year, value])).toEqual([
    ["nonfossil_share", undefined, 2025, 0.235],
    ["carbon_intensity_fall", 2020, 2025, 0.162],
    ["capacity_wind_solar", undefined, 2025, 70],
    ["forest_stock", undefined, 2024, 440],
  ]);
  // As Excel writes it in other places, with full-width digits, and shares without %.
  const other = "\uFEFF年份;指标;数值;单位\r\n２０２５年;非化石能源占比;0,235;\r\n2025;风电光伏装机;70,5;GW\r\n";
  expect(reported(other).values.map(({ value }) => value)).toEqual([0.235, 70.5]);
  expect(reported("year\tindicator\tvalue\n2025\tForest cover\t61.6%\n").values[0].value).toBe(0.616);
});

test("the order of the rows changes nothing, and a reported value counts before any other", () => {
  const [head, ...rows] = observed.trim().split("\n");
  const assessed = [rows, [...rows].reverse()].map((lines) =>
    assess(run, 2025, reported([head, ...lines].join("\n")).values).promises.map(({ judged, light, actual }) => [
      judged.statement.id,
      light,
      actual,
    ]),
  );
  expect(assessed[0]).toEqual(assessed[1]);
  const then = assess(run, 2025, reported(observed).values);
  expect(promise(then.promises, "T0256")).toMatchObject({ light: "red", actual: 0.235, origin: "reported", error: 0 });
  // The fall from 2005 is another number than the one from 2020.
  expect(promise(then.promises, "T0259").origin).toBe("projected");
  expect(promise(then.promises, "T0255").actual).toBe(0.162);
  // What is projected goes on from what is reported.
  const before = promise(found.promises, "T0261").judged.result.actual ?? 0;
  const now = promise(found.promises, "T0261").actual ?? 0;
  expect(promise(then.promises, "T0261").judged.result.actual).toBeCloseTo(before + 70 - now, 9);
  // Of years after the assessed one nothing is known yet.
  expect(promise(assess(run, 2024, reported(observed).values).promises, "T0256").origin).toBe("projected");
});

test.each([
  [
    "2025,非化石能源比,23,%",
    "2:6",
    'no quantity of the plans is called so; did you mean "非化石能源占比"?',
    "没有这个规划指标",
  ],
  ["2025,,23,%", "2:6", "an indicator is missing", "缺少指标名称"],
  ["1999,非化石能源占比,23,%", "2:1", 'a year from 2000 to 2060 is needed, not "1999"', "应为 2000 至 2060 的年份"],
  [",非化石能源占比,23,%", "2:1", "a year is missing", "缺少年份"],
  ["2025,非化石能源占比,,%", "2:14", "a value is missing", "缺少数值"],
  ["2025,非化石能源占比,二十,%", "2:14", '"二十" is not a number', "不是数值"],
  ["2025,非化石能源占比,23.5,", "2:14", "23.5 without % is 2350 %", "未写 %"],
  ['2025,风电光伏装机,"1,234",万千瓦', "2:13", '"1,234" has marks between its thousands', "1,234"],
  ["2025,风电光伏装机,70,万吨", "2:16", 'the unit "万吨" does not fit; GW is needed', "单位 “万吨” 不符"],
  ["2025,风电光伏装机,70,万千万", "2:16", "unknown unit", "未知"],
  ["2025,单位GDP二氧化碳排放降幅,16,%", "2:6", "promised are those from 2005, 2020", "现行承诺相对 2005、2020 年"],
  [
    "2025,森林覆盖率,61,%\n2025,forest_cover,62,%",
    "3:6",
    "a value for 2025 stands in line 2 already",
    "第 2 行已有 2025 年",
  ],
])("%s is refused at its place, in both languages", (row, place, english, chinese) => {
  const { lines, chinese: said } = reported(`年份,指标,数值,单位\n${row}\n`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`my.csv:${place} `);
  expect(lines[0]).toContain(english);
  expect(said.join("\n")).toContain(chinese);
});

test("tables without a row, without headings or of another form say so", () => {
  expect(reported("年份,指标,数值\n").lines).toEqual(["my.csv:1:1  the table has no row below its headings"]);
  expect(reported("").lines[0]).toContain("the table is empty");
  expect(reported("年份,数值\n2025,3\n").lines[0]).toContain('the column "indicator" is missing');
});

test.each([zh, en])("the promises that are written in a language are read back as they were", (words) => {
  const text = written(run, words);
  const problems: Problem[] = [];
  const statements = readPromises(table(text), "zhejiang", problems, [], ownQuantities(run.scenario));
  expect(problems.map(formatProblem)).toEqual([]);
  const promises = tablePromises(run).map(({ target }) => target);
  const asked = statements.map(({ target }) => target);
  expect(asked.length).toBe(promises.length);
  for (const [i, one] of asked.entries()) {
    const { kind, year, asked: number, askedHigh, base, from, quantity } = promises[i];
    expect(one).toMatchObject({ kind, year, askedHigh, base, from });
    // A quantity of the scenario's own that bears the name of the plans' is read as theirs, with the same formula.
    expect(one?.quantity).toMatchObject({ name: quantity.name, formula: quantity.formula, unit: quantity.unit });
    expect(one?.asked ?? 0).toBeCloseTo(number ?? 0, 9);
    if (number !== undefined) expect(one?.operator).toBe(promises[i].operator);
  }
});

test.each([
  ["非化石能源占比,达到,2025,,24,%,", undefined],
  ["单位GDP能耗降幅,,2025,,13.5,%,2020", undefined],
  ["煤炭消费量,下降,2025,,5,%,2020", undefined],
  [
    "煤炭消费量,下降,2025,,5,%,",
    "my.csv:2:1  煤炭消费量: a change needs the year that it is measured from, in base_year",
  ],
  ["煤炭消费量,下降,2025,,5,%,2025", "my.csv:2:20  煤炭消费量: it is measured from 2025, which is not before 2025"],
  ["煤炭消费量,降下,2025,,5,%,2020", "unknown word; allowed are level, share"],
  ["煤炭消费量,,2025,约,5,%,2020", "unknown word; allowed are <=, >="],
])("a row of promises such as %s is read or refused", (row, wrong) => {
  const problems: Problem[] = [];
  const heading = "指标,类型,目标年,要求,目标值,单位,基准年";
  const statements = readPromises(table(`${heading}\n${row}\n`), "zhejiang", problems);
  if (wrong === undefined) expect([problems, statements.length]).toEqual([[], 1]);
  else expect(problems.map(formatProblem)).toEqual([expect.stringContaining(wrong)]);
});
