import type { TargetResult } from "../../run/targets/targets.ts";

/** A verdict for machines, with the same keys whatever it is: what cannot be told is null, and `reason` says why. */
export function targetResultJson(result: TargetResult): Record<string, unknown> {
  const { status, reason, terms, actual, required, margin, first_year_met, peak_status, band_to, level } = result;
  return { status, reason, terms, actual, required, margin, first_year_met, peak_status, band_to, level };
}
