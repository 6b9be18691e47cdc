import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BatchPart } from "../../../src/batch/batch-part.ts";
import { partBytes, partOf } from "../../../src/batch/store/part-file.ts";
import { openStore, partName, readStores } from "../../../src/batch/store/part-store.ts";
import { storedBatch } from "../../../src/batch/store/stored-batch.ts";

const identity = { peakpath: "1", scenario: "a/b", kind: "list", runs: 4, seed: 1, files: { "a.yaml": "00" } };
const ranges = [
  { start: 0, end: 2 },
  { start: 2, end: 4 },
];
const part = (start: number): BatchPart => ({
  start,
  end: start + 2,
  values: Float64Array.of(1, Number.NaN, -0, 4),
  series: Float64Array.of(0.1),
  failures: [{ run: start, reason: "capacity.coal in 2030 is not finite" }],
});
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-parts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a part comes back as it was written, and only under its own number", () => {
  const store = openStore(folder, { identity }, ranges);
  for (const [number, { start }] of ranges.entries()) store.write(number, part(start));
  expect(store.read(1, "outcomes")).toEqual(part(2));
  expect(readStores([folder], identity, ranges).read(0, "counts")).toEqual(part(0));
  const [first, second] = [0, 1].map((number) => join(folder, "parts", partName(number)));
  copyFileSync(first, second);
  expect(store.read(0, "outcomes")).toEqual(part(0));
  expect(store.read(1, "outcomes")).toBeUndefined();
});

test("of several folders each part is taken from the first that has it whole; one without parts is none", () => {
  const folders = ["a", "b", "c"].map((name) => join(folder, name));
  const [a, b, c] = folders;
  openStore(a, { identity }, ranges).write(0, part(0));
  const both = openStore(b, { identity }, ranges);
  for (const [number, { start }] of ranges.entries()) both.write(number, part(start));
  writeFileSync(join(a, "parts", partName(0)), "damaged");
  const found = (...places: string[]) => [0, 1].map((n) => readStores(places, identity, ranges).read(n, "counts"));
  expect(found(c, a, b)).toEqual([part(0), part(2)]);
  expect(found(a, c)).toEqual([undefined, undefined]);
  expect(() => readStores(folders, identity, ranges).write(0, part(0))).toThrow("only read");
});

test("a byte that changed anywhere in a part makes it none", () => {
  const bytes = partBytes("id", part(2));
  expect(partOf("id", ranges[1], bytes)).toEqual(part(2));
  expect(partOf("other", ranges[1], bytes)).toBeUndefined();
  const space = bytes.indexOf("}", bytes.indexOf("digest"));
  for (let at = 0; at < bytes.length; at++) {
    // Blanks behind the head say nothing.
    if (at > space && bytes[at] === 0x20) continue;
    const damaged = Buffer.from(bytes);
    damaged[at] ^= 1;
    expect(partOf("id", ranges[1], damaged), `byte ${at}`).toBeUndefined();
  }
});

test("batch.json keeps a design's texts beside what the batch follows from", () => {
  const design = { file: "d.yaml", texts: { "d.yaml": "design: {}\n" } };
  openStore(folder, { identity, design }, ranges);
  expect(storedBatch(folder)).toEqual({ identity, design });
  const text = readFileSync(join(folder, "batch.json"), "utf8");
  // A second program on the same folder leaves it as it is.
  openStore(folder, { identity }, ranges);
  expect(readFileSync(join(folder, "batch.json"), "utf8")).toBe(text);
  writeFileSync(join(folder, "batch.json"), text.replace('"seed": 1', '"seed": 2'));
  expect(storedBatch(folder)?.identity.seed).toBe(2);
});

test("a pipe in place of the file that says what batch a folder holds is not waited for", () => {
  execFileSync("mkfifo", [join(folder, "batch.json")]);
  expect(() => storedBatch(folder)).toThrow("is a pipe; a regular file is needed");
});
