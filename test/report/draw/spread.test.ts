import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "../../../src/report/draw/spread.ts";

test("labels with room stay where they want to be", () => {
  expect(
    spreadLabels(
      [
        { wanted: 20, height: 10 },
        { wanted: 80, height: 10 },
      ],
      0,
      100,
    ),
  ).toEqual([20, 80]);
});

test("two that want one place part evenly, and those at an edge are held inside", () => {
  expect(
    spreadLabels(
      [
        { wanted: 50, height: 10 },
        { wanted: 50, height: 10 },
      ],
      0,
      100,
    ),
  ).toEqual([45, 55]);
  expect(
    spreadLabels(
      [
        { wanted: 0, height: 10 },
        { wanted: 2, height: 10 },
      ],
      0,
      100,
    ),
  ).toEqual([5, 15]);
});

test("more labels than room are refused", () => {
  expect(() =>
    spreadLabels(
      [
        { wanted: 5, height: 60 },
        { wanted: 5, height: 60 },
      ],
      0,
      100,
    ),
  ).toThrow("2 labels need 120, there is room for 100");
});

test("never over another, never outside, in the order of their wishes", () => {
  const label = fc.record({
    wanted: fc.double({ min: -50, max: 450, noNaN: true }),
    height: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 10 }), (labels) => {
      const middles = spreadLabels(labels, 0, 400);
      const order = labels.map((_, i) => i).sort((a, b) => labels[a].wanted - labels[b].wanted || a - b);
      order.forEach((i, k) => {
        expect(middles[i] - labels[i].height / 2).toBeGreaterThanOrEqual(-1e-6);
        expect(middles[i] + labels[i].height / 2).toBeLessThanOrEqual(400 + 1e-6);
        if (k === 0) return;
        const before = order[k - 1];
        expect(middles[i] - middles[before]).toBeGreaterThanOrEqual(
          (labels[i].height + labels[before].height) / 2 - 1e-6,
        );
      });
    }),
    { seed: 3 },
  );
});
