import fc from "fast-check";
import type { Inputs, Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";

/** A small random model with its numbers: every construct of the language can occur, every value stays finite. */
export interface RandomModel {
  readonly text: string;
  readonly model: Model;
  readonly inputs: Inputs;
}

const years = 6;
const header = `
model: random
label: {en: Random, zh: 随机}
units:
  tce: {is: 29.3076 GJ, prefixes: [M]}
sets:
  plant:
    label: {en: Plant, zh: 电厂}
    members: {a: {en: A, zh: A}, b: {en: B, zh: B}, c: {en: C, zh: C}, d: {en: D, zh: D}}
    subsets: {odd: [a, c], late: [c, d]}
  fuel:
    label: {en: Fuel, zh: 燃料}
    members: {x: {en: X, zh: X}, y: {en: "Y", zh: "Y"}}
  age: {label: {en: Age, zh: 年龄}, from: 0, to: 3}
parameters:
  p0: {unit: 1, doc: plain}
  p1: {over: [plant], unit: 1, yearly: true, doc: yearly}
  p2: {over: [plant, fuel], unit: "%", doc: percent}
  p3: {over: [odd], unit: 1, yearly: true, doc: subset}
  delay: {over: [plant], unit: yr, structural: true, doc: lag}
variables:
`;

type Shape = "scalar" | "plant" | "plant_fuel" | "age";
const over: Record<Shape, string> = {
  scalar: "",
  plant: "over: [plant], ",
  plant_fuel: "over: [plant, fuel], ",
  age: "over: [age], ",
};

/** Text of an expression over the variables that exist already; `self` may be read only behind or earlier. */
function expression(
  shape: Shape,
  earlier: readonly { name: string; shape: Shape }[],
  self: string,
  hasInitial: boolean,
): fc.Arbitrary<string> {
  const index: Record<Shape, string> = { scalar: "", plant: "[plant]", plant_fuel: "[plant, fuel]", age: "[age]" };
  const inPlant = shape === "plant" || shape === "plant_fuel";
  const leaves: fc.Arbitrary<string>[] = [
    fc.constantFrom(
      "0.5",
      "1",
      "2.25",
      "0",
      "p0",
      "p1[a]",
      "p2[c, y]",
      "p3[c]",
      "(year - base_year)",
      "sum(p1[plant], plant)",
      "sum(p3[odd], odd)",
      "sum(p2[plant, fuel], plant, fuel)",
    ),
  ];
  if (inPlant)
    leaves.push(
      fc.constantFrom(
        "p1[plant]",
        "sum(p2[plant, fuel], fuel)",
        "before(p1[plant], plant)",
        "after(p1[plant], plant)",
        "shift(p1[plant], plant)",
        "lag(p1[plant], delay[plant], p0)",
        "sum(p1[late] * p1[plant], late)",
      ),
    );
  if (shape === "plant_fuel")
    leaves.push(fc.constantFrom("p2[plant, fuel]", "before(p2[plant, fuel], fuel)", "shift(p2[plant, fuel], fuel)"));
  if (shape === "age") leaves.push(fc.constantFrom("age", "before(age, age)", "shift(age * p0, age)"));
  for (const other of earlier) {
    if (other.shape === "scalar")
      leaves.push(fc.constantFrom(other.name, `previous(${other.name}, p0)`, `lag(${other.name}, 2, 0)`));
    else if (other.shape === shape)
      leaves.push(fc.constantFrom(`${other.name}${index[shape]}`, `previous(${other.name}${index[shape]}, 1)`));
    if (other.shape === "plant")
      leaves.push(
        fc.constantFrom(
          `sum(${other.name}[plant], plant)`,
          `${other.name}[d]`,
          `sum(${other.name}[odd] * p3[odd], odd)`,
        ),
      );
    if (other.shape === "plant_fuel")
      leaves.push(
        fc.constantFrom(
          `sum(${other.name}[plant, x], plant)`,
          `sum(sum(${other.name}[plant, fuel], fuel) * p1[plant], plant)`,
        ),
      );
    if (other.shape === "plant" && inPlant)
      leaves.push(
        fc.constantFrom(
          `before(${other.name}[plant], plant)`,
          `shift(${other.name}[plant], plant)`,
          `lag(${other.name}[plant], delay[plant], p1[plant])`,
        ),
      );
    if (other.shape === "age")
      leaves.push(fc.constantFrom(`sum(${other.name}[age] * age, age)`, `previous(sum(${other.name}[age], age), 0)`));
  }
  if (hasInitial) leaves.push(fc.constant(`previous(${self}${index[shape]})`));
  if (shape === "plant")
    leaves.push(fc.constantFrom(`before(${self}[plant], plant)`, `0.5 * shift(${self}[plant], plant)`));
  if (shape === "age")
    leaves.push(fc.constantFrom(`previous(shift(${self}[age], age), 1)`, `0.25 * shift(${self}[age], age)`));
  const leaf = fc.oneof(...leaves);
  return fc
    .letrec<{ e: string }>((tie) => ({
      e: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        leaf,
        fc.tuple(tie("e"), fc.constantFrom("+", "-", "*"), leaf).map(([a, o, b]) => `(${a} ${o} ${b})`),
        fc.tuple(leaf, tie("e")).map(([a, b]) => `(${a} / (1 + (${b})^2))`),
        fc.tuple(fc.constantFrom("min", "max"), leaf, tie("e")).map(([f, a, b]) => `${f}(${a}, ${b}, 3)`),
        fc.tuple(tie("e"), leaf).map(([a, b]) => `clip(${a}, 0, abs(${b}))`),
        tie("e").map((a) => `exp(-abs(${a}) / 10)`),
        tie("e").map((a) => `log(1 + abs(${a}))`),
        tie("e").map((a) => `sqrt(abs(${a}))`),
        tie("e").map((a) => `clip(abs(${a}), 0.1, 9)^1.7`),
        fc
          .tuple(leaf, fc.constantFrom("<", ">=", "=="), leaf, tie("e"), leaf)
          .map(([a, o, b, c, d]) => `if(${a} ${o} ${b} or not (${c} > 1 and year > 2023), ${c}, ${d})`),
      ),
    }))
    .e.map((text) => `clip(${text}, -50, 50)`);
}

/** Random models of up to six variables, with random numbers and some imposed values. */
export const randomModel: fc.Arbitrary<RandomModel> = fc
  .array(
    fc.record({
      shape: fc.constantFrom<Shape>("scalar", "plant", "plant_fuel", "age"),
      initial: fc.boolean(),
      map: fc.boolean(),
      observed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((drafts) => {
    const named = drafts.map((draft, i) => ({ ...draft, name: `v${i}` }));
    const texts = named.map((draft, i) => {
      const earlier = named.slice(0, i);
      const one = () => expression(draft.shape, earlier, draft.name, draft.initial);
      const start = expression(
        draft.shape === "age" ? "scalar" : draft.shape,
        earlier.filter(() => draft.shape !== "age"),
        "p0",
        false,
      ).filter((text) => !text.includes("p0["));
      const inPlant = draft.shape === "plant" || draft.shape === "plant_fuel";
      const body =
        draft.map && inPlant
          ? fc.tuple(one(), one(), one()).map(([a, b, c]) => `{late: "${a}", a: "${b}", else: "${c}"}`)
          : one().map((a) => `"${a}"`);
      return fc.tuple(start, body).map(([initial, formula]) => {
        const first = draft.initial ? `initial: "${initial}", ` : "";
        return `  ${draft.name}: {${over[draft.shape]}unit: 1, label: {en: v, zh: v}, observed: ${draft.observed}, ${first}formula: ${formula}}`;
      });
    });
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    return fc
      .tuple(
        fc.tuple(...texts),
        fc.array(number, { minLength: 1 + 4 * years + 8 + 2 * years, maxLength: 1 + 4 * years + 8 + 2 * years }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
      )
      .map(([lines, numbers, delays, impose]) => {
        const text = `${header}${lines.join("\n")}\nchecks:\n  positive: {severity: flag, label: {en: positive, zh: 正}, condition: "${named[0].shape === "scalar" ? named[0].name : "p0"} >= 0"}\n`;
        const model = readModel([{ name: "random.yaml", text }]);
        const take = (from: number, count: number) => Float64Array.from(numbers.slice(from, from + count));
        const observed = new Map<string, Float64Array>();
        for (const { name, observed: canImpose } of named) {
          if (!impose || !canImpose) continue;
          const size = model.variables.get(name)?.size ?? 0;
          observed.set(
            name,
            Float64Array.from({ length: years * size }, (_, i) => (i % 3 === 1 ? i / 7 : Number.NaN)),
          );
        }
        const values = new Map([
          ["p0", take(0, 1)],
          ["p1", take(1, 4 * years)],
          ["p2", take(1 + 4 * years, 8)],
          ["p3", take(9 + 4 * years, 2 * years)],
          ["delay", Float64Array.from(delays)],
        ]);
        return { text, model, inputs: { baseYear: 2021, years, values, observed } };
      });
  });
