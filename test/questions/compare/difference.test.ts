import { describe, expect, test } from "vitest";
import { explainDifference, type ScenarioDifference } from "../../../src/questions/compare/difference.ts";
import { differingPlayers } from "../../../src/questions/compare/difference-players.ts";
import { differenceRunner } from "../../../src/questions/compare/difference-runner.ts";
import type { PeakMeasures } from "../../../src/run/peak/peak-measures.ts";
import { toyRun } from "../../run/toy-runs.ts";
import { shippedRun } from "../../shipped-runs.ts";

const options = { boundaries: ["traded"], years: [2030, 2060], by: "lever" as const, mostPlayers: 3 };

function numbersOf({ peak_year, peak_level, cumulative, emissions }: Omit<PeakMeasures, "censored">): number[] {
  return [peak_year, peak_level, cumulative, ...emissions.values()];
}

const reference = toyRun("toyland/reference");
const policy = toyRun("toyland/policy");
const electric = toyRun("toyland/electric");

function found(first = policy, second = electric): ScenarioDifference {
  const difference = explainDifference(first, second, options);
  if (typeof difference === "string") throw new Error(difference);
  return difference;
}

describe("mixtures of two scenarios", () => {
  test("nothing taken is the first run, everything taken the second, to the bit", () => {
    const kaya = [shippedRun("kaya/reference"), shippedRun("kaya/policy")];
    for (const [first, second] of [kaya, [policy, electric], [reference, electric], [electric, reference]]) {
      const players = differingPlayers(first.scenario, second.scenario);
      const [none, all] = differenceRunner(first, second, players)([players.map(() => false), players.map(() => true)]);
      for (const [{ boundaries }, mixture] of [[first, none] as const, [second, all] as const]) {
        const computed = boundaries.filter(({ peak }) => peak !== undefined);
        for (const { name, series } of computed) expect(mixture.get(name)?.values).toEqual(series.values);
      }
    }
  });

  test("the same choice gives the same numbers whatever was run before", () => {
    const players = differingPlayers(policy.scenario, electric.scenario);
    const choices = [0, 1, 2, 3, 4].map((k) => players.map((_, i) => (i * 7 + k * 3) % 5 < 2));
    const together = differenceRunner(policy, electric, players)([...choices, choices[0]]);
    const alone = differenceRunner(policy, electric, players)([choices[0]]);
    for (const [name, { values }] of alone[0]) {
      expect(together[0].get(name)?.values).toEqual(values);
      expect(together[5].get(name)?.values).toEqual(values);
    }
  });
});

describe("explainDifference", () => {
  test("shares add up to the difference of the two runs, with many inputs as one", () => {
    const { boundaries, players } = found();
    expect(players).toHaveLength(3);
    expect(players.at(-1)?.kind).toBe("rest");
    const [{ shares, total, first, second }] = boundaries;
    const sums = numbersOf(total).map((_, q) => shares.reduce((sum, { share }) => sum + numbersOf(share)[q], 0));
    numbersOf(total).forEach((whole, q) => {
      expect(sums[q]).toBeCloseTo(whole, 9);
      expect(whole).toBeCloseTo(numbersOf(second)[q] - numbersOf(first)[q], 12);
    });
    expect(first.peak_level).toBe(policy.boundaries[0].peak?.level);
    expect(second.peak_level).toBe(electric.boundaries[0].peak?.level);
  });

  test("seen from the other side every share has the other sign", () => {
    const forth = found().boundaries[0].shares;
    const back = found(electric, policy).boundaries[0].shares;
    for (const { player, share } of forth) {
      const other = back.find((own) => own.player.id === player.id);
      numbersOf(share).forEach((value, q) => {
        expect(numbersOf(other?.share ?? share)[q]).toBeCloseTo(-value, 9);
      });
    }
  });

  test("families of levers are players too, with the same total", () => {
    const difference = explainDifference(reference, policy, { ...options, by: "family", mostPlayers: 12 });
    if (typeof difference === "string") throw new Error(difference);
    expect(difference.players.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "family renewables",
      "family efficiency",
      "family electrification",
      "assumption growth",
    ]);
    expect(numbersOf(difference.boundaries[0].total)).toEqual(numbersOf(found(reference, policy).boundaries[0].total));
  });

  test("says why two scenarios cannot be taken apart", () => {
    const { scenario } = policy;
    const elsewhere = { ...policy, scenario: { ...scenario, region: { ...scenario.region, id: "elsewhere" } } };
    const longer = { ...policy, scenario: { ...scenario, years: scenario.years + 1 } };
    expect(explainDifference(policy, policy, options)).toBe("same_inputs");
    expect(explainDifference(policy, longer, options)).toBe("other_years");
    expect(explainDifference(policy, elsewhere, options)).toBe("other_region");
    expect(explainDifference(policy, electric, { ...options, boundaries: ["nothing"] })).toBe("not_computed");
  });
});
