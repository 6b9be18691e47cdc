import { expect, test } from "vitest";
import { uniqueNames } from "../../../src/report/tables/region-names.ts";
import { zh } from "../../../src/report/words/zh.ts";

const region = (id: string, en: string, zh = en, sum = false) => ({ id, label: { en, zh }, sum });
const named = (...regions: Parameters<typeof uniqueNames>[0] extends Iterable<infer R> ? R[] : never) =>
  [...uniqueNames(regions)].map(([, name]) => name);

test("a region is named by its label, and by its id too where another has the same", () => {
  expect(named(region("huzhou", "Huzhou"), region("jinhua", "Jinhua"))).toEqual(["Huzhou", "Jinhua"]);
  const two = [region("taizhou", "Taizhou", "台州"), region("taizhou_js", "Taizhou", "泰州")];
  expect(named(...two, region("huzhou", "Huzhou"))).toEqual(["Taizhou (taizhou)", "Taizhou (taizhou_js)", "Huzhou"]);
  expect([...uniqueNames(two, zh).values()]).toEqual(["台州", "泰州"]);
  // The order of the runs moves no name, and a region that runs twice is one.
  expect([...uniqueNames([...two.toReversed(), two[0]])].sort()).toEqual([...uniqueNames(two)].sort());
});

test("the sum of regions is told from a member of its name and folder", () => {
  expect(named(region("delta", "delta"), region("delta", "delta", "delta", true))).toEqual([
    "delta (delta)",
    "delta (sum of delta)",
  ]);
});

test("a label that is spelt like another's with its id leads to ids alone", () => {
  expect(named(region("a", "X"), region("b", "X"), region("c", "X (a)"))).toEqual(["a", "b", "c"]);
});
