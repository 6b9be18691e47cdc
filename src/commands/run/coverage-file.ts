import type { Coverage } from "../../questions/coverage.ts";
import { type CsvOptions, csvText } from "../../text/csv.ts";

/** The table of all regions among the files of `run --all`. */
export const coverageFile = "coverage.csv";

const columns = [
  "region",
  "label_en",
  "label_zh",
  "level",
  "parent",
  "base_year",
  "co2_energy",
  "co2_assessed",
  "estimated_share",
  "downscaled",
  "plan_documents",
  "statements",
  "mapped",
  "met",
  "met_sized",
  "missed",
  "not_computable",
  "reference_peak",
  "reference_status",
  "policy_peak",
  "policy_status",
];

/** One row a region. Shares have four decimals and CO2 two, enough for a table that people read. */
export function coverageText(coverage: readonly Coverage[], options: CsvOptions = {}): string {
  const rows = coverage.map((row) => {
    const reference = row.peaks.get("reference");
    const policy = row.peaks.get("policy");
    return [
      row.region,
      row.label.en,
      row.label.zh,
      row.level,
      row.parent,
      row.baseYear,
      rounded(row.co2.get("energy"), 2),
      rounded(row.co2.get("assessed"), 2),
      rounded(row.estimated, 4),
      String(row.downscaled),
      row.plans.length,
      row.statements,
      row.mapped,
      row.met,
      row.metSized,
      row.missed,
      row.notComputable,
      reference?.year,
      reference?.status,
      policy?.year,
      policy?.status,
    ];
  });
  return csvText(columns, rows, options);
}

function rounded(value: number | undefined, decimals: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(decimals));
}
