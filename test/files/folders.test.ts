import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkFolder, makeFolder, makeFolderIn } from "../../src/files/folders.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-folders-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linux = describe.runIf(process.platform === "linux");

test("a folder is made with those above it; one that is there, or that a link leads to, is taken as it is", () => {
  const deep = join(folder, "a", "b", "c");
  makeFolder(deep);
  makeFolder(deep);
  symlinkSync(deep, join(folder, "link"));
  makeFolder(join(folder, "link", "d"));
  expect(readdirSync(deep)).toEqual(["d"]);
});

test("whether a folder can be written is tried without leaving anything", () => {
  checkFolder(folder);
  checkFolder(join(folder, "results", "of", "today"));
  expect(readdirSync(folder)).toEqual([]);
});

describe("what is no folder, and cannot be made one, is named at once", () => {
  const refusals = (path: string) => {
    const said = [checkFolder, makeFolder].map((act) => {
      try {
        act(path);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(said[0]).toBe(said[1]);
    return said[0];
  };

  test("a file, and a path through it", () => {
    const file = join(folder, "plain");
    writeFileSync(file, "");
    const said = `${file} cannot be written: a file stands where a folder is needed; choose another folder`;
    expect(refusals(file)).toBe(said);
    expect(refusals(join(file, "x"))).toBe(said);
  });

  test("a link to nothing, and a link to a file", () => {
    const [nowhere, toFile] = [join(folder, "nowhere"), join(folder, "to-file")];
    symlinkSync("gone", nowhere);
    writeFileSync(join(folder, "plain"), "");
    symlinkSync("plain", toFile);
    expect(refusals(nowhere)).toBe(
      `${nowhere} cannot be written: it is a symbolic link to gone, which is no folder; choose another folder`,
    );
    expect(refusals(join(toFile, "x"))).toContain(`${toFile} cannot be written: it is a symbolic link to plain`);
  });

  test("a name that is too long", () => {
    expect(refusals(join(folder, "x".repeat(300)))).toMatch(/the name is too long; choose a shorter one$/);
  });

  linux("beneath /proc", () => {
    test("where making all folders at once would never end", () => {
      // Which of the two depends on who runs the test.
      const said =
        /^\/proc\/x cannot be written: (no folder can be made|there is no right to write) here; choose another folder$/;
      expect(refusals("/proc/x")).toMatch(said);
      expect(() => makeFolder("/proc/x/y")).toThrow(said);
    });
  });
});

test("beneath a folder that the user named, a link may lead about inside it and not out of it", () => {
  const [base, outside] = [join(folder, "base"), join(folder, "outside")];
  for (const path of [join(base, "real"), outside]) mkdirSync(path, { recursive: true });
  symlinkSync(outside, join(base, "out"));
  symlinkSync(join(base, "real"), join(base, "in"));
  symlinkSync(base, join(folder, "named"));
  makeFolderIn(base, join(base, "in", "x"));
  makeFolderIn(join(folder, "named"), join(folder, "named", "y"));
  expect(readdirSync(join(base, "real"))).toEqual(["x"]);
  expect(() => makeFolderIn(base, join(base, "out", "x"))).toThrow(
    `${join(base, "out")} cannot be written: it is a symbolic link that leads out of ${base}; name the folder that is meant`,
  );
  expect(existsSync(join(outside, "x"))).toBe(false);
});
