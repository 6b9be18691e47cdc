import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The file that threads of a kind run: beside the program or, where that stands in a chunk, one folder up. Undefined where the
 * program runs from its sources, which start no threads.
 */
export function threadFile(name: "batch-worker.js" | "region-worker.js"): string | undefined {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return [join(folder, name), join(folder, "..", name)].find((file) => existsSync(file));
}
