import { regionFiles } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import { nearest, usageError } from "../../text/problems.ts";

/** Refuses a region that a command line names and no file gives; `where` is the option or argument that names it. */
export function checkRegion(library: Library, id: string, where: string): void {
  const known = regionFiles(library);
  if (known.includes(id)) return;
  // Levers and shared defaults stand among the regions as files that others extend.
  const places = known.filter((name) => !name.includes("/") && !name.endsWith("_defaults"));
  throw usageError("no_region", { where, id, near: nearest(id, places) });
}
