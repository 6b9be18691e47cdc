import { expect, test } from "vitest";
import { packageFolder } from "../../src/files/installed.ts";
import { peakpath } from "./toy.ts";

const shipped = { packageFolder: packageFolder(), workingFolder: packageFolder() };

test("the tutorial model runs from its shipped scenarios", async () => {
  const { code, out, err } = await peakpath("run kaya/reference kaya/policy", shipped);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain("(kaya/policy)");
  expect(out).toContain("Peaks side by side");
});

test("every shipped scenario passes check", async () => {
  const { code, out, err } = await peakpath("check", shipped);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out).toContain("zhejiang/policy: no mistakes");
}, 60_000);
