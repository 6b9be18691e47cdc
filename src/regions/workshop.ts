import type { Model } from "../engine/language/model.ts";
import { type SharedPrograms, sharedPrograms } from "../run/shared-programs.ts";
import { type ModelLibrary, modelOf } from "../scenario/model-files.ts";
import type { Library } from "../text/library.ts";
import { type FuelBefore, fuelBefore } from "./china/balance/reconstruct.ts";
import { type SolarScale, solarScale } from "./china/observed-power.ts";
import { chinaFiles, type SourceTables, sourceTables } from "./china/source-tables.ts";

/** What regions are made from: the library with what is written by hand, the model, and the source tables. */
export interface Workshop {
  readonly library: Library;
  readonly model: Model;
  readonly tables: SourceTables;
  readonly programs: SharedPrograms;
  readonly solar: SolarScale;
  readonly otherFuel: FuelBefore;
}

/** The workshop of a library. */
export function workshop(library: ModelLibrary): Workshop {
  const model = modelOf(library, "regional");
  const tables = sourceTables(chinaFiles(library), model.units);
  const solar = solarScale(tables);
  return {
    library,
    model,
    tables,
    programs: sharedPrograms(library.module),
    solar,
    otherFuel: fuelBefore(tables, solar),
  };
}
