import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { peakpath } from "./toy.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-check-"));
mkdirSync(join(folder, "scenarios/toyland"), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `check` and `run` say of a scenario of this text. */
async function both(text: string) {
  writeFileSync(join(folder, "scenarios/toyland/own.yaml"), text);
  const check = await peakpath("check toyland/own", { workingFolder: folder });
  const run = await peakpath("run toyland/own", { workingFolder: folder });
  return { check, run };
}

it.each([
  ["a design", "extends: policy\ndesign: {kind: monte_carlo, inputs: {growth.pwoer: {as: scale}}}\n", "growth.pwoer"],
  ["an empty design", "extends: policy\ndesign:\n", "no parent gives a design"],
  ["a run", "extends: impossible\ntitle: Child\n", "2030"],
  ["a name", "extends: policy\ntargets: {clean_shares: null}\n", 'did you mean "clean_share"?'],
  ["a year", "extends: policy\ntargets: {clean_share: {growth_from: 2055}}\n", "2055 does not lie before 2030"],
])("refuses %s as run does, in the same words", async (_, text, words) => {
  const { check, run } = await both(text);
  expect(check.code).toBe(2);
  expect(check.err).toContain(words);
  expect({ code: run.code, err: run.err }).toEqual({ code: check.code, err: check.err });
});

it("takes what run takes, and a design that a child has taken out is read no more", async () => {
  writeFileSync(
    join(folder, "scenarios/toyland/varied.yaml"),
    "extends: policy\ndesign: {kind: monte_carlo, inputs: {}}\n",
  );
  for (const text of ["extends: policy\n", "extends: varied\ndesign: null\n"]) {
    const { check, run } = await both(text);
    expect([check.code, run.code, check.err, run.err]).toEqual([0, 0, "", ""]);
  }
  const { check } = await both("extends: varied\n");
  expect(check.code).toBe(2);
});

it("prints where a path is held while its parent moves on, as run does", async () => {
  const { check, run } = await both("extends: reference\nassume: {growth.industry: {2026: 3 %/yr}}\n");
  const note = "held at 3 %/yr from 2026 on; toyland/reference reaches";
  expect(check.out).toContain(`scenarios/toyland/own.yaml:2:34  assume.growth.industry: ${note}`);
  expect(run.out).toContain(note);
});

it("finds a lever by its label, and says where a name at the top belongs", async () => {
  const { check } = await both("extends: reference\nwind: {strength: 1}\n");
  expect(check.err).toContain("it is a lever: indent it below levers:");
  const named = await both("extends: reference\nlevers: {风电: {}}\n");
  expect(named.check.err).toContain('did you mean "wind"?');
});

it("lists the scenarios of a region that stands alone first", async () => {
  const { err } = await peakpath("check toyland", { workingFolder: folder });
  expect(err).toMatch(/unknown scenario "toyland".*there are toyland\//);
});
