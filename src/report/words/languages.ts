import type { Words } from "./en.ts";

export type { Words };

/** The languages of reports, each read where it is asked for: a new one is a file beside these and its line here. */
export const languages = {
  en: async (): Promise<Words> => (await import("./en.ts")).en,
  zh: async (): Promise<Words> => (await import("./zh.ts")).zh,
};

export type Language = keyof typeof languages;

export function wordsIn(language: Language): Promise<Words> {
  return languages[language]();
}
