import { describe, expect, test, vi } from "vitest";
import { ambition, type SeekAnswer, type SeekKind, seek, seekTarget } from "../../../src/questions/seek/seek.ts";
import { answerFile, verifyAnswer } from "../../../src/questions/seek/seek-answer.ts";
import { meetsGoal, type PeakGoal } from "../../../src/questions/seek/seek-goal.ts";
import { packageRunner } from "../../../src/run/package-runner.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { seekLeast } from "../../../src/statistics/least-meeting.ts";
import { randomNumbers } from "../../../src/statistics/random.ts";
import type { Series } from "../../../src/statistics/series.ts";
import type { Library } from "../../../src/text/library.ts";
import { shippedCache, shippedLibrary, shippedPrograms, shippedRun } from "../../shipped-runs.ts";

// Two hundred scenarios are composed and run, each several times.
vi.setConfig({ testTimeout: 60_000 });

/** Shipped files as they stood when first read: the statements of all plans are a large table. */
const files = new Map<string, ReturnType<Library["read"]>>();
function readOnce(path: string): ReturnType<Library["read"]> {
  if (!files.has(path)) files.set(path, shippedLibrary.read(path));
  return files.get(path);
}

const title = { en: "Answer", zh: "答案" };
const { regions } = shippedCache;
const programs = shippedPrograms;
/** Zhejiang's policy on the program that its answers share. */
const zhejiang = (() => {
  return shippedRun("zhejiang/policy");
})();
const kinds: readonly SeekKind[] = ["lever", "ambition", "smallest_set", "latest_start", "least_effort"];

/** Runs the answer's file and holds it to what it promises; weakens it a little where more is never worse. */
function expectToKeepItsPromise(library: Library, run: ScenarioRun, answer: SeekAnswer, lever: string): void {
  const { goal } = answer;
  const found = verifyAnswer(library, run, answer, "answer", answerFile(run, answer, title), regions, programs);
  const boundary = found.run.boundaries.find(({ name }) => name === goal.boundary);
  expect(boundary?.peak).toMatchObject({ year: answer.top.year, level: answer.top.level });
  expect([answer.kind, answer.possible, found.meets]).toEqual([answer.kind, answer.possible, answer.possible]);
  if (!answer.possible || answer.value === undefined) return;

  const runner = packageRunner(run);
  const meets = (settings: Parameters<typeof runner.run>[0]) =>
    meetsGoal(runner.run(settings).get(goal.boundary) as Series, goal);
  if (answer.kind === "lever" && answer.monotone && answer.value > 0) {
    const own = answer.settings.get(lever);
    expect(meets(new Map([...answer.settings, [lever, { ...own, strength: answer.value - 1e-4 }]]))).toBe(false);
  }
  if (answer.kind === "ambition" && answer.monotone && answer.value > 0) {
    const pulled = new Map([...run.scenario.levers].map(([id, { strength }]) => [id, { strength }]));
    expect(meets(ambition(pulled, answer.value - 1e-4))).toBe(false);
  }
  if (answer.kind === "latest_start" && answer.value < run.scenario.horizon - run.scenario.lastObserved) {
    const later = new Map([...answer.settings].map(([id, own]) => [id, { ...own, delay: (own.delay ?? 0) + 1 }]));
    expect(meets(later)).toBe(false);
  }
  if (answer.kind === "smallest_set") {
    for (const id of answer.settings.keys())
      expect(meets(new Map([...answer.settings].filter(([other]) => other !== id)))).toBe(false);
  }
  if (answer.kind === "least_effort") {
    for (const [id, own] of answer.settings)
      expect(meets(new Map([...answer.settings, [id, { ...own, strength: Math.max(0, own.strength - 1e-4) }]]))).toBe(
        false,
      );
  }
}

describe("seeking the least that meets a condition", () => {
  test("finds the first step of a stair to the unit, and says whether more is never worse", () => {
    expect(seekLeast(0, 10_000, 20, (at) => at >= 3217)).toMatchObject({ least: 3217, monotone: true });
    expect(seekLeast(0, 10_000, 20, () => true)).toMatchObject({ least: 0, monotone: true });
    expect(seekLeast(0, 10_000, 20, () => false).least).toBeUndefined();
    const island = seekLeast(0, 10_000, 20, (at) => (at >= 3217 && at < 6000) || at > 9000);
    expect(island).toMatchObject({ least: 3217, monotone: false });
  });
});

test("200 random problems: what is sought, run as a scenario, meets what it promises, and no weaker one does", () => {
  const random = randomNumbers(11);
  const { model } = shippedRun("kaya/policy");
  let possible = 0;
  let changed = 0;
  for (let problem = 0; problem < 200; problem++) {
    const file = `extends: reference
title: {en: Problem, zh: 问题}
assume:
  income_growth: {2025-2060: ${(1 + 5 * random()).toFixed(2)} %/yr}
levers:
  ${["efficiency", "clean_energy", "forest"].map((id) => `${leverOf(id)}: {strength: ${random().toFixed(2)}, start: ${2025 + Math.floor(6 * random())}, full: ${2032 + Math.floor(15 * random())}}`).join("\n  ")}
`;
    const library: Library = {
      read: (path) => (path === "scenarios/kaya/problem.yaml" ? file : readOnce(path)),
      list: (folder) => shippedLibrary.list(folder),
    };
    const run = runScenario(composeScenario(library, model, "kaya/problem", regions), programs);
    const peak = run.boundaries[0].peak;
    const below = random() < 0.5 ? undefined : (peak?.level ?? 0) * (0.9 + 0.2 * random());
    const boundary = random() < 0.5 ? "gross" : "net";
    const goal: PeakGoal = { boundary, by: 2026 + Math.floor(20 * random()), below };
    const kind = kinds[problem % kinds.length];
    const lever = leverOf("clean_energy");
    const answer = seek(run, kind, goal, { lever: kind === "lever" ? lever : undefined });
    if (answer.possible) possible++;
    if (answer.possible && answer.value !== 0) changed++;
    expectToKeepItsPromise(library, run, answer, lever);
  }
  // Problems of both kinds came up, and answers other than "nothing at all".
  expect(possible).toBeGreaterThan(60);
  expect(possible).toBeLessThan(190);
  expect(changed).toBeGreaterThan(40);
});

test.each<[SeekKind, PeakGoal]>([
  ["lever", { boundary: "assessed", by: 2030, below: 560 }],
  ["ambition", { boundary: "assessed", by: 2030 }],
  ["ambition", { boundary: "energy", by: 2028, below: 482 }],
  ["smallest_set", { boundary: "assessed", by: 2035 }],
  ["latest_start", { boundary: "assessed", by: 2032, below: 570 }],
  ["ambition", { boundary: "assessed", by: 2028, below: 400 }],
])("Zhejiang: %s for %o", (kind, goal) => {
  const lever = "services_share";
  const answer = seek(zhejiang, kind, goal, { lever: kind === "lever" ? lever : undefined });
  expect(answer.possible).toBe(goal.below !== 400);
  expectToKeepItsPromise(shippedLibrary, zhejiang, answer, lever);
});

test("what is impossible comes with the best that is possible", () => {
  const answer = seek(zhejiang, "ambition", { boundary: "assessed", by: 2028, below: 400 });
  expect(answer.possible).toBe(false);
  expect(answer.value).toBeUndefined();
  expect(answer.top.level).toBeGreaterThan(400);
  expect(answer.top.level).toBeLessThanOrEqual(Math.min(...answer.scan.map(({ top }) => top.level)) + 1e-9);
});

test("unknown boundaries and levers are refused with the nearest name", () => {
  const run = shippedRun("kaya/policy");
  expect(() => seek(run, "ambition", { boundary: "gros", by: 2030 })).toThrow('did you mean "gross"');
  expect(() => seek(run, "lever", { boundary: "gross", by: 2030 }, { lever: "x" })).toThrow('pulls no lever "x"');
});

function leverOf(what: string): string {
  const run = shippedRun("kaya/policy");
  const ids = [...run.scenario.region.levers.keys()];
  return ids[["efficiency", "clean_energy", "forest"].indexOf(what)];
}

test("the answer of a scenario whose levers reach numbers keeps the strengths that were found", () => {
  const { model } = shippedRun("kaya/policy");
  const [lever, other] = [leverOf("efficiency"), leverOf("clean_energy")];
  const file = `extends: reference\nlevers:\n  ${lever}: {reach: {emissions.gross: {change_from: 2025, 2040: -12 %}}}\n  ${other}: {strength: 0.5}\n`;
  const library: Library = {
    read: (path) => (path === "scenarios/kaya/sized.yaml" ? file : readOnce(path)),
    list: (folder) => shippedLibrary.list(folder),
  };
  const run = runScenario(composeScenario(library, model, "kaya/sized", regions), programs);
  expect(run.scenario.levers.get(lever)?.reach?.years[0].found).toBeCloseTo(-0.12, 3);
  const target = { ...readTarget(run), kind: "change", from: 2025, year: 2040, operator: "<=", value: -0.15 } as const;
  const answer = seekTarget(run, "lever", { target }, { lever: other });
  expect([answer.possible, answer.monotone]).toEqual([true, true]);
  const text = answerFile(run, answer, title);
  expect(text).toContain(`  ${lever}: {strength: ${run.scenario.levers.get(lever)?.strength}}`);
  expect(verifyAnswer(library, run, answer, "answer", text, regions, programs).meets).toBe(true);
});

/** What a target is about: gross emissions. */
function readTarget({ scenario, layout }: ScenarioRun) {
  const at = { file: "--target", line: 1, column: 1 };
  return { name: "emissions.gross", variable: layout.peak, cell: 0, text: "<= -15 %", at, scenario: scenario.id };
}
