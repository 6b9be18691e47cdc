import { resolve } from "node:path";
import { installedLibrary } from "../../files/installed.ts";
import { typedCommand } from "../../report/tables/run-files.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { readQuality } from "../../scenario/region/region-quality.ts";
import { UsageError } from "../../text/problems.ts";
import { type AnswerOptions, give } from "../question.ts";
import { askedWorkers } from "../shell/options.ts";
import { type Call, progressOn } from "../shell/terminal.ts";
import { runAll } from "./all.ts";
import { coverageJson, coverageLines } from "./coverage.ts";

interface AllArguments extends AnswerOptions {
  readonly wide: boolean;
  readonly excel: boolean;
  readonly strict: boolean;
  readonly levers?: boolean;
  readonly workers?: string;
}

/** Every region with its usual scenarios: files as each is done, then the table over all on standard output. */
export async function reportAll(call: Call, args: AllArguments): Promise<void> {
  const { terminal } = call;
  const words = await wordsIn(args.lang, args.units);
  const { wide, excel, levers = false, lang, json } = args;
  const library = installedLibrary(terminal);
  const folder = args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out);
  const { coverage, failed, files, missed } = await runAll({
    library,
    folders: terminal,
    options: { wide, excel, levers, command: typedCommand(call.words), lang, units: args.units, folder },
    kept: terminal.kept,
    workers: askedWorkers(args.workers),
    progress: progressOn(terminal),
    fail: (id, message) => terminal.err(`${id} ${words.common.failed}${words.common.colon}${message}\n`),
  });
  const checks = readQuality(library);
  const answer = { lines: () => coverageLines(coverage, words, checks), json: () => coverageJson(coverage, checks) };
  await give(call, { lang, json }, answer);
  if (args.out !== undefined) terminal.err(`${words.common.wrote(files, args.out)}\n`);
  if (failed.size > 0) throw new UsageError(words.run.failedCount(failed.size));
  if (args.strict && missed) call.missed();
}
