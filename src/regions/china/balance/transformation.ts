import { type Stated, scaled, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import { emissionFactor, emitted } from "./emission-factor.ts";
import { addStated, addToSum, type StatedGrid, total } from "./grid.ts";

const mtceUnit = "Mtce/yr";

const transformationOf: Readonly<Record<string, string>> = {
  Coking: "coking",
  "Gas Works": "gas_works",
  "Petroleum Refineries": "refinery",
};

/** Transformation: input and output by carrier, CO2, and the carbon residual of coking in Mt CO2. */
export interface Transformations {
  readonly transformationInput: StatedGrid;
  readonly transformationOutput: StatedGrid;
  readonly transformationCo2: ReadonlyMap<string, Stated>;
  readonly cokingResidual: number;
}

/** Input, output and CO2 of coking, gas works and refineries. */
export function transformations(sources: Sources): Transformations {
  const input: StatedGrid = new Map();
  const output: StatedGrid = new Map();
  const carbon = new Map<string, Stated>();
  const less = (name: string, fuel: Stated, factor: Stated): void =>
    addToSum(carbon, name, { ...emitted(scaled(fuel, -1), factor), rule: "" });
  for (const material of sources.materials) {
    if (material.kind === "energy") continue;
    const factor = emissionFactor(sources, material);
    for (const [process, name] of Object.entries(transformationOf)) {
      const mtce = sources.balance(material.name, process);
      if (mtce.value === 0) continue;
      if (name !== "refinery") less(name, mtce, factor);
      addStated(mtce.value < 0 ? input : output, name, material.carrier, mtce.value < 0 ? scaled(mtce, -1) : mtce);
    }
  }
  // The balance leaves out the coke and coke-oven gas of gas works: what they give out beyond their input is added as such.
  const made = [...(output.get("gas_works")?.values() ?? [])];
  const [given, taken] = [total(made), total(input.get("gas_works")?.values() ?? [])];
  const loss = sources.constant("gas_works_loss");
  const missing = given / (1 - loss.value) - taken;
  const ovenGas = sources.materials.find((material) => material.name === "Coke Oven Gas");
  if (given > taken && ovenGas !== undefined) {
    const added = stated(missing, mtceUnit, made, "output over one less the loss, less what the balance puts in", [
      loss,
    ]);
    addStated(input, "gas_works", "coke", added);
    less("gas_works", scaled(added, -1), emissionFactor(sources, ovenGas));
  }
  // It leaves out products fed back into refineries too: the input is taken from the output.
  const refined = output.get("refinery")?.get("oil");
  if (refined !== undefined && refined.value > 0) {
    const rule = "output over one less the loss; the balance leaves out products fed back";
    const lost = sources.constant("refinery_loss");
    const oil = stated(refined.value / (1 - lost.value), mtceUnit, [refined], rule, [lost]);
    input.set("refinery", new Map([["oil", oil]]));
  }
  const none = sources.materials.slice(0, 1).map((material) => sources.balance(material.name, "Coking"));
  const co2 = (name: string, rule: string): [string, Stated] => {
    const left = carbon.get(name) ?? stated(0, "MtCO2/yr", none);
    return [name, { ...left, value: Math.max(0, left.value), rule }];
  };
  return {
    transformationInput: input,
    transformationOutput: output,
    transformationCo2: new Map([
      co2("coking", "carbon in less carbon out, not below 0"),
      co2("gas_works", "all carbon put in is emitted; the hydrogen made is not carried"),
    ]),
    cokingResidual: carbon.get("coking")?.value ?? 0,
  };
}
