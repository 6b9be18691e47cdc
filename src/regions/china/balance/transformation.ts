import { type Stated, scaled, stated } from "../../stated.ts";
import type { Material, Sources } from "../sources.ts";
import { addStated, addToSum, type StatedGrid, total } from "./grid.ts";

const mtceUnit = "Mtce/yr";

const transformationOf = { Coking: "coking", "Gas Works": "gas_works", "Petroleum Refineries": "refinery" };

/** Input and output of coking, gas works and refineries by carrier, their CO2, and the carbon residual of coking in Mt CO2. */
export function transformations(sources: Sources) {
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
  const ovenGas = sources.materials.find((material) => material.name === "Coke Oven Gas");
  if (given > taken && ovenGas !== undefined) {
    const loss = sources.constant("gas_works_loss");
    const rule = "output over one less the loss, less what the balance puts in";
    const added = stated(given / (1 - loss.value) - taken, mtceUnit, made, rule, [loss]);
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
  const none = stated(0, "MtCO2/yr", [sources.balance(sources.materials[0].name, "Coking")]);
  const co2 = (name: string, rule: string): [string, Stated] => {
    const left = carbon.get(name) ?? none;
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

const carbonToCo2 = 44 / 12;

/**
 * CO2 per coal equivalent of the material, Mt per Mtce; `boiler` for power and heating stations, in whose boilers coal
 * burns otherwise.
 */
export function emissionFactor(sources: Sources, material: Material, boiler = false): Stated {
  const { carbon, carrier, kind } = material;
  const perTce = sources.constant("gj_per_tce");
  const ofBoilers = boiler && carrier === "coal" ? sources.constant("power_coal_oxidation") : undefined;
  const oxidation = ofBoilers?.value ?? material.oxidation;
  const value = kind === "fuel" ? (carbon.value * carbonToCo2 * oxidation * perTce.value) / 1000 : 0;
  const rule = ofBoilers === undefined ? "" : `oxidation of boilers ${oxidation} (recalled)`;
  return stated(value, "tCO2/tce", [carbon], rule, [perTce, ofBoilers]);
}

/** CO2 per coal equivalent before oxidation, Mt per Mtce. */
export function carbonFactor(sources: Sources, { carbon }: Material): Stated {
  const perTce = sources.constant("gj_per_tce");
  return stated((carbon.value * carbonToCo2 * perTce.value) / 1000, "tCO2/tce", [carbon], "", [perTce]);
}

/** CO2 of an amount of fuel. */
export function emitted(fuel: Stated, factor: Stated): Stated {
  return stated(fuel.value * factor.value, "MtCO2/yr", [fuel, factor], [fuel.rule, factor.rule]);
}
