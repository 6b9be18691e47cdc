import fc from "fast-check";
import { sampleRankCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import table from "../../../data/direction_numbers.json" with { type: "json" };
import { binnedIndex, centred } from "../../../src/statistics/binned-index.ts";
import { correlated } from "../../../src/statistics/distributions/gaussian-copula.ts";
import { midranks } from "../../../src/statistics/midranks.ts";
import { keyedPermutation } from "../../../src/statistics/points/draws.ts";
import { MORRIS_STEP, morrisPoints } from "../../../src/statistics/points/morris-points.ts";
import {
  gridPoints,
  gridRuns,
  latinHypercube,
  listPoints,
  monteCarlo,
  type Points,
  saltelliPoints,
} from "../../../src/statistics/points/points.ts";
import {
  directionNumbers,
  mostDimensions,
  owenScrambled,
  sobolPoints,
  sobolWord,
} from "../../../src/statistics/points/sobol-points.ts";

function pointsOf(points: Points, runs: number): number[][] {
  const point = new Float64Array(points.dimensions);
  return Array.from({ length: runs }, (_, run) => {
    points.fill(run, point);
    return Array.from(point);
  });
}

describe("keyedPermutation", () => {
  it("takes every place once, differently by seed and dimension", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(1000), (size, seed) => {
        const permutation = keyedPermutation(seed, 0, size);
        expect(new Set(Array.from({ length: size }, (_, i) => permutation(i))).size).toBe(size);
        for (let i = 0; i < size; i++) expect(permutation(i)).toBeLessThan(size);
      }),
      { numRuns: 60 },
    );
    const first = Array.from({ length: 50 }, (_, i) => keyedPermutation(1, 0, 50)(i));
    expect(first).not.toEqual(Array.from({ length: 50 }, (_, i) => keyedPermutation(1, 1, 50)(i)));
    expect(first).not.toEqual(Array.from({ length: 50 }, (_, i) => keyedPermutation(2, 0, 50)(i)));
  });

  it("puts every place everywhere about equally often", () => {
    const size = 5;
    const seeds = 4000;
    const counts = new Array(size).fill(0);
    for (let seed = 0; seed < seeds; seed++) counts[keyedPermutation(seed, 0, size)(0)]++;
    const chi2 = counts.reduce((sum, count) => sum + (count - seeds / size) ** 2 / (seeds / size), 0);
    // The 0.999 quantile of chi-square with 4 degrees of freedom is 18.5.
    expect(chi2).toBeLessThan(18.5);
  });
});

describe("latinHypercube", () => {
  it("puts one point into every slice of every dimension", () => {
    const rows = pointsOf(latinHypercube(11, 4, 257), 257);
    for (let d = 0; d < 4; d++) {
      const slices = rows.map((row) => Math.floor(row[d] * 257)).sort((a, b) => a - b);
      expect(slices).toEqual(Array.from({ length: 257 }, (_, i) => i));
    }
  });
});

describe("direction numbers", () => {
  it("come from primitive polynomials, each once, and from odd numbers below 2^i", () => {
    expect(mostDimensions).toBe(1024);
    const seen = new Set<string>();
    for (const [inner, ...first] of table.dimensions) {
      const degree = first.length;
      const polynomial = 2 ** degree + 2 * inner + 1;
      expect(isPrimitive(polynomial, degree)).toBe(true);
      seen.add(`${polynomial}`);
      for (const [i, m] of first.entries()) expect(m % 2 === 1 && m < 2 ** (i + 1)).toBe(true);
    }
    expect(seen.size).toBe(table.dimensions.length);
  });

  // The first lines of new-joe-kuo-6.21201 (Joe and Kuo 2008).
  it("begin as published", () => {
    expect(table.dimensions.slice(0, 5)).toEqual([
      [0, 1],
      [1, 1, 3],
      [1, 1, 3, 1],
      [2, 1, 1, 1],
      [1, 1, 1, 3, 3],
    ]);
  });
});

/** Whether x has the order 2^degree - 1 modulo the polynomial over the field of two elements. */
function isPrimitive(polynomial: number, degree: number): boolean {
  const multiply = (a: number, b: number) => {
    let product = 0;
    for (let i = degree - 1; i >= 0; i--) {
      product = (product << 1) ^ (product & (1 << (degree - 1)) ? polynomial : 0);
      if ((b >> i) & 1) product ^= a;
    }
    return product & (2 ** degree - 1);
  };
  const power = (exponent: number) => {
    let result = 1;
    let square = degree === 1 ? 1 : 2;
    for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = multiply(result, square);
      square = multiply(square, square);
    }
    return result;
  };
  const order = 2 ** degree - 1;
  if (power(order) !== 1) return false;
  for (let q = 2, rest = order; rest > 1; q++) {
    if (rest % q !== 0) continue;
    if (order > 1 && q < order && power(order / q) === 1) return false;
    while (rest % q === 0) rest /= q;
  }
  return true;
}

describe("Sobol' points", () => {
  // SciPy 1.17's documentation of scipy.stats.qmc.Sobol and its run of the same direction numbers; in the order of Gray codes.
  it("are the published ones before they are scrambled", () => {
    const numbers = directionNumbers(mostDimensions);
    const at = (run: number, d: number) => sobolWord(numbers, run ^ (run >>> 1), d) / 2 ** 32;
    expect(Array.from({ length: 8 }, (_, run) => [0, 1, 2, 3].map((d) => at(run, d)))).toEqual([
      [0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25],
      [0.25, 0.75, 0.75, 0.75],
      [0.375, 0.375, 0.625, 0.875],
      [0.875, 0.875, 0.125, 0.375],
      [0.625, 0.125, 0.875, 0.625],
      [0.125, 0.625, 0.375, 0.125],
    ]);
    expect(at(255, 1023)).toBe(0.11328125);
    expect(at(200, 500)).toBe(0.60546875);
  });

  it("stay balanced when scrambled: one point in each of 2^m slices, and in each cell of the first two dimensions", () => {
    const m = 8;
    const rows = pointsOf(sobolPoints(3, 1024), 2 ** m);
    for (let d = 0; d < 1024; d++) {
      expect(new Set(rows.map((row) => Math.floor(row[d] * 2 ** m))).size).toBe(2 ** m);
    }
    // The first two dimensions are a (0, m, 2)-net: every elementary interval of volume 2^-m holds one point (Niederreiter 1987).
    for (let k = 0; k <= m; k++) {
      const cells = rows.map(([x, y]) => `${Math.floor(x * 2 ** k)} ${Math.floor(y * 2 ** (m - k))}`);
      expect(new Set(cells).size).toBe(2 ** m);
    }
  });

  it("make no idle dimension seem to matter, however many there are", () => {
    const runs = 10000;
    const dimensions = 120;
    const points = sobolPoints(1, dimensions);
    const point = new Float64Array(dimensions);
    const columns = Array.from({ length: dimensions }, () => new Float64Array(runs));
    for (let run = 0; run < runs; run++) {
      points.fill(run, point);
      for (let d = 0; d < dimensions; d++) columns[d][run] = point[d];
    }
    const ranked = columns.map(midranks);
    const found = [0, 5, 23, 61, 99].flatMap((busy) => {
      const outcome = centred(columns[busy]);
      return ranked.flatMap((idle, d) => (d === busy ? [] : [binnedIndex(idle, outcome)?.index as number]));
    });
    // Independent draws stay below 0.27 % in 99 % of pairs, and 0.5 % in all of these; unshuffled, some reach several per cent.
    expect(Math.max(...found)).toBeLessThan(0.008);
    expect(found.filter((index) => index > 0.0027).length / found.length).toBeLessThan(0.04);
  });

  it("lie more evenly than random ones (centred L2 discrepancy of Hickernell 1998)", () => {
    const runs = 256;
    const sobol = centredDiscrepancy(pointsOf(sobolPoints(5, 6), runs));
    const random = centredDiscrepancy(pointsOf(monteCarlo(5, 6), runs));
    expect(sobol).toBeLessThan(random / 4);
  });

  it("refuse more dimensions than there are numbers for", () => {
    expect(() => sobolPoints(1, 1025)).toThrow("there are direction numbers for 1024 dimensions, not for 1025");
    expect(() => sobolPoints(1, 1).fill(2 ** 32, new Float64Array(1))).toThrow("has no run 4294967296");
  });
});

/** Squared centred L2 discrepancy, equation 5.1c of Hickernell (1998, Mathematics of Computation 67). */
function centredDiscrepancy(rows: readonly number[][]): number {
  const n = rows.length;
  const dimensions = rows[0].length;
  let single = 0;
  let double = 0;
  for (const x of rows) {
    single += x.reduce((p, xi) => p * (1 + Math.abs(xi - 0.5) / 2 - (xi - 0.5) ** 2 / 2), 1);
    for (const y of rows) {
      let product = 1;
      for (let d = 0; d < dimensions; d++)
        product *= 1 + (Math.abs(x[d] - 0.5) + Math.abs(y[d] - 0.5) - Math.abs(x[d] - y[d])) / 2;
      double += product;
    }
  }
  return (13 / 12) ** dimensions - (2 / n) * single + double / (n * n);
}

describe("owenScrambled", () => {
  it("flips a bit by the bits above it alone, and permutes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.nat(2 ** 31),
        fc.nat(2 ** 31),
        fc.nat(2 ** 31),
        (k, a, b, seed) => {
          const mask = (-1 << (32 - k)) >>> 0;
          const twin = ((a & mask) | (b & ~mask)) >>> 0;
          const above = (word: number) => (word & mask) >>> 0;
          expect(above(owenScrambled(a, seed))).toBe(above(owenScrambled(twin, seed)));
          // The bit below may go either way, but two words that differ there still differ there.
          const next = 1 << (31 - k);
          const flipped = (a ^ next) >>> 0;
          expect((owenScrambled(a, seed) ^ owenScrambled(flipped, seed)) & next).toBe(next);
        },
      ),
    );
  });
});

describe("saltelliPoints", () => {
  it("go from A to B, one coordinate of B at a time between", () => {
    const base = sobolPoints(9, 6);
    const rows = pointsOf(saltelliPoints(base), 10);
    const both = pointsOf(base, 2);
    for (const block of [0, 1]) {
      const a = both[block].slice(0, 3);
      const b = both[block].slice(3);
      const [first, ...rest] = rows.slice(5 * block, 5 * block + 5);
      expect(first).toEqual(a);
      expect(rest[3]).toEqual(b);
      for (let i = 0; i < 3; i++) expect(rest[i]).toEqual(a.map((x, j) => (i === j ? b[j] : x)));
    }
    expect(() => saltelliPoints(sobolPoints(1, 3))).toThrow("an even number of dimensions, not 3");
  });
});

describe("morrisPoints", () => {
  it("move one input a step, every input once a trajectory, on a grid of four levels", () => {
    const dimensions = 5;
    const points = morrisPoints(4, dimensions);
    const rows = pointsOf(points, 6 * 40);
    const levels = [0, 1 / 3, 2 / 3, 1];
    for (const [run, row] of rows.entries()) {
      for (const x of row) expect(levels.some((level) => Math.abs(level - x) < 1e-12)).toBe(true);
      const step = points.stepTo(run);
      if (run % (dimensions + 1) === 0) {
        expect(step).toBeUndefined();
        continue;
      }
      const changes = row.map((x, i) => x - rows[run - 1][i]);
      const moved = changes.flatMap((change, i) => (change !== 0 ? [i] : []));
      expect(moved).toEqual([step?.input]);
      expect(changes[moved[0]]).toBeCloseTo((step?.sign as number) * MORRIS_STEP, 12);
    }
    for (let t = 0; t < 40; t++) {
      const inputs = Array.from({ length: dimensions }, (_, k) => points.stepTo(t * 6 + k + 1)?.input);
      expect(new Set(inputs).size).toBe(dimensions);
    }
    expect(
      pointsOf(morrisPoints(4, 2, 0.01), 3)
        .flat()
        .every((x) => x >= 0.01 && x <= 0.99),
    ).toBe(true);
  });
});

describe("gridPoints and listPoints", () => {
  it("take every combination once, and every row in turn", () => {
    const counts = [2, 3, 4];
    expect(gridRuns(counts)).toBe(24);
    const cells = pointsOf(gridPoints(counts), 24).map((row) => row.map((u, d) => Math.floor(u * counts[d])).join(" "));
    expect(new Set(cells).size).toBe(24);
    expect(cells.slice(0, 5)).toEqual(["0 0 0", "0 0 1", "0 0 2", "0 0 3", "0 1 0"]);
    expect(pointsOf(listPoints(4, 2), 4).map((row) => row.map((u) => Math.floor(u * 4)))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });
});

describe("correlated", () => {
  it("gives the rank correlations asked for and leaves each dimension even", () => {
    const runs = 4096;
    const points = correlated(sobolPoints(2, 4), [
      { first: 0, second: 2, rank: 0.7 },
      { first: 2, second: 3, rank: -0.4 },
    ]);
    const rows = pointsOf(points, runs);
    const column = (d: number) => rows.map((row) => row[d]);
    // At 4,096 points a rank correlation is known to about 0.01; scrambled Sobol' points do better.
    expect(sampleRankCorrelation(column(0), column(2))).toBeCloseTo(0.7, 2);
    expect(sampleRankCorrelation(column(2), column(3))).toBeCloseTo(-0.4, 2);
    expect(Math.abs(sampleRankCorrelation(column(0), column(3)))).toBeLessThan(0.02);
    expect(column(1)).toEqual(pointsOf(sobolPoints(2, 4), runs).map((row) => row[1]));
    for (let d = 0; d < 4; d++) {
      const counts = new Array(16).fill(0);
      for (const x of column(d)) counts[Math.floor(x * 16)]++;
      for (const count of counts) expect(Math.abs(count - 256)).toBeLessThan(48);
    }
  });

  it("refuses correlations that contradict each other", () => {
    const three = [
      { first: 0, second: 1, rank: 0.9 },
      { first: 1, second: 2, rank: 0.9 },
      { first: 0, second: 2, rank: -0.9 },
    ];
    expect(() => correlated(monteCarlo(1, 3), three)).toThrow("cannot hold together");
    // 2 sin(pi / 6) is 1: the two would be one.
    expect(() => correlated(monteCarlo(1, 2), [{ first: 0, second: 1, rank: 1 }])).toThrow("cannot hold together");
    expect(correlated(monteCarlo(1, 2), [{ first: 0, second: 1, rank: -0.999999 }]).dimensions).toBe(2);
  });
});
