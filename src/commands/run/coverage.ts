import type { BasisEffect, Coverage } from "../../questions/coverage.ts";
import { peakYearText, percent, readable, signed, spanText } from "../../report/text/number-text.ts";
import { surePercent } from "../../report/text/sure.ts";
import { type Row, right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import { type SureCondition, sureConditions } from "../../run/stored-certainty.ts";
import { targetStatuses } from "../../run/targets/target-status.ts";
import { type Basis, bases } from "../../scenario/levers/scenario-levers.ts";
import type { QualityCheck } from "../../scenario/region/region-quality.ts";
import { type Columns, type CsvOptions, csvOf, named } from "../../text/csv.ts";

/** What became of the promises, in the order of the columns; behind all that are met stands what they are met by. */
const counted = [
  ...targetStatuses.flatMap((status) =>
    status === "met_within_error"
      ? ([status, "met_sized", "met_observed", "met_reference", "met_policy"] as const)
      : ([status] as const),
  ),
  "draft" as const,
];

/** The table of all regions, with the sums of its counts in the last row. */
export function coverageLines(coverage: readonly Coverage[], words: Words, checks: readonly QualityCheck[]): string[] {
  const { coverage: m, common } = words;
  const number = (value: number | undefined) => (value === undefined ? "-" : readable(value));
  const shared = coverage.some(({ effect }) => effect !== undefined);
  const told = coverage.some(({ sure }) => sure.size > 0);
  const rows = coverage.map(
    (row): Row => [
      [common.region, row.region],
      ["", words.say(row.label)],
      [m.level, m.levels[row.level] ?? row.level],
      right(m.energy, number(row.co2.get("energy"))),
      right(m.assessed, number(row.co2.get("assessed"))),
      right(m.estimated, estimatedText(row)),
      right(m.check, inventoryCheck(row.region, checks)),
      right(m.plans, String(row.plans.length)),
      right(m.mapped, String(row.mapped)),
      ...counted.map((count) => right(m.counts[count], String(row[count]))),
      ...(shared
        ? [
            right(m.effect, row.effect === undefined ? "-" : signed(row.effect.total, 1)),
            ...bases.map((basis) => right(common.bases[basis], partText(row.effect, basis))),
          ]
        : []),
      right(m.referencePeak, peakText(row.referencePeak)),
      right(m.policyPeak, peakText(row.policyPeak)),
      ...(told ? [right(m.sure, sureText(row, words))] : []),
    ],
  );
  const counts = (["mapped", ...counted] as const).map((count) =>
    String(coverage.reduce((sum, row) => sum + row[count], 0)),
  );
  const plans = coverage.reduce((sum, row) => sum + row.plans.length, 0);
  const total = [m.total(coverage.length), "", "", "", "", "", "", String(plans), ...counts];
  total.push(...Array<string>(Math.max(0, (rows[0]?.length ?? 0) - total.length)).fill(""));
  return [
    ...textTable(rows.length === 0 ? [] : [...rows, total], 0),
    m.note,
    ...(told ? [m.sureNote] : []),
    ...(shared ? [m.effectNote] : []),
  ];
}

/** What the levers of a basis change in Mt, with their share where that says something. */
function partText(effect: BasisEffect | undefined, basis: Basis): string {
  const part = effect?.parts.get(basis);
  if (part === undefined) return "-";
  const share = effect?.shares?.get(basis);
  return share === undefined ? signed(part, 1) : `${signed(part, 1)} (${percent(share, 0)})`;
}

function estimatedText({ downscaled, estimated }: Coverage): string {
  if (downscaled) return "100 %";
  return estimated === undefined ? "-" : percent(estimated, 0);
}

function peakText(peak: Peak | undefined): string {
  return peak === undefined ? "-" : `${peakYearText(peak)} (${spanText(peak.band)})`;
}

/** The policy's peak by 2030, carried out and as plans were delivered before; without a plan the reference's. */
function sureText({ sure }: Coverage, words: Words): string {
  if (sure.size === 0) return "";
  const asked: readonly SureCondition[] = sure.has("as_planned") ? ["as_planned", "as_before"] : ["no_plan"];
  const texts = asked.map((condition) => {
    const share = sure.get(condition);
    return share === undefined ? "-" : surePercent(share, words);
  });
  return texts.join(" / ");
}

function inventoryCheck(region: string, checks: readonly QualityCheck[]): string {
  const difference = inventoryDifference(region, checks);
  return difference === undefined ? "-" : `${signed(100 * difference, 1)} %`;
}

/** How far the base year lies from the inventory that it was not made of; undefined where nothing can be compared. */
function inventoryDifference(region: string, checks: readonly QualityCheck[]): number | undefined {
  return checks.find((row) => row.region === region && row.check.startsWith("inventory"))?.difference;
}

/** The same for machines, with the titles of the documents. */
export function coverageJson(coverage: readonly Coverage[], checks: readonly QualityCheck[]): unknown {
  return coverage.map(({ sure, ...row }) => ({
    ...row,
    peak_by_2030: Object.fromEntries(sure),
    inventory_check: inventoryDifference(row.region, checks),
  }));
}

const columns: Columns<Coverage> = {
  region: ({ region }) => region,
  label_en: ({ label }) => label.en,
  label_zh: ({ label }) => label.zh,
  level: ({ level }) => level,
  parent: ({ parent }) => parent,
  base_year: ({ baseYear }) => baseYear,
  co2_energy: ({ co2 }) => rounded(co2.get("energy"), 2),
  co2_assessed: ({ co2 }) => rounded(co2.get("assessed"), 2),
  estimated_share: ({ estimated }) => rounded(estimated, 4),
  downscaled: ({ downscaled }) => downscaled,
  plan_documents: ({ plans }) => plans.length,
  ...named("statements", "mapped", ...counted),
  effect_2030: ({ effect }) => rounded(effect?.total, 2),
  ...Object.fromEntries(
    bases.flatMap((basis) => [
      [`effect_2030_${basis}`, ({ effect }: Coverage) => rounded(effect?.parts.get(basis), 2)],
      [`effect_${basis}`, ({ effect }: Coverage) => rounded(effect?.shares?.get(basis), 4)],
    ]),
  ),
  reference_peak: ({ referencePeak }) => referencePeak?.year,
  reference_status: ({ referencePeak }) => referencePeak?.status,
  policy_peak: ({ policyPeak }) => policyPeak?.year,
  policy_status: ({ policyPeak }) => policyPeak?.status,
  ...Object.fromEntries(
    sureConditions.map((condition) => [`peak_by_2030_${condition}`, ({ sure }: Coverage) => sure.get(condition)]),
  ),
};

/** coverage.csv: one row a region. Shares have four decimals and CO2 two, enough for a table that people read. */
export function coverageText(coverage: readonly Coverage[], options: CsvOptions = {}): string {
  return csvOf(columns, coverage, options);
}

function rounded(value: number | undefined, decimals: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(decimals));
}
