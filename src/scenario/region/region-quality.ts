import type { Library } from "../../text/library.ts";
import { notANumber, plainNumber } from "../../text/plain-number.ts";
import type { Problem } from "../../text/problems.ts";
import { InputError } from "../../text/problems.ts";
import { readTable, type TableRow } from "../../text/table.ts";
import { regionPath } from "./region-path.ts";

/** Checks of the regions' base years that the data step has written. */
const qualityName = "quality.csv";

const columns = {
  required: ["region", "check", "computed", "published", "difference", "unit", "reason"],
  optional: [],
};

/** One check of a region: what the data give and what is published elsewhere. */
export interface QualityCheck {
  readonly region: string;
  /** Such as `inventory`, or `calibration steel.coal` for a factor outside the usual range. */
  readonly check: string;
  readonly computed: string;
  readonly published: string;
  /** Relative, such as 0.085 for 8.5 % above what is published; undefined where there is nothing to compare with. */
  readonly difference: number | undefined;
  readonly unit: string;
  readonly reason: string;
}

/**
 * The checks of all regions, in the order of the file; none where there is no such file.
 *
 * @throws InputError where the table has mistakes.
 */
export function readQuality(library: Library): QualityCheck[] {
  const problems: Problem[] = [];
  const file = regionPath(library, qualityName);
  const rows = readTable(library.read(file) ?? columns.required.join(","), file, columns, problems);
  const checks = rows.map((row) => ({
    region: row.get("region"),
    check: row.get("check"),
    computed: row.get("computed"),
    published: row.get("published"),
    difference: differenceOf(row, problems),
    unit: row.get("unit"),
    reason: row.get("reason"),
  }));
  if (problems.length > 0) throw new InputError(problems);
  return checks;
}

function differenceOf(row: TableRow, problems: Problem[]): number | undefined {
  const text = row.get("difference");
  const difference = plainNumber(text);
  if (difference === undefined && text !== "")
    problems.push({ at: row.place("difference"), path: row.get("region"), ...notANumber(text) });
  return difference;
}
