import type { Language } from "./messages.ts";

/** What units are called in Chinese where their symbol is an English word; SI symbols stay. */
const chineseWords: Readonly<Record<string, string>> = {
  yr: "年",
  person: "人",
  Mperson: "百万人",
  vehicle: "辆",
  head: "头",
  money: "货币单位",
  CNY: "元",
  pkm: "人公里",
  tkm: "吨公里",
  ha: "公顷",
};

const chineseFactors: readonly (readonly [RegExp, string])[] = [
  [/\b1e8 /g, "亿"],
  [/\b1e6 /g, "百万"],
  [/\b10000 /g, "万"],
  [/\b1000 /g, "千"],
];

/** A unit as reports print it: as the model writes it in English, with its words in Chinese otherwise. */
export function unitText(unit: string, language: Language): string {
  if (language === "en") return unit;
  let text = unit;
  for (const [factor, word] of chineseFactors) text = text.replace(factor, word);
  return text.replace(/[A-Za-z]+/g, (word) => chineseWords[word] ?? word);
}

/** The same for pictures, in the letters of print: `Mt CO₂/yr`, `TWh/yr`, `10⁶ vehicle`. */
export function drawnUnit(unit: string, language: Language): string {
  return drawnText(
    unitText(unit, language)
      .replace(/\b([kMG]?t)CO2/g, "$1 CO2")
      .replace(/\b([kMGT]W)\*h\b/g, "$1h")
      .replace(/\b1e6 /g, "million ")
      .replace(/\b1e8 /g, "100 million ")
      .replaceAll("^2", "²")
      .replaceAll("^3", "³"),
  );
}

/** A unit of amounts a year as that of their sum over years. */
export function summedUnit(unit: string): string {
  return unit.replace(/\/yr$/, "");
}

/** Words and names for pictures, with the small figures of chemistry. */
export function drawnText(text: string): string {
  return text
    .replace(/CO2/g, "CO₂")
    .replace(/\bCH4\b/g, "CH₄")
    .replace(/\bN2O\b/g, "N₂O");
}
