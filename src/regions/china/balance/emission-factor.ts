import { joined, type Stated, stated } from "../../stated.ts";
import type { Material, Sources } from "../sources.ts";

const carbonToCo2 = 44 / 12;

/**
 * CO2 per coal equivalent of the material, Mt per Mtce; `boiler` for power and heating stations, in whose boilers coal
 * burns otherwise.
 */
export function emissionFactor(sources: Sources, material: Material, boiler = false): Stated {
  const { carbon, carrier, kind } = material;
  const perTce = sources.constant("gj_per_tce");
  const ownOxidation = boiler && carrier === "coal" ? sources.constant("power_coal_oxidation") : undefined;
  const oxidation = ownOxidation?.value ?? material.oxidation;
  return stated(
    kind === "fuel" ? (carbon.value * carbonToCo2 * oxidation * perTce.value) / 1000 : 0,
    "tCO2/tce",
    [carbon],
    ownOxidation === undefined ? "" : `oxidation of boilers ${oxidation} (recalled)`,
    [perTce, ...(ownOxidation === undefined ? [] : [ownOxidation])],
  );
}

/** CO2 per coal equivalent before oxidation, Mt per Mtce. */
export function carbonFactor(sources: Sources, { carbon }: Material): Stated {
  const perTce = sources.constant("gj_per_tce");
  return stated((carbon.value * carbonToCo2 * perTce.value) / 1000, "tCO2/tce", [carbon], "", [perTce]);
}

/** CO2 of an amount of fuel. */
export function emitted(fuel: Stated, factor: Stated): Stated {
  return stated(fuel.value * factor.value, "MtCO2/yr", [fuel, factor], joined([fuel.rule, factor.rule]));
}
