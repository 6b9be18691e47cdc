import { type Message, short } from "../../text/problems.ts";
import { sentence } from "../../text/sentences/english.ts";
import { chineseSentences } from "./chinese-sentences.ts";
import type { Language } from "./messages.ts";
import { problemInChinese } from "./problem-words.ts";

/** What words a message in a language: by its code, or, where it has none yet, by its English form. */
export function wording(language: Language): (message: Message) => string {
  if (language === "en") return ({ message }) => message;
  return ({ message, said }) =>
    said === undefined ? problemInChinese(message) : short(sentence(chineseSentences, said));
}
