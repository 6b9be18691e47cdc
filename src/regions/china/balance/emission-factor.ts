import type { Material, Sources } from "../sources.ts";

const carbonToCo2 = 44 / 12;

/** Whether the material is coal itself, whose oxidation depends on the boiler. */
function isCoal(material: Material): boolean {
  return material.carrier === "coal";
}

/** CO2 per coal equivalent of the material, Mt per Mtce; `boiler` for power and heating stations. */
export function emissionFactor(sources: Sources, material: Material, boiler = false): number {
  if (material.kind !== "fuel") return 0;
  const oxidation = boiler && isCoal(material) ? sources.constant("power_coal_oxidation") : material.oxidation;
  return (material.carbon * carbonToCo2 * oxidation * sources.constant("gj_per_tce")) / 1000;
}

/** CO2 per coal equivalent before oxidation, Mt per Mtce. */
export function carbonFactor(sources: Sources, material: Material): number {
  return (material.carbon * carbonToCo2 * sources.constant("gj_per_tce")) / 1000;
}
