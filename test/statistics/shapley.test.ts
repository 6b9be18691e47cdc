import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CoalitionTable, MOST_PLAYERS, type Worth } from "../../src/statistics/coalitions.ts";
import { shapleyInteractions } from "../../src/statistics/interactions.ts";
import { randomNumbers } from "../../src/statistics/random.ts";
import { shapleyValues } from "../../src/statistics/shapley.ts";
import { sampleShapley } from "../../src/statistics/shapley-sampling.ts";
import { coalitionTable, owenValues } from "./games.ts";

/** A game with two quantities and any worths, the empty coalition's included. */
const game = fc.integer({ min: 1, max: 7 }).chain((players) =>
  fc.record({
    players: fc.constant(players),
    worth: fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 2 ** players * 2,
      maxLength: 2 ** players * 2,
    }),
  }),
);
const asTable = ({ players, worth }: { players: number; worth: number[] }): CoalitionTable => ({
  players,
  quantities: 2,
  worth: Float64Array.from(worth),
});
const single = (values: readonly Float64Array[]) => values.map(([first]) => first);

describe("the Shapley value", () => {
  test("of the airport game: costs 8, 11, 13 and 18 are shared as 2, 3, 4 and 9", () => {
    // Littlechild and Owen (1973), Management Science 20:370-372: each stretch of runway is shared by those who need
    // it. The numbers are the usual textbook instance of the game.
    const costs = [8, 11, 13, 18];
    const table = coalitionTable(4, 1, (isIn) => [Math.max(0, ...costs.filter((_, i) => isIn[i]))]);
    expect(single(shapleyValues(table))).toEqual([2, 3, 4, 9].map((cost) => expect.closeTo(cost, 12)));
  });

  test("of the glove game: the one right glove is worth two thirds of the pair", () => {
    // Shapley and Shubik (1969), Journal of Economic Theory 1:9-25: two own a left glove, one a right glove.
    const table = coalitionTable(3, 1, ([left, other, right]) => [(left || other) && right ? 1 : 0]);
    expect(single(shapleyValues(table))).toEqual([1 / 6, 1 / 6, 4 / 6].map((part) => expect.closeTo(part, 12)));
  });

  test("adds up to the total, in every quantity", () => {
    fc.assert(
      fc.property(game, (drawn) => {
        const values = shapleyValues(asTable(drawn));
        const last = (2 ** drawn.players - 1) * 2;
        for (const q of [0, 1]) {
          const sum = values.reduce((total, own) => total + own[q], 0);
          expect(Math.abs(sum - (drawn.worth[last + q] - drawn.worth[q]))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("of a player that changes nothing is 0", () => {
    fc.assert(
      fc.property(game, fc.nat(), (drawn, which) => {
        // The game with one more player, put in at any place, who is ignored.
        const at = which % (drawn.players + 1);
        const table = coalitionTable(drawn.players + 1, 2, (isIn) => worthOf(drawn, isIn.toSpliced(at, 1)));
        expect(Array.from(shapleyValues(table)[at])).toEqual([0, 0]);
      }),
    );
  });

  test("of interchangeable players is the same", () => {
    fc.assert(
      fc.property(game, (drawn) => {
        // Two players more, of whom only the number counts.
        const table = coalitionTable(drawn.players + 2, 2, (isIn) => {
          const extra = Number(isIn[drawn.players]) + Number(isIn[drawn.players + 1]);
          return Array.from(worthOf(drawn, isIn), (value) => value * (1 + extra * extra));
        });
        const values = shapleyValues(table);
        const [a, b] = [values[drawn.players], values[drawn.players + 1]];
        for (const q of [0, 1]) expect(Math.abs(a[q] - b[q])).toBeLessThan(1e-9);
      }),
    );
  });

  test("is refused for more players than can be run one by one", () => {
    expect(() => coalitionTable(MOST_PLAYERS + 1, 1, () => [0])).toThrow("0 to 14 players, not 15");
  });

  test("neighbouring runs differ by one player, and each run stands at its coalition", () => {
    const seen: string[] = [];
    const worth: Worth = (isIn) => {
      seen.push(isIn.map(Number).join(""));
      return [isIn.reduce((sum, own, i) => sum + (own ? 3 ** i : 0), 0)];
    };
    const table = coalitionTable(5, 1, worth);
    for (let i = 1; i < seen.length; i++) {
      expect([...seen[i]].filter((bit, k) => bit !== seen[i - 1][k])).toHaveLength(1);
    }
    expect(Array.from(table.worth)).toEqual(Array.from({ length: 32 }, (_, c) => Number.parseInt(c.toString(2), 3)));
  });
});

describe("the Shapley interaction index", () => {
  test("of a pair within a unanimity game of three is a half", () => {
    // Grabisch and Roubens (1999), International Journal of Game Theory 28:547-565: 1 / (t - s + 1) for s within t.
    const table = coalitionTable(4, 1, ([a, b, c]) => [a && b && c ? 1 : 0]);
    const index = shapleyInteractions(table);
    expect(index[0][1][0]).toBeCloseTo(1 / 2, 12);
    expect(index[2][1][0]).toBeCloseTo(1 / 2, 12);
    expect(index[0][3][0]).toBe(0);
  });

  test("is 0 where contributions only add", () => {
    const table = coalitionTable(5, 1, (isIn) => [isIn.reduce((sum, own, i) => sum + (own ? i + 1 : 0), 0)]);
    for (const row of shapleyInteractions(table)) for (const [value] of row) expect(value).toBeCloseTo(0, 12);
  });
});

describe("the Owen value", () => {
  test("of the glove game with both left gloves in one family: half for the family, shared evenly", () => {
    // Owen (1977), Lecture Notes in Economics and Mathematical Systems 141:76-88: between families the quotient game,
    // here one of two who need each other; the family of two shares its half.
    const table = coalitionTable(3, 1, ([left, other, right]) => [(left || other) && right ? 1 : 0]);
    expect(single(owenValues(table, ["left", "left", "right"]))).toEqual(
      [1 / 4, 1 / 4, 1 / 2].map((part) => expect.closeTo(part, 12)),
    );
  });

  test("is the Shapley value where every player is a family, and where all are one", () => {
    fc.assert(
      fc.property(game, (drawn) => {
        const table = asTable(drawn);
        const expected = shapleyValues(table).map((own) => Array.from(own, (value) => expect.closeTo(value, 8)));
        const alone = Array.from({ length: drawn.players }, (_, i) => String(i));
        for (const families of [alone, alone.map(() => "one")]) {
          expect(owenValues(table, families).map((own) => Array.from(own))).toEqual(expected);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("gives a family what the Shapley value of the game between families gives it", () => {
    fc.assert(
      fc.property(game, fc.array(fc.nat({ max: 2 }), { minLength: 7, maxLength: 7 }), (drawn, labels) => {
        const families = labels.slice(0, drawn.players).map(String);
        const names = [...new Set(families)];
        const between = coalitionTable(names.length, 2, (isIn) =>
          worthOf(
            drawn,
            families.map((family) => isIn[names.indexOf(family)]),
          ),
        );
        const owen = owenValues(asTable(drawn), families);
        shapleyValues(between).forEach((value, k) => {
          const sum = owen.reduce((total, own, i) => total + (families[i] === names[k] ? own[0] : 0), 0);
          expect(Math.abs(sum - value[0])).toBeLessThan(1e-8);
        });
      }),
    );
  });
});

describe("sampling of orders", () => {
  test("agrees with the exact value within its stated error, on 100 random packages", () => {
    const random = randomNumbers(4);
    let beyond = 0;
    let judged = 0;
    for (let trial = 0; trial < 100; trial++) {
      const players = 4 + Math.floor(random() * 5);
      const worth = randomPackage(players, random);
      const exact = shapleyValues(coalitionTable(players, 1, worth));
      // No bound is met, so that all 60 pairs are drawn.
      const sampled = sampleShapley({ players, quantities: 1, worth, bounds: [-1], mostPairs: 60, seed: trial });
      const total = worth(new Array(players).fill(true))[0] - worth(new Array(players).fill(false))[0];
      expect(Math.abs(single(sampled.values).reduce((sum, value) => sum + value, 0) - total)).toBeLessThan(1e-9);
      for (let i = 0; i < players; i++) {
        const away = Math.abs(sampled.values[i][0] - exact[i][0]);
        judged++;
        if (away > 1.96 * sampled.errors[i][0] + 1e-12) beyond++;
        // Four and a half standard errors of 60 pairs: one in 30,000 by chance.
        expect(away).toBeLessThanOrEqual(4.5 * sampled.errors[i][0] + 1e-12);
      }
    }
    // 95 % of the intervals should hold the exact value; so few as 90 % would say that the stated errors are too small.
    expect(beyond / judged).toBeLessThan(0.1);
  });

  test("by families agrees with the exact Owen value", () => {
    const random = randomNumbers(7);
    const families = ["a", "b", "a", "c", "b", "a"];
    for (let trial = 0; trial < 20; trial++) {
      const worth = randomPackage(6, random);
      const exact = owenValues(coalitionTable(6, 1, worth), families);
      const options = { players: 6, quantities: 1, worth, families, bounds: [-1], mostPairs: 200, seed: trial };
      const sampled = sampleShapley(options);
      exact.forEach((own, i) => {
        expect(Math.abs(sampled.values[i][0] - own[0])).toBeLessThanOrEqual(4.5 * sampled.errors[i][0] + 1e-12);
      });
    }
  });

  test("ends when the errors are within their bounds, and gives the same for the same seed", () => {
    const worth = randomPackage(6, randomNumbers(1));
    const options = { players: 6, quantities: 1, worth, bounds: [0.5], mostPairs: 5000, seed: 3 };
    const sampled = sampleShapley(options);
    expect(sampled.settled).toBe(true);
    expect(sampled.pairs).toBeLessThan(5000);
    expect(Math.max(...single(sampled.errors))).toBeLessThanOrEqual(0.5);
    expect(sampleShapley(options).values).toEqual(sampled.values);
    expect(sampleShapley({ ...options, mostPairs: 12 }).settled).toBe(false);
  });

  test("is exact after one pair where contributions only add", () => {
    const worth: Worth = (isIn) => [isIn.reduce((sum, own, i) => sum + (own ? i + 1 : 0), 0)];
    const { values } = sampleShapley({ players: 5, quantities: 1, worth, bounds: [0], mostPairs: 1, seed: 1 });
    expect(single(values)).toEqual([1, 2, 3, 4, 5]);
  });
});

function worthOf({ players, worth }: { players: number; worth: number[] }, isIn: readonly boolean[]): number[] {
  let coalition = 0;
  for (let i = 0; i < players; i++) if (isIn[i]) coalition |= 1 << i;
  return [worth[coalition * 2], worth[coalition * 2 + 1]];
}

/** Levers that add, overlap and reinforce in pairs, and of which some are needed before others do anything. */
function randomPackage(players: number, random: () => number): Worth {
  const alone = Array.from({ length: players }, () => 20 * random() - 12);
  const pairs = alone.map(() => alone.map(() => (random() < 0.5 ? 0 : 8 * random() - 4)));
  return (isIn) => {
    let sum = 100;
    for (let i = 0; i < players; i++) {
      if (!isIn[i]) continue;
      sum += alone[i];
      for (let j = 0; j < i; j++) if (isIn[j]) sum += pairs[i][j];
    }
    return [150 * Math.exp(sum / 80)];
  };
}
