import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFiles } from "../../src/files/files.ts";
import { openTemporary, removeLeftFiles, temporaryName } from "../../src/files/temporary-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-temporary-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ["-e", ""]).pid;
const ofProcess = (name: string, pid: number) => temporaryName(name).replace(`-${process.pid}-`, `-${pid}-`);
const ofMachine = (name: string, machine: string) => temporaryName(name).replace(/\.[0-9a-f]{8}-/, `.${machine}-`);

test("no two names are the same, and what stands there already is never opened, a link neither", () => {
  const name = temporaryName("a.csv");
  expect(temporaryName("a.csv")).not.toBe(name);
  const [victim, link] = [join(folder, "victim"), join(folder, name)];
  writeFileSync(victim, "precious");
  symlinkSync(victim, link);
  expect(() => openTemporary(link)).toThrow(/EEXIST/);
  expect(() => openTemporary(victim)).toThrow(/EEXIST/);
});

test("what a killed run has left of the same file is removed; what others write, or users named so, stays", async () => {
  const pid = ended();
  const left = ofProcess("a.csv", pid);
  const running = temporaryName("a.csv");
  const elsewhere = ofMachine("a.csv", "00000000");
  const longAgo = ofMachine("a.csv", "00000001");
  const other = ofProcess("b.csv", pid);
  const users = ["a.csv.tmp", "a.csv.1234.tmp", `a.csv.${pid}-0.tmp`];
  for (const name of [left, running, elsewhere, longAgo, other, ...users]) writeFileSync(join(folder, name), "half");
  utimesSync(join(folder, longAgo), new Date(0), new Date(0));
  const inPlace = ofProcess("a.csv", pid);
  mkdirSync(join(folder, inPlace));
  await writeFiles(folder, new Map([["a.csv", "whole"]]));
  expect(readdirSync(folder).sort()).toEqual(["a.csv", elsewhere, inPlace, other, running, ...users].sort());
});

test("a folder that is not there holds nothing to remove", () => {
  expect(() => removeLeftFiles(join(folder, "none"), () => true)).not.toThrow();
});
