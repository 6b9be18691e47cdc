import { basename, dirname, resolve } from "node:path";
import { writeFiles } from "../files/files.ts";
import { methodBook } from "../questions/method-book.ts";
import { bookBlocks } from "../report/method/book-blocks.ts";
import { bookHtml } from "../report/method/book-html.ts";
import { bookMarkdown } from "../report/method/book-markdown.ts";
import { wordsIn } from "../report/words/languages.ts";
import { likely, usageError } from "../text/problems.ts";
import { give, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import { text, withLanguage, withScenario } from "./shell/options.ts";

/** `peakpath method`: the equations of a scenario's model by subject, and where its numbers come from. */
export const methodCommand = command(
  (argv) =>
    withScenario(withLanguage(argv))
      .positional("subject", { type: "string", describe: "Only this part of the model, such as emissions" })
      .option("out", text("Write it as a page (.html) or as Markdown (.md) into this file"))
      .example("$0 method zhejiang/policy emissions", "the equations of CO2 and its boundaries")
      .example("$0 method zhejiang/policy --out method.html", "the whole book, with links from formula to formula")
      .example("$0 method france/reference --lang zh", "the small model, in Chinese"),
  async (args, call) => {
    const words = await wordsIn(args.lang, args.units);
    const scenario = scenarioOf(call.terminal, args.scenario);
    const book = methodBook(scenario);
    const names = book.subjects.map(({ name }) => name);
    const { subject, out: file } = args;
    if (subject !== undefined && !names.includes(subject))
      throw usageError("no_subject", { name: subject, names, near: likely(subject, names) });
    const blocks = bookBlocks(book, scenario.title, words, subject);
    if (file === undefined) {
      await give(call, args, { lines: () => bookMarkdown(blocks), json: () => blocks });
      return;
    }
    const place = resolve(call.terminal.workingFolder, file);
    await writeFiles(dirname(place), new Map([[basename(place), written(file)]]));
    call.terminal.err(`${words.common.wrote(1, file)}\n`);

    function written(name: string): string {
      if (name.endsWith(".html")) return bookHtml(blocks, words.tag);
      if (name.endsWith(".md")) return `${bookMarkdown(blocks).join("\n")}\n`;
      throw usageError("method_file", { file: name });
    }
  },
);
