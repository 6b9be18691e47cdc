import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatProblem, type Problem } from "../../src/text/problems.ts";
import { headingName, readPlainRows, readTable, untilTooMany } from "../../src/text/table.ts";

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

test("lines of one text above the headings are passed over, whatever parts the fields, and nothing else is", () => {
  const { rows, problems } = read("安吉县\n单位：万吨;;\n\nid;value;note\na;1,5;\n");
  expect(problems).toEqual([]);
  expect(rows.map((row) => [row.get("id"), row.get("value"), row.place().line])).toEqual([["a", "1.5", 5]]);
  expect(read("安吉县\nname,other\n").problems[0]).toContain("t.csv:1:1  安吉县: unknown column");
  expect(read("id\nid,value\n").problems[0]).toContain('t.csv:1:1  the column "value" is missing');
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

/** Name and value of each row. */
const cells = (text: string): string[][] => read(text).rows.map((row) => [row.get("id"), row.get("value")]);

test.each([
  ["commas", "id,value\na,1.5\nb,2\n"],
  ["semicolons with decimal commas", "id;value\na;1,5\nb;2\n"],
  ["tabs with decimal commas", "id\tvalue\na\t1,5\nb\t2\n"],
  ["a line that names the separator", "sep=;\nid;value\na;1.5\nb;2\n"],
  ["a separator inside quotation marks of the heading", '"id";value;"note"\na;1,5;"x;y"\nb;2;\n'],
  ["line ends of CR alone", "id,value\ra,1.5\rb,2\r"],
  ["doubled CR", "id,value\r\r\na,1.5\r\r\nb,2\r\r\n"],
  ["quoted headings and fields", '"id","value"\n"a","1.5"\n"b","2"\n'],
  ["numbers of the rows without a heading", '"","id","value"\n"1","a",1.5\n"2","b",2\n'],
  ["blanks around fields", ' id , value \n a ,\u00a01.5\n"b" , "2" \n'],
  ["rows and last columns without text", "id,value,,\na,1.5,,\n,,,\nb,2,,\n  \n"],
  ["rows longer by empty fields", "id,value\na,1.5,,\nb,2\n"],
  ["remarks, quoted where they hold a separator", '# one\nid,value\n"# two, three",\na,1.5\nb,2\n'],
])("a table is read with %s", (_, text) => {
  expect(read(text).problems).toEqual([]);
  expect(cells(text)).toEqual([
    ["a", "1.5"],
    ["b", "2"],
  ]);
});

test("a comma before three digits alone is not taken for a decimal comma, and points beside decimal commas are refused", () => {
  expect(cells("id;value\na;1,234\n")).toEqual([["a", "1,234"]]);
  expect(cells("id;value\na;1,234\nb;0,5\n")[0]).toEqual(["a", "1.234"]);
  expect(read("id;value\na;0,5\nb;1.250\n").problems).toEqual([
    't.csv:3:3  "1.250" has a point, and "0,5" a decimal comma; write the numbers of a table in one way',
  ]);
  // Where commas part the fields, a quoted comma stays for the reader of the number to refuse.
  expect(cells('id,value\na,"1,5"\n')).toEqual([["a", "1,5"]]);
});

test("the place of a padded or quoted field is that of its text", () => {
  const { rows } = read('id ; value ; note\n a ;  1 ; "x"\n');
  expect(rows[0].place("value")).toEqual({ file: "t.csv", line: 2, column: 7 });
  expect(rows[0].place("note")).toEqual({ file: "t.csv", line: 2, column: 11 });
});

test("columns go by other names too, and two names of one column stand twice", () => {
  const also = () => new Map([[headingName("数值"), "value"]]);
  const problems: Problem[] = [];
  const rows = readTable("id,数 值\na,1\n", "t.csv", { ...columns, also }, problems);
  expect(rows[0].get("value")).toBe("1");
  readTable("id,数值,value\na,1,2\n", "t.csv", { ...columns, also }, problems);
  expect(problems.map(formatProblem)).toEqual(['t.csv:1:7  value: this column stands twice, as "数值" too']);
});

test("other columns are passed over where the table may have them", () => {
  const problems: Problem[] = [];
  const rows = readTable("x,id,,value\n5,a,6,1\n", "t.csv", { ...columns, others: true }, problems);
  expect(problems).toEqual([]);
  expect(rows[0].get("value")).toBe("1");
});

test.each([
  ["id|value\na|1\n", 't.csv:1:1  "id|value" is one field; part the fields by commas, semicolons or tabs'],
  ["id，value\na，1\n", 't.csv:1:1  "id，value" is one field; part the fields by commas, semicolons or tabs'],
  ["id,,value\na,7,1\n", "t.csv:1:4  this column has no heading; allowed are id, value, note"],
  ['id;value\n"a" b;1\n', "t.csv:2:4  a semicolon is needed behind a closing quotation mark"],
])("%j has one mistake", (text, message) => {
  expect(read(text).problems).toEqual([message]);
});

test("a table tells fifty mistakes at most, and how much is not looked at", () => {
  const short = read(`id,value\n${"a\n".repeat(200)}`);
  expect(short.problems).toHaveLength(51);
  expect(short.problems.at(-1)).toBe(
    "t.csv:52:1  50 mistakes and more so far; this row and all below (150) are not looked at",
  );
  const names = Array.from({ length: 80 }, (_, i) => `c${i}`).join(",");
  expect(read(`${names}\n`).problems.at(-1)).toMatch(/this column and all behind it \(30\) are not looked at$/);
  const problems: Problem[] = [];
  const rows = readTable(`id,value\n${"a,x\n".repeat(200)}`, "t.csv", columns, problems);
  for (const row of untilTooMany(rows, problems)) problems.push({ at: row.place("value"), path: "", message: "no" });
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.message).toContain("(150)");
});

test("a form with lines above its heading is parted as its heading is", () => {
  const rows = readPlainRows("Balance, 2023\nin Mtce, all\nitem;a;b;c\nuse;1;2,5;3\n", "t.csv", "fullest", []);
  expect(rows.at(-1)?.fields).toEqual(["use", "1", "2.5", "3"]);
});
