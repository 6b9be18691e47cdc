import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Folders, schemaFolder } from "../../files/installed.ts";

/** Where a folder that somebody works in may keep schemas of its own, as `peakpath init` writes them. */
export const ownSchemas = "schemas";

/**
 * Files that are written for a user, with the first line of each YAML file leading editors to schemas: those of the working
 * folder where it has some; else those of this package, by a relative path where the package stands in the working folder
 * (as in its node_modules), so that the line holds for whoever takes the folder elsewhere; else by the address of its files.
 */
export function withSchemaLines(
  files: ReadonlyMap<string, string>,
  folder: string,
  { packageFolder, workingFolder }: Folders,
): Map<string, string> {
  const own = join(resolve(workingFolder), ownSchemas);
  const schemas = existsSync(join(own, "scenario.json")) ? own : join(resolve(packageFolder), schemaFolder);
  const inside = within(resolve(workingFolder), schemas);
  const lead = (file: string): string =>
    inside
      ? relative(dirname(resolve(folder, file)), schemas)
          .split(sep)
          .join("/")
      : pathToFileURL(schemas).href;
  return new Map(
    [...files].map(([file, text]) => [
      file,
      text.replace(
        /^(# yaml-language-server: \$schema=)(?:\.\.\/)+dist\/schemas/,
        (_, start) => `${start}${lead(file)}`,
      ),
    ]),
  );
}

function within(folder: string, place: string): boolean {
  const path = relative(folder, place);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
