import { sumOf } from "../china/balance/grid.ts";
import { electricityUse } from "./electricity.ts";
import type { PartOrder } from "./files.ts";
import type { CityName } from "./order.ts";
import type { Part } from "./part.ts";
import type { Whole } from "./whole.ts";

interface Made {
  readonly name: CityName;
  readonly order: PartOrder;
  readonly part: Part;
}

/** One line for each part: CO2, electricity, and by how much industry was moved to meet what is known. */
export function cityReport(parts: readonly Made[]): string[] {
  return parts.map(({ name, order, part }) => {
    const moved = [...part.moved].map(([anchor, factor]) => `${anchor} x${factor.toFixed(2)}`).join(", ");
    const missed = part.missed
      .map(({ anchor, asked, reached }) => `; ! ${anchor} asks for ${asked.toFixed(2)}, ${reached.toFixed(2)} reached`)
      .join("");
    return `  ${name.id}: energy CO2 ${part.co2.energy.toFixed(2)}, process ${part.co2.process.toFixed(2)} Mt${order.anchors.co2 === undefined ? "" : ` (asked ${order.anchors.co2.toFixed(2)})`}, electricity ${part.electricity.use.toFixed(1)} TWh, imports ${part.electricity.imports.toFixed(1)}, exports ${part.electricity.exports.toFixed(1)}; industry's ${moved || "as shares give it"}${missed}`;
  });
}

/** Sums of the parts beside the parent, where the parts hold nearly all its residents. */
export function cityTotals(whole: Whole, parts: readonly Made[]): string[] {
  const residents = parts.reduce((sum, { order }) => sum + order.plain.population, 0);
  if (residents < 0.98) return [];
  const total = (of: (part: Part) => number): number => parts.reduce((sum, { part }) => sum + of(part), 0);
  const line = (what: string, sum: number, all: number): string =>
    `    ${what}: ${sum.toFixed(2)} of ${all.toFixed(2)} (${((sum / all - 1) * 100).toFixed(1)} %)`;
  const final = whole
    .cells("base_final_energy")
    .reduce((sum, { members }) => sum + whole.at("base_final_energy", members), 0);
  const lines = [
    `  sum of the parts of ${whole.region.id} against itself`,
    `    residents ${((residents - 1) * 100).toFixed(1)} %, GDP ${((parts.reduce((sum, { order }) => sum + order.plain.gdp, 0) - 1) * 100).toFixed(1)} %`,
    line(
      "final energy, Mtce",
      total((part) => sumOf(part.energy)),
      final,
    ),
    line(
      "electricity use, TWh",
      total((part) => part.electricity.use),
      electricityUse(whole),
    ),
    line(
      "net imports, TWh",
      total((part) => part.electricity.imports - part.electricity.exports),
      whole.members("imports").reduce((sum, kind) => sum + whole.at("base_generation", [kind]), 0) -
        whole.at("base_exports"),
    ),
  ];
  for (const sector of whole.members("sector")) {
    const all = whole
      .members("carrier")
      .reduce((sum, carrier) => sum + whole.at("base_final_energy", [sector, carrier]), 0);
    if (all > 0)
      lines.push(
        line(
          `final energy of ${sector}`,
          total((part) => sumOf(part.energy, (row) => row === sector)),
          all,
        ),
      );
  }
  for (const plant of whole.members("plant")) {
    const all = whole.at("base_generation", [plant]);
    if (all > 0)
      lines.push(
        line(
          `generation of ${plant}`,
          total((part) => part.generation.get(plant) ?? 0),
          all,
        ),
      );
  }
  return lines;
}
