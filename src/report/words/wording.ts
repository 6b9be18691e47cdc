import { type Message, short } from "../../text/problems.ts";
import { sentence } from "../../text/sentences/english.ts";
import type { Words } from "./languages.ts";

/** What words a message in a language by its code; a message without a code stays as it is. */
export function wording({ refusals }: Words): (message: Message) => string {
  return (asked) => {
    if (asked.said === undefined) return asked.message;
    const said = sentence(refusals, asked.said);
    // What stands in a file may be of any length; what a command line names is said in full.
    return "path" in asked ? short(said) : said;
  };
}
