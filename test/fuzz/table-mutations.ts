import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Dice } from "./dice.ts";
import { type Mutated, type Mutation, misspelt, shown } from "./mutation.ts";
import { oddNames, oddNumbers, oddUnits, oddYears } from "./odd-words.ts";

type Rows = string[][];
type Change = (rows: Rows, dice: Dice) => { note: string; trait?: Mutated["trait"]; text?: string } | undefined;

function mutation(name: string, weight: number, change: Change): Mutation {
  return {
    name,
    weight,
    apply: (text, dice) => {
      let rows: Rows;
      try {
        rows = parse(text, { relaxColumnCount: true, relaxQuotes: true });
      } catch {
        return undefined;
      }
      if (rows.length < 2) return undefined;
      const done = change(rows, dice);
      return done === undefined ? undefined : { text: stringify(rows), ...done };
    },
  };
}

/** The row of the headings: the first of at least three cells, behind comments and titles. */
function headingRow(rows: Rows): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.length > 2 && !row[0].startsWith("#")),
  );
}

function cellOf(rows: Rows, dice: Dice, wanted: (cell: string, heading: string) => boolean) {
  const head = headingRow(rows);
  for (let tries = 0; tries < 50; tries++) {
    const row = dice.below(rows.length);
    if (row <= head || rows[row].length === 0) continue;
    const column = dice.below(rows[row].length);
    const cell = rows[row][column];
    if (wanted(cell, rows[head][column] ?? "")) return { row, column, cell };
  }
  return undefined;
}

function onCell(
  trait: Mutated["trait"],
  wanted: (cell: string, heading: string) => boolean,
  replace: (cell: string, dice: Dice) => string,
): Change {
  return (rows, dice) => {
    const found = cellOf(rows, dice, wanted);
    if (found === undefined) return undefined;
    const { row, column, cell } = found;
    const word = replace(cell, dice);
    if (word === cell) return undefined;
    rows[row][column] = word;
    return { note: `row ${row + 1}, column ${column + 1}: ${shown(cell)} -> ${shown(word)}`, trait };
  };
}

const isNumber = (cell: string) => cell !== "" && Number.isFinite(Number(cell));
const isWord = (cell: string) => /^[a-z_][\w.]*$/i.test(cell);

function written(rows: Rows, options: Parameters<typeof stringify>[1]): string {
  return stringify(rows, options);
}

/** Tables: cells, rows, columns, headings, separators. */
export const tableMutations: readonly Mutation[] = [
  mutation(
    "number in a cell",
    9,
    onCell("number", isNumber, (_, dice) => dice.pick(oddNumbers)),
  ),
  mutation(
    "unit in a cell",
    6,
    onCell(
      "unit",
      (cell, heading) => /unit|单位/.test(heading) && cell !== "",
      (_, dice) => dice.pick(oddUnits),
    ),
  ),
  mutation(
    "year in a cell",
    4,
    onCell(
      undefined,
      (cell) => /^(19|20)\d\d$/.test(cell),
      (_, dice) => dice.pick(oddYears),
    ),
  ),
  mutation(
    "name in a cell misspelt",
    6,
    onCell("name", isWord, (cell, dice) => misspelt(cell, dice)),
  ),
  mutation(
    "name in a cell odd",
    3,
    onCell("name", isWord, (_, dice) => dice.pick(oddNames)),
  ),
  mutation(
    "cell padded",
    2,
    onCell(
      undefined,
      () => true,
      (cell, dice) => dice.pick([` ${cell}`, `${cell} `, `\u3000${cell}`, `\t${cell}`]),
    ),
  ),
  mutation(
    "cell empty",
    3,
    onCell(
      undefined,
      (cell) => cell !== "",
      () => "",
    ),
  ),
  mutation("heading misspelt", 4, (rows, dice) => {
    const head = rows[headingRow(rows)];
    const column = dice.below(head.length);
    const before = head[column];
    head[column] = misspelt(before, dice);
    return head[column] === before ? undefined : { note: `${shown(before)} -> ${shown(head[column])}`, trait: "key" };
  }),
  mutation("column removed", 2, (rows, dice) => {
    const column = dice.below(rows[headingRow(rows)].length);
    for (const row of rows) row.splice(column, 1);
    return { note: `column ${column + 1}` };
  }),
  mutation("column doubled", 2, (rows, dice) => {
    const column = dice.below(rows[headingRow(rows)].length);
    for (const row of rows) if (column < row.length) row.push(row[column]);
    return { note: `column ${column + 1}` };
  }),
  mutation("columns exchanged", 2, (rows, dice) => {
    const head = headingRow(rows);
    const [a, b] = [dice.below(rows[head].length), dice.below(rows[head].length)];
    const from = dice.chance(0.5) ? head : head + 1;
    for (const row of rows.slice(from)) if (Math.max(a, b) < row.length) [row[a], row[b]] = [row[b], row[a]];
    return { note: `columns ${a + 1} and ${b + 1}${from === head ? " with their headings" : ""}` };
  }),
  mutation("row removed", 2, (rows, dice) => {
    const row = dice.below(rows.length);
    rows.splice(row, 1);
    return { note: `row ${row + 1}` };
  }),
  mutation("row doubled", 3, (rows, dice) => {
    const row = dice.below(rows.length);
    rows.splice(row, 0, [...rows[row]]);
    return { note: `row ${row + 1}` };
  }),
  mutation("row of another length", 2, (rows, dice) => {
    const row = dice.below(rows.length);
    if (dice.chance(0.5)) rows[row].pop();
    else rows[row].push(dice.pick(["", "7", "x"]));
    return { note: `row ${row + 1} has ${rows[row].length} cells` };
  }),
  mutation("row empty", 2, (rows, dice) => {
    const row = dice.below(rows.length);
    rows.splice(
      row,
      0,
      rows[row].map(() => ""),
    );
    return { note: `before row ${row + 1}` };
  }),
  mutation("rows exchanged", 1, (rows, dice) => {
    const [a, b] = [dice.below(rows.length), dice.below(rows.length)];
    [rows[a], rows[b]] = [rows[b], rows[a]];
    return a === b ? undefined : { note: `rows ${a + 1} and ${b + 1}` };
  }),
  mutation("separator", 2, (rows, dice) => {
    const delimiter = dice.pick([";", "\t", "|", " ", "，"]);
    return { note: shown(delimiter), text: written(rows, { delimiter }) };
  }),
  mutation("decimal comma", 1, (rows) => ({
    note: "and semicolons",
    text: written(
      rows.map((row) => row.map((cell) => (isNumber(cell) ? cell.replace(".", ",") : cell))),
      { delimiter: ";" },
    ),
  })),
  mutation("all quoted", 1, (rows) => ({
    note: "every cell",
    text: written(rows, { quoted: true, quoted_empty: true }),
  })),
  mutation("only headings", 0.5, (rows) => {
    rows.splice(headingRow(rows) + 1);
    return { note: "no rows" };
  }),
];
