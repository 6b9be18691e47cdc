import type { ReadText } from "../china/source-tables.ts";
import { readCsv, toNumber } from "../csv.ts";

/** A column of the yearbook's balance. */
export interface YearbookFuel {
  readonly heading: string;
  /** Name of the balance's material; empty for columns that the model has no use for. */
  readonly material: string;
  /** The unit of the physical sheet, and coal equivalent per such unit in 1e4 tce. */
  readonly unit: string;
  readonly tce: number;
}

/** A row of the yearbook's balance. */
export interface YearbookRow {
  readonly heading: string;
  /** supply, transformation, losses, final, difference or total. */
  readonly section: string;
  /** Headings of the rows whose sum it is a part of, the nearest first. */
  readonly partOf: readonly string[];
  /** Name of the process; empty for rows that only enter a sum. */
  readonly process: string;
  /** -1 where the yearbook prints what leaves the region as a negative number. */
  readonly sign: number;
  /** -1 where the process is less by what stands in the row. */
  readonly times: number;
}

/** A unit with the yearbook's unit that it is a multiple of. */
export interface YearbookUnit {
  readonly means: string;
  readonly times: number;
}

/** What the yearbook calls its columns, rows and units; keys are names without marks (`plainName`). */
export interface YearbookWords {
  readonly fuels: ReadonlyMap<string, YearbookFuel>;
  /** Several rows can have one heading (energy recovered stands in two sections). */
  readonly rows: ReadonlyMap<string, readonly YearbookRow[]>;
  readonly units: ReadonlyMap<string, YearbookUnit>;
}

/** Reads `yearbook_fuels.csv`, `yearbook_rows.csv` and `yearbook_units.csv` of `data/china`. */
export function readYearbookWords(read: ReadText): YearbookWords {
  const fuels = new Map<string, YearbookFuel>();
  for (const row of readCsv(read("yearbook_fuels.csv"))) {
    const { heading, material, unit } = row;
    const fuel = { heading, material, unit, tce: toNumber(row.tce, `yearbook_fuels.csv ${heading}`) };
    for (const name of namesOf(row)) fuels.set(name, fuel);
  }
  const rows = new Map<string, YearbookRow[]>();
  for (const row of readCsv(read("yearbook_rows.csv"))) {
    const { heading, section } = row;
    const partOf = row.part_of.split("|").filter((name) => name !== "");
    const [process, times] = row.process.startsWith("-") ? [row.process.slice(1), -1] : [row.process, 1];
    const found: YearbookRow = { heading, section, partOf, process, sign: Number(row.sign), times };
    for (const name of namesOf(row)) rows.set(name, [...(rows.get(name) ?? []), found]);
  }
  const units = new Map<string, YearbookUnit>();
  for (const { unit, also, means, times } of readCsv(read("yearbook_units.csv")))
    for (const name of [unit, ...also.split("|")])
      if (name !== "") units.set(unitName(name), { means, times: toNumber(times, `yearbook_units.csv ${unit}`) });
  return { fuels, rows, units };
}

function namesOf({ heading, also }: Record<string, string>): string[] {
  return [heading, ...also.split("|")].filter((name) => name !== "").map(plainName);
}

/**
 * A heading without what printings of the yearbook differ in: numbering, "其中", spaces, signs, marks, 其它 for
 * 其他 and English beside the Chinese.
 * `1.农、林、牧、渔业` and `农林牧渔业` become the same.
 */
export function plainName(text: string): string {
  const chinese = /\p{Script=Han}/u.test(text);
  return text
    .normalize("NFKC")
    .replace(/[A-Za-z][A-Za-z&',./ -]*/g, (english) => (chinese ? "" : english))
    .replace(/\s+/g, "")
    .replace(/^[#*]+/, "")
    .replace(/^(?:\(?[一二三四五六七八九十]+[、.)]|\(?\d+[、.)]+)/, "")
    .replace(/^其中:?/, "")
    .replace(/[()、,.:;+\-—–#*]/g, "")
    .replaceAll("其它", "其他");
}

/** A unit without spaces, in half-width characters. */
export function unitName(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "");
}
