import type { Library } from "../../text/library.ts";
import { notANumber, plainNumber } from "../../text/plain-number.ts";
import { InputError, type Problem } from "../../text/problems.ts";
import { readTable, textsOf } from "../../text/table.ts";
import { regionPath } from "./region-path.ts";

/** Checks of the regions' base years that the data step has written. */
const qualityName = "quality.csv";

const texts = ["region", "check", "computed", "published", "unit", "reason"] as const;

/**
 * One check of a region, such as `inventory`, or `calibration steel.coal` for a factor outside the usual range: what the data
 * give and what is published elsewhere.
 */
export type QualityCheck = { readonly [K in (typeof texts)[number]]: string } & {
  /** Relative, such as 0.085 for 8.5 % above what is published; undefined where there is nothing to compare with. */
  readonly difference: number | undefined;
};

/**
 * The checks of all regions, in the order of the file; none where there is no such file.
 *
 * @throws InputError where the table has mistakes.
 */
export function readQuality(library: Library): QualityCheck[] {
  const problems: Problem[] = [];
  const file = regionPath(library, qualityName);
  const required = [...texts.slice(0, 4), "difference", ...texts.slice(4)];
  const rows = readTable(library.read(file) ?? required.join(","), file, { required, optional: [] }, problems);
  const checks = rows.map((row) => {
    const text = row.get("difference");
    const difference = plainNumber(text);
    if (difference === undefined && text !== "")
      problems.push({ at: row.place("difference"), path: row.get("region"), ...notANumber(text) });
    return { ...textsOf(row, texts), difference };
  });
  if (problems.length > 0) throw new InputError(problems);
  return checks;
}
