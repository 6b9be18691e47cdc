import { csvText } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import { readTable, textsOf } from "../../text/table.ts";

/** One line of the form: a number that a region of its own gives, by parameter and members of the model. */
export interface FormCell {
  readonly id: string;
  readonly members: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** Where such a number is found. */
  readonly where: Label;
}

/**
 * Lines of the form that belong together, and which of them are needed: each, one at least, those of plants that generate, or
 * none.
 */
export interface FormGroup {
  readonly need: "yes" | "sum" | "plants" | "fuel" | "no";
  readonly cells: readonly FormCell[];
}

/** What the form says of the region that is no parameter of the model. */
export const aboutRegion = ["base_year", "horizon", "published_co2"] as const;

/** The columns of the form, which are those of a region's table. */
export const formColumns = ["id", "members", "year", "value", "unit", "low", "high", "source", "estimated"] as const;

const formFile = "data/countries/regional_form.csv";
const formFileColumns = ["id", "members", "unit", "need", "low", "high", "en", "zh"] as const;

/** The form of a region of the regional model that has no parent. */
export function regionalForm(library: Library): FormGroup[] {
  const rows = readTable(library.read(formFile) ?? "", formFile, { required: formFileColumns, optional: [] }, []);
  return rows.map((row) => {
    const { id, members, unit, need, low, high, en, zh } = textsOf(row, formFileColumns);
    const cells = expanded(members).map((cell) => ({
      ...{ id, members: cell, unit, low: Number(low), high: Number(high), where: { en, zh } },
    }));
    return { need: need as FormGroup["need"], cells };
  });
}

/** `steel.coal|oil` as `steel.coal` and `steel.oil`; what has a point stands for itself. */
function expanded(members: string): string[] {
  const [first, ...rest] = members.split("|");
  const front = first.includes(".") ? first.slice(0, first.indexOf(".") + 1) : "";
  return [first, ...rest.map((member) => (member.includes(".") ? member : front + member))];
}

/** The form as a table to fill in, with where each number is found in place of its source. */
export function formText(groups: readonly FormGroup[], say: (label: Label) => string): string {
  const rows = groups.flatMap(({ cells }) =>
    cells.map(({ id, members, unit, where }) => [id, members, "", "", unit, "", "", say(where), ""]),
  );
  return csvText([...formColumns], rows, { plain: true });
}
