import { describe, expect, it } from "vitest";
import { morrisSums } from "../../src/statistics/morris-effects.ts";
import { type MorrisStep, morrisPoints } from "../../src/statistics/points/morris-points.ts";

const INPUTS = 20;

/** The test function of Morris (1991), the coefficients that he drew at random left at 0. */
function morrisFunction(u: Float64Array): number {
  const w = Array.from(u, (x, i) => 2 * ([2, 4, 6].includes(i) ? (1.1 * x) / (x + 0.1) - 0.5 : x - 0.5));
  let y = 0;
  for (let i = 0; i < 10; i++) y += 20 * w[i];
  for (let i = 0; i < 6; i++) for (let j = i + 1; j < 6; j++) y -= 15 * w[i] * w[j];
  for (let i = 0; i < 5; i++)
    for (let j = i + 1; j < 5; j++) for (let k = j + 1; k < 5; k++) y -= 10 * w[i] * w[j] * w[k];
  return y + 5 * w[0] * w[1] * w[2] * w[3];
}

function effectsOf(trajectories: number) {
  const points = morrisPoints(3, INPUTS);
  const sums = morrisSums(trajectories, INPUTS, 1, 3);
  const point = new Float64Array(INPUTS);
  const before = new Float64Array(INPUTS);
  let last = 0;
  for (let run = 0; run < trajectories * (INPUTS + 1); run++) {
    points.fill(run, point);
    const y = morrisFunction(point);
    if (run % (INPUTS + 1) > 0) {
      const { input } = points.stepTo(run) as MorrisStep;
      sums.add(Math.floor(run / (INPUTS + 1)), input, 0, y - last, point[input] - before[input]);
    }
    before.set(point);
    last = y;
  }
  return sums.effects(0);
}

describe("morrisSums", () => {
  const effects = effectsOf(2000);

  it("finds inputs 8 to 10 of the Morris function linear and the last ten without effect", () => {
    for (const i of [7, 8, 9]) {
      expect(effects[i]?.mu).toBeCloseTo(40, 8);
      expect(effects[i]?.mu_star.value).toBeCloseTo(40, 8);
      expect(effects[i]?.sigma).toBeLessThan(1e-5);
    }
    for (let i = 10; i < INPUTS; i++) expect(effects[i]?.mu_star.value).toBeLessThan(1e-12);
  });

  // Worked out by hand: input 7 moves w from 0 to 2/3 or from 1/3 to 1 with equal chance.
  it("finds the bent input 7 with the mean and spread of its two effects", () => {
    const w = (x: number) => (2.2 * x) / (x + 0.1);
    const [up, down] = [(w(2 / 3) - w(0)) * 30, (w(1) - w(1 / 3)) * 30];
    const spread = (up - down) / 2;
    expect(Math.abs((effects[6]?.mu as number) - (up + down) / 2)).toBeLessThan((4 * spread) / Math.sqrt(2000));
    expect(Math.abs((effects[6]?.sigma as number) - spread) / spread).toBeLessThan(0.02);
  });

  it("finds input 6, which interacts in pairs, at its expected mean", () => {
    const bent = [0, 1 / 3, 2 / 3, 1].map((x) => 2 * ((1.1 * x) / (x + 0.1) - 0.5));
    const mean = bent.reduce((sum, w) => sum + w, 0) / 4;
    const { mu, sigma, mu_star } = effects[5] as NonNullable<(typeof effects)[5]>;
    expect(Math.abs(mu - (40 - 30 * 2 * mean))).toBeLessThan((4 * sigma) / Math.sqrt(2000));
    expect(mu_star.low).toBeLessThan(mu_star.value);
    expect(mu_star.value).toBeGreaterThan(Math.abs(mu));
    expect(sigma).toBeGreaterThan(30);
  });

  it("ranks the first ten inputs above the others, as Morris found", () => {
    const sizes = effects.map((effect) => effect?.mu_star.value as number);
    expect(Math.min(...sizes.slice(0, 10))).toBeGreaterThan(Math.max(...sizes.slice(10)) + 20);
  });
});
