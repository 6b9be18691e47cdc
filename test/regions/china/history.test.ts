import { describe, expect, it } from "vitest";
import { sumOf, total } from "../../../src/regions/china/balance/grid.ts";
import { industryFuelShares } from "../../../src/regions/china/balance/industry-split.ts";
import { commissioningYears } from "../../../src/regions/china/capacity-table.ts";
import { realGdp } from "../../../src/regions/china/gdp.ts";
import { pastYear } from "../../../src/regions/china/history.ts";
import { zhejiang } from "../zhejiang.ts";

const { sources } = zhejiang();

describe("history and rules", () => {
  it("keeps the CEADs total of 2019: 381.4 Mt with process and Other Gas (Shan et al. 2020)", () => {
    const year = pastYear(sources, 2019);
    expect(year.energy.value + year.process.value + year.doubleCounted).toBeCloseTo(381.4, 1);
    expect(sumOf(year.co2)).toBe(year.energy.value);
  });
  it("leaves the total of energy CO2 unchanged by the transport correction", () => {
    const year = pastYear(sources, 2010);
    let raw = 0;
    for (const fuels of sources.ceads.get(2010)?.values() ?? []) {
      for (const [fuel, mt] of fuels) if (fuel !== "Other Gas" && fuel !== "Process") raw += mt.value;
    }
    expect(Math.abs(year.energy.value - raw)).toBeLessThan(1e-9);
  });
  it("chains real GDP by published growth: 2021 is 8.5 % above 2020, 2024 by 3.1, 6.0 and 5.5 % above 2021", () => {
    expect(realGdp(sources, 2021).value / realGdp(sources, 2020).value).toBeCloseTo(1.085, 10);
    expect(realGdp(sources, 2024).value / realGdp(sources, 2021).value).toBeCloseTo(1.031 * 1.06 * 1.055, 10);
    expect(realGdp(sources, 2020).value).toBe(64689.1);
  });
  it("gives chemicals their coal although the newest inventory leaves it out", () => {
    const coal = sources.materials.find((material) => material.name === "Coal Raw");
    if (coal === undefined) throw new Error("no raw coal");
    const shares = industryFuelShares(sources, coal);
    expect(shares.get("chemicals")?.value ?? 0).toBeGreaterThan(0.1);
    expect(total(shares.values())).toBeCloseTo(1, 12);
  });
  it("keeps the fleet's sum when retirements are taken from the oldest", () => {
    const cohorts = commissioningYears(sources, "coal", 2021);
    expect(total(cohorts.values())).toBeCloseTo(sources.capacity("coal", 2021)?.value ?? 0, 9);
  });
});
