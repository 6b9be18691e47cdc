import { describe, expect, test } from "vitest";
import { targetLines } from "../../../src/report/text/target-text.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composed, mistakes } from "../../scenario/toy.ts";

// On the isle wind stands at 1 GW in 2021 and 3 GW from 2025 on, with 1,000 hours: 1 and 3 TWh a year. GDP is 100 in 2021.
const run = (targets: string, files: Readonly<Record<string, string>> = {}): ScenarioRun =>
  runScenario(composed(`extends: reference\ntargets:\n${targets}`, files));
const only = (targets: string) => {
  const { target, result } = run(targets).targets[0];
  return { kind: target.kind, status: result.status, margin: result.margin };
};

describe("kinds of targets in a scenario file", () => {
  test("a range is met between its bounds and missed beyond either", () => {
    expect(only("  generation.wind: {2025: 2.5 to 3.5 TW*h/yr}")).toEqual({
      kind: "range",
      status: "met",
      margin: 0.5,
    });
    expect(only("  generation.wind: {2025: 2 TW*h/yr to 2500 GW*h/yr}")).toMatchObject({
      status: "missed",
      margin: -0.5,
    });
  });

  test("an increment counts from its year, in the variable's unit", () => {
    expect(only("  generation.wind: {increment_from: 2021, 2025: '>= 2000 GW*h/yr'}")).toEqual({
      kind: "increment",
      status: "met",
      margin: 0,
    });
    expect(only("  generation.wind: {increment_from: 2025, 2030: '> 0 TW*h/yr'}").status).toBe("missed");
  });

  test("a growth is the mean of the years", () => {
    // 1 to 3 in four years is 3^(1/4) - 1 = 31.6 % a year.
    expect(only("  generation.wind: {growth_from: 2021, 2025: '>= 31 %/yr'}")).toMatchObject({
      kind: "growth",
      status: "met",
    });
    expect(only("  generation.wind: {growth_from: 2021, 2025: '>= 32 %'}").status).toBe("missed");
  });

  test("a change has its sign, and a number alone asks for at least as much of it", () => {
    const change = (asked: string) => only(`  generation.wind: {change_from: 2021, 2025: ${asked}}`);
    expect(change("'>= 190 %'")).toMatchObject({ kind: "change", status: "met", margin: expect.closeTo(0.1, 9) });
    expect([change("'<= 190 %'"), change("190 %"), change("-8 %")].map(({ status }) => status)).toEqual([
      "missed",
      "met",
      "missed",
    ]);
    const said = run("  generation.coal: {change_from: 2025, 2030: '<= -8 %'}");
    expect(targetLines(said, en).join("\n")).toMatch(/change since 2025 ≤ -8\.0 % +.*MISSED/);
    expect(targetLines(said, zh).join("\n")).toContain("较 2025 年变化 ≤ -8.0 %");
  });

  test("lower, not above, not below and a plateau ask for no number", () => {
    expect(only("  generation.wind: {decline_from: 2021, 2025: lower}")).toMatchObject({
      kind: "decline",
      status: "missed",
    });
    expect(only("  generation.wind: {hold_from: 2025, 2030: not above}")).toMatchObject({
      kind: "hold",
      status: "met",
    });
    expect(only("  generation.wind: {hold_from: 2021, 2030: not above}").status).toBe("missed");
    expect(only("  generation.wind: {hold_from: 2021, 2030: not below}").status).toBe("met");
    expect(only("  generation.wind: {plateau_by: 2025}")).toMatchObject({ kind: "plateau", status: "met", margin: 0 });
    expect(only("  generation.wind: {plateau_by: 2024}")).toMatchObject({ status: "missed", margin: -1 });
  });

  test("a relative target compares two falls", () => {
    // Neither falls: GDP grows more than coal power, which stands still, so that coal power falls more.
    expect(only("  generation.coal: {reduction_from: 2021, than: gdp, 2030: '> 0 %'}")).toMatchObject({
      kind: "relative",
      status: "met",
    });
    expect(only("  generation.wind: {reduction_from: 2021, than: gdp, 2025: '>= 0 %'}").status).toBe("missed");
  });

  test("a crossing is a ratio, whatever the units of the two", () => {
    const judged = run("  generation.wind: {over: generation.coal, 2025: '>= 30 %'}").targets[0];
    const coal = judged.result.actual === undefined ? Number.NaN : 3 / judged.result.actual;
    expect(judged.target.kind).toBe("crossing");
    expect(coal).toBeCloseTo(10, 9);
    expect(judged.result.status).toBe("met");
  });

  test("a span of years asks for each of them, and texts say what is asked in both languages", () => {
    const all = run(
      "  generation.wind: {hold_from: 2025, 2026-2028: not below}\n  wind_share: {2030: 5 to 60 %}\n  emissions.energy: {plateau_by: 2030}",
    );
    expect(all.targets.map(({ target }) => ("year" in target ? target.year : 0))).toEqual([
      2026, 2027, 2028, 2030, 2030,
    ]);
    const [english, chinese] = [targetLines(all, en).join("\n"), targetLines(all, zh).join("\n")];
    for (const words of ["not below 2025", "5.0 % to 60.0 %", "plateau by 2030"]) expect(english).toContain(words);
    for (const words of ["不低于 2025 年", "5.0 % 至 60.0 %", "不晚于 2030 年进入平台期"])
      expect(chinese).toContain(words);
  });
});

describe("statements of plans named in a scenario file", () => {
  const columns =
    "id,region,part,jurisdiction,document,section,indicator,qualifier,year,value,value_high,unit,base_year,role,kind,quantity,asked,asked_high,operator,from_year,inherited_from,version,superseded_by,reason,lever,note_en,note_zh";
  const files = {
    "data/targets.csv": `${columns}
T0001,nation,,Nation,Plan,2,wind,>=,2030,2.5,,TWh,,target,level,wind,2.5,,>=,,,in_force,,,,,
T0002,nation,,Nation,Plan,3,ducks,>=,2030,7,,count,,target,,,,,,,,,,outside,,,
T0003,isle,,Isle,Plan,4,wind,>=,2025,2,,TWh,,target,level,wind,2,,>=,,,in_force,,,,,
`,
    "data/china/plans/quantities.csv": `quantity,formula,than,unit,better,known,label_en,label_zh,formula_en,formula_zh
wind,generation[wind],,TW*h/yr,higher,,Wind,风电,All wind,全部风电
`,
    "data/china/plans/reasons.csv": "reason,en,zh\noutside,the model has no such quantity,无\n",
  };

  test("the number of the nation holds for the isle, beside the isle's own", () => {
    const { planTargets } = run("  wind: {statement: T0001}", files);
    expect(planTargets.map(({ statement, counts, result }) => [statement.id, counts, result.status])).toEqual([
      ["T0003", true, "met"],
      ["T0001", true, "met"],
    ]);
    expect(planTargets[1].target.inheritedFrom).toBe("T0001");
    expect(run("  {}", files).planTargets).toHaveLength(1);
  });

  test("what the model does not compute, and what counts anyway, is refused", () => {
    const said = (id: string) => mistakes(() => run(`  wind: {statement: ${id}}`, files));
    expect(said("T0002")).toEqual([
      "scenarios/isle/test.yaml:3:21  targets.wind.statement: T0002 cannot be held against a run: the model has no such quantity",
    ]);
    expect(said("T0003")).toEqual([
      "scenarios/isle/test.yaml:3:21  targets.wind.statement: T0003 is about this region already and counts without it",
    ]);
  });
});
