import { expect, test } from "vitest";
import { withSchemaLines } from "../../../src/commands/shell/schema-lines.ts";

const text = "# yaml-language-server: $schema=../../dist/schemas/scenario.json\nextends: policy\n";
const file = "scenarios/huzhou/mine.yaml";
const firstLine = (workingFolder: string, packageFolder: string): string | undefined =>
  withSchemaLines(new Map([[file, text]]), workingFolder, { workingFolder, packageFolder })
    .get(file)
    ?.split("\n")[0];

test("a scenario written in a user's folder leads to the schema of the package installed there", () => {
  expect(firstLine("/home/me", "/home/me/node_modules/peakpath")).toBe(
    "# yaml-language-server: $schema=../../node_modules/peakpath/dist/schemas/scenario.json",
  );
});

test("in the package itself the line is that of the shipped files", () => {
  expect(firstLine("/home/me/peakpath", "/home/me/peakpath")).toBe(text.split("\n")[0]);
});

test("a package installed elsewhere is named by its address", () => {
  expect(firstLine("/home/me", "/usr/lib/node modules/peakpath")).toBe(
    "# yaml-language-server: $schema=file:///usr/lib/node%20modules/peakpath/dist/schemas/scenario.json",
  );
});

test("a scenario's line is that of its own project, wherever the command is typed", () => {
  const written = (workingFolder: string) =>
    withSchemaLines(new Map([["/work/plan/scenarios/huzhou/mine.yaml", text]]), workingFolder, {
      workingFolder,
      packageFolder: "/work/peakpath",
    }).get("/work/plan/scenarios/huzhou/mine.yaml");
  expect(written("/work")).toContain("$schema=file:///work/peakpath/dist/schemas/scenario.json");
  expect(written("/work")).toBe(written("/work/plan"));
});
