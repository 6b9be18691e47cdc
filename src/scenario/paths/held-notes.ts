import { cellNames } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import type { Note } from "../note.ts";
import { type CellPath, originAt } from "./cell-path.ts";
import type { Assignment, GivenCells } from "./layers.ts";

/**
 * Says where an assumption ends before the path that it stands on and so holds its last number, while that path still
 * moves: who gives one year may mean that year alone.
 */
export function noteHeld(
  assignments: readonly Assignment[],
  before: GivenCells,
  after: GivenCells,
  parent: string,
  { to }: { readonly to: number },
  model: Model,
  notes: Note[],
): void {
  for (const { parameter, cells, value } of assignments) {
    if (value.afterwards !== undefined || value.atLeast || value.years.size === 0) continue;
    for (const cell of cells) {
      const path = after.get(parameter.name)?.get(cell);
      const under = before.get(parameter.name)?.get(cell);
      const last = path === undefined ? undefined : [...path.years.keys()].at(-1);
      if (path === undefined || under === undefined || last === undefined || path.afterwards !== undefined) continue;
      const given = path.years.get(last);
      if (given === undefined || value.years.get(last)?.at !== given.at) continue;
      const moved = furthest(under, last, to);
      if (moved === undefined) continue;
      const unit = parameter.unit.text === "1" ? "" : ` ${parameter.unit.text}`;
      const reached = `${Number(moved.value.toPrecision(3))}${unit}`;
      notes.push({
        at: given.at,
        path: ["assume", parameter.name, ...cellNames(model, parameter.over)[cell]].join("."),
        message: {
          en: `held at ${given.text} from ${last} on; ${parent} reaches ${reached} in ${moved.year}`,
          zh: `自 ${last} 年起保持 ${given.text}；${parent} 在 ${moved.year} 年达到 ${reached}`,
        },
      });
      break;
    }
  }
}

/** Where the path is farthest from its number of `last` in the years after; undefined where it does not move any more. */
function furthest(path: CellPath, last: number, to: number): { year: number; value: number } | undefined {
  const start = originAt(path, last).value;
  let found: { year: number; value: number } | undefined;
  for (let year = last + 1; year <= to; year++) {
    const { value } = originAt(path, year);
    if (value !== start && Math.abs(value - start) >= Math.abs((found?.value ?? start) - start))
      found = { year, value };
  }
  return found;
}
