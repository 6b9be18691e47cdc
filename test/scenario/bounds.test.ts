import { expect, test, vi } from "vitest";
import { parameterAddress } from "../../src/engine/language/address.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { parseYears } from "../../src/scenario/paths/years.ts";
import { RefusedFile } from "../../src/text/library.ts";
import { isFault } from "../../src/text/problems.ts";
import { composed, libraryOf, mistakes, sound, toy } from "./toy.ts";

// Long tables, on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const wrong = (text: string, files: Readonly<Record<string, string>> = {}) => mistakes(() => composed(text, files));

test("names that leave their folder are refused, wherever a file may name another", () => {
  const no = (name: string, what: string) =>
    `"${name}" cannot be the name of a ${what}; write it as a name, or as names with one "/" between them`;
  expect(wrong("extends: ../../isle/reference\n")).toEqual([
    `scenarios/isle/test.yaml:1:10  extends: ${no("../../isle/reference", "scenario")}`,
  ]);
  expect(wrong("extends: [reference, /etc/passwd]\n")).toEqual([
    `scenarios/isle/test.yaml:1:22  extends: ${no("/etc/passwd", "scenario")}`,
  ]);
  expect(wrong("model: toy\nregion: ../nation\n")).toEqual([
    `scenarios/isle/test.yaml:2:9  region: ${no("../nation", "region")}`,
  ]);
  expect(wrong("model: toy\nregion: a/../isle\n")[0]).toContain(no("a/../isle", "region"));
});

test("a file that may not be read is a mistake where it is named, and the others are found too", () => {
  const library = libraryOf({ "scenarios/isle/test.yaml": "extends: [secret, none]\nleverz: {}\n" });
  const guarded = {
    ...library,
    read: (path: string) => {
      if (path.includes("secret")) throw new RefusedFile(path, { message: "is refused" });
      return library.read(path);
    },
  };
  expect(mistakes(() => composeScenario(guarded, toy, "isle/test"))).toEqual([
    "scenarios/isle/test.yaml:1:11  extends: is refused",
    expect.stringContaining('scenarios/isle/test.yaml:1:19  extends: unknown scenario "isle/none"'),
    expect.stringContaining("scenarios/isle/test.yaml:2:1  leverz: unknown key"),
  ]);
  const tables = sound["data/regions/isle.yaml"].replace("isle/base.csv", "isle/base.csv, isle/secret.csv");
  const own = libraryOf({ "data/regions/isle.yaml": tables, "scenarios/isle/test.yaml": "extends: reference\n" });
  const refusing = { ...own, read: (path: string) => (path.includes("secret") ? guarded.read(path) : own.read(path)) };
  expect(mistakes(() => composeScenario(refusing, toy, "isle/test"))).toEqual([
    "data/regions/isle.yaml:8:25  tables: is refused",
  ]);
});

test("a chain of files has an end", () => {
  const chain = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `scenarios/isle/c${i}.yaml`,
        i === count - 1 ? "extends: reference\n" : `extends: c${i + 1}\n`,
      ]),
    );
  expect(wrong("extends: c0\n", chain(48))).toEqual([]);
  const said = wrong("extends: c0\n", chain(49));
  expect(said).toEqual([
    "scenarios/isle/c48.yaml:1:10  extends: a scenario can rest on 50 files at most, all that they extend counted; put some of them together",
  ]);
  expect(wrong(`extends: [${Array.from({ length: 300 }, (_, i) => `n${i}`).join(", ")}]\n`)).toHaveLength(50);
});

test("a sum has so many regions at most", () => {
  const regions = Array.from({ length: 501 }, (_, i) => `r${i}`).join(", ");
  expect(wrong(`model: toy\nregions: [${regions}]\n`)[0]).toBe(
    "scenarios/isle/test.yaml:2:10  regions: 501 regions stand here; at most 500 can be summed",
  );
});

test("years are bounded, in a region's horizon and in a range of any file", () => {
  const region = (horizon: number) => ({
    "data/regions/bay.yaml": `region: bay\nmodel: toy\nextends: isle\nbase_year: 2021\nhorizon: ${horizon}\n`,
  });
  expect(wrong("model: toy\nregion: bay\n", region(2320))).toEqual([]);
  expect(wrong("model: toy\nregion: bay\n", region(9999))).toEqual([
    "data/regions/bay.yaml:5:10  horizon: the years from 2021 to 9999 are 7979; at most 300 can be run",
  ]);
  expect(parseYears("2000-2299")).toEqual({ from: 2000, to: 2299 });
  expect(parseYears("1000-9999")).toMatchObject({
    message: "the range 1000-9999 holds 9000 years; at most 300 are allowed",
  });
});

test("stars fit what they fitted, and thousands of them take no time", () => {
  const cells = (path: string) => {
    const address = parameterAddress(toy, path);
    return isFault(address) ? address.message : address.cells.length;
  };
  expect(cells("full_load_hours.*")).toBe(cells("full_load_hours"));
  expect(cells("full_load_hours.solar_*")).toBe(2);
  expect(cells("full_load_hours.s*l*_r*f")).toBe(1);
  expect(cells("full_load_hours.**solar***roof**")).toBe(1);
  // The end must not overlap what was taken before it.
  expect(cells("full_load_hours.solar_roof*roof")).toContain("fits no member");
  expect(cells("full_load_hours.*solar_roof.")).toContain("members");
  expect(cells("full_load_hours.sol.r*")).toContain("members");
  expect(cells(`full_load_hours.${"*".repeat(5000)}x`)).toContain(`"${"*".repeat(60)}…" fits no member`);
  expect(cells(`full_load_hours.${"*o".repeat(5000)}*x`)).toContain("fits no member");
});

const model = (sets: string, over: string, formula = "1") =>
  readModel([
    {
      name: "m.yaml",
      text: `model: m\nlabel: {en: m, zh: m}\nsets:\n${sets}\nvariables:\n  a: {over: [${over}], unit: "1", label: {en: a, zh: 甲}, formula: "${formula}"}\n`,
    },
  ]);

test("a model's sets and cells are bounded before anything is made for them", () => {
  const set = (name: string, to: number) => `  ${name}: {label: {en: s, zh: s}, from: 1, to: ${to}}`;
  expect(mistakes(() => model(set("s", 1e10), "s"))).toEqual([
    "m.yaml:4:43  sets.s: a set from 1 to 10000000000 has 10000000000 members; at most 2000 are allowed",
  ]);
  expect(mistakes(() => model(set("s", 100), "s"))).toEqual([]);
  const three = ["r", "s", "t"].map((name) => set(name, 100)).join("\n");
  expect(mistakes(() => model(three, "r, s, t"))).toEqual([
    "m.yaml:8:13  variables.a.over: these sets have 1000000 cells together; at most 20000 are allowed",
  ]);
});

test("a model has so many cells at most, all its quantities together", () => {
  const many = (count: number) =>
    readModel([
      {
        name: "m.yaml",
        text: `model: m\nlabel: {en: m, zh: m}\nsets:\n  s: {label: {en: s, zh: s}, from: 1, to: 1000}\n  t: {label: {en: s, zh: s}, from: 1, to: 20}\nparameters:\n${Array.from({ length: count }, (_, i) => `  p${i}: {over: [s, t], unit: "1"}\n`).join("")}variables: {}\n`,
      },
    ]);
  expect(mistakes(() => many(5))).toEqual([]);
  expect(mistakes(() => many(7))).toEqual([
    "m.yaml:12:3  p5: with this the model has 120000 cells; at most 100000 are allowed",
  ]);
});

test("a formula as long as is allowed compiles, and a longer or deeper one is refused at its place", () => {
  const said = (formula: string) => mistakes(() => model("  s: {label: {en: s, zh: s}, from: 1, to: 2}", "s", formula));
  const sum = (terms: number) => Array(terms).fill("s").join("+");
  expect(said(sum(500))).toEqual([]);
  expect(said(sum(2000))[0]).toMatch(
    /^m\.yaml:6:\d+ {2}variables\.a\.formula: the formula has 3999 words and signs; at most 1000 are allowed/,
  );
  expect(said(`${"(".repeat(50)}s${")".repeat(50)}`)).toEqual([]);
  for (const deep of [`${"(".repeat(51)}s${")".repeat(51)}`, Array(100).fill("s").join("^"), `${"not ".repeat(99)}s`])
    expect(said(deep)[0]).toContain("the formula is nested more than 50 deep here");
  expect(said(`${"-".repeat(99)}s`)[0]).toContain("51 signs stand in a row");
});

test("a region's table and file give so much at most, and a long table of mistakes is left at fifty", () => {
  const table = (row: string, count: number) => ({
    "data/regions/isle/base.csv": `id,members,year,value,unit,source,estimated\n${row.repeat(count)}`,
  });
  const reference = "extends: reference\n";
  expect(wrong(reference, table("\n", 20_000))).toContain(
    "data/regions/isle/base.csv:20001:1  tables: the table has more than the 20000 lines that are read of one; split it",
  );
  const unknown = wrong(reference, table("sun,,2022,1,GW,x,\n", 5000)).filter((line) =>
    line.includes('unknown parameter "sun"'),
  );
  expect(unknown).toHaveLength(50);
  const open = wrong(reference, table("full_load_hours,*,2021-2040,1,h/yr,x,\n", 12_600));
  expect(open[0]).toMatch(
    /^data\/regions\/isle\/base\.csv:\d+:1 {2}full_load_hours\.\*: the file gives more than 1000000 values/,
  );
});
