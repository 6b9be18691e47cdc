import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import writeExcelFile, { type Feature, type SheetData } from "write-excel-file/node";
import { namedTable, tableText } from "../../src/files/workbook/workbook.ts";
import { wording } from "../../src/report/words/wording.ts";
import { zh } from "../../src/report/words/zh.ts";
import { InputError, problemLines } from "../../src/text/problems.ts";
import { readPlainRows, readTable } from "../../src/text/table.ts";

/** A workbook of these sheets; `xml` may put into the parts what the writer cannot. */
async function workbook(
  sheets: Readonly<Record<string, SheetData>>,
  xml: Readonly<Record<string, (part: string) => string>> = {},
): Promise<Uint8Array> {
  const transform = Object.fromEntries(Object.entries(xml).map(([part, change]) => [part, { transform: change }]));
  const features = [{ files: { transform } } as Feature<Buffer>];
  const data = Object.entries(sheets).map(([sheet, rows]) => ({ data: rows, sheet }));
  return writeExcelFile(data, { features: features as never }).toBuffer();
}

const sheetPart = "xl/worksheets/sheet{id}.xml";
const fieldsOf = (bytes: Uint8Array, sheet?: string) =>
  readPlainRows(tableText(bytes, { file: "t.xlsx", sheet }), "t.xlsx", "first", []).map(({ fields }) => fields);
const said = (read: () => unknown, words = (one: { readonly message: string }) => one.message): string[] => {
  try {
    return [`read: ${JSON.stringify(read())}`];
  } catch (error) {
    if (error instanceof InputError) return problemLines(error.problems, words);
    throw error;
  }
};

test("a word names a file, or a sheet of a workbook behind #", () => {
  expect(namedTable("a/b.xlsx#工作表1")).toEqual({ file: "a/b.xlsx", sheet: "工作表1" });
  expect(namedTable("a#b.csv")).toEqual({ file: "a#b.csv" });
});

test("what LibreOffice saved reads as its CSV does: title, merged cells, a formula's result, per cent, dates as years, empty sheets", () => {
  const file = join(import.meta.dirname, "../fixtures/tables/libreoffice.xlsx");
  const text = tableText(readFileSync(file), { file: "anji.xlsx" });
  const csv =
    "安吉县基础数据（2023年）\n变量,数值,单位,来源\n常住人口,58.7,万人,统计年鉴\n地区生产总值,667.5,亿元,统计年鉴\n全社会用电量,56.3,亿千瓦时,统计年鉴\n城镇化率,63.4%,,2023\n煤炭,30,万吨,2023\n";
  const columns = { required: ["变量", "数值", "单位"], optional: ["来源"] };
  const rowsOf = (table: string) =>
    readTable(table, "anji.xlsx", columns, []).map((row) => ["变量", "数值", "单位", "来源"].map(row.get));
  expect(rowsOf(text)).toEqual(rowsOf(csv));
  expect(rowsOf(text)).toHaveLength(5);
  const [, second] = readTable(text, "anji.xlsx", columns, []);
  expect(second.place("数值")).toEqual({ file: "anji.xlsx", line: 4, column: 2, sheet: "基础表" });
});

test("numbers are read with all their digits and as they are seen, readings above characters are not", async () => {
  const day = new Date(Date.UTC(2023, 4, 17));
  const bytes = await workbook(
    {
      数: [
        ["a", "b", "c"],
        [0.1 + 0.2, { value: 0.07, format: "0.0%" }, { value: day, type: Date, format: "yyyy/m/d" }],
        ["0012", '浙江,"x"\n省', { value: 2023, format: '0"年"' }],
        [],
        [true, 1e-7, { value: day, type: Date, format: 'yyyy"年"' }],
      ],
    },
    {
      [sheetPart]: (xml) =>
        xml.replace(
          "</sheetData>",
          '<row r="7"><c r="A7" t="inlineStr"><is><t>浙&#x6C5F;</t><rPh sb="0" eb="1"><t>zhe</t></rPh></is></c><c r="C7" t="str"><f>A1</f><v>x_x000D_y</v></c></row></sheetData>',
        ),
    },
  );
  expect(fieldsOf(bytes)).toEqual([
    ["a", "b", "c"],
    ["0.30000000000000004", "7%", "2023-05-17"],
    ["0012", '浙江,"x" 省', "2023"],
    ["TRUE", "1e-7", "2023"],
    ["浙江", "", "x y"],
  ]);
});

test("a date of the calendar from 1904 is that day", async () => {
  const date = { value: new Date(Date.UTC(2023, 11, 31)), type: Date, format: "yyyy-mm-dd" } as const;
  const bytes = await workbook(
    { a: [[date, 1]] },
    { "xl/workbook.xml": (xml) => xml.replace(/<workbookPr[^>]*>/, '<workbookPr date1904="1"/>') },
  );
  expect(fieldsOf(bytes)).toEqual([["2028", "1"]]);
});

test("of several sheets one must be named; hidden and empty ones do not count unless they are", async () => {
  const sheets = { 甲: [["a"]], 乙: [["b"]], Empty: [[]] };
  const two = await workbook(sheets);
  expect(said(() => fieldsOf(two))).toEqual([
    't.xlsx:1:1  "t.xlsx" has 2 sheets: 甲, 乙; say which, such as "t.xlsx#甲"',
  ]);
  expect(said(() => fieldsOf(two), wording(zh))).toEqual([
    "t.xlsx:1:1  “t.xlsx” 有 2 张工作表：甲、乙；请指明其一，如 “t.xlsx#甲”",
  ]);
  expect(fieldsOf(two, "乙")).toEqual([["b"]]);
  expect(said(() => fieldsOf(two, "Empti"))[0]).toContain(
    'no sheet "Empti"; it has 甲, 乙, Empty; did you mean "Empty"?',
  );
  const hidden = await workbook(sheets, {
    "xl/workbook.xml": (xml) => xml.replace('name="甲"', 'name="甲" state="hidden"'),
  });
  expect(fieldsOf(hidden)).toEqual([["b"]]);
  expect(fieldsOf(hidden, "甲")).toEqual([["a"]]);
  expect(said(() => fieldsOf(two, "Empty"))).toEqual(["read: []"]);
});

test("cells that no table can hold are told by their names, all of them", async () => {
  const bytes = await workbook(
    {
      S: [
        ["a", "b"],
        [
          { value: "=1+1", type: "Formula" },
          { value: 1500, format: "0.0," },
        ],
        [{ value: 7.5, rowSpan: 2 }, "x"],
        [null, "y"],
      ],
    },
    {
      [sheetPart]: (xml) =>
        xml.replace("</sheetData>", '<row r="28"><c r="AB28" t="e"><v>#REF!</v></c></row></sheetData>'),
    },
  );
  expect(said(() => fieldsOf(bytes))).toEqual([
    "t.xlsx[S!A2]  this formula has no result yet; open the workbook in Excel or WPS and save it",
    "t.xlsx[S!B2]  this cell shows 1500 in thousands or more by its format; write the number that is meant, with its unit",
    "t.xlsx[S!AB28]  this cell shows the error #REF!; mend its formula, or empty it",
    "t.xlsx[S!A3]  7.5 is one number for the cells A3:A4; write to each row its own",
  ]);
});

describe("what is no workbook of today is refused by what it is:", () => {
  const read = (bytes: Uint8Array, file: string) => said(() => tableText(bytes, namedTable(file)))[0];
  const old = Buffer.from("d0cf11e0a1b11ae1", "hex");
  test("old or locked workbooks, pages, texts with a sheet, other archives, damaged ones", async () => {
    expect(read(old, "a.et")).toContain("a.et is a workbook of the old form (.xls, .et) or locked by a password");
    expect(read(Buffer.from("<html><table>"), "a.xls")).toContain("a web page or XML that is only called a workbook");
    expect(read(Buffer.from("a,b\n1,2\n"), "a.xlsx#S")).toContain("a.xlsx is a text and has no sheets");
    expect(read(Buffer.from("a,b\n1,2\n"), "a.xls")).toBe('read: "a,b\\n1,2\\n"');
    const whole = await workbook({ S: [["a"]] });
    expect(read(whole.subarray(0, whole.length - 30), "a.xlsx")).toContain("the workbook a.xlsx is damaged");
    const other = Buffer.from(whole);
    // Names stand twice, in front of each part and in the list of all.
    for (let at = other.indexOf("_rels/.rels"); at >= 0; at = other.indexOf("_rels/.rels")) other[at] = 0x78;
    expect(read(other, "a.csv")).toContain("a.csv is no workbook of the form .xlsx");
  });

  test("a small file that would fill the memory, and one whose entities would", async () => {
    const archive = (said: number): Buffer => {
      const [name, packed] = [Buffer.from("_rels/.rels"), deflateRawSync(Buffer.alloc(100_000))];
      const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(name.length, 26);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(8, 10);
      entry.writeUInt32LE(packed.length, 20);
      entry.writeUInt32LE(said, 24);
      entry.writeUInt16LE(name.length, 28);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(1, 10);
      end.writeUInt32LE(local.length + name.length + packed.length, 16);
      return Buffer.concat([local, name, packed, entry, name, end]);
    };
    expect(read(archive(201_000_000), "a.xlsx")).toContain("holds more than the 200 MB that are read of one");
    // It says less than it has.
    expect(read(archive(100), "a.xlsx")).toContain("is damaged");
    const entities = await workbook(
      { S: [["a"]] },
      { [sheetPart]: (xml) => xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet') },
    );
    expect(read(entities, "a.xlsx")).toContain("is damaged");
  });
});
