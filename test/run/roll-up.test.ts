import { expect, test } from "vitest";
import { rollUpLines } from "../../src/commands/run/roll-up.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { en } from "../../src/report/words/en.ts";
import { scenario as zhScenario, targets as zhTargets } from "../../src/report/words/zh/scenario.ts";
import { zh } from "../../src/report/words/zh.ts";
import {
  holdersUp,
  memberParts,
  runRollUp,
  statisticalDifference,
  tradeYears,
  yearsWithoutSender,
} from "../../src/run/roll-up-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { composeRollUp } from "../../src/scenario/roll-up.ts";
import { mistakes } from "../scenario/toy.ts";

/** How the models below begin: their name and the unit of CO2. */
const trading = `model: trading
label: {en: Trading, zh: 贸易}
units:
  tCO2: {base: true, prefixes: [k, M]}
`;

/** Regions that burn, buy and sell: what one sells another buys. */
const model = readModel([
  {
    name: "src/model/trading.yaml",
    text: `${trading}  person: {base: true, prefixes: [M]}
sets:
  boundary:
    label: {en: Boundary, zh: 边界}
    members:
      inside: {en: Inside, zh: 境内}
      traded: {en: With trade, zh: 含贸易}
report:
  peak: emissions
  default_boundary: traded
  roll_up:
    units: [MtCO2, GW*h, person]
    left_out: [imports, exports, carried_in]
    trade: {imports: imports, exports: exports, net: net, imports_carry: carried_in, net_carries: carried, counted_in: [emissions.traded]}
parameters:
  burnt: {unit: MtCO2, yearly: true, each: true, doc: x}
  bought: {unit: GW*h, yearly: true, each: true, default: 0, doc: x}
  sold: {unit: GW*h, yearly: true, default: 0, doc: x}
  factor: {unit: MtCO2/(GW*h), default: 0.5, doc: x}
  people: {unit: Mperson, default: 2, doc: x}
  efficiency: {unit: "1", default: 1, doc: x}
variables:
  imports: {unit: GW*h, label: {en: I, zh: I}, doc: x, formula: bought}
  exports: {unit: GW*h, label: {en: E, zh: E}, doc: x, formula: sold}
  net: {unit: GW*h, label: {en: N, zh: N}, doc: x, formula: imports - exports}
  carried_in: {unit: MtCO2, label: {en: C, zh: C}, doc: x, formula: imports * factor}
  carried: {unit: MtCO2, label: {en: C, zh: C}, doc: x, formula: carried_in - exports * factor}
  population: {unit: Mperson, label: {en: P, zh: P}, doc: x, formula: people}
  emissions:
    over: [boundary]
    unit: MtCO2
    label: {en: Emissions, zh: 排放}
    doc: x
    formula:
      inside: burnt
      traded: burnt + carried
  cumulative: {over: [boundary], unit: MtCO2, label: {en: Sum, zh: 累计}, doc: x, initial: "emissions[boundary]", formula: "previous(cumulative[boundary]) + emissions[boundary]"}
  per_head: {over: [boundary], unit: MtCO2/Mperson, label: {en: Per head, zh: 人均}, doc: x, formula: "emissions[boundary] / population"}
  rated: {unit: "1", label: {en: Rated, zh: 效率}, doc: x, formula: efficiency * 2}
  highest: {unit: "1", label: {en: Highest, zh: 最高}, doc: x, formula: "max(1, population / people)"}
`,
  },
]);

const region = (name: string, parameters: string) =>
  `region: ${name}\nmodel: trading\nbase_year: 2021\nhorizon: 2040\nparameters:\n${parameters}`;
const files: Record<string, string> = {
  "data/regions/a.yaml": region(
    "a",
    "  burnt: {2021: 10 MtCO2, 2030: 20 MtCO2, 2040: 5 MtCO2}\n  bought: 6 GW*h\n  people: 3 Mperson\n",
  ),
  "data/regions/b.yaml": region("b", "  burnt: {2021: 30 MtCO2, 2040: 40 MtCO2}\n  sold: 4 GW*h\n  efficiency: 0.9\n"),
  "scenarios/a/reference.yaml": "model: trading\nregion: a\ntargets: {emissions.inside: {2030: <= 1 MtCO2}}\n",
  "scenarios/b/reference.yaml": "model: trading\nregion: b\n",
  "scenarios/both/reference.yaml":
    'model: trading\nregions: [a, b]\neach: reference\ntargets: {emissions.traded: {2030: "<= 100 MtCO2"}, rated: {2030: ">= 1"}}\n',
};
const libraryWith = (more: Record<string, string> = {}) => {
  const all = { ...files, ...more };
  return {
    read: (path: string) => all[path],
    list: (folder: string) =>
      Object.keys(all)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1))
        .sort(),
  };
};
const rolled = (more: Record<string, string> = {}, id = "both/reference") =>
  runRollUp(composeRollUp(libraryWith(more), model, id));

test("amounts are sums; trade between members cancels and only what comes from outside is counted", () => {
  const { sum, members, trade } = rolled();
  const [a, b] = members;
  for (const year of [0, 9, 19]) {
    const burnt = (a.values("emissions", 0)?.[year] ?? 0) + (b.values("emissions", 0)?.[year] ?? 0);
    expect(sum.values("emissions", 0)?.[year]).toBe(burnt);
    // 6 bought less 4 sold are 2 from outside, at 0.5 MtCO2/(GW*h).
    expect(sum.values("emissions", 1)?.[year]).toBeCloseTo(burnt + 1, 12);
  }
  expect(trade?.outside[0]).toBe(2);
  expect(sum.boundaries[0].name).toBe("traded");
});

test("a surplus of sales is not credited: the sum then has what is burnt inside", () => {
  const { sum, trade } = rolled({
    "scenarios/both/reference.yaml": "model: trading\nregions: [a, b]\nassume: {bought: 1 GW*h}\n",
  });
  // Assumed for both members: 2 bought, 4 sold.
  expect(trade?.net[0]).toBe(-2);
  expect(sum.values("emissions", 1)).toEqual(sum.values("emissions", 0));
});

test("the gap between imports and exports is told for decades, the peak and where it is widest, with its years", () => {
  const assumed = (bought: string) => ({
    "scenarios/both/reference.yaml": `model: trading\nregions: [a, b]\nassume: {bought: ${bought}, burnt: {2021: 1 MtCO2, 2033: 90 MtCO2, 2040: 2 MtCO2}}\n`,
  });
  // Both buy and b sells 4: the gap is 2 x bought - 4.
  const run = rolled(assumed("{2021: 1 GW*h, 2024: 0 GW*h, 2037: 13 GW*h, 2040: 7 GW*h}"));
  expect(tradeYears(run).map(({ year, net }) => [year, Number(net.toFixed(9))])).toEqual([
    [2021, -2],
    [2024, -4],
    [2030, 8],
    [2033, 14],
    [2037, 22],
    [2040, 10],
  ]);
  for (const { imports, exports, net } of tradeYears(run)) expect(imports - exports).toBeCloseTo(net, 12);
  expect(tradeYears(run)[4].carries).toBeCloseTo(11, 12);
  expect(tradeYears(run)[0].carries).toBe(0);
  // Two bought by each in 2026 are what b sells; beyond that nobody generates them.
  expect(yearsWithoutSender(run)).toEqual(Array.from({ length: 14 }, (_, i) => 2027 + i));
  expect(yearsWithoutSender(rolled(assumed("2 GW*h")))).toEqual([]);
  for (const [language, flag] of [
    ["en", "Flag: members together import more than they export in 2027-2040, at most 22.00 GWh of electricity"],
    ["zh", "提示：2027-2040 年各成员合计调入多于调出，最多 22.00 "],
  ] as const)
    expect(rollUpLines(run, language === "en" ? en : zh, { width: 100, nowcast: [] }).join("\n")).toContain(flag);
  expect(rollUpLines(rolled(assumed("2 GW*h")), en, { width: 100, nowcast: [] }).join("\n")).not.toContain("Flag:");
});

test("ratios and running sums follow from the sums; what does not follow is left out", () => {
  const { sum } = rolled();
  const traded = sum.values("emissions", 1) as Float64Array;
  expect(sum.values("per_head", 1)?.[9]).toBeCloseTo(traded[9] / 5, 12);
  expect(sum.values("cumulative", 1)?.[2]).toBeCloseTo(traded[0] + traded[1] + traded[2], 12);
  expect(sum.values("rated", 0)).toBeUndefined();
  expect(sum.values("highest", 0)).toBeUndefined();
  expect(sum.values("imports", 0)).toBeUndefined();
});

test("the sum has targets of its own, the members keep theirs", () => {
  const { sum, members } = rolled();
  expect(sum.targets.map(({ result }) => result.status)).toEqual(["met", "not_computable"]);
  expect(members[0].targets.map(({ result }) => result.status)).toEqual(["missed"]);
});

test("the members' parts add up to the sum, its peak and its changes, and who still rises is named", () => {
  const run = rolled();
  for (const boundary of run.sum.boundaries) {
    const found = memberParts(run, boundary);
    if (found === undefined) throw new Error("not computed");
    const total = (pick: "atPeak" | "before" | "after") =>
      found.parts.reduce((all, part) => all + (part[pick] ?? 0), 0);
    expect(found.peakYear).toBe(2030);
    expect(total("atPeak")).toBeCloseTo(found.sum.atPeak, 12);
    expect(total("before")).toBeCloseTo(found.sum.before ?? 0, 12);
    expect(total("after")).toBeCloseTo(found.sum.after ?? 0, 12);
    expect(holdersUp(found).map(({ member }) => member?.scenario.region.id)).toEqual(["b"]);
  }
});

test("mistakes of a roll-up are told where they stand", () => {
  const wrong = (text: string, more: Record<string, string> = {}) =>
    mistakes(() => rolled({ "scenarios/both/reference.yaml": text, ...more }));
  expect(wrong("model: trading\nregions: [a]\n")).toEqual([
    "scenarios/both/reference.yaml:2:10  regions: two or more regions are needed here, such as [zhejiang, jiangsu]; for one write region: zhejiang",
  ]);
  expect(wrong("model: trading\nregions: [a, b, a]\n")).toEqual([
    "scenarios/both/reference.yaml:2:17  regions: a is named already in line 2; name it once",
  ]);
  expect(wrong("model: trading\nregion: a\nregions: [a, b]\n")).toEqual([
    "scenarios/both/reference.yaml:3:10  regions: a scenario runs on one region or on several; one of region and regions must go",
  ]);
  expect(wrong("model: trading\nregions: [a, b]\neach: polcy\n")[0]).toMatch(
    /^scenarios\/both\/reference\.yaml:3:7 {2}scenario: unknown scenario "a\/polcy" \(no file scenarios\/a\/polcy\.yaml\); there are /,
  );
  const later = { "data/regions/b.yaml": files["data/regions/b.yaml"].replace("2040\n", "2050\n") };
  expect(wrong("model: trading\nregions: [a, b]\n", later)).toEqual([
    "scenarios/both/reference.yaml:2:14  regions: b runs from 2021 to 2050, a from 2021 to 2040; only the same years can be summed",
  ]);
});

/** Parts of a whole that burns 41 in 2021, buys 3 and sells 1. */
const parts = (over: Record<string, string> = {}) => ({
  "data/regions/w.yaml": region(
    "w",
    "  burnt: 41 MtCO2\n  bought: 3 GW*h\n  sold: 1 GW*h\n  factor: 0.25 MtCO2/(GW*h)\n",
  ),
  "data/regions/a.yaml": files["data/regions/a.yaml"].replace("model:", "parent: w\nmodel:"),
  "data/regions/b.yaml": files["data/regions/b.yaml"].replace("model:", "parent: w\nmodel:"),
  "scenarios/w/reference.yaml": "model: trading\nregion: w\n",
  "scenarios/both/reference.yaml": "model: trading\nregions: [a, b]\nwhole: w\neach: reference\n",
  ...over,
});

test("what parts trade beyond each other is their whole's trade, and what they do not add up to is told", () => {
  const run = rolled(parts());
  // The whole's net 2 carry 0.5; the parts' 6 - 4 are the same 2.
  expect(run.trade?.carries[0]).toBeCloseTo(0.5, 12);
  const told = statisticalDifference(run) ?? [];
  expect(told.map(({ years }) => years.map(({ year }) => year))).toEqual([
    [2021, 2030, 2035, 2040],
    [2021, 2030, 2035, 2040],
  ]);
  const [traded, inside] = told.map(({ years: [{ sum, whole }] }) => sum - whole);
  expect(inside).toBeCloseTo(10 + 30 - 41, 12);
  expect(traded).toBeCloseTo(inside, 12);
  expect(rollUpLines(run, en, { width: 100, nowcast: [] }).join("\n")).toMatch(
    /Statistical difference: the sum less w on its own.*\n.*\n.*-1.0 \(-2.4 %\)/,
  );
  expect(rollUpLines(run, zh, { width: 100, nowcast: [] }).join("\n")).toContain("统计差额：合计减去w自身运行");
  // A part that buys one more is counted at the mean factor of what they buy.
  const more = { ...parts(), "data/regions/a.yaml": parts()["data/regions/a.yaml"].replace("6 GW*h", "7 GW*h") };
  expect(rolled(more).trade?.carries[0]).toBeCloseTo(0.5 + 0.5, 12);
  expect(statisticalDifference(rolled())).toBeUndefined();
});

test("a whole of other regions is refused, in both languages", () => {
  const wrong = (over: Record<string, string>, id = "both/reference") => mistakes(() => rolled(parts(over), id));
  expect(wrong({ "data/regions/b.yaml": files["data/regions/b.yaml"] })).toEqual([
    "scenarios/both/reference.yaml:2:14  regions: b is no part of w, which the regions make up; name parts of it only",
  ]);
  const alone = "model: trading\nregion: a\nwhole: w\n";
  expect(
    mistakes(() => composeScenario(libraryWith(parts({ "scenarios/a/alone.yaml": alone })), model, "a/alone")),
  ).toEqual(["scenarios/a/alone.yaml:3:8  whole: only a scenario over several regions has a whole that they make up"]);
  expect(zhScenario.whole_alone({}, String)).toBe("只有多地区的情景才写 whole");
  expect(zhScenario.whole_other({ region: "b", whole: "w" }, String)).toBe("b 不属于各地区所组成的 w；只列其组成部分");
});

/** What a buyer wishes, and what a seller plans to send and offers beside it. */
const closingText = `${trading}sets:
  boundary: {label: {en: Boundary, zh: 边界}, members: {traded: {en: With trade, zh: 含贸易}}}
report:
  peak: emissions
  default_boundary: traded
  roll_up:
    units: [MtCO2, GW*h]
    left_out: [imports, exports, carried_in]
    trade:
      imports: imports
      exports: exports
      net: net
      imports_carry: carried_in
      net_carries: carried
      counted_in: [emissions.traded]
      closing:
        {export_plan: plan, export_limit: beyond, import_limit: limit, import_contract: contract, limited: imports,
        offers: [surplus_offer, spare_offer], exports_carry: carried_out, credit: credit, loss: loss}
parameters:
  wish: {unit: GW*h, yearly: true, default: 0, doc: x}
  limit: {unit: GW*h, yearly: true, default: 1000, doc: x}
  contract: {unit: GW*h, yearly: true, default: 0, doc: x}
  plan: {unit: GW*h, yearly: true, default: 0, doc: x}
  beyond: {unit: GW*h, yearly: true, default: 1000, doc: x}
  surplus: {unit: GW*h, yearly: true, default: 0, doc: x}
  spare: {unit: GW*h, yearly: true, default: 0, doc: x}
  credit: {unit: "1", yearly: true, default: 1, doc: x}
  loss: {unit: "1", default: 0.1, doc: x}
  paid: {unit: MtCO2/(GW*h), default: 0.5, doc: x}
  own: {unit: MtCO2/(GW*h), default: 0.25, doc: x}
variables:
  imports: {unit: GW*h, label: {en: I, zh: I}, doc: x, formula: "min(max(wish, contract), limit)"}
  exports: {unit: GW*h, label: {en: E, zh: E}, doc: x, formula: "min(plan, beyond)"}
  net: {unit: GW*h, label: {en: N, zh: N}, doc: x, formula: imports - exports}
  surplus_offer: {unit: GW*h, label: {en: S, zh: S}, doc: x, formula: surplus}
  spare_offer: {unit: GW*h, label: {en: S, zh: S}, doc: x, formula: spare}
  carried_in: {unit: MtCO2, label: {en: C, zh: C}, doc: x, formula: imports * paid}
  carried_out: {unit: MtCO2, label: {en: C, zh: C}, doc: x, formula: exports * own}
  carried: {unit: MtCO2, label: {en: C, zh: C}, doc: x, formula: carried_in - carried_out * credit}
  emissions: {over: [boundary], unit: MtCO2, label: {en: Emissions, zh: 排放}, doc: x, formula: {traded: carried}}
`;
const readClosing = (text: string) => readModel([{ name: "src/model/trading.yaml", text }]);
const closingModel = readClosing(closingText);

/** Imports of the buyer and exports of both sellers in 2025, where 10 were bought and 10 and 2 sent to 2022. */
function closedTrade(
  {
    wish = "10 GW*h",
    b = "10 GW*h",
    offers = "",
    limit = "",
    c = "  plan: 2 GW*h\n  surplus: 2 GW*h\n  spare: 3 GW*h\n",
  },
  scenario = "trade_closes: true\n",
) {
  const of = (name: string, parameters: string) =>
    `region: ${name}\nmodel: trading\nbase_year: 2021\nlast_observed: 2022\nhorizon: 2026\nparameters:\n${parameters}`;
  const more = {
    "data/regions/a.yaml": of("a", `  wish: {2021: 10 GW*h, 2022: 10 GW*h, 2023: ${wish}}\n${limit}`),
    "data/regions/b.yaml": of("b", `  plan: {2021: 10 GW*h, 2022: 10 GW*h, 2023: ${b}}\n${offers}`),
    "data/regions/c.yaml": of("c", c),
    "scenarios/both/reference.yaml": `model: trading\nregions: [a, b, c]\n${scenario}`,
  };
  const { members, sum, openTrade } = runRollUp(composeRollUp(libraryWith(more), closingModel, "both/reference"));
  const [imports, first, second] = ["imports", "exports", "exports"].map((name, i) => members[i].values(name, 0)?.[4]);
  // What senders are credited with is what importers pay, in observed years too.
  for (const year of scenario === "" ? [] : [0, 1, 4])
    expect(members.reduce((all, { values }) => all + (values("carried", 0)?.[year] ?? Number.NaN), 0)).toBeCloseTo(
      0,
      12,
    );
  return { imports, first, second, net: sum.values("net", 0)?.[1], ...(openTrade.length > 0 && { openTrade }) };
}

test("trade closes: surplus is sent before spare power, what nobody offers is cut, and what nobody wishes is not sent", () => {
  const near = (imports: number, first: number, second: number) => ({
    imports: expect.closeTo(imports, 3),
    first: expect.closeTo(first, 3),
    second: expect.closeTo(second, 3),
    net: -2,
  });
  // 9 more arrive of 10 more sent: 8 of surplus, 2 of 4 spare ones.
  const offers = "  surplus: 6 GW*h\n  spare: 1 GW*h\n";
  expect(closedTrade({ wish: "19 GW*h", offers })).toEqual(near(19, 16.5, 5.5));
  // 5 are offered beside what c has: 10 of 20 can be sent, 9 of 18 arrive.
  expect(closedTrade({ wish: "28 GW*h", offers: "  surplus: 5 GW*h\n" })).toEqual(near(19, 15, 7));
  // Who buys less takes what is sent, up to what he bought.
  expect(closedTrade({ wish: "4.6 GW*h" })).toEqual(near(10, 10, 2));
  // 18 are planned and 12 wished: both send two thirds.
  expect(closedTrade({ b: "16 GW*h" })).toEqual(near(10, 32 / 3, 4 / 3));
  // Nothing is moved where the scenario does not say so.
  expect(closedTrade({ b: "16 GW*h" }, "")).toEqual(near(10, 16, 2));
});

test("each sender's own loss is taken off, and where nothing is sent there is nothing to cut", () => {
  // Of b half arrives: 6 and 1 offered bring 3.5, 2 and 3 of c bring 4.5; 8 of 9 more arrive.
  const offers = "  surplus: 6 GW*h\n  spare: 1 GW*h\n  loss: 0.5\n";
  const found = closedTrade({ wish: "19 GW*h", offers });
  expect([found.imports, found.first, found.second].map((value) => Number(value?.toFixed(3)))).toEqual([18, 17, 7]);
  // 10 were bought and 10 sent, of which 9 arrive. Now nobody buys or sends: one is lacking that nobody can send less.
  const none = closedTrade({
    ...{ wish: "0 GW*h", b: "0 GW*h", c: "  plan: 0 GW*h\n" },
    limit: "  limit: {2021: 1000 GW*h, 2022: 1000 GW*h, 2023: 0 GW*h}\n",
  });
  expect(none).toMatchObject({ imports: 0, first: 0, second: 0 });
  expect(none.openTrade?.map(({ year, gap }) => [year, Number(gap.toFixed(9))])).toEqual(
    [2023, 2024, 2025, 2026].map((year) => [year, 1]),
  );
});

test.each([
  ["loss: loss}", "loss: credit}", 'closing.loss: "credit" must be a parameter with one number for all years and no'],
  [
    "{export_plan: plan",
    "{export_plan: loss",
    'closing.export_plan: "loss" must be a parameter with one number a year',
  ],
  [
    "      exports: exports",
    "      exports: emissions",
    'trade.exports: "emissions" must be a variable without members',
  ],
  [", spare_offer]", ", emissions]", 'closing.offers: "emissions" must be a variable without members'],
  ["credit: credit, ", "", "closing.credit: the parameter is missing; closing names export_plan, "],
  ["limited: imports,\n", "\n", "closing.limited: the cell is missing; closing names export_plan, "],
  ["      counted_in: [emissions.traded]\n", "", "trade.counted_in: the cell is missing; trade names imports, "],
  ["[emissions.traded]", "[]", "trade.counted_in: no cell stands here; name at least one boundary"],
  [
    "[emissions.traded]",
    "[emissions.traded, net]",
    'counted_in: "emissions" and "net" stand here; all must be cells of',
  ],
  ["report:\n", "report:\n  projects: {storage: {fills: loss}}\n", 'storage.fills: "loss" must be a parameter that is'],
  [
    "report:\n",
    "report:\n  projects: {line: {imports: contract, clean_imports: loss, exports: plan, hours: wish, loss: loss}}\n",
    'line.clean_imports: "loss" must be one cell of a parameter that is given by year',
  ],
  [
    "report:\n",
    "report:\n  projects: {line: {imports: contract, clean_imports: wish, exports: plan, hours: wish, loss: loss}}\n",
    "line.power: the parameter is missing; line names imports, clean_imports, exports, power, hours, loss",
  ],
])(
  "a report section with %j as %j is refused: what it names must have the shape that is read",
  (right, wrong, said) => {
    expect(closingText).toContain(right);
    expect(() => readClosing(closingText.replace(right, wrong))).toThrow(said);
  },
);

test("the same in Chinese", () => {
  const { part_missing, report_shape, cells_of_one, sets_differ } = zhTargets;
  const say = () => "";
  expect(part_missing({ what: "parameter", section: "closing", names: ["credit", "loss"] })).toBe(
    "缺少参数；贸易平衡须写出 credit, loss",
  );
  expect(report_shape({ name: "loss", shape: "yearly" })).toBe("“loss” 应为逐年给出、不分项的参数");
  expect(cells_of_one({ name: "a", other: "b" }, say)).toBe("此处同时有 “a” 和 “b”；应为同一变量的取值");
  expect(sets_differ({ name: "a", other: "b" }, say)).toBe("“a” 与 “b” 的维度须相同");
});

test("only a scenario over several regions, of a model that says how, has trade that closes", () => {
  const told = (text: string) => mistakes(() => rolled({ "scenarios/both/reference.yaml": text }));
  expect(told("model: trading\nregions: [a, b]\ntrade_closes: true\n")).toEqual([
    "scenarios/both/reference.yaml:3:15  trade_closes: the model trading does not say how trade closes (report.roll_up.trade.closing)",
  ]);
  expect(told("model: trading\nregion: a\ntrade_closes: true\n")[0]).toContain(
    "only a scenario over several regions has trade that closes",
  );
});
