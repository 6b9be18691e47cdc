import { answerOfFiles, type Reads } from "../../files/kept-reads.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { listRegions } from "../../scenario/head.ts";
import { readQuality } from "../../scenario/region/region-quality.ts";
import { type AnswerOptions, answerText } from "../question.ts";
import { runAll } from "../run/all.ts";
import { coverageJson, coverageLines } from "../run/coverage.ts";
import type { InstalledLibrary } from "../shell/kept-text.ts";
import { type Call, progressOn } from "../shell/terminal.ts";

interface RegionsArguments extends AnswerOptions {
  readonly shares: boolean;
}

/**
 * The table of all regions, from runs of these very files: of this start, or of an earlier one that may have said it in
 * another language.
 */
export async function coverageText(
  library: InstalledLibrary,
  { terminal }: Call,
  args: RegionsArguments,
  alsoRead: (reads: Reads) => void,
) {
  const { shares } = args;
  const words = await wordsIn(args.lang, args.units);
  const question = `coverage of all regions in ${terminal.workingFolder}${shares ? " with shares" : ""}`;
  const { coverage, checks, idle, whole } = await answerOfFiles(
    terminal.kept,
    question,
    library,
    async (noted, alsoReadHere) => {
      const found = await runAll({
        library: noted,
        folders: terminal,
        options: { wide: false, levers: false, shares, command: "", lang: "en", folder: undefined },
        progress: progressOn(terminal),
        fail: (id) => terminal.err(`${id} ${words.common.failed}; peakpath run ${id}\n`),
        alsoRead: (reads) => {
          alsoRead(reads);
          alsoReadHere(reads);
        },
      });
      const ran = new Set(found.coverage.map(({ region }) => region));
      const without = listRegions(noted).filter((id) => !ran.has(id));
      const answer = {
        coverage: found.coverage,
        checks: readQuality(noted),
        idle: without,
        whole: found.failed.size === 0,
      };
      return { answer, keep: answer.whole };
    },
  );
  const without = `${words.coverage.withoutRuns}${words.common.colon}${idle.join(", ")}`;
  const text = answerText(args, {
    lines: () => [...coverageLines(coverage, words, checks), ...(idle.length > 0 ? [without] : [])],
    json: () => coverageJson(coverage, checks),
  });
  return { text, missed: false, whole };
}
