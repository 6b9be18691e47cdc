import { parentPort, workerData } from "node:worker_threads";
import { answerFolder, installedLibrary, programBuild } from "../../files/installed.ts";
import { keptAnswers } from "../../files/kept.ts";
import { noting, type Reads } from "../../files/kept-reads.ts";
import { WriteError } from "../../files/write-error.ts";
import { type RegionTask, regionAnswers } from "./region-answer.ts";
import type { RegionMessage, RegionThreadData } from "./region-threads.ts";

// A thread that runs regions, one at a time, and says what came of each and which files that rests on.
const { folders, options, kept } = workerData as RegionThreadData;
const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: RegionMessage) => port.postMessage(message);

const { library, reads } = noting(installedLibrary(folders));
const answers = kept ? answerFolder() : undefined;
const answerOf = regionAnswers(
  library,
  options,
  answers === undefined ? undefined : keptAnswers(answers, programBuild()),
);

/** What was read since the last region. */
const told = { texts: 0, folders: 0 };
function newReads(): Reads {
  const texts = new Map([...reads.texts].slice(told.texts));
  const folders = new Map([...reads.folders].slice(told.folders));
  told.texts = reads.texts.size;
  told.folders = reads.folders.size;
  return { texts, folders };
}

port.on("message", async (task: RegionTask) => {
  try {
    say({ kind: "answer", answer: await answerOf(task), reads: newReads() });
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const { message, said, code } = error;
    say({ kind: "unwritten", worded: { message, said }, code });
  }
});
say({ kind: "ready" });
