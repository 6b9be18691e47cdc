import { sumOf } from "../china/balance/grid.ts";
import { electricityUse } from "./electricity.ts";
import type { SubregionOrder } from "./files.ts";
import type { CityName } from "./order.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import type { Subregion } from "./subregion.ts";

interface Made {
  readonly name: CityName;
  readonly order: SubregionOrder;
  readonly subregion: Subregion;
}

/** One line for each part: CO2, electricity, and by how much industry was moved to meet what is known. */
export function cityReport(parts: readonly Made[]): string[] {
  return parts.map(({ name, order, subregion }) => {
    const moved = [...subregion.moved].map(([anchor, factor]) => `${anchor} x${factor.toFixed(2)}`).join(", ");
    const missed = subregion.missed
      .map(({ anchor, asked, reached }) => `; ! ${anchor} asks for ${asked.toFixed(2)}, ${reached.toFixed(2)} reached`)
      .join("");
    return `  ${name.id}: energy CO2 ${subregion.co2.energy.toFixed(2)}, process ${subregion.co2.process.toFixed(2)} Mt${order.anchors.co2 === undefined ? "" : ` (asked ${order.anchors.co2.toFixed(2)})`}, electricity ${subregion.electricity.use.toFixed(1)} TWh, imports ${subregion.electricity.imports.toFixed(1)}, exports ${subregion.electricity.exports.toFixed(1)}; industry's ${moved || "as shares give it"}${missed}`;
  });
}

/** Sums of the parts beside the parent, where the parts hold nearly all its residents. */
export function cityTotals(parent: RegionNumbers, parts: readonly Made[]): string[] {
  const residents = parts.reduce((sum, { order }) => sum + order.plain.population, 0);
  if (residents < 0.98) return [];
  const total = (of: (subregion: Subregion) => number): number =>
    parts.reduce((sum, { subregion }) => sum + of(subregion), 0);
  const line = (what: string, sum: number, all: number): string =>
    `    ${what}: ${sum.toFixed(2)} of ${all.toFixed(2)} (${((sum / all - 1) * 100).toFixed(1)} %)`;
  const final = parent
    .cells("base_final_energy")
    .reduce((sum, { members }) => sum + parent.at("base_final_energy", members), 0);
  const lines = [
    `  sum of the parts of ${parent.region.id} against itself`,
    `    residents ${((residents - 1) * 100).toFixed(1)} %, GDP ${((parts.reduce((sum, { order }) => sum + order.plain.gdp, 0) - 1) * 100).toFixed(1)} %`,
    line(
      "final energy, Mtce",
      total((subregion) => sumOf(subregion.energy)),
      final,
    ),
    line(
      "electricity use, TWh",
      total((subregion) => subregion.electricity.use),
      electricityUse(parent),
    ),
    line(
      "net imports, TWh",
      total((subregion) => subregion.electricity.imports - subregion.electricity.exports),
      parent.members("imports").reduce((sum, kind) => sum + parent.at("base_generation", [kind]), 0) -
        parent.at("base_exports"),
    ),
  ];
  for (const sector of parent.members("sector")) {
    const all = parent
      .members("carrier")
      .reduce((sum, carrier) => sum + parent.at("base_final_energy", [sector, carrier]), 0);
    if (all > 0)
      lines.push(
        line(
          `final energy of ${sector}`,
          total((subregion) => sumOf(subregion.energy, (row) => row === sector)),
          all,
        ),
      );
  }
  for (const plant of parent.members("plant")) {
    const all = parent.at("base_generation", [plant]);
    if (all > 0)
      lines.push(
        line(
          `generation of ${plant}`,
          total((subregion) => subregion.generation.get(plant) ?? 0),
          all,
        ),
      );
  }
  return lines;
}
