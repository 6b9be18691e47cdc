import { describe, expect, test } from "vitest";
import {
  type BoundaryDrivers,
  balanceBetween,
  driverBalances,
  historicBalances,
  peakKind,
  pointsIn,
  pointsMissing,
  UNEXPLAINED,
} from "../../src/run/driver-balance.ts";
import { historyOf } from "../../src/run/spliced.ts";
import { shippedRun } from "../shipped-runs.ts";

function balances(id: string): BoundaryDrivers[] {
  const run = shippedRun(id);
  const values = (variable: string, cell: number) => run.program.series(run.memory, variable, cell);
  return driverBalances(run.layout, run.boundaries, values) ?? [];
}

describe.each(["zhejiang/policy", "zhejiang/reference", "zhejiang/enhanced", "kaya/policy"])(
  "the driver balance of %s",
  (id) => {
    const found = balances(id);

    test("adds up to each year's change on every boundary, with nothing unexplained", () => {
      expect(found).toHaveLength(shippedRun(id).boundaries.length);
      for (const { boundary, drivers, change, before } of found) {
        expect([boundary, drivers.has(UNEXPLAINED)]).toEqual([boundary, false]);
        change.forEach((whole, i) => {
          let sum = 0;
          for (const amounts of drivers.values()) sum += amounts[i];
          expect(Math.abs(sum - whole)).toBeLessThan(1e-9 * Math.max(1, Math.abs(before[i])));
        });
      }
    });

    test("emitters' changes add up to the boundary's", () => {
      for (const { emitters, change, before } of found) {
        change.forEach((whole, i) => {
          const sum = [...emitters.values()].reduce((running, own) => running + own.change[i], 0);
          expect(Math.abs(sum - whole)).toBeLessThan(1e-9 * Math.max(1, Math.abs(before[i])));
        });
      }
    });

    test("its points change sign at the peak", () => {
      const run = shippedRun(id);
      for (const balance of found) {
        const peak = run.boundaries.find(({ name }) => name === balance.boundary)?.peak;
        if (peak === undefined || peak.at_start || peak.at_horizon) continue;
        expect(pointsIn(balance, peak.year)?.sum).toBeGreaterThan(0);
        expect(pointsIn(balance, peak.year + 1)?.sum).toBeLessThanOrEqual(0);
      }
    });
  },
);

test("emitters that are sectors change as the report's sectors do", () => {
  const run = shippedRun("zhejiang/policy");
  const territorial = balances("zhejiang/policy").find(({ boundary }) => boundary === "territorial");
  expect(run.sectors.length).toBeGreaterThan(10);
  for (const { name, series } of run.sectors) {
    const own = territorial?.emitters.get(name);
    const whole = series.values[series.values.length - 1] - series.values[0];
    expect(own?.change.reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole, 8);
  }
});

test("history is split into what is known of it, exactly", () => {
  const run = shippedRun("zhejiang/policy");
  const [{ name, cell }] = run.boundaries;
  const history = historyOf(run.scenario, run.layout.peak.name, cell);
  const years = history?.series.years ?? [];
  const values = (variable: string, own: number) => {
    const series = historyOf(run.scenario, variable, own)?.series;
    const found = years.map((year) => series?.values[series.years.indexOf(year)]);
    return found.some((value) => value === undefined) ? undefined : (found as number[]);
  };
  const [found] = historicBalances(run.layout, [{ name, series: history?.series as never }], values);
  expect([...found.drivers.keys()]).toEqual(["activity", "intensity", "imports", "mix"]);
  const { change, drivers } = balanceBetween(found, 2000, 2019);
  expect([...drivers.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(change, 9);
  expect(drivers.get("activity")).toBeGreaterThan(0);
  expect(drivers.get("intensity")).toBeLessThan(0);
});

describe("the kind of a peak", () => {
  const years = Array.from({ length: 10 }, (_, i) => 2025 + i);
  const flat = (value: number) => new Float64Array(years.length).fill(value);
  const balance = (activity: number, intensity: number) => ({
    years,
    before: flat(100),
    change: flat(activity + intensity),
    drivers: new Map([
      ["activity", flat(activity)],
      ["intensity", flat(intensity)],
    ]),
  });
  const top = (year: number) => ({ year, level: 100, band: { from: year, to: year, tolerance: 0.02 } });
  const isActive = (driver: string) => driver === "intensity";

  test("is active where efficiency brings at least half of the fall, and passive in a recession", () => {
    expect(peakKind(balance(1, -3), top(2025), isActive)).toEqual({ kind: "active", share: 1.5 });
    expect(peakKind(balance(-1, -1), top(2025), isActive)?.kind).toBe("active");
    expect(peakKind(balance(-3, -1), top(2025), isActive)).toEqual({ kind: "passive", share: 0.25 });
  });

  test("is not told where nothing falls or too few years follow", () => {
    expect(peakKind(balance(2, -1), top(2025), isActive)).toBeUndefined();
    expect(peakKind(balance(1, -3), top(2031), isActive)).toBeUndefined();
  });

  test("is not told of a fall within the band, of which efficiency would bring 700 per cent", () => {
    expect(peakKind(balance(2.4, -2.8), top(2025), isActive)).toBeUndefined();
    expect(peakKind(balance(2.4, -2.81), top(2025), isActive)?.kind).toBe("active");
  });

  test("the points that are missing are those of the year with the least growth", () => {
    expect(pointsMissing(balance(2, -1), 2025)).toEqual({ year: 2025, points: 1 });
  });
});
