import type { Words } from "./en.ts";

export type { Words };

/** The languages of reports, each read where it is asked for: a new one is a file beside these and its line here. */
export const languages = {
  en: async (): Promise<Words> => (await import("./en.ts")).en,
  zh: async (): Promise<Words> => (await import("./zh.ts")).zh,
};

export type Language = keyof typeof languages;

/** The words of a language, with the units that are asked for: without that official ones in Chinese, the model's in English. */
export async function wordsIn(language: Language, units?: Words["units"]): Promise<Words> {
  const words = await languages[language]();
  return units === undefined || units === words.units ? words : { ...words, units };
}
