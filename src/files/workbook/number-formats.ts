import type { XmlAttributes } from "./xml-tags.ts";

/** What the format of a cell makes of the number in it, as far as a table minds. */
export type NumberKind = "plain" | "percent" | "year" | "date" | "scaled";

/** Formats that every program knows by number (ECMA-376 18.8.30), with those of Chinese editions. */
const builtin: ReadonlyMap<number, NumberKind> = new Map([
  ...([9, 10] as const).map((id) => [id, "percent"] as const),
  ...([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58] as const).map(
    (id) => [id, "date"] as const,
  ),
]);

/** What a format code says of a number: the part for positive ones, without what is printed as it stands. */
function kindOfFormat(code: string): NumberKind {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\]]*\]|\[\$[^\]]*\]/g, "").split(";")[0];
  if (bare.includes("%")) return "percent";
  const signs = bare.replace(/general|e[+-]/gi, "");
  if (/[yed]/i.test(signs)) return /[dmhs]/i.test(signs) ? "date" : "year";
  // A month alone; beside hours or seconds it is minutes.
  if (/m/i.test(signs) && !/[hs]/i.test(signs)) return "date";
  return /[0#?],+(?=$|[^0#?,])/.test(bare) ? "scaled" : "plain";
}

/** Hears the styles of a workbook, and says what the style of a cell makes of a number. */
export function styleReader() {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  return {
    open(name: string, attributes: XmlAttributes): void {
      if (name === "numFmt") codes.set(Number(attributes("numFmtId")), attributes("formatCode") ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) ids.push(Number(attributes("numFmtId") ?? 0));
    },
    close(name: string): void {
      if (name === "cellXfs") inCells = false;
    },
    kinds: (): NumberKind[] =>
      ids.map((id) => {
        const code = codes.get(id);
        return code === undefined ? (builtin.get(id) ?? "plain") : kindOfFormat(code);
      }),
  };
}

const DAY = 86_400_000;
/** Day 0 of the two calendars of workbooks, 1900 with its day that never was. */
const [from1900, from1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];
const lostDay = 60;

/** A date as people write it in a table: the year alone where only that is shown or meant (the first or last day of it). */
export function dateText(serial: number, kind: "year" | "date", is1904: boolean): string {
  const days = is1904 || serial >= lostDay ? serial : serial + 1;
  const date = new Date((is1904 ? from1904 : from1900) + Math.floor(days) * DAY);
  if (Number.isNaN(date.getTime())) return String(serial);
  const iso = date.toISOString().slice(0, 10);
  return kind === "year" || /-(?:01-01|12-31)$/.test(iso) ? iso.slice(0, 4) : iso;
}
