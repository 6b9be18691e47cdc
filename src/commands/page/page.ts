import { basename, dirname, resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { jsonText } from "../../text/json.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { text, withLanguage } from "../shell/options.ts";
import { pageOf } from "./pack.ts";

/** `peakpath page`: one file that shows scenarios in a browser and lets their levers be moved, without a network. */
export const pageCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Such as zhejiang/policy" })
      .option("out", text("The file to write; without it such as zhejiang-policy.html"))
      .example("$0 page huzhou/policy --out huzhou.html", "open it in any browser, mail it, put it on an intranet")
      .example("$0 page zhejiang/policy zhejiang/reference --lang zh", "two scenarios, in Chinese first"),
  async (args, { terminal }) => {
    const scenarios = [...new Set(args.scenarios)];
    if (scenarios.length === 0) throw usageError("say_what_to_run", {});
    const words = await wordsIn(args.lang);
    const file = args.out ?? `${scenarios[0].replaceAll("/", "-")}.html`;
    const html = await pageOf(terminal, scenarios, args.lang);
    const place = resolve(terminal.workingFolder, file);
    await writeFiles(dirname(place), new Map([[basename(place), html]]));
    terminal.out(args.json ? jsonText({ file, scenarios }) : `${words.common.wroteFile(file).trim()}\n`);
  },
);
