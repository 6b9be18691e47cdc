import { expect, test } from "vitest";
import { parse } from "yaml";
import { parameterAddress, variableAddress } from "../../src/engine/language/address.ts";
import { cellNames } from "../../src/engine/language/cells.ts";
import type { Inputs, Parameter } from "../../src/engine/language/model.ts";
import { projectLines } from "../../src/regions/china/province-files.ts";
import { readCsv } from "../../src/regions/csv.ts";
import { scenario as zh } from "../../src/report/words/zh/scenario.ts";
import { type BoundarySeries, packageRunner } from "../../src/run/package-runner.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { families } from "../../src/scenario/levers/lever.ts";
import type { ScenarioLever } from "../../src/scenario/levers/scenario-levers.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { layeredLibrary } from "../../src/text/library.ts";
import { shippedLibrary, shippedModel, shippedPrograms, shippedScenario } from "../shipped-runs.ts";

const library = shippedLibrary;
const model = shippedModel();
const { region } = shippedScenario("zhejiang/reference");
const levers = [...region.levers.values()];
const programs = shippedPrograms;
const { cell: cement } = variableAddress(model, "output.cement") as { cell: number };

interface WrittenEffect {
  readonly amount: unknown;
  readonly source?: string;
}
interface WrittenLever {
  readonly label: { readonly en: string; readonly zh: string };
  readonly potential?: { readonly en: string; readonly zh: string };
  readonly source: string;
  readonly effects: readonly WrittenEffect[];
}

const leverFiles = [
  ...library
    .list("data/levers")
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `data/levers/${name}`),
  "data/regions/zhejiang/levers.yaml",
];
const written = leverFiles.flatMap((file) => {
  const { levers } = parse(library.read(file) ?? "") as { levers: Record<string, WrittenLever> };
  return Object.entries(levers).map(([id, lever]) => [`${file} ${id}`, lever] as const);
});

test("the library of Zhejiang has at least 60 levers, and some of every family", () => {
  expect(levers.length).toBeGreaterThanOrEqual(60);
  expect(new Set(levers.map((lever) => lever.family))).toEqual(new Set(families.filter((name) => name !== "projects")));
});

test("most levers are generic and stand in data/levers", () => {
  const generic = levers.filter((lever) => lever.at.file.startsWith("data/levers/"));
  expect(generic.length).toBeGreaterThanOrEqual(45);
});

test.each(levers.map((lever) => [lever.id, lever] as const))(
  "%s acts on yearly parameters, in rising levels",
  (_, lever) => {
    const [first, ...rest] = lever.levels;
    expect(first).toBeGreaterThan(0);
    for (const [i, level] of rest.entries()) expect(level).toBeGreaterThan(lever.levels[i]);
    expect(lever.levels[3]).toBe(1);
    expect(lever.effects.length).toBeGreaterThan(0);
    for (const { parameter } of lever.effects) expect(parameter.yearly).toBe(true);
  },
);

test.each(written)("%s has its label and potential in both languages, and a source", (_, lever) => {
  for (const text of [lever.label, lever.potential]) {
    expect(text?.en).toMatch(/[a-z]/);
    expect(text?.zh).toMatch(/\p{Script=Han}/u);
  }
  expect(lever.source.length).toBeGreaterThan(10);
});

test("no name of a lever and no label is given twice", () => {
  const labels = levers.flatMap((lever) => [lever.label.en, lever.label.zh]);
  expect(new Set(labels).size).toBe(labels.length);
});

/** A scenario over a shipped region, with sections of its own. */
function scenarioWith(region: string, text: string) {
  const file = { [`scenarios/${region}/with_projects.yaml`]: `extends: reference\n${text}` };
  return composeScenario(layeredLibrary(library, new Map(Object.entries(file))), model, `${region}/with_projects`);
}

function parameterIn({ model: of, baseYear }: Scenario, inputs: Inputs, path: string, year: number): number {
  const { parameter, cells } = parameterAddress(of, path) as { parameter: Parameter; cells: readonly number[] };
  return (inputs.values.get(parameter.name) as Float64Array)[(year - baseYear) * parameter.size + cells[0]];
}

test("what Yongcheng's plan names is built: coal in every scenario, wind and solar where planned projects act", () => {
  const reference = shippedScenario("yongcheng/reference");
  const all = scenarioWith(
    "yongcheng",
    "project_status: [building, planned]\nlevers: {yongcheng_chinacoal: {strength: 0}}\n",
  );
  const run = { reference: runScenario(reference, programs), all: runScenario(all, programs) };
  const capacity = (of: keyof typeof run, variable: string, year: number) =>
    (run[of].values(variable, 0) as Float64Array)[year - reference.baseYear];
  expect([...reference.levers.keys()]).toEqual([]);
  // 2 x 1,000 MW (T2198) on 1.23 GW; 800 MW of wind and 800 MW of solar on what stands, which grows as Henan's without them.
  expect(capacity("reference", "capacity_coal", 2025)).toBeCloseTo(1.23, 9);
  expect(capacity("reference", "capacity_coal", 2026)).toBeCloseTo(3.23, 9);
  expect(capacity("all", "capacity_coal", 2030)).toBeCloseTo(1.23, 9);
  const grown = (variable: string) =>
    (["reference", "all"] as const).map((of) => capacity(of, variable, 2030) - capacity("reference", variable, 2025));
  const [wind, solar] = [grown("capacity_wind"), grown("capacity_solar")];
  expect(wind[0]).toBeLessThan(0.2);
  expect(wind[1]).toBeCloseTo(0.8, 9);
  expect(solar[1]).toBeGreaterThan(solar[0]);
  expect(solar[1]).toBeLessThanOrEqual(0.8 + solar[0]);
  const gaveWay = all.notes.filter(({ message }) => message.en.includes("gives way")).map(({ path }) => path);
  expect(gaveWay).toHaveLength(1);
  expect(gaveWay[0]).toMatch(/yongcheng_(wind|chenfeng)/);

  // A project that stands is switched off by name among levers, and stands again where it is not named.
  const off = new Map([["yongcheng_chinacoal", { strength: 0 }]]);
  const [standing, without, again] = packageRunner(run.reference).runAll([new Map(), off, new Map()]);
  const energy = (found: BoundarySeries) => Array.from(found.get("energy")?.values ?? []);
  const bare = runScenario(reference, programs, scenarioInputs(reference, new Map([["yongcheng_chinacoal", 0]])));
  const own = ({ boundaries, values, layout }: typeof bare) =>
    values(layout.peak.name, boundaries.find(({ name }) => name === "energy")?.cell ?? -1);
  expect(energy(standing)).toEqual([...(own(run.reference) ?? [])]);
  expect(energy(without)).toEqual([...(own(bare) ?? [])]);
  expect(energy(again)).toEqual(energy(standing));
});

test("a line is one object: it fills the receiver's contracts and the sender's exports, each seeing its own end", () => {
  const line = `{label: Line, kind: line, from: ningxia, to: hunan, size: 8 GW, hours: 4500 h/yr, first: 2026, status: building, source: drawn}`;
  const [receiver, sender] = ["hunan", "ningxia"].map((region) => scenarioWith(region, `projects: {line: ${line}}\n`));
  const alone = ({ projects }: Scenario) => new Map([...projects.keys()].map((id) => [id, id === "line" ? 1 : 0]));
  const of = (scenario: Scenario, path: string, year: number) => ({
    base: parameterIn(scenario, scenario.base, path, year),
    filled: parameterIn(scenario, scenarioInputs(scenario, alone(scenario)), path, year),
  });
  const energy = 36;
  const imports = of(receiver, "contracted_import.import_mixed", 2030);
  expect(imports.filled).toBeCloseTo(
    Math.max(imports.base, of(receiver, "contracted_import.import_mixed", 2025).base + energy),
    9,
  );
  expect(imports.filled).toBeGreaterThan(imports.base);
  const exports = of(sender, "export_plan", 2030);
  const loss = (sender.base.values.get("trade_loss") as Float64Array)[0];
  const sent = of(sender, "export_plan", 2025).base + energy / (1 - loss);
  expect(exports.filled).toBeCloseTo(Math.max(exports.base, sent), 9);
  expect(of(receiver, "export_plan", 2030).filled).toBe(of(receiver, "export_plan", 2030).base);
  expect(() => scenarioWith("zhejiang", `projects: {line: ${line}}\n`)).toThrow(/neither end of the line is zhejiang/);
  const wrong = (from: string, to: string) => () =>
    scenarioWith("hunan", `projects: {line: ${line.replace(from, to)}}\n`);
  expect(wrong("ningxia", "ningxi")).toThrow(
    'line.from: there is no region "ningxi"; what lies outside of all regions is written elsewhere; did you mean "ningxia"?',
  );
  expect(wrong("ningxia", "hunan")).toThrow("line.to: both ends of the line are hunan; what stays inside");
  expect(wrong("hours:", "clean: 80 %, hours:")).toThrow("line.clean: 80 % of a line is not counted apart");
  expect(wrong("hours:", "of: coal, hours:")).toThrow('line.of: a line says nothing by "of"; its ends are from and to');
  const clean = wrong("from: ningxia", "clean: 100 %, from: elsewhere")();
  const { lever } = clean.projects.get("line") as ScenarioLever;
  expect(lever.effects.map(({ path }) => path)).toEqual(["interconnection", "contracted_import.import_clean"]);
  expect(lever.project).toMatchObject({ from: "elsewhere", to: "hunan", clean: 1 });
  const say = () => "";
  expect([
    zh.line_end({ name: "ningxi", elsewhere: "elsewhere", near: "ningxia" }, say),
    zh.line_loop({ region: "hunan" }, say),
    zh.line_clean({ share: "80 %" }, say),
    zh.project_key({ key: "of", line: true }),
    zh.project_key({ key: "clean", line: false }),
    zh.project_knots({}, say),
  ]).toEqual([
    "没有地区 “ningxi”；不属于任何地区的一端写 elsewhere；是否指 “ningxia”？",
    "线路两端都是 hunan；地区内部的线路不在此列",
    "线路不能只按 80 % 计非化石电：clean: 100 % 为全部非化石的合同，不写 clean 则按送端电网结构计",
    "线路不写 “of”；两端写 from 和 to",
    "只有线路才写 “clean”",
    "knots 与 last 都规定投产年份；请只留其一（写 last: null 或 knots: null 可去掉上级的）",
  ]);
});

test("what operates in part counts against its potential by what is still to come, in the year in which it is whole", () => {
  const scenario = scenarioWith(
    "zhejiang",
    `assume: {capacity_potential.nuclear: 15 GW}
projects:
  site: {label: Site, kind: technology, of: nuclear, size: 20 GW, first: 2024, last: 2028, status: operating, source: drawn}
  late: {label: Late, kind: technology, of: coal, size: 1 GW, first: 2024, status: building, source: drawn}
`,
  );
  const said = (path: string) => scenario.notes.find((note) => note.path === path)?.message;
  const stands = parameterIn(scenario, scenario.base, "planned_capacity.nuclear", 2025);
  const others = [...scenario.projects.values()].filter(
    ({ lever }) => lever.id !== "site" && lever.project?.of === "nuclear" && lever.project.first > 2025,
  );
  const sum = others.reduce(
    (all, { lever, strength }) => all + strength * (lever.project?.size.value ?? 0),
    stands + 12,
  );
  const path = scenario.notes.map((note) => note.path).find((each) => /^projects\..*\bsite\b/.test(each)) ?? "";
  // Three of its five years come after 2025: 12 GW beside what stands.
  expect(said(path)?.en).toContain(`${Number(sum.toPrecision(4))} GW with what stands is above the potential of 15 GW`);
  expect(said("projects.late")?.en).toContain("building, and its last year 2024 is observed");
  expect(said("projects.late")?.zh).toContain("进展为 在建，其末年 2024 已有观测");
});

test("new works fill what the product's output grows by; only what exceeds it is added", () => {
  const works = (size: number) =>
    `projects: {works: {label: Works, kind: product, of: cement, size: ${size} Mt/yr, first: 2028, status: building, source: drawn}}\n`;
  const outputs = [0, 5, 50].map(
    (size) => runScenario(scenarioWith("guangxi", works(size)), programs).values("output", cement) as Float64Array,
  );
  const at = (i: number, year: number) => outputs[i][year - 2021];
  for (const i of [1, 2]) expect(at(i, 2027)).toBe(at(0, 2027));
  for (const [i, size] of [
    [1, 5],
    [2, 50],
  ]) {
    const grown = Math.max(0, at(0, 2028) - at(0, 2027));
    expect(at(i, 2028)).toBeCloseTo(at(0, 2028) + Math.max(0, size - grown), 6);
  }
});

test("a line of the table of which only the power is printed has the mean hours of lines, and comes into use as they did", () => {
  const table = (file: string) => readCsv(library.read(`data/china/${file}`) ?? "");
  const row = {
    ...table("projects.csv")[0],
    ...{ project: "line", region: "ningxia", to: "hunan", kind: "line", of: "" },
  };
  const regions = new Map(["hunan", "ningxia", "hubei"].map((id) => [id, "china"]));
  const plan = { document: "Plan of Hunan", section: "1" };
  const issuers = new Map([[plan.document, "hunan"]]);
  const tables = { constants: table("constants.csv"), parents: regions, issuers, cite: (keys: string) => keys };
  const rows = [{ ...row, ...plan, size: "8", unit: "GW", first: "2027", last: "", status: "approved" }];
  const text = projectLines("hunan", { projects: rows, ...tables });
  // The plan of one end is none of the other's.
  const sender = projectLines("ningxia", { projects: rows, ...tables });
  expect(sender.replace(" basis: listed,", "")).toBe(text);
  expect(scenarioWith("hunan", text).projects.get("line")?.basis).toBe("own");
  expect(scenarioWith("ningxia", sender).projects.get("line")?.basis).toBe("listed");
  expect(projectLines("hubei", { projects: rows, ...tables })).toBe("");
  const scenario = scenarioWith("hunan", text);
  const { lever, weights } = scenario.projects.get("line") as ScenarioLever;
  const [power, imports] = lever.effects;
  expect([power.path, power.amounts[0]]).toEqual(["interconnection", 8]);
  expect(imports.amounts[0]).toBeCloseTo((8 * 3940) / 1000, 9);
  expect(lever.project?.hours?.estimated).toContain("19 direct-current lines");
  expect([...weights.slice(2026 - 2021, 2032 - 2021)]).toEqual([0, 0.2, 0.6, 0.85, 1, 1]);
  // A place that is no region is elsewhere; a printed share that no contract has is told and changes nothing.
  const far = projectLines("hunan", { projects: [{ ...rows[0], region: "tibet", clean: "0.5" }], ...tables });
  expect(far).toContain("from: elsewhere, to: hunan");
  expect(far).toContain('doc: {en: "Printed non-fossil share 0.5;');
  expect(scenarioWith("hunan", far).projects.get("line")?.lever.effects[1].path).toBe("contracted_import.import_mixed");
  const printed = scenarioWith("hunan", projectLines("hunan", { projects: [{ ...rows[0], energy: "36" }], ...tables }));
  expect(printed.projects.get("line")?.lever.effects[1].amounts[0]).toBeCloseTo(36, 9);
});

test("a project of the table is a plant, a storage or a product of the model, or for the reader alone", () => {
  const projects = readCsv(library.read("data/china/projects.csv") ?? "");
  expect(projects.length).toBeGreaterThan(200);
  const members = (set: string) => cellNames(model, [set]).flat();
  const known: Readonly<Record<string, readonly string[]>> = {
    ...{ technology: members("plant"), storage: members("storage"), product: members("product"), line: [] },
  };
  expect(projects.filter(({ kind, of }) => of !== "" && !known[kind].includes(of)).map((row) => row.project)).toEqual(
    [],
  );
  const silent = projects.filter(
    ({ kind, of, note }) => kind !== "line" && of === "" && !note.includes("of the model"),
  );
  expect(silent.map((row) => row.project)).toEqual([]);
});

test("what Zhejiang's sizes say of the reference is what it has: what stands, what the trend reaches, what is approved", () => {
  const scenario = shippedScenario("zhejiang/reference");
  const path = (plant: string, year: number) => parameterIn(scenario, scenario.base, `planned_capacity.${plant}`, year);
  const text = library.read("data/regions/zhejiang/levers.yaml") ?? "";
  const policy = library.read("scenarios/zhejiang/policy.yaml") ?? "";
  const said = (of: string, pattern: RegExp): number => Number(pattern.exec(of)?.[1]);
  const pairs: [number, number][] = [
    [said(text, /less the ([\d.]+) GW that the trend/), path("wind_offshore", 2050)],
    [said(text, /onshore_wind:\n\s+2025: ([\d.]+) GW/), path("wind_onshore", 2025)],
    [said(text, /distributed_solar:\n\s+2025: ([\d.]+) GW/), path("solar_distributed", 2025)],
    [said(text, /utility_solar:\n\s+2025: ([\d.]+) GW/), path("solar_utility", 2025)],
    [said(text, /residues less ([\d.]+) GW standing/), path("biomass", 2025)],
    [said(text, /less ([\d.]+) GW standing, building or approved/), path("nuclear", 2045)],
    [said(policy, /the trend has ([\d.]+) GW in 2035/), path("wind_offshore", 2035)],
  ];
  for (const [value, actual] of pairs)
    expect(Math.abs(value / actual - 1), `${value} for ${actual}`).toBeLessThan(0.01);
  const reached = (plant: string, limit: number): number => {
    for (let year = 2025; year <= 2060; year++) if (path(plant, year) >= limit - 1e-9) return year;
    return Number.NaN;
  };
  expect(said(text, /in 2040 instead of about (\d+) by the trend\n/)).toBe(reached("solar_distributed", 130));
  expect(said(text, /in 2040 instead of about (\d+) by the trend"/)).toBe(reached("solar_utility", 60));
});
