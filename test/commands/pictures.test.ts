import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { costCurvePictures } from "../../src/commands/cost-curve.ts";
import { delayPictures } from "../../src/commands/delay.ts";
import { leverPictures } from "../../src/commands/levers/pictures.ts";
import { runPictures } from "../../src/commands/run/pictures.ts";
import { tornadoPictures } from "../../src/commands/tornado.ts";
import { whyPictures } from "../../src/commands/why.ts";
import { delayCosts } from "../../src/questions/delay.ts";
import { attributeLevers } from "../../src/questions/levers/lever-attribution.ts";
import { leverPlayers } from "../../src/questions/levers/lever-players.ts";
import { peakCauses } from "../../src/questions/peak-causes.ts";
import { tornado } from "../../src/questions/tornado.ts";
import type { Picture } from "../../src/report/draw/picture.ts";
import { svgText } from "../../src/report/draw/svg.ts";
import { en } from "../../src/report/words/en.ts";
import { zh } from "../../src/report/words/zh.ts";
import { expectReadable, xmlElements } from "../report/draw/seen.ts";
import { shippedRun } from "../shipped-runs.ts";
import { peakpath } from "./toy.ts";

const bothNames = ["en", "zh"] as const;

function expectGood(pictures: ReadonlyMap<string, Picture>, language: "en" | "zh", names: readonly string[]): void {
  expect([...pictures.keys()]).toEqual(names);
  for (const picture of pictures.values()) {
    expectReadable(picture);
    expect(xmlElements(svgText(picture, language))[0]).toBe("svg");
    // An axis says what its numbers are.
    const words = picture.marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : [])).join(" ");
    expect(words).toMatch(language === "en" ? /Year|CO₂/ : /年|二氧化碳/);
    if (language === "zh")
      expect(words.replace(/CO₂|GW|Mt(ce)?|peakpath \S+|\w+\/\w+/g, "")).not.toMatch(/[A-Za-z]{3,}/);
  }
}

describe.each([
  ["zhejiang/policy", ["trajectory", "capacity", "primary_equivalent", "sectors"]],
  ["kaya/policy", ["trajectory"]],
] as const)("%s", (id, names) => {
  test.each(bothNames)("run, drawn in %s", (language) => {
    const file = id.replace("/", "-");
    expectGood(
      runPictures(shippedRun(id), language === "en" ? en : zh),
      language,
      names.map((name) => `${file}-${name}.svg`),
    );
  });

  test.each(bothNames)("why, drawn in %s", (language) => {
    const run = shippedRun(id);
    const causes = peakCauses(run);
    if (causes === undefined) throw new Error("the model declares its drivers");
    const names = causes.boundaries.map(({ boundary }) => `${id.replace("/", "-")}-drivers-${boundary.name}.svg`);
    expectGood(whyPictures(run, causes, causes.boundaries, language === "en" ? en : zh), language, names);
  });
});

test("levers by family and one by one; the wedges fill the gap in every year", () => {
  const run = shippedRun("zhejiang/policy");
  const { years } = run.boundaries[0].series;
  const found = attributeLevers(run, {
    players: leverPlayers(run, "lever"),
    boundaries: ["assessed"],
    years,
    boundYears: [2030],
    bound: 0.5,
    mostPairs: 2,
    seed: 1,
  });
  const names = ["zhejiang-policy-wedges.svg", "zhejiang-policy-levers.svg"];
  for (const language of bothNames) expectGood(leverPictures(run, found, language === "en" ? en : zh), language, names);
  for (const year of years) {
    const sum = found.boundaries[0].shares.reduce(
      (running, { share }) => running + (share.emissions.get(year) ?? 0),
      0,
    );
    expect(sum).toBeCloseTo(found.boundaries[0].total.emissions.get(year) ?? 0, 6);
  }
});

test.each(bothNames)("delay and tornado, drawn in %s", (language) => {
  const run = shippedRun("kaya/policy");
  expectGood(delayPictures(run, delayCosts(run, ["gross"], 3), language === "en" ? en : zh), language, [
    "kaya-policy-delay.svg",
    "kaya-policy-delay-levers.svg",
  ]);
  const pictures = tornadoPictures(run, tornado(run, ["gross"]), "cumulative", language === "en" ? en : zh);
  for (const picture of pictures.values()) expectReadable(picture);
  expect([...pictures.keys()]).toEqual(["kaya-policy-tornado.svg"]);
});

test.each(bothNames)("cost curve, drawn in %s: the columns lie side by side, very dear ones are cut", (language) => {
  const run = shippedRun("zhejiang/policy");
  const { cost: costs } = run.layout;
  if (costs === undefined) throw new Error("the model has costs");
  const unit_costs = [-21_000, -500, -20, 90, 5000];
  const steps = [...run.scenario.levers.keys()].slice(0, 6).map((lever, i) => ({
    lever,
    priced: "all" as const,
    unpriced: [],
    reduction: [2, 900, 400, 300, 3, 50][i],
    cost: 1,
    saves: i < 3,
    ...(i < 5 ? { unit_cost: unit_costs[i] } : {}),
  }));
  const curve = { boundary: "assessed", from: 2025, to: 2060, steps, reduction: 1655, cost: 6, runs: 1 };
  const pictures = costCurvePictures(run, costs, curve, language === "en" ? en : zh);
  expectGood(pictures, language, ["zhejiang-policy-cost-curve.svg"]);
  const [{ marks }] = pictures.values();
  const columns = marks.flatMap((mark) => (mark.kind === "area" && mark.within !== undefined ? [mark.points] : []));
  expect(columns).toHaveLength(5);
  columns.slice(1).forEach(([[left]], i) => {
    expect(left).toBeCloseTo(columns[i][1][0], 6);
  });
  expect(costCurvePictures(run, costs, { ...curve, steps: steps.slice(5) }, language === "en" ? en : zh).size).toBe(0);
});

describe("--svg", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-svg-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const shipped = { workingFolder: process.cwd(), packageFolder: process.cwd() };

  test("of run, levers and why: files in the folder, told on standard error, the same bytes again", async () => {
    const commands = [
      "run kaya/policy",
      "levers kaya/policy",
      "levers kaya/policy --method shapley",
      "why kaya/policy --lang zh",
    ];
    for (const words of commands) {
      for (const name of ["a", "b"]) {
        const { code, err } = await peakpath(`${words} --svg ${join(folder, name)}`, shipped);
        expect(code).toBe(0);
        expect(err).toMatch(/\d pictures in|\d 幅图/);
      }
    }
    const names = readdirSync(join(folder, "a"));
    expect(names).toEqual([
      "kaya-policy-drivers.svg",
      "kaya-policy-levers.svg",
      "kaya-policy-peaks-by-lever.svg",
      "kaya-policy-trajectory.svg",
      "kaya-policy-wedges.svg",
    ]);
    for (const name of names)
      expect(readFileSync(join(folder, "a", name), "utf8")).toBe(readFileSync(join(folder, "b", name), "utf8"));
  });

  test("what it writes beside does not change the tables", async () => {
    const plain = await peakpath("levers kaya/policy", shipped);
    const drawn = await peakpath(`levers kaya/policy --svg ${folder}`, shipped);
    expect(drawn.out).toBe(plain.out);
  });

  test("what cannot be drawn is refused", async () => {
    expect(await peakpath(`run --all --svg ${folder}`)).toMatchObject({
      code: 2,
      err: "--svg draws the scenarios that are named; leave out --all, or --svg\n",
    });
  });
});
