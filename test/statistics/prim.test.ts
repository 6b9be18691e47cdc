import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { midranks } from "../../src/statistics/midranks.ts";
import { uniformAt } from "../../src/statistics/points/draws.ts";
import { findBoxes } from "../../src/statistics/prim.ts";

function sample(inputs: number, runs: number, isCase: (x: readonly number[], run: number) => boolean, seed = 1) {
  const rows = Array.from({ length: runs }, (_, run) =>
    Array.from({ length: inputs }, (_, i) => uniformAt(seed, run, i)),
  );
  const cases = Uint8Array.from(rows, (row, run) => (isCase(row, run) ? 1 : 0));
  const ranked = Array.from({ length: inputs }, (_, i) => midranks(Float64Array.from(rows, (row) => row[i])));
  return { ranked, cases, rows };
}

describe("findBoxes", () => {
  it("finds a planted box of two inputs among eight", () => {
    const { ranked, cases } = sample(8, 10000, ([, b, , , , f]) => b > 0.6 && f < 0.35);
    const boxes = findBoxes(ranked, cases);
    expect(boxes).toHaveLength(1);
    const [box] = boxes;
    expect(box.limits.map(({ input }) => input).sort()).toEqual([1, 5]);
    const b = box.limits.find(({ input }) => input === 1);
    const f = box.limits.find(({ input }) => input === 5);
    expect(Math.abs((b?.low as number) - 0.6)).toBeLessThan(0.02);
    expect(b?.high).toBeUndefined();
    expect(Math.abs((f?.high as number) - 0.35)).toBeLessThan(0.02);
    expect(f?.low).toBeUndefined();
    expect(f?.from).toBe(0);
    expect(Math.abs((f?.to as number) - 0.35)).toBeLessThan(0.02);
    expect(Math.abs((b?.from as number) - 0.6)).toBeLessThan(0.02);
    expect(b?.to).toBe(1);
    expect(box.coverage).toBeGreaterThan(0.95);
    expect(box.density).toBeGreaterThan(0.95);
    expect(Math.abs(box.mass - 0.14)).toBeLessThan(0.02);
    for (const { quasi_p } of box.limits) expect(quasi_p).toBeLessThan(1e-10);
  });

  it("finds it under noise, and two boxes where two are planted", () => {
    const { ranked, cases } = sample(6, 20000, ([a, b, c, d], run) => {
      const inside = (a < 0.3 && b < 0.4) || (c > 0.7 && d > 0.6);
      return uniformAt(9, run, 0) < (inside ? 0.9 : 0.03);
    });
    const boxes = findBoxes(ranked, cases);
    expect(boxes.length).toBeGreaterThanOrEqual(2);
    const limited = boxes.slice(0, 2).map(({ limits }) => limits.map(({ input }) => input).sort());
    expect(limited).toContainEqual([0, 1]);
    expect(limited).toContainEqual([2, 3]);
    const covered = boxes[0].coverage + boxes[1].coverage;
    expect(covered).toBeGreaterThan(0.75);
    for (const { density } of boxes.slice(0, 2)) expect(density).toBeGreaterThan(0.8);
  });

  it("cuts a discrete input between its values", () => {
    const { ranked, cases } = sample(3, 4000, ([a, b]) => Math.floor(4 * a) >= 2 && b < 0.5);
    const steps = midranks(Float64Array.from(ranked[0].ranks, (rank) => Math.floor((4 * rank) / 4000)));
    const [box] = findBoxes([steps, ranked[1], ranked[2]], cases);
    expect(box.limits.find(({ input }) => input === 0)?.low).toBe(1.5);
    expect(box.density).toBeGreaterThan(0.95);
  });

  it("counts what its limits hold, whatever the cases", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (seed, share) => {
        const { ranked, cases, rows } = sample(3, 400, ([a, b]) => a + b < 2 * share, seed);
        const total = cases.reduce((sum, hit) => sum + hit, 0);
        const taken = new Set<number>();
        for (const box of findBoxes(ranked, cases)) {
          const inside = rows.flatMap((row, run) =>
            !taken.has(run) &&
            box.limits.every(({ input, low = 0, high = 1 }) => row[input] >= low && row[input] <= high)
              ? [run]
              : [],
          );
          for (const run of inside) taken.add(run);
          expect(box.runs).toBe(inside.length);
          expect(box.cases).toBe(inside.filter((run) => cases[run] === 1).length);
          expect(box.coverage).toBe(box.cases / total);
          expect(box.density).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("finds nothing where there is nothing to find", () => {
    const none = sample(3, 500, () => false);
    expect(findBoxes(none.ranked, none.cases)).toEqual([]);
    const all = sample(3, 500, () => true);
    expect(findBoxes(all.ranked, all.cases)).toEqual([]);
    const same = midranks(new Float64Array(500).fill(2));
    const coin = sample(1, 500, (_, run) => uniformAt(3, run, 0) < 0.5);
    expect(findBoxes([same], coin.cases)).toEqual([]);
  });
});
