import { expect, test } from "vitest";
import { parse } from "yaml";
import { readModel } from "../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { families } from "../../src/scenario/levers/lever.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";

const library = nodeLibrary(".", ".");
const model = readModel(modelFiles(library, "regional"));
const { region } = composeScenario(library, model, "zhejiang/reference");
const levers = [...region.levers.values()];

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
  expect(new Set(levers.map((lever) => lever.family))).toEqual(new Set(families));
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
