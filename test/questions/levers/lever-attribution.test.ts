import { describe, expect, test, vi } from "vitest";
import { coverageOf } from "../../../src/questions/coverage.ts";
import {
  attributeLevers,
  type LeverAttribution,
  type MeasureChange,
} from "../../../src/questions/levers/lever-attribution.ts";
import { leverPeaks } from "../../../src/questions/levers/lever-peaks.ts";
import { canAct, leverPlayers } from "../../../src/questions/levers/lever-players.ts";
import { MOST_PLAYERS } from "../../../src/statistics/coalitions.ts";
import { toyRun } from "../../run/toy-runs.ts";
import { shippedRun } from "../../shipped-runs.ts";

// Thousands of runs of the full model.
vi.setConfig({ testTimeout: 60_000 });

const years = [2030, 2035, 2060];
const sampling = { bound: 0.02, mostPairs: 30, seed: 1 };

function numbers({ peak_year, peak_level, cumulative, emissions }: MeasureChange): number[] {
  return [peak_year, peak_level, cumulative, ...emissions.values()];
}

function expectToAddUp({ boundaries }: LeverAttribution): void {
  for (const { shares, families, total } of boundaries) {
    numbers(total).forEach((whole, q) => {
      const sum = shares.reduce((running, { share }) => running + numbers(share)[q], 0);
      expect(Math.abs(sum - whole)).toBeLessThan(1e-9 * Math.max(1, Math.abs(whole)));
      if (families.length === 0) return;
      const byFamily = families.reduce((running, { share }) => running + numbers(share)[q], 0);
      expect(Math.abs(byFamily - whole)).toBeLessThan(1e-9 * Math.max(1, Math.abs(whole)));
    });
  }
}

describe("the effect of 2030 by what levers rest on", () => {
  const national = shippedRun("gansu/national");
  const effectOf = (run: typeof national) => coverageOf(new Map([["policy", run]]), true).effect;
  const sum = (of: ReadonlyMap<string, number> | undefined) => [...(of?.values() ?? [])].reduce((a, b) => a + b, 0);

  test.each([national, shippedRun("qinghai/policy")])("adds up, with planned projects", (run) => {
    const effect = effectOf(run);
    expect(Math.abs(effect?.parts.get("listed") ?? 0)).toBeGreaterThan(1);
    expect(sum(effect?.parts)).toBeCloseTo(effect?.total ?? Number.NaN, 9);
    // A line to Sichuan and what binds Gansu undo each other: what is left is no whole to share out.
    if (run === national) expect(effect?.shares).toBeUndefined();
    else expect(sum(effect?.shares)).toBeCloseTo(1, 9);
  });

  test("is not known where a lever does not say what it rests on", () => {
    const [[id, own], ...others] = national.scenario.levers;
    const levers = new Map([[id, { ...own, basis: undefined }], ...others]);
    expect(effectOf({ ...national, scenario: { ...national.scenario, levers } })).toBeUndefined();
  });
});

describe("attribution to levers of a small model", () => {
  const run = toyRun("toyland/policy");
  const players = leverPlayers(run, "lever");
  const boundaries = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
  const found = attributeLevers(run, { players, boundaries, years, ...sampling });

  test("adds up on every boundary and in every measure", () => {
    expect(found.method).toBe("shapley");
    expect(found.runs).toBe(2 ** players.length);
    expectToAddUp(found);
  });

  test("levers outside `only` count as one player", () => {
    const [first] = players;
    const few = leverPlayers(run, "lever", [first.id]);
    expect(few.map(({ kind }) => kind)).toEqual(players.length > 1 ? ["lever", "rest"] : ["lever"]);
    expectToAddUp(attributeLevers(run, { players: few, boundaries, years, ...sampling }));
  });
});

describe("attribution to the levers of Zhejiang's policy", () => {
  const run = shippedRun("zhejiang/policy");
  const [boundary] = run.boundaries;

  test("of six levers and the rest is exact; levers on sinks get nothing of the assessed boundary", () => {
    const only = [
      "offshore_wind",
      "nev_sales",
      "services_share",
      "carbon_price",
      "afforestation",
      "building_electrification",
    ];
    const players = leverPlayers(run, "lever", only);
    const found = attributeLevers(run, { players, boundaries: [boundary.name, "net"], years, ...sampling });
    expect(players.at(-1)?.kind).toBe("rest");
    expectToAddUp(found);
    const [assessed, net] = found.boundaries;
    const at = players.findIndex(({ id }) => id === "afforestation");
    expect(numbers(assessed.shares[at].share)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(net.shares[at].share.cumulative).toBeLessThan(0);
    // Electric heat on a grid that still burns coal.
    const electric = players.findIndex(({ id }) => id === "building_electrification");
    expect(assessed.shares[electric].share.emissions.get(2030)).toBeGreaterThan(0);
  });

  const outcomesOf = (name: string) =>
    run.boundaries
      .filter((own) => own.name === name)
      .map(({ cell }) => ({ name, variable: run.layout.peak.name, cell }));

  test("of families leaves out those that the boundary does not read, so that all packages of the others can be run", () => {
    const families = leverPlayers(run, "family");
    const idle = (name: string) => families.filter((player) => !canAct(run, outcomesOf(name))(player));
    expect(idle("assessed").map(({ id }) => id)).toEqual(["waste_agriculture", "sinks"]);
    expect(families.length - idle("assessed").length).toBeLessThanOrEqual(MOST_PLAYERS);
    expect(idle("net").map(({ id }) => id)).toEqual(["waste_agriculture"]);
    expect(idle("ghg").map(({ id }) => id)).toEqual(["sinks"]);
    const levers = new Map([...run.scenario.levers].map(([id, own]) => [id, { ...own, strength: 0 }]));
    const off = canAct({ ...run, scenario: { ...run.scenario, levers } }, outcomesOf("assessed"));
    expect(families.filter(off)).toEqual([]);
  });

  test("no lever that is left out changes anything, alone or removed", () => {
    const players = leverPlayers(run, "lever");
    const left = leverPeaks(run, years).flatMap((peaks) => {
      const idle = players.filter((player) => !canAct(run, outcomesOf(peaks.boundary))(player));
      const rows = peaks.rows.filter(({ kind, id }) => kind === "lever" && idle.some((player) => player.id === id));
      return rows.map((row) => ({ row, peaks }));
    });
    expect(left.length).toBeGreaterThan(run.boundaries.length);
    for (const { row, peaks } of left) expect([row.alone, row.without]).toEqual([peaks.reference, peaks.policy]);
  });

  test("gives those left out exactly 0, and the others what they get among themselves", () => {
    const only = ["offshore_wind", "services_share", "afforestation"];
    const players = leverPlayers(run, "lever", only).filter(({ kind }) => kind === "lever");
    const options = { boundaries: [boundary.name], years, ...sampling };
    const found = attributeLevers(run, { players, ...options });
    const among = attributeLevers(run, { players: players.filter(({ id }) => id !== "afforestation"), ...options });
    expect([found.runs, among.runs]).toEqual([4, 4]);
    for (const { player, share } of found.boundaries[0].shares) {
      const own = among.boundaries[0].shares.find((other) => other.player.id === player.id);
      if (player.id === "afforestation") {
        expect(numbers(share)).toEqual([0, 0, 0, 0, 0, 0]);
      } else expect(share).toEqual(own?.share);
    }
  });

  test("of all levers is sampled by families with its errors, and adds up all the same", () => {
    const players = leverPlayers(run, "lever");
    const found = attributeLevers(run, { players, boundaries: [boundary.name], years, ...sampling, mostPairs: 2 });
    expect(found.method).toBe("owen_sampled");
    expect(found.sample).toMatchObject({ pairs: 2, settled: false });
    expect(found.boundaries[0].families.length).toBeGreaterThan(10);
    expectToAddUp(found);
  });
});
