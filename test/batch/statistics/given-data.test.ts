import fc from "fast-check";
import { sampleRankCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { binCount, binnedIndex, centred } from "../../../src/statistics/binned-index.ts";
import { midranks, rankCorrelation } from "../../../src/statistics/midranks.ts";
import { uniformAt } from "../../../src/statistics/points/draws.ts";
import { monteCarlo } from "../../../src/statistics/points/points.ts";
import { sobolPoints } from "../../../src/statistics/points/sobol-points.ts";

function columnsOf(points: { fill: (run: number, point: Float64Array) => void }, inputs: number, runs: number) {
  const columns = Array.from({ length: inputs }, () => new Float64Array(runs));
  const point = new Float64Array(inputs);
  for (let run = 0; run < runs; run++) {
    points.fill(run, point);
    for (let i = 0; i < inputs; i++) columns[i][run] = point[i];
  }
  return columns;
}

describe("midranks", () => {
  it("agrees with simple-statistics on Spearman's correlation, ties or not", () => {
    const small = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { minLength: 3, maxLength: 60 }), (pairs) => {
        const x = pairs.map(([a]) => a);
        const y = pairs.map(([, b]) => b);
        const found = rankCorrelation(midranks(Float64Array.from(x)).ranks, midranks(Float64Array.from(y)).ranks);
        const constant = new Set(x).size === 1 || new Set(y).size === 1;
        if (constant) expect(found).toBeUndefined();
        else expect(found).toBeCloseTo(sampleRankCorrelation(x, y), 10);
      }),
    );
  });

  it("orders positions and groups equal values", () => {
    const { ranks, order, distinct, starts } = midranks(Float64Array.of(5, 2, 5, -0, 0));
    expect(Array.from(ranks)).toEqual([3.5, 2, 3.5, 0.5, 0.5]);
    expect(Array.from(order)).toEqual([3, 4, 1, 0, 2]);
    expect(Array.from(distinct, (value) => value + 0)).toEqual([0, 2, 5]);
    expect(Array.from(starts)).toEqual([0, 2, 3, 5]);
  });
});

describe("binnedIndex", () => {
  // Ishigami and Homma (1990), a = 7, b = 0.1.
  it("finds the first-order indices of the Ishigami function from plain points", () => {
    const runs = 16384;
    const columns = columnsOf(sobolPoints(4, 3), 3, runs);
    const y = Float64Array.from({ length: runs }, (_, i) => {
      const [a, b, c] = columns.map((column) => Math.PI * (2 * column[i] - 1));
      return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
    });
    const found = columns.map((column) => binnedIndex(midranks(column), centred(y))?.index as number);
    for (const [i, index] of [0.3139, 0.4424, 0].entries()) expect(Math.abs(found[i] - index)).toBeLessThan(0.01);
  });

  it("has no bias for an input without influence, and says what is noise", () => {
    const runs = 1000;
    let sum = 0;
    let above = 0;
    const trials = 300;
    for (let seed = 0; seed < trials; seed++) {
      const [x, y] = columnsOf(monteCarlo(seed, 2), 2, runs);
      const { index, noise, bins } = binnedIndex(midranks(x), centred(y)) as {
        index: number;
        noise: number;
        bins: number;
      };
      expect(bins).toBe(binCount(runs));
      sum += index;
      if (index > noise) above++;
    }
    // The plain ratio would be 0.019 on average; the standard deviation of one index is 0.006.
    expect(Math.abs(sum / trials)).toBeLessThan(0.0012);
    // About 1 % is expected above, three of 300; nine have a probability below 1 %.
    expect(above).toBeLessThan(9);
  });

  it("takes none of two hundred idle inputs for busy in nearly all samples", () => {
    const runs = 500;
    const idle = 200;
    let samples = 0;
    let fooled = 0;
    let alone = 0;
    for (let seed = 0; seed < 60; seed++, samples++) {
      const columns = columnsOf(monteCarlo(seed, idle + 1), idle + 1, runs);
      const y = centred(columns.pop() as Float64Array);
      const above = (inputs: number) =>
        columns.some((column) => {
          const found = binnedIndex(midranks(column), y, inputs);
          return found !== undefined && found.index > found.noise;
        });
      if (above(idle)) fooled++;
      // What the noise of a single input would say.
      if (above(1)) alone++;
    }
    // 1 % of samples are expected to; four of 60 have a probability below 1 %.
    expect(fooled).toBeLessThan(4);
    expect(alone).toBeGreaterThan(samples / 2);
  });

  it("keeps the values of a discrete input together", () => {
    const x = Float64Array.from({ length: 900 }, (_, i) => i % 3);
    const y = x.map((value, i) => (value === 2 ? 1 : 0) + 0.01 * uniformAt(1, i, 0));
    const found = binnedIndex(midranks(x), centred(y));
    expect(found?.bins).toBe(3);
    expect(found?.index).toBeGreaterThan(0.99);
  });

  it("has no index where nothing changes", () => {
    const same = new Float64Array(50).fill(3);
    const moving = Float64Array.from({ length: 50 }, (_, i) => i);
    expect(binnedIndex(midranks(same), centred(moving))).toBeUndefined();
    expect(binnedIndex(midranks(moving), centred(same))).toBeUndefined();
  });
});
