import type { Coverage } from "../../questions/coverage.ts";
import { truth } from "../../report/tables/run-columns.ts";
import { type Columns, type CsvOptions, csvOf } from "../../text/csv.ts";

/** The table of all regions among the files of `run --all`. */
export const coverageFile = "coverage.csv";

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
  downscaled: ({ downscaled }) => truth(downscaled),
  plan_documents: ({ plans }) => plans.length,
  statements: ({ statements }) => statements,
  mapped: ({ mapped }) => mapped,
  met: ({ met }) => met,
  met_sized: ({ metSized }) => metSized,
  missed: ({ missed }) => missed,
  not_computable: ({ notComputable }) => notComputable,
  reference_peak: ({ peaks }) => peaks.get("reference")?.year,
  reference_status: ({ peaks }) => peaks.get("reference")?.status,
  policy_peak: ({ peaks }) => peaks.get("policy")?.year,
  policy_status: ({ peaks }) => peaks.get("policy")?.status,
};

/** One row a region. Shares have four decimals and CO2 two, enough for a table that people read. */
export function coverageText(coverage: readonly Coverage[], options: CsvOptions = {}): string {
  return csvOf(columns, coverage, options);
}

function rounded(value: number | undefined, decimals: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(decimals));
}
