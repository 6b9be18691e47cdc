import { cellNames } from "../../engine/language/cells.ts";
import type { Parameter } from "../../engine/language/model.ts";
import type { Effect } from "../../scenario/levers/effect.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import { need } from "../../text/need.ts";
import type { Label } from "../../text/problems.ts";
import type { TableRow } from "../stated.ts";
import { bendsOf, cityDispatch, type RunValue } from "./dispatch.ts";
import { atBorder } from "./rows.ts";
import { isExtensive, ruleOrThrow } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** What a part takes from its whole's run; levers on these paths act in the whole. */
const fromRun = new Set(["maximum_hours", "minimum_hours", "full_load_hours", "import_clean_share"]);
const fromWhole = new Set([...fromRun, ...atBorder, "sender_thermal_factor", "clean_export_share", "demand_response"]);

/** Whether all that the lever does is done in the whole's grid, whose parts take their supply from it. */
export function isOfGrid({ effects }: Lever): boolean {
  return effects.every(({ parameter }) => fromWhole.has(parameter.name));
}

/** The lever of a part that brings its whole's power supply as the whole's scenario of this name has it. */
export function supplyLever(scenario: string): string {
  return `supply_of_${scenario}`;
}

/**
 * The levers of a part that its whole has in amounts of its own: each amount by the part's share of what it acts on, and
 * one lever for each of the whole's scenarios in `runs`, which brings the whole's power supply there. Undefined where the
 * whole has none.
 */
export function wholeLeversYaml(
  part: Subregion,
  reference: RunValue | undefined,
  runs: ReadonlyMap<string, RunValue>,
  written: string,
): string | undefined {
  const { region } = part.parent;
  const own = [...region.levers.values()].flatMap((lever) => sharedLever(part, lever));
  const sizes = own.filter(({ section }) => section === "sizes").map(({ text }) => text);
  const levers = own.filter(({ section }) => section === "levers").map(({ text }) => text);
  for (const [scenario, run] of runs) levers.push(supplyText(part, scenario, run, reference));
  const sections = Object.entries({ sizes, levers }).filter(([, lines]) => lines.length > 0);
  if (sections.length === 0) return undefined;
  const head = `# yaml-language-server: $schema=../../../dist/schemas/region.json\n# ${written}\n`;
  return `${head}${sections.map(([name, lines]) => `${name}:\n${lines.join("")}`).join("")}`;
}

/** The lever of the whole as the part has it; nothing where it is the library's for every region, or acts elsewhere only. */
function sharedLever(part: Subregion, lever: Lever): { section: "sizes" | "levers"; text: string }[] {
  const { region } = part.parent;
  const inLibrary = lever.at.file.startsWith("data/levers/");
  const sized = inLibrary && lever.effects.some(({ at }) => !at.file.startsWith("data/levers/"));
  if ((inLibrary && !sized) || isOfGrid(lever)) return [];
  const shared = lever.effects
    .filter(({ parameter }) => !fromWhole.has(parameter.name))
    .map((effect) => ({ effect, amount: sharedAmount(part, lever, effect) }));
  const acting = shared.filter(({ amount }) => amount !== undefined);
  if (acting.length === 0) return [];
  const source = `source: ${JSON.stringify(lever.source)}`;
  const { start, full, potential, shape, knots, levels } = lever;
  const years = Object.entries({ start, full }).flatMap(([key, year]) =>
    year === undefined ? [] : [`${key}: ${year}`],
  );
  const said = potential === undefined ? [] : [`potential: ${yaml(inWhole(potential, region.label))}`];
  if (sized) {
    const fields = [acting[0].amount, ...years, ...said, source].join(", ");
    return [{ section: "sizes", text: `  ${lever.id}: {${fields}}\n` }];
  }
  const effects = acting.map(
    ({ effect: { path, mode }, amount }) => `{path: ${path}, mode: ${mode}, amount: {${amount}}}`,
  );
  const ramp =
    knots === undefined
      ? [...years, `shape: ${shape}`]
      : [`knots: {${[...knots].map(([year, share]) => `${year}: ${share}`).join(", ")}}`, "shape: knots"];
  const fields = [
    `label: ${yaml(lever.label)}`,
    `family: ${lever.family}`,
    `effects: [${effects.join(", ")}]`,
    ...ramp,
    `levels: {${levels.map((share, i) => `${i + 1}: ${share}`).join(", ")}}`,
    ...said,
    source,
  ];
  return [{ section: "levers", text: `  ${lever.id}: {${fields.join(", ")}}\n` }];
}

/** What is said of the whole, told of a part of it. */
function inWhole({ en, zh }: Label, whole: Label): Label {
  return { en: `Its part of ${whole.en}'s: ${en}`, zh: `${whole.zh}的一部分：${zh}` };
}

/** The effect's amount by the part's share, as fields of a path; undefined where the part has no share in it. */
function sharedAmount(
  part: Subregion,
  lever: Lever,
  { parameter, cells, mode, amounts, path }: Effect,
): string | undefined {
  const { model, region } = part.parent;
  const members = cellNames(model, parameter.over)[cells[0]];
  const relative = mode === "multiply" || !isExtensive(parameter);
  // What is added to a capacity stands where there is room for it.
  const sharedAs = parameter.name === "planned_capacity" ? "capacity_potential" : parameter.name;
  const rule = relative ? undefined : ruleOrThrow(part.shares.ruleOf, sharedAs, members);
  const shareIn = (year: number): number => (rule === undefined ? 1 : part.shares.share(rule, year));
  // What the part's own documents name as possible stands before its share.
  const stated = part.shares.facts.get(`potential_${members[0]}`)?.values().next().value;
  const isFloor = mode === "floor" && parameter.name === "planned_capacity";
  const least = isFloor && stated !== undefined ? stated.value : Number.NEGATIVE_INFINITY;
  const rows = Array.from(amounts, (amount, i) =>
    row(path, region.baseYear + i, Math.max(least, amount * shareIn(region.baseYear + i))),
  );
  const acting = rows.filter(({ year = 0 }) => year > region.lastObserved);
  if (acting.every(({ value }) => value === 0)) return undefined;
  const unit = mode === "multiply" ? "" : unitText(parameter);
  const words = rule === undefined ? "as in the whole" : `share of ${region.id}: ${rule.words}`;
  const estimated = `estimated: ${JSON.stringify(`${words}; ${lever.id}`)}`;
  return `${amountsText(acting, unit)}, ${estimated}`;
}

/** One value where it is the same in all years, else the bends of the path. */
function amountsText(rows: readonly TableRow[], unit: string): string {
  if (rows.every(({ value }) => value === rows[0].value)) return `value: ${rows[0].value}${unit}`;
  return bendsOf(rows, new Set())
    .map(({ year, value }) => `${year}: ${value}${unit}`)
    .join(", ");
}

/** The unit behind a number; nothing where it has none. */
function unitText({ unit: { text } }: Parameter): string {
  return text === "1" ? "" : ` ${text}`;
}

function row(id: string, year: number, value: number): TableRow {
  return { id, members: "", year, value: Number(value.toPrecision(6)), unit: "", source: "", estimated: "" };
}

/** The lever that sets what the part takes from its whole's grid to what the run of the whole's scenario has. */
function supplyText(part: Subregion, scenario: string, run: RunValue, reference: RunValue | undefined): string {
  const { region, model } = part.parent;
  const label = {
    en: `${region.label.en}'s power supply with its scenario "${scenario}"`,
    zh: `${region.label.zh}“${scenario}”情景下的电力供应`,
  };
  const paths = new Map<string, TableRow[]>();
  const acting = ({ id, year = 0 }: TableRow): boolean => fromRun.has(id) && year >= region.lastObserved;
  for (const found of cityDispatch(part, run, reference).filter(acting)) {
    const path = `${found.id}.${found.members}`;
    paths.set(path, [...(paths.get(path) ?? []), found]);
  }
  const effects = [...paths].map(([path, rows]) => {
    const unit = unitText(need(model.parameters, rows[0].id));
    return `      - {path: ${path}, mode: set, amount: {${amountsText(rows, unit)}, estimated: "run of ${region.id}/${scenario}"}}\n`;
  });
  const first = region.lastObserved + 1;
  return `  ${supplyLever(scenario)}:
    label: ${yaml(label)}
    family: grid_imports
    effects:
${effects.join("")}    start: ${first}
    full: ${first}
    shape: step
    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}
    source: ${JSON.stringify(`Run of ${region.id}/${scenario}: hours of plants, curtailment and the grid's CO2 factor`)}
`;
}

function yaml({ en, zh }: Label): string {
  return `{en: ${JSON.stringify(en)}, zh: ${JSON.stringify(zh)}}`;
}
