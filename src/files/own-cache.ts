import { lstatSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const GROUP_AND_OTHERS = 0o022;

/** This program's folder in the caches of the user, which stand in `caches` where it is a whole path. */
export function ownCache(caches: string | undefined): string | undefined {
  const folder = join(caches !== undefined && isAbsolute(caches) ? caches : join(homedir(), ".cache"), "peakpath");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stats = lstatSync(folder);
    const mine =
      process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & GROUP_AND_OTHERS) === 0);
    return mine && stats.isDirectory() ? folder : undefined;
  } catch {
    return undefined;
  }
}
