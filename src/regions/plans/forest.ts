import type { ScenarioRun } from "../../run/run.ts";
import type { Row } from "../csv.ts";
import { evaluatePlanQuantity } from "./plan-quantity.ts";
import { FIRST_YEAR, placeOf, promisesOf, round } from "./tables.ts";

/** Forest that is planted so that cover rises as much as the plan says. */
export interface PlannedForest {
  /** 1e6 ha a year from 2026 to `year`. */
  readonly area: number;
  readonly year: number;
  readonly arithmetic: string;
  readonly source: string;
}

/**
 * What has to be planted beyond the reference. Where the documents print the cover of an earlier year too, their rise
 * counts and not their level: what a place counts as forest differs from the survey that the region's data are from.
 */
export function plannedForest(run: ScenarioRun, statements: readonly Row[]): PlannedForest | undefined {
  const printed = promisesOf(statements, run.scenario.region.id).filter(
    ({ quantity, kind, part }) => quantity === "forest_cover" && kind === "share" && part === "",
  );
  const last = printed.reduce<Row | undefined>((a, b) => (a === undefined || b.year > a.year ? b : a), undefined);
  if (last === undefined || Number(last.year) < FIRST_YEAR) return undefined;
  const year = Number(last.year);
  const cover = (at: number): number => evaluatePlanQuantity(run, "forest_cover", at);
  const land = evaluatePlanQuantity(run, "land_area", year);
  if (!(land > 0 && cover(year) > 0)) return undefined;
  const first = printed.find((row) => Number(row.year) === FIRST_YEAR - 1);
  const from = first === undefined ? cover(FIRST_YEAR - 1) : Number(first.asked);
  const reference = cover(year) - cover(FIRST_YEAR - 1);
  const rise = Number(last.asked) - from - reference;
  const years = year - FIRST_YEAR + 1;
  const area = (rise * land) / years;
  if (!(area > 1e-5)) return undefined;
  return {
    area: Math.ceil(area * 1e6) / 1e6,
    year,
    arithmetic: `(${round(Number(last.asked))} - ${round(from)} - ${round(reference)} of the reference) of ${round(land)} million ha in ${years} years`,
    source: placeOf(last),
  };
}

/** The lever's lines in the region's file. */
export function forestLever({ area, year, arithmetic, source }: PlannedForest): string[] {
  return [
    "  plan_forest:",
    "    label: {en: Forest of the plan, zh: 规划新增森林}",
    "    family: sinks",
    "    effects:",
    "      - path: afforestation",
    "        mode: add",
    `        amount: {${FIRST_YEAR}-${year}: ${area} 1e6 ha/yr, ${year + 1}-2060: 0 ha/yr, estimated: ${JSON.stringify(arithmetic)}}`,
    `    start: ${FIRST_YEAR}`,
    `    full: ${FIRST_YEAR}`,
    "    shape: step",
    `    potential: {en: "${round(area * (year - FIRST_YEAR + 1))} million ha by ${year}", zh: "至${year}年${round(area * (year - FIRST_YEAR + 1))}百万公顷"}`,
    "    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}",
    `    source: ${JSON.stringify(source)}`,
  ];
}
