import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { readCsv } from "../../../src/regions/csv.ts";
import { madeCurrent } from "../../../src/regions/plans/current.ts";
import { policyFiles } from "../../../src/regions/plans/made-policies.ts";
import { leverSettings, type Reach, type Setting, solveSettings } from "../../../src/regions/plans/settings.ts";
import { evaluatePlanQuantity, policyMark, policyTables, promisesOf } from "../../../src/regions/plans/tables.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { CURRENT, planScenarios } from "../../../src/scenario/head.ts";
import type { Basis } from "../../../src/scenario/levers/scenario-levers.ts";
import { regionPath } from "../../../src/scenario/region/region-path.ts";
import { type Library, layeredLibrary } from "../../../src/text/library.ts";
import { parseTree, type YamlTree } from "../../../src/text/yaml.ts";
import { shippedLibrary, shippedModel, shippedPrograms, shippedRun, shippedScenario } from "../../shipped-runs.ts";

// The generator runs a scenario some twenty times, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// The generator reads the same files some twenty times a region; each text is parsed once.
const trees = new Map<string, YamlTree>();
const library: Library = {
  ...shippedLibrary,
  tree: (file, text) => {
    const tree = trees.get(text) ?? parseTree(text, file);
    trees.set(text, tree);
    return tree;
  },
};
const model = shippedModel();
const programs = shippedPrograms;
const tables = policyTables(library);
const run = (id: string, changed: ReadonlyMap<string, string> = new Map()): ScenarioRun => {
  if (changed.size === 0) return shippedRun(id);
  const over = { ...library, read: (path: string) => changed.get(path) ?? library.read(path) };
  return runScenario(composeScenario(over, model, id), programs);
};
/** What the generator has written, by region: its scenario's id and text. */
const made = new Map(
  readdirSync("scenarios").flatMap((region) =>
    planScenarios.flatMap((name) => {
      const text = library.read(`scenarios/${region}/${name}.yaml`);
      return text?.includes(policyMark) ? [[region, { id: `${region}/${name}`, text }] as const] : [];
    }),
  ),
);
const regions = [...made.keys()];

/** A lever as a made file sets it. */
interface Made {
  readonly basis: Basis;
  readonly strength?: number;
  readonly level?: number;
  readonly start?: number;
  readonly full?: number;
  readonly knots?: Readonly<Record<string, number>>;
  readonly responsible?: string;
  readonly source: string;
}
const settings = new Map(
  [...made].map(([region, { text }]) => {
    const { levers } = parse(text) as { levers: Record<string, Made> };
    return [region, Object.entries(levers)] as const;
  }),
);
const leversOf = (region: string) => settings.get(region) ?? [];
const titles = readCsv(readFileSync("data/china/plans/documents.csv", "utf8")).map(({ document }) => document);

// One of each kind: a province with capacities beyond the reference, and a city that follows its province.
test.each([["jilin"], ["huzhou", "zhejiang"]])(
  "the shipped policy of %s is what the generator makes, to the byte",
  (region, above = undefined) => {
    const whole = above && shippedScenario(`${above}/policy`);
    const { files } = policyFiles(run(`${region}/reference`), tables, run, whole || undefined);
    expect([...files.keys()]).toEqual([`scenarios/${region}/policy.yaml`]);
    for (const [path, text] of files) expect(text).toBe(library.read(path));
  },
);

test("every lever of every generated policy names a statement, a document or the library's own source", () => {
  const ids = new Map(tables.statements.map(({ id, document }) => [id, document]));
  const national = shippedScenario("china/policy").region.levers;
  expect(regions.length).toBeGreaterThanOrEqual(59);
  const orphans = regions.flatMap((region) => {
    return leversOf(region).flatMap(([lever, { source }]) => {
      const id = /^(T\d{4}): /.exec(source)?.[1];
      if (id !== undefined && source.includes(ids.get(id) ?? "?")) return [];
      if (titles.some((title) => source.startsWith(`${title}, `))) return [];
      // A part follows its whole's scenario, where the document stands.
      const above = /^as in (\w+)\/policy: /.exec(source)?.[1];
      if (above !== undefined && library.read(regionPath(library, `${region}.yaml`))?.includes(`parent: ${above}\n`))
        return [];
      const own = national.get(lever)?.source;
      return own !== undefined && source.startsWith(own) ? [] : [`${region}: ${lever}: ${source}`];
    });
  });
  expect(orphans).toEqual([]);
});

/** A numbered section, chapter, box, table, article or the day of an address, or the word that it is recalled or was not told. */
const sections = [
  /[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|[, ][一二三四五六七八九十]+(?=[ .:;,(])/,
  /第[一二三四五六七八九十]+[章节]|专栏 ?\d|, \d{1,2}(?=[:;,]| \[)|\b(article|table) \d|, \d{4}年\d+月\d+日/,
  /\(section recalled\)|section not told/,
];

test("every lever of every shipped plan says what it rests on, and names document and section", () => {
  const shipped = ["scenarios", "dist/scenarios"].flatMap((folder) =>
    readdirSync(folder).flatMap((region) =>
      [...planScenarios, CURRENT].flatMap((name) => {
        const path = `${folder}/${region}/${name}.yaml`;
        const { levers = {} } = parse(library.read(path) ?? "{}") as { levers?: Record<string, Made | null> };
        return Object.entries(levers).map(([lever, made]) => ({ path, lever, made }));
      }),
    ),
  );
  // France's and the tutorial's levers are nobody's plan.
  const plans = shipped.filter(({ path }) => !/\/(france|kaya)\//.test(path));
  expect(plans.filter(({ path }) => path.endsWith(`/${CURRENT}.yaml`)).length).toBeGreaterThan(50);
  expect(plans.length).toBeGreaterThan(2500);
  const bare = plans.flatMap(({ path, lever, made }) => {
    // A lever that is taken out, or that stands for the whole's grid in a scenario of its own, cites nothing itself.
    if (made === null || (lever.startsWith("supply_of_") && made.source.startsWith("as in "))) return [];
    const { basis, source = "" } = made;
    return basis !== undefined && sections.some((section) => section.test(source))
      ? []
      : [`${path} ${lever}: ${source}`];
  });
  expect(bare).toEqual([]);
});

test("the tables name regions, levers, quantities, documents and switches that there are, each once", () => {
  const { region } = shippedScenario("china/policy");
  const known = (lever: string) =>
    region.levers.has(lever) || model.parameters.has(lever) || lever === "plan_new_energy";
  const measures = tables.measures.map((row) => `${row.region} ${row.lever}`);
  expect(new Set(measures).size).toBe(measures.length);
  const unknown = [
    ...tables.measures.filter((row) => !known(row.lever) || !titles.includes(row.document)),
    ...tables.measures.filter((row) => library.read(regionPath(library, `${row.region}.yaml`)) === undefined),
    ...[...tables.levers, ...tables.numbers].filter(({ lever }) => !known(lever)),
    ...tables.switches.filter(({ parameter }) => !model.parameters.has(parameter)),
  ];
  expect(unknown).toEqual([]);
  const quantities = new Set(tables.quantities.map(({ quantity }) => quantity));
  const asked = [...tables.levers, ...tables.numbers].flatMap(({ quantity }) => quantity.split("|"));
  expect(
    [...asked, ...tables.capacities.map(({ quantity }) => quantity)].filter((it) => it !== "" && !quantities.has(it)),
  ).toEqual([]);
});

test("each indicator beside a number of the table stands with that number in some statement", () => {
  const isPrinted = (word: string, value: string) =>
    tables.statements.some((row) => row.indicator === word && value.split("|").includes(row.value));
  const dead = tables.numbers.flatMap(({ lever, indicator, value }) =>
    indicator
      .split("|")
      .flatMap((word) => (word === "" || isPrinted(word, value) ? [] : [`${lever}: ${word} ${value}`])),
  );
  expect(dead).toEqual([]);
});

test("a lever with a statement of another place is a part's that follows its whole", () => {
  const regionOf = new Map(tables.statements.map(({ id, region }) => [id, region]));
  for (const region of regions) {
    const { text } = made.get(region) as { text: string };
    const parent = /^parent: (\w+)$/m.exec(library.read(regionPath(library, `${region}.yaml`)) ?? "")?.[1];
    const found = [...text.matchAll(/source: "(T\d{4}): /g)].map(([, id]) => regionOf.get(id));
    // The national pace of industry stands in where no document of the place prints one.
    for (const place of found) expect([region, parent, "china"]).toContain(place);
  }
});

test("nothing acts before its start", () => {
  for (const region of ["guizhou", "hangzhou"]) {
    const [policy, reference] = [run(`${region}/policy`), run(`${region}/reference`)];
    const last = 2025 - policy.scenario.baseYear;
    for (const name of ["emissions", "capacity", "final_energy", "electricity_use"]) {
      const size = model.variables.get(name)?.size ?? 0;
      for (let cell = 0; cell < size; cell++) {
        const before = (it: ScenarioRun) => it.values(name, cell)?.slice(0, last + 1);
        expect([region, name, cell, before(policy)]).toEqual([region, name, cell, before(reference)]);
      }
    }
  }
});

test("a part has its share of its whole's levers in amounts, and none of those that act in the whole's grid", () => {
  const part = shippedScenario("hangzhou/policy");
  const whole = shippedScenario("zhejiang/policy");
  expect(whole.region.levers.has("offshore_wind")).toBe(true);
  expect(["offshore_wind", "nuclear_power", "fourth_uhv_line"].filter((id) => part.region.levers.has(id))).toEqual([]);
  expect(part.levers.has("supply_of_policy")).toBe(true);
  expect(
    ["coal_hours", "sender_decarbonisation", "import_renewable_floor"].filter((id) => part.levers.has(id)),
  ).toEqual([]);
  const strength = ({ levers }: typeof part, id: string) => levers.get(id)?.strength;
  expect(strength(part, "building_standards")).toBe(strength(whole, "building_standards"));
  // Its own pilot plan prints a storage ratio, and sales of cars that stand without a lever: there the whole's setting holds.
  expect(part.levers.get("new_storage")?.source).toMatch(/^T0068: 国家碳达峰试点\(杭州\)实施方案/);
  expect(strength(part, "nev_sales")).toBe(strength(whole, "nev_sales"));
});

test("a lever of supply is in every region that has a size for it, and a part takes its part of the whole's own", () => {
  const regionOf = (id: string) => shippedScenario(`${id}/reference`).region;
  const [zhejiang, hangzhou, shanxi, shandong] = ["zhejiang", "hangzhou", "shanxi", "shandong"].map(regionOf);
  const size = ({ levers }: typeof zhejiang, id: string): number => levers.get(id)?.effects[0].amounts[9] ?? Number.NaN;
  // What Zhejiang's documents print stands before the rule; Shandong's sites hold 35 GW, of which 13.1 stand or are decided.
  expect(size(zhejiang, "offshore_wind")).toBe(12.4);
  expect(size(shandong, "nuclear_power")).toBeCloseTo(35 - 13.1, 1);
  expect(size(hangzhou, "biomass_power")).toBeGreaterThan(0.05 * 1.83);
  expect(size(hangzhou, "biomass_power")).toBeLessThan(0.25 * 1.9);
  for (const lever of ["offshore_wind", "nuclear_power"])
    for (const region of [hangzhou, shanxi]) expect([...region.unsized]).toContainEqual([lever, "GW"]);
});

test("no potential lies below what stands or comes by the trend, nor below what the place's own plan promises", () => {
  const below: string[] = [];
  for (const id of ["yongcheng", "hangzhou", "hunan", "jilin", "ningxia", "xinjiang"]) {
    const reference = run(`${id}/reference`);
    const at = (formula: string, year: number) => evaluatePlanQuantity(reference, formula, year);
    for (const plant of ["wind_onshore", "solar_utility", "solar_distributed", "biomass"])
      if (at(`planned_capacity[${plant}] - capacity_potential[${plant}]`, 2060) > 1e-6) below.push(`${id} ${plant}`);
    for (const { asked, kind } of promisesOf(tables.statements, id, { quantity: "capacity_pumped", part: "" }))
      if (kind === "level" && Number(asked) > at("storage_potential[pumped]", 2030))
        below.push(`${id} pumped ${asked}`);
  }
  expect(below).toEqual([]);
  // Four projects of 0.8 GW beside the 0.13 GW that stand (T2196).
  expect(evaluatePlanQuantity(run("yongcheng/reference"), "capacity_potential[wind_onshore]", 2030)).toBeCloseTo(
    0.93,
    9,
  );
});

test("a promised capacity stands in its year: the library's lever has the strength that brings it about", () => {
  const jilin = run("jilin/policy");
  const { pumped_storage: pumped } = Object.fromEntries(jilin.scenario.levers);
  expect(pumped).toMatchObject({ start: 2026, full: 2030 });
  expect(pumped.strength).toBeGreaterThan(0);
  expect(pumped.strength).toBeLessThanOrEqual(1);
  const judged = (id: string) => jilin.planTargets.find(({ statement }) => statement.id === id)?.result;
  expect(judged("T0340")).toMatchObject({ status: "met" });
  expect(judged("T0341")).toMatchObject({ status: "met" });
  // 12.1 GW of pumped storage from 1.7 GW in five years is just within half as much again every year.
  expect(judged("T0347")).toMatchObject({ status: "met" });
});

test("of a region's numbers and measures the printed number comes first, then its own document, then the nation's", () => {
  const { region } = run("jilin/reference").scenario;
  const { settings, leftOut } = leverSettings(region, ["jilin"], tables);
  const of = (lever: string) => settings.find((setting) => setting.lever === lever);
  expect(of("demand_response")).toMatchObject({ reach: { quantity: "demand_response", asked: 0.05, year: 2030 } });
  expect(of("demand_response")?.source).toMatch(/^T0348: /);
  expect(of("demand_response")?.basis).toBe("own");
  expect(of("coal_reserve")).toMatchObject({ basis: "unsized", level: 1 });
  expect(of("coal_reserve")?.source).toMatch(/^吉林省碳达峰实施方案, .*: no number and no count, level 1$/);
  expect(of("freight_to_rail_water")).toMatchObject({ basis: "counted" });
  expect(of("freight_to_rail_water")?.source).toMatch(
    /^吉林省碳达峰实施方案, .*: no number; as counted, 0\.36 \(0\.18 to 0\.72\)$/,
  );
  expect(of("freight_to_rail_water")?.responsible).toMatch(/^省交通运输厅、/);
  expect(of("sender_decarbonisation")).toMatchObject({ basis: "national", strength: 0.8 });
  expect(of("sender_decarbonisation")?.source).toMatch(/^CPC and State Council/);
  expect(new Set(settings.map(({ lever }) => lever)).size).toBe(settings.length);
  // No document prints a price, and gas_leakage stands in national plans alone, without a number.
  expect(leftOut).toContainEqual({ lever: "carbon_price", why: "such measures came to nothing" });
  expect(leftOut.find(({ lever }) => lever === "gas_leakage")?.why).toMatch(/^only national plans name it/);
});

test("a number of new buildings that sizes a lever is brought about by it, and nothing of it stands without", () => {
  const { region } = shippedScenario("china/reference");
  const pulled = leverSettings(region, ["china"], tables).settings.filter(({ lever }) => /^building_/.test(lever));
  const levers = pulled.flatMap(({ lever, strength, full }) =>
    strength === undefined
      ? []
      : [`  ${lever}: {strength: ${strength}${full ? `, full: ${full}` : ""}, source: tried}`],
  );
  // The nation's own 20 % of all-electric public buildings, which its 65 % of electricity stands before.
  const electric = tables.levers.find(({ lever }) => lever === "building_electrification")?.strength;
  levers.push(`  building_electrification: {strength: ${electric}, full: 2030, source: tried}`);
  const text = ["extends: reference", "title: {en: tried, zh: 试}", "levers:", ...levers].join("\n");
  const tried = run("china/tried", new Map([["scenarios/china/tried.yaml", text]]));
  const at = (quantity: string, year: number): number =>
    evaluatePlanQuantity(tried, tables.quantities.find((row) => row.quantity === quantity)?.formula ?? "", year);
  expect(at("new_home_saving_cold", 2030)).toBeGreaterThanOrEqual(0.83);
  expect(at("new_home_saving_mild", 2030)).toBeGreaterThanOrEqual(0.75);
  expect(at("new_public_saving", 2030)).toBeGreaterThanOrEqual(0.78);
  expect(at("all_electric_new_public", 2030)).toBeGreaterThanOrEqual(0.2);
  expect(at("all_electric_new_public", 2025)).toBe(0);
  expect(at("deep_retrofit_area", 2025)).toBe(0);
  expect([2021, 2022, 2025].map((year) => at("new_home_saving_mild", year))).toEqual([0.5, 0.65, 0.65]);
});

test("a region without a document of its own has what national plans bind it to, and no policy", () => {
  const without = [...made].filter(([, { id }]) => id.endsWith("/national"));
  expect(without.length).toBeGreaterThan(0);
  for (const [region, { text }] of without) {
    expect([...tables.statements, ...tables.measures].filter((row) => row.region === region)).toEqual([]);
    expect(library.read(`scenarios/${region}/policy.yaml`)).toBeUndefined();
    expect(text).toMatch(/^title: \{en: ".*, national plans", zh: ".*：国家规划情景"\}$/m);
    for (const [lever, { basis }] of leversOf(region))
      expect([region, lever, basis]).toEqual([region, lever, "national"]);
  }
});

test("a lever rests on what its basis says", () => {
  const { levers } = shippedScenario("china/policy").region;
  const ids = new Map(tables.statements.map((row) => [row.id, row]));
  // What a document of the region rules without a number that a statement holds.
  const ruled = (region: string, lever: string): boolean =>
    tables.numbers.some((row) => row.lever === lever && row.basis === "own" && row.region.split("|").includes(region));
  const wrong = regions.flatMap((region) =>
    leversOf(region).flatMap(([lever, { basis, strength, level, source }]) => {
      const statement = ids.get(/^(T\d{4}): /.exec(source)?.[1] ?? "");
      // A part is set as its whole, whose setting is looked at itself.
      if (source.startsWith("as in ")) return [];
      const isCount = strength === undefined && level === undefined;
      const fits = {
        // The nation's own documents are the national plans.
        own: !isCount && (statement !== undefined || region === "china" || ruled(region, lever)),
        national: !isCount && region !== "china",
        counted: isCount && (levers.get(lever)?.counted?.value ?? 0) > 0,
        unsized: level === 1 && levers.get(lever)?.counted === undefined,
        // Of projects alone, which stand in no file of levers.
        listed: false,
      }[basis];
      return fits ? [] : [`${region}: ${lever}: ${basis}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test("two regions have the same settings only where they cite the same", () => {
  const bySettings = new Map<string, { region: string; cited: string }[]>();
  for (const region of regions) {
    const levers = leversOf(region);
    const settings = JSON.stringify(levers.map(([lever, { source: _, ...setting }]) => [lever, setting]));
    // What a quantity comes to without the lever is the region's own.
    const cited = JSON.stringify(levers.map(([, { source }]) => source.replace(/ is [\d.e-]+ of /g, " is … of ")));
    bySettings.set(settings, [...(bySettings.get(settings) ?? []), { region, cited }]);
  }
  for (const group of bySettings.values())
    expect([group.map(({ region }) => region), new Set(group.map(({ cited }) => cited)).size]).toEqual([
      group.map(({ region }) => region),
      1,
    ]);
});

test("a lever sized for an early year never falls behind what it would be without that number", () => {
  const { levers } = shippedScenario("china/policy").region;
  let sized = 0;
  for (const region of regions)
    for (const [id, { basis, strength = 1, level, full, knots, source }] of leversOf(region)) {
      const rule = tables.levers.find(({ lever }) => lever === id);
      const end = Number(rule?.full);
      if (basis !== "own" || level !== undefined || !/^T\d{4}: .* is .* of /.test(source) || !(end > 0)) continue;
      const last =
        knots === undefined ? (full ?? levers.get(id)?.full ?? 0) : Math.max(...Object.keys(knots).map(Number));
      sized++;
      // Full before the year of the national number only where it is at the strength that this asks for, or beyond.
      const least = rule?.strength ? Number(rule.strength) : 1;
      const holds = strength >= least || / needs no more$/.test(source);
      if (last < end) expect([region, id, holds]).toEqual([region, id, true]);
    }
  expect(sized).toBeGreaterThan(0);
});

test("what a document asks of some places of a region alone does not size the whole", () => {
  // New towns of Shanghai build to the ultra-low-energy standard, buses of Hefei and Wuhu are electric.
  for (const id of ["T1615", "T1336"]) expect(tables.statements.find((row) => row.id === id)).toBeUndefined();
  // The storage rule of Hangzhou's pilot plan stays in Hangzhou.
  for (const region of regions)
    for (const [lever, { source }] of leversOf(region))
      if (source.includes("国家碳达峰试点(杭州)") && /^(?:T\d{4}: )?国家碳达峰试点/.test(source))
        expect([region, lever]).toEqual(["hangzhou", lever]);
  expect(library.read("scenarios/zhejiang/policy.yaml")).toMatch(/new_storage: \{basis: counted,/);
});

test("the least strength that reaches a number is found, or full strength and a word that it does not", () => {
  const base = run("jilin/policy");
  const quantities = [{ quantity: "share", formula: "nonfossil_share" }];
  const share = base.values("nonfossil_share", 0)?.[2030 - base.scenario.baseYear] ?? Number.NaN;
  // A run of the lever at strength s is a run whose share is 0.1 + 0.2 s.
  const runs: number[] = [];
  const solve = (asked: number, later?: Reach["later"]): Partial<Setting>[] => {
    const reach = { quantity: "share", asked, year: 2030, later };
    const setting: Setting = { lever: "x", basis: "own", full: 2030, reach, source: "Plan" };
    return solveSettings(
      [setting],
      ([{ strength = 0 }]) => {
        runs.push(strength);
        const values = (name: string, cell: number) =>
          name === "nonfossil_share"
            ? Float64Array.from(base.values(name, cell) ?? [], (value) => value - share + 0.1 + 0.2 * strength)
            : base.values(name, cell);
        return { ...base, values };
      },
      quantities,
    );
  };
  const [half] = solve(0.2);
  expect(half.strength).toBeGreaterThanOrEqual(0.5);
  expect(half.strength).toBeLessThanOrEqual(0.502);
  expect([half]).toMatchObject([{ source: "Plan: share in 2030 is 0.1 of 0.2 without it" }]);
  expect(runs.length).toBeLessThan(12);
  expect(solve(0.4)).toMatchObject([
    { strength: 1, source: "Plan: share in 2030 is 0.3 of 0.4 even at full strength" },
  ]);
  expect(solve(0.05)).toEqual([]);
  // A fifth of full strength in 2040 is less than the half of 2030, which then holds; all of it is more.
  expect(solve(0.2, { year: 2040, strength: 0.2 })).toMatchObject([
    { strength: half.strength, full: 2030, source: `${half.source}; 0.2 of full strength in 2040 needs no more` },
  ]);
  const [both] = solve(0.2, { year: 2040, strength: 1 });
  expect(both).toMatchObject({
    strength: 1,
    knots: `2026: ${Number(((half.strength ?? 0) / 5).toFixed(4))}, 2030: ${half.strength}, 2040: 1`,
  });
  expect(both.source).toMatch(/; 1 of full strength in 2040 as without that number$/);
  const [reached] = solve(0.2, { year: 2030, reach: { quantity: "share", asked: 0.25, year: 2030 } });
  expect(reached.strength).toBeGreaterThanOrEqual(0.75);
  expect(reached.strength).toBeLessThanOrEqual(0.752);
});

/** What `current` writes of each region, as the installation has it. */
const currentOf = (id: string): string => library.read(`dist/scenarios/${id}/current.yaml`) ?? "";
const currentShop = (changed: ReadonlyMap<string, string> = new Map()) => ({
  library: layeredLibrary(library, changed),
  model,
  programs,
});

test("what was decided since 2025 stands in its year in the nation, upon the plans and nowhere below them", () => {
  const [plans, current] = [run("china/policy"), run("china/current")];
  const at = (it: ScenarioRun, formula: string, year: number) => evaluatePlanQuantity(it, formula, year);
  const decided = [
    ["storage_capacity[battery]", 2027, 180],
    ["storage_capacity[battery]", 2030, 300],
    ["capacity[nuclear]", 2030, 110],
    ["capacity_wind + capacity_solar", 2035, 3600],
  ] as const;
  for (const [formula, year, amount] of decided) {
    expect(at(plans, formula, year)).toBeLessThan(amount);
    expect(Math.abs(at(current, formula, year) / amount - 1)).toBeLessThan(1e-3);
  }
  // An outcome on a formula is judged against the year in which the run has its peak.
  const net = (year: number) => at(current, "emissions[ghg] - sinks_total", year);
  const [below] = current.targets.filter(({ target }) => target.name === "ghg_below_peak");
  expect(below.target).toMatchObject({ kind: "reduction", from: 2025 });
  for (let year = 2021; year < 2035; year++) expect(net(year)).toBeLessThanOrEqual(net(2025));
  expect(below.result.actual).toBeCloseTo(1 - net(2035) / net(2025), 9);
  // Units of 2031-2035 come earlier, none is added.
  expect(at(current, "capacity[nuclear]", 2035)).toBeCloseTo(at(plans, "capacity[nuclear]", 2035), 6);
  // What comes earlier stays, and no year stands below the plans.
  for (let year = 2026; year <= 2060; year++) {
    const nuclear = at(current, "capacity[nuclear]", year);
    expect(nuclear).toBeGreaterThan(at(plans, "capacity[nuclear]", year) - 1e-6);
    if (year <= 2035) expect(nuclear, String(year)).toBeGreaterThan(at(current, "capacity[nuclear]", year - 1) - 1e-6);
  }
  for (const id of ["china", "zhejiang", "hangzhou", "liaoning"]) {
    const plan = library.read(`scenarios/${id}/policy.yaml`) === undefined ? "national" : "policy";
    const [below, above] = [plan, "current"].map((name) => shippedScenario(`${id}/${name}`));
    const raised = [...above.levers].filter(([, { at }]) => at.file.startsWith("dist/"));
    expect(raised.length).toBeGreaterThan(0);
    for (const [lever, { strength, weights }] of raised) {
      const pulled = below.levers.get(lever);
      for (const [i, weight] of weights.entries()) {
        expect(weight * strength).toBeGreaterThanOrEqual((pulled?.weights[i] ?? 0) * (pulled?.strength ?? 0) - 1e-9);
        if (above.baseYear + i <= above.lastObserved) expect(weight).toBe(0);
      }
    }
  }
});

test("what the provinces add together is what their plans lack of the nation's amount", () => {
  const sums = new Map<string, { gap: number; sum: number }>();
  for (const region of regions) {
    if (region === "china" || !library.read(regionPath(library, `${region}.yaml`))?.includes("level: province"))
      continue;
    for (const [, what, gap, part] of currentOf(region).matchAll(
      /(\d+ GW of [a-z- ]+ in \d+), the plans of the provinces together come to [\d.]+; ([\d.]+) shared [^:]+: ([\d.]+) of/g,
    )) {
      const { sum } = sums.get(what) ?? { sum: 0 };
      sums.set(what, { gap: Number(gap), sum: sum + Number(part) });
    }
  }
  expect([...sums.keys()].sort()).toEqual([
    "110 GW of nuclear power in 2030",
    "180 GW of new-type storage in 2027",
    "300 GW of new-type storage in 2030",
  ]);
  // Zhejiang's file is written by hand and not among those.
  const own = currentOf("zhejiang").matchAll(/(\d+ GW of [a-z- ]+ in \d+),[^;]*; [\d.]+ shared [^:]+: ([\d.]+) of/g);
  for (const [, what, part] of own) (sums.get(what) as { sum: number }).sum += Number(part);
  for (const { gap, sum } of sums.values()) expect(Math.abs(sum / gap - 1)).toBeLessThan(1e-3);
  expect(currentOf("guangdong")).toMatch(
    /^# Nothing added, .*\n# {3}3600 GW of wind and solar in 2035, the plans of the/m,
  );
});

test("outcomes size nothing, and a rule that is none is refused at its line", () => {
  const file = "data/china/plans/current.csv";
  const text = library.read(file) ?? "";
  const levers = (changed?: string): string | undefined => {
    const files = changed === undefined ? undefined : new Map([[file, changed]]);
    const made = madeCurrent(currentShop(files), ["china"], new Map()).files.get("scenarios/china/current.yaml");
    return made?.slice(0, made.indexOf("indicators:"));
  };
  expect(levers()).toContain("storage_stations: {strength: ");
  expect(levers(text.replaceAll("3.8|17", "30|60").replace(",2035,24000,", ",2035,90000,"))).toBe(levers());
  expect(() => levers(text.replace(",forward,", ",backward,"))).toThrow(
    /^data\/china\/plans\/current\.csv:\d+: "backward" is no rule of sharing; say room or forward$/,
  );
});
