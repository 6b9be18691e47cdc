import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const pack = json("package.json");

test("the package installs nothing that its bundle does not load at run time", () => {
  expect(pack.dependencies).toBeUndefined();
  expect(pack.optionalDependencies).toBeUndefined();
  // A queue's packages are loaded from where the user has put them.
  for (const name of Object.keys(pack.peerDependencies))
    expect(pack.peerDependenciesMeta[name]).toEqual({ optional: true });
  const build = readFileSync(".build.mjs", "utf8");
  expect(build).toContain(`external: ${JSON.stringify(Object.keys(pack.peerDependencies)).replaceAll(",", ", ")}`);
});

test("every entry of the lock file says what its bytes must be, and all versions are those of package.json", () => {
  const { packages } = json("package-lock.json");
  const entries = Object.entries<{ integrity?: string; version: string }>(packages).filter(([name]) => name !== "");
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([name]) => name)).toEqual([]);
  expect(packages[""].devDependencies).toEqual(pack.devDependencies);
});

describe("the build without development dependencies", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "peakpath-build-"));
    cpSync(".build.mjs", join(folder, ".build.mjs"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const build = () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [".build.mjs"], { cwd: folder, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };

  test("says in a line that it cannot build, and what to do", () => {
    expect(build()).toEqual({
      status: 1,
      said: "Development dependencies are not installed: the program cannot be built. To build it: npm ci --include=dev\n",
    });
    expect(existsSync(join(folder, "dist"))).toBe(false);
  });

  test("keeps a program that has been built before", () => {
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist/peakpath.js"), "");
    expect(build()).toMatchObject({ status: 0 });
    expect(build().said).toContain("the program that stands in dist/ stays as it is");
    expect(existsSync(join(folder, "dist/peakpath.js"))).toBe(true);
  });
});

test.runIf(existsSync("dist/THIRD_PARTY_LICENSES"))("the bundle carries the licence of each package in it", () => {
  const texts = readFileSync("dist/THIRD_PARTY_LICENSES", "utf8");
  for (const name of [
    "mathjs",
    "simple-statistics",
    "yargs",
    "csv-parse",
    "csv-stringify",
    "yaml",
    "hyparquet-writer",
  ]) {
    const { version, license } = json(`node_modules/${name}/package.json`);
    expect(texts).toContain(`\n${name} ${version} (${license})\n`);
  }
  expect(texts).toContain("Apache License");
  expect(pack.files).toContain("dist");
});
