import { describe, expect, it } from "vitest";
import { type Points, saltelliPoints } from "../../src/statistics/points/points.ts";
import { sobolPoints } from "../../src/statistics/points/sobol-points.ts";
import { sobolSums } from "../../src/statistics/sobol-indices.ts";

function indicesOf(points: Points, blocks: number, y: (x: Float64Array) => number, seed = 1) {
  const sums = sobolSums(blocks, points.dimensions, 1, seed);
  const point = new Float64Array(points.dimensions);
  const values = new Float64Array(points.dimensions + 2);
  for (let block = 0; block < blocks; block++) {
    for (let step = 0; step < values.length; step++) {
      points.fill(block * values.length + step, point);
      values[step] = y(point);
    }
    sums.add(block, (step) => values[step]);
  }
  return { indices: sums.indices(0), blocks: sums.blocks(0) };
}

function design(inputs: number, seed = 20): Points {
  return saltelliPoints(sobolPoints(seed, 2 * inputs));
}

function ishigami(u: Float64Array): number {
  const [x1, x2, x3] = Array.from(u, (v) => Math.PI * (2 * v - 1));
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
}

describe("sobolSums", () => {
  it("finds the published indices of the Ishigami function (a = 7, b = 0.1) within 0.01 at N = 16,384", () => {
    const { indices } = indicesOf(design(3), 16384, ishigami);
    // Ishigami and Homma (1990); values as in Saltelli et al. (2008), Global Sensitivity Analysis: The Primer.
    const first = [0.3139, 0.4424, 0];
    const total = [0.5576, 0.4424, 0.2437];
    for (const [i, index] of indices.entries()) {
      expect(Math.abs((index?.first.value as number) - first[i])).toBeLessThan(0.01);
      expect(Math.abs((index?.total.value as number) - total[i])).toBeLessThan(0.01);
    }
  });

  it("finds the indices of Sobol's g function", () => {
    // Saltelli and Sobol (1995): V_i = 1 / (3 (1 + a_i)^2), V = product of (1 + V_i) - 1.
    const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
    const parts = a.map((ai) => 1 / (3 * (1 + ai) ** 2));
    const whole = parts.reduce((product, v) => product * (1 + v), 1);
    const g = (u: Float64Array) => a.reduce((p, ai, i) => p * ((Math.abs(4 * u[i] - 2) + ai) / (1 + ai)), 1);
    const { indices } = indicesOf(design(a.length), 8192, g);
    for (const [i, index] of indices.entries()) {
      const first = parts[i] / (whole - 1);
      const total = (parts[i] * (whole / (1 + parts[i]))) / (whole - 1);
      expect(Math.abs((index?.first.value as number) - first)).toBeLessThan(0.01);
      expect(Math.abs((index?.total.value as number) - total)).toBeLessThan(0.01);
    }
  });

  it("has intervals that hold the true index about as often as they say", () => {
    let held = 0;
    const trials = 40;
    for (let seed = 0; seed < trials; seed++) {
      const { indices } = indicesOf(design(3, seed), 256, ishigami, seed);
      const { low, high } = (indices[0] as { total: { low: number; high: number } }).total;
      if (low <= 0.5576 && 0.5576 <= high) held++;
    }
    // 95 % of 40 is 38; 33 or fewer has a probability below 0.1 %.
    expect(held).toBeGreaterThan(33);
  });

  it("does not care for the size or a shift of the outcome", () => {
    const { indices } = indicesOf(design(3), 512, ishigami);
    const { indices: moved } = indicesOf(design(3), 512, (u) => 1e4 + 1e-3 * ishigami(u));
    for (const [i, index] of indices.entries()) {
      expect(moved[i]?.first.value).toBeCloseTo(index?.first.value as number, 6);
      expect(moved[i]?.total.high).toBeCloseTo(index?.total.high as number, 6);
    }
  });

  it("leaves a block with a failed run out, and has no index for an outcome that never changes", () => {
    let calls = 0;
    const { indices, blocks } = indicesOf(design(3), 512, (u) => (calls++ === 7 ? Number.NaN : ishigami(u)));
    expect(blocks).toBe(511);
    expect(indices[0]?.first.value).toBeGreaterThan(0.2);
    expect(indicesOf(design(3), 64, () => 545.3).indices).toEqual([undefined, undefined, undefined]);
  });
});
