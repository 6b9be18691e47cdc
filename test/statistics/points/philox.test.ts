import { describe, expect, it } from "vitest";
import { checkSeed, Purpose, philox, uniformAt, wordAt } from "../../../src/statistics/points/draws.ts";

function words(counter: readonly number[], key: readonly number[]): string[] {
  const out = new Uint32Array(4);
  philox(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out);
  return Array.from(out, (word) => word.toString(16).padStart(8, "0"));
}

describe("philox", () => {
  // Known-answer tests of the Random123 library (Salmon et al. 2011), file kat_vectors, lines "philox4x32 10".
  it("gives the published vectors", () => {
    const ones = 0xffffffff;
    expect(words([0, 0, 0, 0], [0, 0])).toEqual(["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"]);
    expect(words([ones, ones, ones, ones], [ones, ones])).toEqual(["408f276d", "41c83b0e", "a20bc7c6", "6d5451fd"]);
    expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      "d16cfe09",
      "94fdcceb",
      "5001e420",
      "24126ea1",
    ]);
  });
});

describe("uniformAt", () => {
  it("lies strictly between 0 and 1 and fills it evenly", () => {
    const counts = new Array(20).fill(0);
    const draws = 40_000;
    for (let run = 0; run < draws; run++) {
      const u = uniformAt(7, run, 3);
      expect(u > 0 && u < 1).toBe(true);
      counts[Math.floor(u * 20)]++;
    }
    const chi2 = counts.reduce((sum, count) => sum + (count - draws / 20) ** 2 / (draws / 20), 0);
    // The 0.999 quantile of chi-square with 19 degrees of freedom is 43.8.
    expect(chi2).toBeLessThan(43.8);
  });

  it("differs with seed, run, dimension and purpose, beyond 32 bits too", () => {
    const draws = [
      uniformAt(1, 2, 3),
      uniformAt(2, 2, 3),
      uniformAt(1 + 2 ** 32, 2, 3),
      uniformAt(1, 3, 3),
      uniformAt(1, 2 + 2 ** 32, 3),
      uniformAt(1, 2, 4),
      uniformAt(1, 2, 3, Purpose.jitter),
      wordAt(1, 2, 3, Purpose.sample) / 2 ** 32 + 1,
    ];
    expect(new Set(draws).size).toBe(draws.length);
    expect(uniformAt(1, 2, 3)).toBe(draws[0]);
  });

  it("refuses seeds that are no whole numbers", () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => checkSeed(seed)).toThrow(`a seed is a whole number from 0 to 9007199254740991, not ${seed}`);
  });
});
