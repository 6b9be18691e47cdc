import { parentPort, workerData } from "node:worker_threads";
import { installedLibrary } from "../../files/installed.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { processTerminal } from "../shell/terminal.ts";
import { type Group, regionParts } from "./region-part.ts";
import type { RegionTask } from "./region-threads.ts";

// A thread that runs regions: the number of a group and its scenarios come in, what is left of them goes back.
const { folders, options, language, units, kept } = workerData as RegionTask;
const port = parentPort as NonNullable<typeof parentPort>;
const words = await wordsIn(language, units);
const answers = kept ? processTerminal().kept : undefined;
const partOf = regionParts(installedLibrary(folders), { ...options, words, kept: answers });
port.on("message", ({ index, group }: { index: number; group: Group }) => {
  port.postMessage({ index, part: partOf(group) });
});
