import { type Message, message, type Place, type Problem } from "../../text/problems.ts";
import type { PlainRow } from "../../text/table.ts";

/** A year that a line above a balance names. */
export interface NamedYear {
  readonly year: number;
  /** Whether it can be the year of the data: no edition of a yearbook, date, number of a table or part of a span. */
  readonly plain: boolean;
  readonly line: number;
}

/** Lines that speak of a book or a day instead of the data. */
const otherwise =
  /年鉴|yearbook|下载|打印|印刷|制表|填报|导出|生成|日期|时间|发布|公布|更新|出版|版权|©|download|print|export|publi|retriev|access|updat|issue|edition|copyright|date/i;

const chineseDigits = "〇一二三四五六七八九";

/** The years that the lines above a balance name, in Arabic or Chinese numerals. */
export function namedYears(above: readonly PlainRow[]): NamedYear[] {
  return above.flatMap(({ fields, place }) => {
    const text = fields
      .join(" ")
      .normalize("NFKC")
      .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, inDigits);
    return [...text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map((found) => {
      const front = text.slice(0, found.index);
      const behind = text.slice(found.index + 4);
      const tableNumber = /\d\s*[-–—‑.]\s*$/.test(front);
      const span = /\d\s*年?\s*[-–—‑~～至到/、,]+\s*$/.test(front);
      const dateOrSpan = /^\s*(?:年\s*)?[-–—‑~～至到/.、]+\s*\d/.test(behind) || /^\s*年\s*\d{1,2}\s*月/.test(behind);
      const plain = !otherwise.test(text) && !tableNumber && !span && !dateOrSpan;
      return { year: Number(found[0]), plain, line: place(0).line };
    });
  });
}

function inDigits(numerals: string): string {
  return [...numerals.replace(/[○零]/g, "〇")].map((numeral) => chineseDigits.indexOf(numeral)).join("");
}

/**
 * The year of a balance: the one asked for, or the one that the lines above the table name and nothing else. An edition,
 * a date, a table's number or one of two years is never taken unasked; undefined beside a problem.
 */
export function balanceYear(
  named: readonly NamedYear[],
  asked: number | undefined,
  start: Place,
  problems: Problem[],
): number | undefined {
  const complain = (wrong: Message, line = start.line): undefined => {
    problems.push({ at: { ...start, line }, path: "", ...wrong });
    return undefined;
  };
  const years = [...new Set(named.map(({ year }) => year))];
  const plain = new Set(named.filter((found) => found.plain).map(({ year }) => year));
  if (asked !== undefined) {
    // A single year that can be nothing else is held against the one asked for; among several, the user chooses.
    if (plain.size === 0 || years.includes(asked)) return asked;
    return complain(message("balance_year_other", { years: [...plain], year: asked }));
  }
  if (years.length === 0) return complain(message("balance_year_missing", {}));
  const first = named[0];
  if (years.length > 1) {
    const lines = years.map((year) => ({ year, line: named.find((found) => found.year === year)?.line }));
    return complain(message("balance_year_open", { years: lines }), first.line);
  }
  if (plain.size === 0) return complain(message("balance_year_doubtful", { year: first.year }), first.line);
  return first.year;
}
