import { type Message, short } from "../../text/problems.ts";
import { sentence } from "../../text/sentences/english.ts";
import { chineseSentences } from "./chinese-sentences.ts";
import type { Words } from "./languages.ts";
import { problemInChinese } from "./problem-words.ts";

/** What words a message in a language: by its code, or, where it has none yet, by its English form. */
export function wording(words: Words): (message: Message) => string {
  if (words.tag !== "zh-CN") return ({ message }) => message;
  return (asked) => {
    if (asked.said === undefined) return problemInChinese(asked.message);
    const said = sentence(chineseSentences, asked.said);
    // What stands in a file may be of any length; what a command line names is said in full.
    return "path" in asked ? short(said) : said;
  };
}
