import { describe, expect, it } from "vitest";
import { zhejiang } from "../../zhejiang.ts";

const { build } = zhejiang();
const check = (start: string) => {
  const found = build.checks.find((candidate) => candidate.name.startsWith(start));
  if (found === undefined) throw new Error(`no check "${start}"`);
  return found;
};

// Tolerances: electricity 1 % (the issue), CO2 accounts 10 % (provincial inventories differ by 10-40 %, Han et al. 2020),
// the plan's total and the coal figure 5 % (they are rounded to three digits but stand on another account).
describe("cross-checks of Zhejiang", () => {
  it("meets the plan's 422 Mt of 2019 on the assessed boundary", () => {
    expect(Math.abs(check("assessed CO2 2019, regional factor of 2012").computed / 422 - 1)).toBeLessThan(0.05);
    expect(Math.abs(check("assessed CO2 2019, regional factor interpolated").computed / 422 - 1)).toBeLessThan(0.05);
  });
  it("reports as not met that imports by line fall short of the plan's total", () => {
    const byLine = check("assessed CO2 2019, imports by line");
    expect(byLine.met).toBe(false);
    expect(byLine.note).not.toBe("");
  });
  it("agrees with CEADs moved by thermal generation within a tenth", () => {
    const { computed, published } = check("fuel CO2 2021");
    expect(Math.abs(computed / published - 1)).toBeLessThan(0.1);
  });
  it("meets electricity use and net imports within 1 %", () => {
    expect(Math.abs(check("electricity use 2021").computed / 551.9 - 1)).toBeLessThan(0.01);
    expect(Math.abs(check("net imports 2021").computed / 129 - 1)).toBeLessThan(0.01);
  });
  it("gives the published non-fossil share with clean imports and biomass, not without", () => {
    expect(Math.abs(check("non-fossil share").computed / 19.8 - 1)).toBeLessThan(0.05);
    expect(build.accounts.shareLocal).toBeLessThan(0.15);
  });
  it("derives MEE's grid factor within a tenth", () => {
    expect(Math.abs(check("grid factor 2021 derived").computed / 0.5422 - 1)).toBeLessThan(0.1);
  });
  it("scales coal back to the plan's 131 Mt of 2020 within 6 %: another account", () => {
    expect(Math.abs(check("coal 2020").computed / 131 - 1)).toBeLessThan(0.06);
  });
  it("reports every check as met or with its cause", () => {
    for (const entry of build.checks) expect(entry.met || entry.note !== "", entry.name).toBe(true);
  });
});
