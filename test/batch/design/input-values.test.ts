import fc from "fast-check";
import { expect, test } from "vitest";
import { type BatchInput, inputValue } from "../../../src/batch/design/batch-input.ts";
import { inputValuesWriter } from "../../../src/batch/design/input-values.ts";
import type { Distribution } from "../../../src/statistics/distributions/distributions.ts";

const finite = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, -0, 1e-200, 1e200));
const ends = fc.tuple(finite, finite, finite).map((three) => three.sort((a, b) => a - b));
const spreads: fc.Arbitrary<Distribution> = fc.oneof(
  ends.map(([low, , high]): Distribution => ({ kind: "uniform", low, high })),
  ends.map(([low, mode, high]): Distribution => ({ kind: "triangular", low, mode, high })),
  ends.map(([low, mode]): Distribution => ({ kind: "triangular", low, mode: low, high: mode })),
  fc.constant<Distribution>({ kind: "normal", mean: 1, deviation: 0.2 }),
  fc.constant<Distribution>({ kind: "discrete", values: [3, 1, 7], weights: [0.2, 0.3, 0.5] }),
);
const drawn = fc.record({
  as: fc.constantFrom("scale", "value", "strength", "start", "delay", "late"),
  spread: spreads,
  slices: fc.boolean(),
  quantiles: fc.constantFrom(undefined, Float64Array.of(1, 2, 5)),
  u: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1)),
});

test("the numbers of all inputs at a point are those of each input alone, bit for bit", () => {
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 8 }), (all) => {
      const inputs = all as unknown as BatchInput[];
      const values = new Float64Array(all.length);
      inputValuesWriter(inputs)(
        Float64Array.from(all, ({ u }) => u),
        values,
      );
      expect([...values]).toEqual(all.map(({ u }, i) => inputValue(inputs[i], u)));
    }),
  );
});
