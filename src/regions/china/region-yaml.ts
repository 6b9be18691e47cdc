import type { Span } from "./build-region.ts";

/**
 * The region file that names the built tables. Levers of the region's own are added to it by hand, below the mark.
 * `inventoryStep` is the inventory over the account it is held against, less one.
 */
export function regionYaml(
  region: string,
  label: { en: string; zh: string },
  tables: readonly string[],
  span: Span,
  levers: boolean,
  kept: string,
  inventoryStep: number,
): string {
  const least = 0.1;
  const uncertainty =
    Math.abs(inventoryStep) <= least
      ? 'value: 10 %, source: "Provincial inventories of the same year differ by 10 to 40 % (Han et al. 2020, Atmospheric Chemistry and Physics); the lower end for the total"'
      : `value: ${(Math.abs(inventoryStep) * 100).toFixed(1)} %, source: "the inventory against CEADs of 2019 moved forward (quality.csv), which is more than the lower end of Han et al. 2020 (10 %)"`;
  const parameters = tables.filter((name) => name !== "observed" && name !== "history");
  return `# yaml-language-server: $schema=../../src/scenario/region.schema.json
# Written by \`npm run build:data\` from data/sources, except what follows the line "levers:".
region: ${region}
model: regional
label: {en: ${label.en}, zh: ${label.zh}}
${region === "china" ? "level: nation" : "parent: china\nlevel: province"}
extends: [china_defaults${levers ? `, ${region}/levers` : ""}]
base_year: ${span.baseYear}
last_observed: ${span.lastObserved}
horizon: ${span.horizon}
inventory_uncertainty: {${uncertainty}}
tables: [${parameters.map((name) => `${region}/${name}.csv`).join(", ")}]
observed: [${region}/observed.csv]
history: [${region}/history.csv]
${kept}`;
}

/** What stands in an existing region file from the line "levers:" on, to be kept. */
export function keptLevers(existing: string | undefined): string {
  const at = existing?.search(/^levers:/m) ?? -1;
  return existing === undefined || at < 0 ? "" : existing.slice(at);
}

/** The file of national defaults. */
export function defaultsYaml(): string {
  return `# yaml-language-server: $schema=../../src/scenario/region.schema.json
# Written by \`npm run build:data\`: national values for what a region does not give, all marked estimated.
model: regional
label: {en: National defaults, zh: 全国缺省值}
tables: [china_defaults/parameters.csv]
`;
}
