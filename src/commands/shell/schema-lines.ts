import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Folders, schemaFolder } from "../../files/installed.ts";

/** Where a folder that somebody works in may keep schemas of its own, as `peakpath init` writes them. */
export const ownSchemas = "schemas";

/**
 * Files that are written for a user, with the first line of each YAML file leading editors to schemas: those of the file's
 * own project where it has some; else those of this package, by a relative path where the package stands in the project (as in
 * its node_modules), so that the line holds for whoever takes the folder elsewhere; else by the address of its files. A
 * scenario's project is the folder that holds its folder of scenarios, whichever folder the command is typed in.
 */
export function withSchemaLines(
  files: ReadonlyMap<string, string>,
  folder: string,
  { packageFolder, workingFolder }: Folders,
): Map<string, string> {
  const lead = (file: string): string => {
    const path = resolve(folder, file);
    const project = projectOf(path) ?? resolve(workingFolder);
    const own = join(project, ownSchemas);
    const schemas = existsSync(join(own, "scenario.json")) ? own : join(resolve(packageFolder), schemaFolder);
    return within(project, schemas)
      ? relative(dirname(path), schemas).split(sep).join("/")
      : pathToFileURL(schemas).href;
  };
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

/** The folder that holds the folder of scenarios in which a file lies; undefined of a file elsewhere. */
function projectOf(path: string): string | undefined {
  const parts = path.split(sep);
  const at = parts.lastIndexOf("scenarios");
  return at < 1 ? undefined : parts.slice(0, at).join(sep) || sep;
}

function within(folder: string, place: string): boolean {
  const path = relative(folder, place);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
