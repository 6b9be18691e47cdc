import fc from "fast-check";
import { expect, test } from "vitest";
import { monotoneCubic, naturalCubic } from "../../src/statistics/cubic-curves.ts";

const curves = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: -50, max: 50 })), { minLength: 2, maxLength: 12 })
  .map((steps) => {
    let x = 0;
    return steps.map(([width, y]): [number, number] => {
      x += width;
      return [x, y];
    });
  });

test("passes through its points and stays between neighbours, rising or falling as they do", () => {
  fc.assert(
    fc.property(curves, (points) => {
      const at = monotoneCubic(points);
      for (const [x, y] of points) expect(at(x)).toBeCloseTo(y, 9);
      for (const [i, [from, first]] of points.slice(0, -1).entries()) {
        const [to, next] = points[i + 1];
        let before = first;
        for (let step = 1; step <= 20; step++) {
          const now = at(from + ((to - from) * step) / 20);
          expect((now - before) * Math.sign(next - first)).toBeGreaterThanOrEqual(-1e-9);
          if (first === next) expect(now).toBeCloseTo(first, 9);
          before = now;
        }
      }
    }),
  );
});

test("a straight line stays one, also beyond its ends", () => {
  const at = monotoneCubic([
    [2020, 1],
    [2025, 2],
    [2040, 5],
  ]);
  expect([2015, 2022.5, 2030, 2050].map(at)).toEqual([0, 1.5, 3, 7]);
});

// Hyman 1983, equation 2.6: the slope of the parabola, no more than three times the least rise beside it.
test("a rising parabola is met, and a steep rise does not overshoot", () => {
  const square = monotoneCubic([0, 1, 3, 4, 6].map((x) => [x, x * x]));
  expect([0.5, 1.7, 3.5, 5].map((x) => square(x) - x * x)).toEqual(Array(4).fill(expect.closeTo(0, 12)));
  const steep = monotoneCubic([
    [0, 0],
    [1, 1],
    [2, 101],
  ]);
  expect((steep(1 + 1e-6) - steep(1 - 1e-6)) / 2e-6).toBeCloseTo(3, 3);
});

test("refuses what is no curve", () => {
  expect(() => monotoneCubic([[1, 1]])).toThrow("a curve takes two points or more, not 1");
  expect(() =>
    monotoneCubic([
      [1, 1],
      [1, 2],
    ]),
  ).toThrow("points ascend, but 1 follows 1");
});

test("the natural spline passes through its points with one slope and one curvature on both sides, none at the ends", () => {
  fc.assert(
    fc.property(curves, (points) => {
      const at = naturalCubic(points);
      const step = 1e-3;
      const curvature = (x: number): number => (at(x + step) - 2 * at(x) + at(x - step)) / step ** 2;
      for (const [x, y] of points) {
        expect(at(x)).toBeCloseTo(y, 9);
        expect(Math.abs((at(x + step) - at(x)) / step - (at(x) - at(x - step)) / step)).toBeLessThan(1);
        expect(Math.abs(curvature(x + 2 * step) - curvature(x - 2 * step))).toBeLessThan(5);
      }
      const [from, to] = [points[0][0], points[points.length - 1][0]];
      expect(curvature(from - 1)).toBeCloseTo(0, 3);
      expect(curvature(to + 1)).toBeCloseTo(0, 3);
      const line = naturalCubic(points.map(([x]) => [x, 3 * x - 2]));
      for (const x of [from - 5, (from + to) / 2, to + 5]) expect(line(x)).toBeCloseTo(3 * x - 2, 7);
    }),
  );
});
