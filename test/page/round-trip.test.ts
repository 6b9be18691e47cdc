import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { packScenarios } from "../../src/commands/page/pack.ts";
import { installedLibrary, packageFolder } from "../../src/files/installed.ts";
import type { Answer } from "../../src/page/answer.ts";
import { openDesk } from "../../src/page/desk.ts";
import { composedScenario, type Packed, packBytes, packedLibrary, packOf } from "../../src/page/packed.ts";
import { fragmentOf, MOST_GROWTH, type Moved, movedOf, untouched } from "../../src/page/state.ts";
import { outputFiles } from "../../src/report/tables/run-files.ts";
import { en } from "../../src/report/words/en.ts";
import { loadCache, loadScenarios } from "../../src/run/load.ts";
import type { ScenarioRun } from "../../src/run/run.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { sharedPrograms } from "../../src/run/shared-programs.ts";
import { modelOf } from "../../src/scenario/model-files.ts";
import { uniformAt } from "../../src/statistics/points/draws.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-page-"));
afterAll(() => rmSync(folder, { recursive: true }));
const shipped = { packageFolder: packageFolder(), workingFolder: packageFolder() };
/** A page's files as they arrive in it. */
const arrived = (ids: readonly string[]): Packed => packOf(packBytes(packScenarios(shipped, ids)));
/** A hundred rounds in .ci/run, a few of them elsewhere; in each a scenario is moved so often before it is saved. */
const MOVES = 5;
const [tried, rounds] =
  process.env.PEAKPATH_ANSWERS === "all"
    ? [["zhejiang/policy", "gansu/reference", "huzhou/policy", "kaya/policy"], 25]
    : [["huzhou/policy", "kaya/policy"], 2];
/** So many rounds on a machine that does much else, in milliseconds. */
const SLOW = 300_000;
const cache = loadCache();
const mine = installedLibrary({ packageFolder: packageFolder(), workingFolder: folder });
const programs = sharedPrograms(mine.module);

test.each(tried)(
  "%s moved on the page and saved gives the same numbers on the command line",
  async (id) => {
    const packed = arrived([id]);
    const desk = openDesk(packed);
    expectComposed(packed);
    const facts = desk.facts(id);
    const random = uniform(id.length);
    const region = id.split("/")[0];
    mkdirSync(join(folder, "scenarios", region), { recursive: true });
    const saved = new Map<string, Answer>();
    const runs: ScenarioRun[] = [];
    for (let round = 0; round < rounds; round++) {
      // Each answer stands on what the ones before have left in the page's memory.
      const states = Array.from({ length: MOVES }, (_, move) => randomState(facts, random, round + move));
      const [shown] = states.map((state) => desk.answer(state, en)).slice(-1);
      const { state } = shown;
      expect(movedOf(fragmentOf(state))).toEqual(state);
      const own = `${region}/moved_${round}`;
      writeFileSync(join(folder, "scenarios", `${own}.yaml`), desk.text(state));
      const [scenario] = loadScenarios(mine, [own], cache);
      const run = runScenario(scenario, programs);
      saved.set(own, shown);
      runs.push(run);
      expect(shown.boundaries.map(({ name, values }) => [name, ...values])).toEqual(
        run.boundaries.flatMap(({ name, series, peak }) =>
          peak === undefined ? [] : [[name, ...Array.from(series.values)]],
        ),
      );
      expect(shown.targets.map(({ status }) => status)).toEqual(run.targets.map(({ status }) => status));
      const values = desk.valuesOf(state);
      const others = [...run.scenario.model.variables.values()].flatMap(({ name, size }) =>
        Array.from({ length: size }, (_, cell) => cell)
          .filter((cell) => !isSame(values(name, cell), run.values(name, cell)))
          .map((cell) => `${name} ${cell}`),
      );
      expect(others).toEqual([]);
    }
    // The command itself, on the files as they were saved.
    const told: string[] = [];
    const say = (text: string) => told.push(text);
    const terminal = { packageFolder: packageFolder(), workingFolder: folder, columns: 80, watched: false };
    const status = await runCommandLine(["run", ...saved.keys(), "--out", `out/${region}`], {
      ...{ ...terminal, out: say, err: say },
    });
    expect([0, 1], told.join("")).toContain(status);
    const file = (name: string) => readFileSync(join(folder, "out", region, name), "utf8");
    const peaks = parse(file("peaks.csv"), { columns: true }) as Record<string, string>[];
    for (const [own, { boundaries }] of saved)
      expect(
        peaks
          .filter(({ scenario, sector, year }) => scenario === own && sector === "" && year !== "")
          .map(({ boundary, year, level, status }) => [boundary, Number(year), Number(level), status]),
      ).toEqual(boundaries.map(({ name, peak: { year, level, status } }) => [name, year, level, status]));
    const files = outputFiles(
      runs.map((run) => ({ run, peaksByLever: [] })),
      { wide: false, excel: false, command: "", sha256: () => "", words: en },
    );
    expect(file("trajectories.csv") === files.get("trajectories.csv")).toBe(true);
  },
  SLOW,
);

test("what is untouched has the numbers of its own file", () => {
  const packed = arrived(["kaya/policy"]);
  const desk = openDesk(packed);
  const [scenario] = loadScenarios(mine, ["kaya/policy"], cache);
  const [first] = runScenario(scenario, programs).boundaries;
  expect(desk.answer(untouched("kaya/policy"), en).boundaries[0].values).toEqual(Array.from(first.series.values));
});

test("the command writes one file, the same bytes each time, which nothing in it can break out of", async () => {
  const told: string[] = [];
  const terminal = { packageFolder: packageFolder(), workingFolder: folder, columns: 80, watched: false };
  const say = (text: string) => told.push(text);
  const write = () =>
    runCommandLine(["page", "kaya/policy", "--out", "a/kaya.html"], { ...terminal, out: say, err: say });
  expect(await write()).toBe(0);
  const html = readFileSync(join(folder, "a/kaya.html"), "utf8");
  expect(await write()).toBe(0);
  expect(readFileSync(join(folder, "a/kaya.html"), "utf8")).toBe(html);
  expect(told).toEqual(["wrote a/kaya.html\n", "wrote a/kaya.html\n"]);
  expect(html.match(/<\/script/gi)).toHaveLength(5);
  expect(html.length).toBeLessThan(3e6);
  expect(await runCommandLine(["page", "zhejiang_cities/policy"], { ...terminal, out: say, err: say })).toBe(2);
  expect(told.at(-1)).toContain("zhejiang_cities/policy runs several regions");
});

/** The same to the last digit. */
function isSame(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && Array.from(a).every((value, i) => Object.is(value, b[i]));
}

/** The first scenario arrives as it would be composed of the files that arrive, on the very model. */
function expectComposed(packed: Packed): void {
  const library = packedLibrary(packed);
  const name = packed.composed?.model ?? "";
  const model = modelOf(library, name);
  const arrived = composedScenario(packed, model);
  const [composed] = loadScenarios(library, packed.scenarios, { ...loadCache(), models: new Map([[name, model]]) });
  expect(arrived).toStrictEqual({ ...composed, region: { ...composed.region, projects: new Map() } });
  const effects = [...(arrived?.levers.values() ?? [])].flatMap(({ lever }) => lever.effects);
  for (const { parameter } of effects) expect(parameter).toBe(model.parameters.get(parameter.name));
}

const huzhou = untouched("huzhou/policy");

test.each([
  ["#s=huzhou/policy", huzhou],
  [
    "#s=huzhou/policy&g=-120&nev_sales=0.6_2027_2040",
    { ...huzhou, growth: -120, levers: { nev_sales: [0.6, 2027, 2040] } },
  ],
  ["", undefined],
  ["#s=../../etc/passwd", undefined],
  ["#s=huzhou/policy&nev_sales=1.1", undefined],
  ["#s=huzhou/policy&nev_sales=0x1", undefined],
  ["#s=huzhou/policy&nev_sales=0.5_2040_2030", undefined],
  ["#s=huzhou/policy&nev_sales=0.5&nev_sales=0.6", undefined],
  ["#s=huzhou/policy&__proto__=1", undefined],
  ["#s=huzhou/policy&g=400", undefined],
  ["#s=huzhou/policy&g=1&g=2", undefined],
  ["#s=huzhou/policy&nev_sales=<img src=x>", undefined],
  ["#s=<script>alert(1)</script>", undefined],
])("the address %s is taken or refused whole", (fragment, expected) => {
  expect(movedOf(fragment)).toEqual(expected);
});

function uniform(key: number): () => number {
  let count = 0;
  return () => uniformAt(key, count++, 0);
}

/** Levers here and there, some with other years, projects on and off, every second time another growth, and each way of delivery. */
function randomState(
  facts: ReturnType<ReturnType<typeof openDesk>["facts"]>,
  random: () => number,
  round: number,
): Moved {
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const levers: Record<string, readonly number[]> = {};
  for (const { id, isProject } of facts.levers) {
    if (random() < 0.6) continue;
    const start = whole(facts.lastObserved + 1, facts.horizon);
    if (isProject) levers[id] = [whole(0, 1)];
    else if (random() < 0.5) levers[id] = [whole(0, 100) / 100];
    else levers[id] = [whole(0, 100) / 100, start, whole(start, facts.horizon)];
  }
  const growth = facts.growth === undefined || round % 2 === 0 ? 0 : whole(-MOST_GROWTH, MOST_GROWTH);
  const delivery = facts.hasErrors ? ([undefined, "planned", "before", 80] as const)[round % 4] : undefined;
  return { scenario: facts.id, levers, growth, delivery };
}
