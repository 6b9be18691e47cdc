import type { Coverage } from "../../questions/coverage.ts";
import { percent, readable, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { QualityCheck } from "../../scenario/region/region-quality.ts";

/** The table of all regions, with the sums of its counts in the last row. */
export function coverageLines(coverage: readonly Coverage[], words: Words, checks: readonly QualityCheck[]): string[] {
  const m = words.coverage;
  const end = "end" as const;
  const columns = [
    { title: words.common.region },
    { title: "" },
    { title: m.level },
    { title: m.energy, align: end },
    { title: m.assessed, align: end },
    { title: m.estimated, align: end },
    { title: m.check, align: end },
    { title: m.plans, align: end },
    { title: m.mapped, align: end },
    { title: words.common.met, align: end },
    { title: m.sized, align: end },
    { title: m.missed, align: end },
    { title: m.notComputable, align: end },
    { title: m.referencePeak, align: end },
    { title: m.policyPeak, align: end },
  ];
  const number = (value: number | undefined) => (value === undefined ? "-" : readable(value));
  const rows = coverage.map((row) => [
    row.region,
    words.say(row.label),
    m.levels[row.level] ?? row.level,
    number(row.co2.get("energy")),
    number(row.co2.get("assessed")),
    row.downscaled ? "100 %" : row.estimated === undefined ? "-" : percent(row.estimated, 0),
    inventoryCheck(row.region, checks),
    String(row.plans.length),
    String(row.mapped),
    String(row.met),
    String(row.metSized),
    String(row.missed),
    String(row.notComputable),
    peakText(row.peaks.get("reference")),
    peakText(row.peaks.get("policy")),
  ]);
  const sum = (pick: (row: Coverage) => number) => String(coverage.reduce((total, row) => total + pick(row), 0));
  rows.push([
    m.total(coverage.length),
    "",
    "",
    "",
    "",
    "",
    "",
    sum(({ plans }) => plans.length),
    sum(({ mapped }) => mapped),
    sum(({ met }) => met),
    sum(({ metSized }) => metSized),
    sum(({ missed }) => missed),
    sum(({ notComputable }) => notComputable),
    "",
    "",
  ]);
  return [...textTable(columns, rows, 0), m.note];
}

function peakText(peak: Peak | undefined): string {
  return peak === undefined ? "-" : `${peak.at_horizon ? ">" : ""}${peak.year} (${peak.band.from}-${peak.band.to})`;
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
  return coverage.map((row) => ({ ...row, inventory_check: inventoryDifference(row.region, checks) }));
}
