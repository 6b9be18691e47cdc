import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model } from "../../engine/language/model.ts";
import { type Problem, problem } from "../../text/problems.ts";
import { listingOf } from "../../text/reader.ts";
import type { Region } from "../region/region.ts";

/** Reports each parameter that neither the region nor the model gives a value for. */
export function reportMissing(model: Model, region: Region, base: Inputs, problems: Problem[]): void {
  // Where a file could not be read, what it would have given is not missing.
  if (problems.some(({ path }) => ["", "extends", "tables"].includes(path))) return;
  for (const parameter of model.parameters.values()) {
    const { name, size, over, unit } = parameter;
    const numbers = base.values.get(name) as Float64Array;
    const missing = Array.from({ length: size }, (_, cell) => cell).filter((cell) => Number.isNaN(numbers[cell]));
    // A value that could not be read is reported already.
    if (missing.length === 0 || problems.some(({ path }) => path.split(".").includes(name))) continue;
    const names = cellNames(model, over);
    const all =
      missing.length === size
        ? "all"
        : listingOf(
            missing.map((cell) => names[cell].join(".")),
            3,
          );
    const values = { region: region.id, cells: over.length === 0 ? undefined : all, unit: unit.text } as const;
    problems.push(problem(region.at, `parameters.${name}`, "value_missing", values));
  }
}
