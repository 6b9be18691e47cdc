import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { deliveryDesign } from "../../src/batch/design/written-delivery.ts";
import { sureOf } from "../../src/batch/sure.ts";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { packScenarios } from "../../src/commands/page/pack.ts";
import { installedLibrary, packageFolder } from "../../src/files/installed.ts";
import { openDesk } from "../../src/page/desk.ts";
import { fragmentOf, MOST_DELIVERY, type Moved, movedOf, untouched } from "../../src/page/state.ts";
import { percent } from "../../src/report/text/number-text.ts";
import { en } from "../../src/report/words/en.ts";
import { STRONGEST } from "../../src/scenario/levers/lever-steps.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-delivery-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "scenarios/huzhou"), { recursive: true });
const folders = { packageFolder: packageFolder(), workingFolder: folder };
const library = installedLibrary(folders);
const desk = openDesk(packScenarios(folders, ["huzhou/policy"]));
const huzhou = untouched("huzhou/policy");
/** A lever on, one off and another growth beside what is tried. */
const moved: Moved = { ...huzhou, growth: 50, levers: { nev_sales: [0], new_storage: [1] } };
const RUNS = 32;

const ofOwn = (state: Moved, runs = RUNS) => {
  const run = desk.wholeRun(state);
  return sureOf(run, library, runs, { design: deliveryDesign(library, run.scenario) });
};

test("as planned and as before alone are what both are side by side", () => {
  const both = sureOf(desk.wholeRun(huzhou), library, RUNS);
  expect(both.map(({ condition }) => condition)).toEqual(["as_planned", "as_before"]);
  expect(ofOwn({ ...huzhou, delivery: "planned" })).toEqual([both[0]]);
  expect(ofOwn({ ...huzhou, delivery: "before" })).toEqual([both[1]]);
});

test("the more of a plan comes, the lower are its emissions in 2035; the path itself stays", () => {
  const levels = [0, 100, 200].map((delivery) => ofOwn({ ...huzhou, delivery })[0].numbers.level_2035_p50 ?? 0);
  expect(levels).toEqual(levels.toSorted((a, b) => b - a));
  expect(new Set(levels).size).toBe(3);
  expect(desk.answer({ ...moved, delivery: 0 }, en).boundaries).toEqual(desk.answer(moved, en).boundaries);
});

test("the page says of a part what the command line says of the saved file", async () => {
  const state = { ...moved, delivery: 40 };
  writeFileSync(join(folder, "scenarios/huzhou/mine.yaml"), desk.text(state));
  let told = "";
  const terminal = { packageFolder: packageFolder(), workingFolder: folder, columns: 80, watched: false };
  const out = (text: string) => {
    told += text;
  };
  const asked = ["batch", "huzhou/mine", "--runs", String(RUNS), "--workers", "1", "--json"];
  expect(await runCommandLine(asked, { ...terminal, out, err: () => {} })).toBe(0);
  const { delivery, boundaries } = JSON.parse(told);
  expect(delivery).toBe("own");
  const by = new Map<number, { probability: number }>(
    boundaries[0].peak_by.map((row: { year: number }) => [row.year, row]),
  );
  const [{ condition, numbers }] = ofOwn(state);
  expect(condition).toBe("own");
  // What is stored and told has four decimals.
  for (const year of [2030, 2035, 2040] as const)
    expect(numbers[`by_${year}`]).toBe(Number(by.get(year)?.probability.toFixed(4)));
  const lines = desk.sure(state, RUNS, en, () => {});
  expect(lines[1]).toContain(`${percent(numbers.by_2030 ?? 0, 0)} if plans are delivered as assumed`);
});

test.each<[Moved["delivery"]]>([["planned"], ["before"], [0], [40], [MOST_DELIVERY]])(
  "a file saved with the delivery %s is opened with it, and an address carries it",
  (delivery) => {
    const state = { ...moved, delivery };
    expect(movedOf(fragmentOf(state))).toEqual(state);
    expect(desk.read("huzhou/policy", "opened", desk.text(state)).delivery).toBe(delivery);
  },
);

test("a delivery that the page cannot set is named as the scenario's own", () => {
  const file = (delivery: string) => `extends: policy\ndesign: {inputs: calibrated, delivery: ${delivery}}\n`;
  const uniform = "{transport: {strength: {spread: uniform, low: 0.5, high: 1}}}";
  expect(desk.read("huzhou/policy", "uniform", file(uniform)).delivery).toBe("own");
  expect(desk.facts("huzhou/policy").delivery).toBeUndefined();
});

test.each(["d=", "d=planned&d=before", "d=301", "d=-1", "d=04", "d=1e2", "d=constructor"])(
  "the address with %s is refused whole",
  (part) => {
    expect(movedOf(`#s=huzhou/policy&${part}`)).toBeUndefined();
  },
);

test("what may be said to come ends where a batch ends", () => {
  expect(MOST_DELIVERY).toBe(100 * STRONGEST);
});
