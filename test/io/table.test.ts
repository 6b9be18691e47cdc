import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatProblem, type Problem } from "../../src/engine/problems.ts";
import { readTable } from "../../src/io/table.ts";

const columns = { required: ["id", "value"], optional: ["note"] };

function read(text: string) {
  const problems: Problem[] = [];
  return { rows: readTable(text, "t.csv", columns, problems), problems: problems.map(formatProblem) };
}

test("rows know their text and the place of each field", () => {
  const { rows, problems } = read('\uFEFFid,note,value\r\n# a comment\r\na,"one, two",3\r\n\r\nb,,4\r\n');
  expect(problems).toEqual([]);
  expect(rows.map((row) => [row.get("id"), row.get("note"), row.get("value"), row.get("missing")])).toEqual([
    ["a", "one, two", "3", ""],
    ["b", "", "4", ""],
  ]);
  expect(rows[0].place("value")).toEqual({ file: "t.csv", line: 3, column: 14 });
  expect(rows[1].place("note")).toEqual({ file: "t.csv", line: 5, column: 3 });
  expect(rows[1].place()).toEqual({ file: "t.csv", line: 5, column: 1 });
});

test("a field over several lines is placed at its first", () => {
  const { rows } = read('id,value,note\na,1,"x\ny"\nb,2,\n');
  expect(rows.map((row) => row.place().line)).toEqual([2, 4]);
});

test("a sharp sign inside a field is text", () => {
  expect(read("id,value,note\na,1,see #3\n").rows[0].get("note")).toBe("see #3");
});

test("unknown, double and missing columns and rows of another length are problems", () => {
  expect(read("id,vlue,id\na,1,2\n").problems).toEqual([
    't.csv:1:4  vlue: unknown column; allowed are id, value, note; did you mean "value"?',
    "t.csv:1:9  id: this column stands twice",
    't.csv:1:1  the column "value" is missing; a table has id,value,note',
  ]);
  expect(read("id,value\na\nb,2\n").problems).toEqual(["t.csv:2:1  this row has 1 fields, the header 2"]);
  expect(read("").problems).toEqual(["t.csv:1:1  the table is empty; its first line names the columns id,value,note"]);
});

test("what is written by RFC 4180 is read as csv-parse reads it", () => {
  const field = fc.string({ unit: fc.constantFrom("a", "1", ",", '"', "\n", " ", "é", "煤"), maxLength: 6 });
  const quoted = (value: string) => (/[",\n]/.test(value) || value === "" ? `"${value.replaceAll('"', '""')}"` : value);
  const records = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(records, fc.constantFrom("\n", "\r\n"), (drawn, feed) => {
      const body = drawn.map((record) => record.map(quoted).join(","));
      const text = ["id,value,note", ...body].join(feed) + feed;
      const { rows, problems } = read(text);
      expect(problems).toEqual([]);
      const ours = rows.map((row) => columns.required.concat("note").map(row.get));
      const theirs: string[][] = parse(text, { from: 2, trim: true });
      const trimmed = theirs.map((record) => record.map((value) => value.trim()));
      // Rows without any text are what a spreadsheet leaves behind.
      expect(ours).toEqual(trimmed.filter((record) => record.some((value) => value !== "")));
      const told = drawn.filter((record) => record.some((value) => value.trim() !== ""));
      for (const [i, row] of rows.entries()) {
        for (const [k, column] of ["id", "value", "note"].entries()) {
          const { line, column: at } = row.place(column);
          const rest = text.split("\n")[line - 1].slice(at - 1);
          const raw = quoted(told[i][k]);
          expect(rest.startsWith((raw.trim() === "" ? "" : raw.trimStart()).split("\n")[0])).toBe(true);
        }
      }
    }),
  );
});

test("a quotation mark that nothing closes is pointed at", () => {
  expect(read('id,value,note\na,1,"x\nb,2,y\n').problems).toEqual([
    "t.csv:2:5  a quotation mark is opened here and never closed",
  ]);
  expect(read('id,value\na,"1"2\n').problems).toEqual(["t.csv:2:6  a comma is needed behind a closing quotation mark"]);
});
