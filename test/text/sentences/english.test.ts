import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { english } from "../../../src/text/sentences/english.ts";

const folder = join(import.meta.dirname, "../../../src/text/sentences");

test("no code stands in two tables of sentences, where the later would silently win", async () => {
  const codes: string[] = [];
  for (const file of readdirSync(folder)) {
    const tables = Object.entries(await import(join(folder, file)));
    for (const [name, table] of tables) if (name.endsWith("Sentences")) codes.push(...Object.keys(table as object));
  }
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  expect(codes.toSorted()).toEqual(Object.keys(english).toSorted());
});
