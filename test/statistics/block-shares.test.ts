import { describe, expect, it } from "vitest";
import { blockShares } from "../../src/statistics/block-shares.ts";
import { uniformAt } from "../../src/statistics/points/draws.ts";

describe("blockShares", () => {
  it("has the binomial error for runs drawn alone", () => {
    const shares = blockShares(2, 1);
    for (let run = 0; run < 100; run++) shares.add(run, run < 20 ? 0 : run < 50 ? 1 : 2);
    const [first, second] = shares.shares();
    expect(first).toMatchObject({ runs: 100, holds: 20, share: 0.2 });
    expect(first.error).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 99), 12);
    expect(second.share).toBe(0.5);
    // Wilson's interval of 20 of 100, Newcombe (1998), with the variance's divisor n - 1 here: 13.3 to 28.9 %.
    expect(first.low).toBeCloseTo(0.133, 2);
    expect(first.high).toBeCloseTo(0.289, 2);
  });

  it("says how rare something may be that was never seen", () => {
    const shares = blockShares(1, 1);
    for (let run = 0; run < 10000; run++) shares.add(run, 1);
    const [never] = shares.shares();
    expect(never).toMatchObject({ holds: 0, share: 0, error: 0, low: 0 });
    expect(never.high).toBeCloseTo(0.00038, 5);
  });

  it("has the error of the blocks where all runs of a block agree", () => {
    const alone = blockShares(1, 1);
    const together = blockShares(1, 12);
    for (let block = 0; block < 400; block++) {
      const from = uniformAt(1, block, 0) < 0.3 ? 0 : 1;
      alone.add(block, from);
      for (let i = 0; i < 12; i++) together.add(12 * block + i, from);
    }
    expect(together.shares()[0].error).toBeCloseTo(alone.shares()[0].error as number, 12);
    expect(together.shares()[0].runs).toBe(4800);
  });

  it("covers the true share as often as it says where blocks share coordinates", () => {
    let held = 0;
    const trials = 200;
    for (let trial = 0; trial < trials; trial++) {
      const shares = blockShares(1, 10);
      for (let run = 0; run < 1000; run++) {
        const common = uniformAt(trial, Math.floor(run / 10), 0);
        shares.add(run, common + uniformAt(trial, run, 1) < 1 ? 0 : 1);
      }
      const { low, high } = shares.shares()[0] as { low: number; high: number };
      if (low <= 0.5 && 0.5 <= high) held++;
    }
    // 95 % of 200 is 190; 178 or fewer has a probability below 0.1 %. As if drawn alone, some 75 % would hold.
    expect(held).toBeGreaterThan(178);
  });

  it("counts only the runs that it is given, and says nothing without any", () => {
    expect(blockShares(1, 1).shares()[0]).toMatchObject({ runs: 0, share: undefined, error: undefined });
    const shares = blockShares(1, 4);
    for (const run of [0, 2, 5, 7]) shares.add(run, run === 0 ? 0 : 1);
    expect(shares.shares()[0]).toMatchObject({ runs: 4, holds: 1, share: 0.25 });
  });
});
