import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeLibrary } from "../../src/io/library.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "peakpath-library-"));
  const put = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("package/scenarios/zhejiang/policy.yaml", "shipped policy");
  put("package/scenarios/zhejiang/reference.yaml", "shipped reference");
  put("work/scenarios/zhejiang/policy.yaml", "own policy");
  put("work/scenarios/mine.yaml", "mine");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const library = () => nodeLibrary(join(root, "package"), join(root, "work"));

test("the working folder stands over the package", () => {
  expect(library().read("scenarios/zhejiang/policy.yaml")).toBe("own policy");
  expect(library().read("scenarios/zhejiang/reference.yaml")).toBe("shipped reference");
});

test("a missing file and a folder are undefined", () => {
  expect(library().read("scenarios/none.yaml")).toBeUndefined();
  expect(library().read("scenarios")).toBeUndefined();
  expect(library().read("scenarios/mine.yaml/none")).toBeUndefined();
});

test("an absolute path is read as it stands", () => {
  expect(library().read(join(root, "work/scenarios/mine.yaml"))).toBe("mine");
});

test("lists the files of both, each once, sorted", () => {
  expect(library().list("scenarios")).toEqual(["mine.yaml", "zhejiang/policy.yaml", "zhejiang/reference.yaml"]);
  expect(library().list("nowhere")).toEqual([]);
});
