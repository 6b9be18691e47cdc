import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPeak, findTop, quickPeak } from "../../../src/run/peak/peak.ts";
import { annualSeries } from "../../../src/statistics/series.ts";

const curve = (first: number, last: number, value: (year: number) => number) =>
  annualSeries(
    first,
    Array.from({ length: last - first + 1 }, (_, i) => value(first + i)),
  );

describe("analytic curves", () => {
  test("parabola: year, level, top between years, band and decline follow from its coefficients", () => {
    const peak = findPeak(curve(2021, 2060, (year) => 400 - 0.5 * (year - 2030.3) ** 2));
    expect(peak.year).toBe(2030);
    expect(peak.level).toBeCloseTo(400 - 0.5 * 0.3 ** 2, 12);
    // Three points lie on the parabola itself.
    expect(peak.year_continuous).toBeCloseTo(2030.3, 9);
    expect(peak.status).toBe("peaked");
    // 2 % of the level is 7.999: years within sqrt(2 x 8.044) = 4.01 of 2030.3.
    expect(peak.band).toEqual({ from: 2027, to: 2034, tolerance: 0.02 });
    expect(peak.decline_10yr).toBeCloseTo(1 - (400 - 0.5 * 9.7 ** 2) / peak.level, 12);
    expect(peak.rebound).toBe(0);
    expect(peak.local_peaks).toHaveLength(1);
    expect(peak.trend_p).toBeLessThan(1e-9);
    expect(peak.trend_slope).toBeLessThan(0);
  });

  test("plateau to the horizon", () => {
    const peak = findPeak(curve(2021, 2060, (year) => 400 * Math.min(1, 0.7 + 0.03 * (year - 2021))));
    expect(peak).toMatchObject({ year: 2031, status: "plateau", rebound: 0, at_horizon: false });
    expect(peak.band).toMatchObject({ from: 2031, to: 2060 });
    // The value after the maximum is equal, so the top lies half the way between them.
    expect(peak.year_continuous).toBeCloseTo(2031.5, 12);
  });

  test("a plateau that ends in a fall has peaked, with a wide band", () => {
    const peak = findPeak(
      curve(2021, 2060, (year) => (year < 2028 ? 400 - 10 * (2028 - year) : 400 - 8 * Math.max(0, year - 2036))),
    );
    expect(peak).toMatchObject({ year: 2028, status: "peaked" });
    expect(peak.band).toMatchObject({ from: 2028, to: 2037 });
  });

  test("two peaks, the first higher: a pseudo-peak where the second rises by more than 5 %", () => {
    const peak = findPeak(curve(2021, 2060, twoPeaks(400, 396)));
    expect(peak).toMatchObject({ year: 2027, level: 400, status: "pseudo_peak" });
    expect(peak.rebound).toBeCloseTo((396 - 360) / 400, 12);
    expect(peak.local_peaks).toEqual([
      { year: 2027, level: 400, prominence: 400 - 160 },
      { year: 2039, level: 396, prominence: 396 - 360 },
    ]);
  });

  test("two peaks, the second higher: the later one counts and the earlier stays visible", () => {
    const peak = findPeak(curve(2021, 2060, twoPeaks(396, 400)));
    expect(peak).toMatchObject({ year: 2039, level: 400, status: "peaked", rebound: 0 });
    expect(peak.local_peaks.map((local) => local.year)).toEqual([2027, 2039]);
  });

  test("equal peaks: the first year wins", () => {
    expect(findPeak(curve(2021, 2060, twoPeaks(400, 400))).year).toBe(2027);
  });

  test("monotone up: not reached in a projection, rising in a history", () => {
    const rising = curve(2021, 2060, (year) => 100 + year - 2021);
    expect(findPeak(rising)).toMatchObject({
      year: 2060,
      year_continuous: 2060,
      status: "not_reached",
      at_horizon: true,
      at_start: false,
      decline_10yr: undefined,
      trend_p: undefined,
      trend_slope: undefined,
      local_peaks: [],
    });
    expect(findPeak(rising, { observed: true }).status).toBe("rising");
  });

  test("monotone down: the peak lies at the first year or before it", () => {
    const peak = findPeak(curve(2021, 2060, (year) => 400 - 5 * (year - 2021)));
    expect(peak).toMatchObject({ year: 2021, year_continuous: 2021, status: "before_base", at_start: true });
    expect(peak.decline_10yr).toBeCloseTo(50 / 400, 12);
    expect(peak.trend_slope).toBeCloseTo(-5, 12);
  });

  test("a fall that is made good again is no peak before the base year", () => {
    const peak = findPeak(curve(2021, 2060, (year) => 300 + Math.abs(year - 2040)));
    expect(peak).toMatchObject({ year: 2060, status: "not_reached" });
    const lower = findPeak(curve(2021, 2060, (year) => 300 + Math.abs(year - 2041) * (year < 2041 ? 5 : 4)));
    expect(lower).toMatchObject({ year: 2021, at_start: true, status: "pseudo_peak" });
  });

  test("constant: a plateau over all years", () => {
    const peak = findPeak(curve(2021, 2060, () => 400));
    expect(peak).toMatchObject({ year: 2021, status: "plateau", rebound: 0, trend_p: 1, trend_slope: 0 });
    expect(peak.band).toMatchObject({ from: 2021, to: 2060 });
  });

  test("all zero: a plateau at zero, with nothing divided by it", () => {
    expect(findPeak(curve(2021, 2060, () => 0))).toMatchObject({
      level: 0,
      status: "plateau",
      rebound: undefined,
      decline_10yr: undefined,
    });
  });

  test("seeded noise of 1.5 % moves the year by a few years, not out of the band", () => {
    const random = noise(20261121);
    for (let run = 0; run < 200; run++) {
      const smooth = (year: number) => 400 - 0.3 * (year - 2035) ** 2;
      const peak = findPeak(curve(2021, 2060, (year) => smooth(year) * (1 + 0.015 * random())));
      expect(Math.abs(peak.year - 2035)).toBeLessThanOrEqual(12);
      expect(peak.band.from).toBeLessThanOrEqual(peak.year);
      expect(["peaked", "pseudo_peak"]).toContain(peak.status);
    }
  });

  test("a maximum three years before the end is undetermined", () => {
    const peak = findPeak(curve(2021, 2060, (year) => 400 - 4 * Math.abs(year - 2057)));
    expect(peak).toMatchObject({ year: 2057, status: "undetermined" });
  });

  test("a fall of less than 3 % is a plateau, even past the band", () => {
    const peak = findPeak(curve(2021, 2040, (year) => 400 - (year < 2030 ? 10 : 1) * Math.abs(year - 2030)));
    expect(peak).toMatchObject({ year: 2030, status: "plateau" });
    expect(peak.band.to).toBe(2038);
  });

  test("a zigzag after the maximum without a trend is undetermined", () => {
    const after = [385, 387, 385, 387, 385, 386, 384, 386];
    const peak = findPeak(annualSeries(2021, [360, 380, 400, ...after]));
    expect(peak).toMatchObject({ year: 2023, status: "undetermined" });
  });

  test("one and two years say nothing", () => {
    expect(findPeak(annualSeries(2021, [5]))).toMatchObject({ year: 2021, status: "undetermined" });
    expect(findPeak(annualSeries(2021, [5, 6]))).toMatchObject({ year: 2022, status: "undetermined" });
  });

  test("a negative level: the band goes by its size, and no share of it is told", () => {
    const peak = findPeak(curve(2021, 2060, (year) => -100 - (year - 2040) ** 2));
    expect(peak).toMatchObject({ year: 2040, level: -100 });
    expect(peak.band).toMatchObject({ from: 2039, to: 2041 });
    expect([peak.decline_10yr, peak.rebound]).toEqual([undefined, undefined]);
  });

  test("a level of zero has no share, and what falls away from it is neither a plateau nor a peak that holds", () => {
    const falling = findPeak(curve(2021, 2060, (year) => (year < 2030 ? year - 2030 : 3 * (2030 - year))));
    expect(falling).toMatchObject({ year: 2030, level: 0, status: "peaked", decline_10yr: undefined });
    const again = findPeak(annualSeries(2021, [-5, 0, -9, -20, -15, -10, -5, -4, -3]));
    expect(again).toMatchObject({ year: 2022, status: "pseudo_peak", rebound: undefined });
  });

  test("years with gaps: the top lies where the parabola through three unequal neighbours has it", () => {
    const years = [2000, 2005, 2010, 2012, 2020, 2025, 2030];
    const values = years.map((year) => 400 - (year - 2011.5) ** 2);
    expect(findPeak({ years, values }).year_continuous).toBeCloseTo(2011.5, 9);
  });
});

describe("refused", () => {
  test.each([
    { series: { years: [], values: [] }, message: "a series needs at least one year" },
    { series: { years: [2021, 2022], values: [1] }, message: "one value per year, not 1 for 2" },
    { series: { years: [2021, 2022], values: [1, Number.NaN] }, message: "the value in 2022 is NaN" },
    { series: { years: [2021], values: [Number.POSITIVE_INFINITY] }, message: "the value in 2021 is Infinity" },
    { series: { years: [2022, 2021], values: [1, 2] }, message: "2021 follows 2022" },
    { series: { years: [2021.5], values: [1] }, message: "a whole number, not 2021.5" },
  ])("$message", ({ series, message }) => {
    expect(() => findPeak(series)).toThrow(message);
  });
});

describe("laws", () => {
  const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 45 });
  const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 100000 }), { minLength: 1, maxLength: 45 });

  test("a factor on the values scales level, prominence and slope and leaves the rest", () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const one = findPeak(annualSeries(2000, numbers));
        const eight = findPeak(
          annualSeries(
            2000,
            numbers.map((value) => 8 * value),
          ),
        );
        expect(eight).toEqual({
          ...one,
          level: 8 * one.level,
          local_peaks: one.local_peaks.map((peak) => ({
            ...peak,
            level: 8 * peak.level,
            prominence: 8 * peak.prominence,
          })),
          trend_slope: one.trend_slope === undefined ? undefined : 8 * one.trend_slope,
        });
      }),
    );
  });

  test("the short form says the same", () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const series = annualSeries(2000, numbers);
        expect(findPeak(series)).toMatchObject(findTop(series));
      }),
    );
  });

  test("shifting the years shifts the peak", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -100, max: 100 }), (numbers, shift) => {
        const here = findPeak(annualSeries(2000, numbers));
        const there = findPeak(annualSeries(2000 + shift, numbers));
        expect(there.year).toBe(here.year + shift);
        expect(there.year_continuous).toBeCloseTo(here.year_continuous + shift, 9);
        expect(there.band).toEqual({ from: here.band.from + shift, to: here.band.to + shift, tolerance: 0.02 });
        expect(there.status).toBe(here.status);
        expect(there.local_peaks.map((peak) => peak.year - shift)).toEqual(here.local_peaks.map((peak) => peak.year));
      }),
    );
  });

  test("time reversed, peak, band and summits are mirrored", () => {
    fc.assert(
      fc.property(distinct, (numbers) => {
        const n = numbers.length;
        const mirror = (year: number) => 2000 + 2000 + n - 1 - year;
        const forward = findPeak(annualSeries(2000, numbers));
        const backward = findPeak(annualSeries(2000, [...numbers].reverse()));
        expect(backward.year).toBe(mirror(forward.year));
        expect(backward.year_continuous).toBeCloseTo(mirror(forward.year_continuous), 9);
        expect(backward.band).toMatchObject({ from: mirror(forward.band.to), to: mirror(forward.band.from) });
        expect(backward.at_start).toBe(forward.at_horizon);
        expect(backward.local_peaks.map((peak) => mirror(peak.year)).reverse()).toEqual(
          forward.local_peaks.map((peak) => peak.year),
        );
      }),
    );
  });

  test("the top lies within half a year of the year, which lies within the band", () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const peak = findPeak(annualSeries(2000, numbers));
        expect(Math.abs(peak.year_continuous - peak.year)).toBeLessThanOrEqual(0.5);
        expect(peak.band.from).toBeLessThanOrEqual(peak.year);
        expect(peak.band.to).toBeGreaterThanOrEqual(peak.year);
      }),
    );
  });

  test("a summit stands out by at least half a per cent of the level and at most by the whole range", () => {
    fc.assert(
      fc.property(distinct, (numbers) => {
        const peak = findPeak(annualSeries(2000, numbers));
        for (const local of peak.local_peaks) {
          expect(local.prominence).toBeGreaterThanOrEqual(0.005 * peak.level);
          expect(local.prominence).toBeLessThanOrEqual(peak.level - Math.min(...numbers));
        }
      }),
    );
  });
});

/** From 160 up to `first` in 2027, down to 360 in 2033, up to `second` in 2039, then down by 12 a year. */
function twoPeaks(first: number, second: number): (year: number) => number {
  const knots: [number, number][] = [
    [2021, 160],
    [2027, first],
    [2033, 360],
    [2039, second],
    [2060, second - 12 * 21],
  ];
  return (year) => {
    const next = Math.max(
      1,
      knots.findIndex(([knot]) => knot >= year),
    );
    const [x0, y0] = knots[next - 1];
    const [x1, y1] = knots[next];
    return y0 + ((y1 - y0) * (year - x0)) / (x1 - x0);
  };
}

/** Seeded standard normal numbers: Lehmer generator (Park and Miller 1988), Box and Muller (1958). */
function noise(seed: number): () => number {
  let state = seed % 2147483647;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Paths that rise and fall with plateaus, ties and noise: small whole numbers, steps of a walk, and smooth hills. */
const paths = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 45 }),
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 45 })
    .map((steps) => steps.map((_, i) => 100 + steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0))),
  fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
      fc.integer({ min: 3, max: 45 }),
    )
    .map(([top, slope, count]) => Array.from({ length: count }, (_, i) => 500 * (1 - slope * Math.abs(i - top)))),
);

test("the quick peak is the peak of the report, bit for bit", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(paths, (path) => {
      const values = Float64Array.from(path);
      const { year, level, year_continuous, status, band } = findPeak(annualSeries(2021, values));
      seen.add(status);
      expect(quickPeak(values, 2021)).toEqual({ year, level, year_continuous, status, band });
    }),
    { numRuns: 2000, seed: 5 },
  );
  // The paths reach every status of a projection, so that none is right by absence.
  expect([...seen].sort()).toEqual(["before_base", "not_reached", "peaked", "plateau", "pseudo_peak", "undetermined"]);
});
