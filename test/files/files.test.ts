import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFiles } from "../../src/files/files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-files-"));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

test("writes all files, makes folders, leaves nothing beside them", async () => {
  const out = join(folder, "deep", "er");
  await writeFiles(
    out,
    new Map([
      ["a.csv", "1\n"],
      ["sub/b.csv", "浙江\n"],
    ]),
  );
  expect(readFileSync(join(out, "a.csv"), "utf8")).toBe("1\n");
  expect(readFileSync(join(out, "sub", "b.csv"), "utf8")).toBe("浙江\n");
  expect(readdirSync(out).sort()).toEqual(["a.csv", "sub"]);
});

test("replaces what is there", async () => {
  writeFileSync(join(folder, "a.csv"), "old");
  await writeFiles(folder, new Map([["a.csv", "new"]]));
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("new");
});

test("one file that cannot be written leaves the old ones and no half ones", async () => {
  writeFileSync(join(folder, "a.csv"), "old");
  writeFileSync(join(folder, "plain"), "a file, not a folder");
  await expect(
    writeFiles(
      folder,
      new Map([
        ["a.csv", "new"],
        ["plain/b.csv", "x"],
      ]),
    ),
  ).rejects.toThrow(/plain/);
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("old");
  expect(readdirSync(folder).sort()).toEqual(["a.csv", "plain"]);
});

test("a folder in the place of a file is an error and leaves no temporary file", async () => {
  mkdirSync(join(folder, "a.csv"));
  await expect(writeFiles(folder, new Map([["a.csv", "new"]]))).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["a.csv"]);
});

test("writes a file from pieces, and nothing of it where a piece fails", async () => {
  function* pieces(fails: boolean): Generator<string | Uint8Array> {
    yield "run,浙江\n";
    yield new Uint8Array([49, 10]);
    if (fails) throw new Error("no third piece");
    yield "2\n";
  }
  await writeFiles(folder, new Map([["a.csv", pieces(false)]]));
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("run,浙江\n1\n2\n");
  await expect(writeFiles(folder, new Map([["a.csv", pieces(true)]]))).rejects.toThrow("no third piece");
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("run,浙江\n1\n2\n");
  expect(readdirSync(folder)).toEqual(["a.csv"]);
});
