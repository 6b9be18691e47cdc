import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it, test } from "vitest";
import { readYearbookBalance, type YearbookBalance } from "../../../src/regions/rebase/yearbook-balance.ts";
import { plainName, readYearbookWords } from "../../../src/regions/rebase/yearbook-tables.ts";
import { formatProblem, type Problem } from "../../../src/text/problems.ts";
import { readSource, shop } from "../zhejiang.ts";

const folder = join(import.meta.dirname, "../../fixtures/balances");
const words = readYearbookWords(readSource);

function read(file: string, year?: number): { balance: YearbookBalance | undefined; messages: string[] } {
  const problems: Problem[] = [];
  const balance = readYearbookBalance(
    readFileSync(join(folder, file), "utf8"),
    file.split("/").at(-1) ?? "",
    words,
    year,
    problems,
  );
  return { balance, messages: problems.map(formatProblem) };
}

describe("a balance in the yearbook's form", () => {
  const { balance, messages } = read("small.csv");
  const at = (material: string, process: string) => balance?.balance.get(material)?.get(process);

  it("is read with its year, in Mtce, exports positive and inputs negative", () => {
    expect(messages).toEqual([]);
    expect(balance?.year).toBe(2023);
    expect(at("Coal Raw", "Thermal Power")).toBe(-2);
    expect(at("Electricity", "Thermal Power")).toBe(0.8);
    expect(at("Electricity", "Interprovincial Exports")).toBe(0.4);
    expect(at("Electricity", "Losses")).toBe(0.05);
  });
  it("keeps a part marked with #, which is no remark", () => {
    expect(at("Coal Raw", "Industry - NonEnergy Use")).toBeCloseTo(0.1, 12);
  });
  it("has the sums of coal and oil that the file leaves out", () => {
    expect(at("Total Coal", "Industry")).toBeCloseTo(0.9, 12);
    expect(at("Total Petroleum", "Transport")).toBeCloseTo(0.3, 12);
  });
  it("takes the unit of a heading, of the line below or of the line above, physical or coal equivalent", () => {
    const text = readFileSync(join(folder, "small.csv"), "utf8");
    // 1.457 tce a tonne of diesel and 0.714 a tonne of coal, as the yearbook's own sheets have them.
    for (const changed of [
      text.replace("柴油,", "柴油（万吨）,"),
      text.replace("单位：万吨标准煤\n", "").replace("柴油,电力\n", "柴油,电力\n计量单位,万吨标煤,10^4 t,亿kWh\n"),
    ]) {
      const problems: Problem[] = [];
      const found = readYearbookBalance(changed, "changed.csv", words, undefined, problems)?.balance;
      expect(problems.map(formatProblem)).toEqual([]);
      expect(found?.get("Diesel Oil")?.get("Transport")).toBeCloseTo(0.3 * 1.457, 12);
      expect(found?.get("Coal Raw")?.get("Industry")).toBeCloseTo(0.9, 12);
    }
  });
});

test("a balance with its fuels below one another is the same balance, its mistakes at their own places", () => {
  const text = readFileSync(join(folder, "small.csv"), "utf8");
  const records = parse(text, { relax_column_count: true, skip_empty_lines: true }) as string[][];
  const head = records.findIndex((fields) => fields.includes("柴油"));
  const table = records.slice(head);
  const turned = table[0].map((_, column) => table.map((fields) => fields[column] ?? ""));
  const put = (lines: readonly string[][]) =>
    [...records.slice(0, head), ...lines].map((line) => line.join(",")).join("\n");
  const problems: Problem[] = [];
  const known = readYearbookBalance(text, "small.csv", words, undefined, problems);
  expect(readYearbookBalance(put(turned), "turned.csv", words, undefined, problems)?.balance).toEqual(known?.balance);
  expect(problems).toEqual([]);
  const wrong = turned.map((line) => (line[0] === "柴油" ? line.map((field) => (field === "30" ? "x" : field)) : line));
  readYearbookBalance(put(wrong), "turned.csv", words, undefined, problems);
  expect(problems.map(formatProblem)).toEqual([
    'turned.csv:6:25  交通运输仓储和邮政业, 柴油: "x" is not a number; write 1234.5, or nothing for none',
  ]);
});

test("a balance of several years without fuels is named as what it is", () => {
  const problems: Problem[] = [];
  const text = "综合能源平衡表\n项目,2020,2021,2022\n可供消费的能源总量,1,2,3\n终端消费量,1,2,3\n";
  expect(readYearbookBalance(text, "t.csv", words, 2022, problems)).toBeUndefined();
  expect(problems.map(formatProblem)).toEqual([
    expect.stringContaining("t.csv:2:1  this is a balance over several years"),
  ]);
});

test("every broken balance has its whole message", () => {
  const files = readdirSync(join(folder, "broken")).sort();
  const messages = Object.fromEntries(files.map((file) => [file, read(`broken/${file}`).messages]));
  expect(messages).toEqual(JSON.parse(readFileSync(join(folder, "broken-messages.json"), "utf8")));
});

describe("the year of a balance", () => {
  const small = readFileSync(join(folder, "small.csv"), "utf8");
  const below = small.slice(small.indexOf("单位"));
  const yearOf = (above: string, asked?: number) => {
    const problems: Problem[] = [];
    const found = readYearbookBalance(`${above}\n${below}`, "b.csv", words, asked, problems);
    return found?.year ?? problems.map(formatProblem);
  };

  it.each([
    "某省能源平衡表 2022",
    "2022年",
    "能源平衡表（２０２２）",
    "二〇二二年能源平衡表",
    "能源平衡表\n年度: 2022",
    "能源平衡表,2022",
  ])("is what %j says", (above) => {
    expect(yearOf(above)).toBe(2022);
  });
  it.each([
    "中国能源统计年鉴2022",
    "China Energy Statistical Yearbook 2022",
    "下载日期 2022-03-01",
    "2022年3月",
    "表6-2022 能源平衡表",
    "2022-23年",
  ])("is asked for where %j is all there is", (above) => {
    expect(yearOf(above)).toEqual([
      "b.csv:1:1  2022 is the year of an edition, a date, a table's number or a span; say the year of the balance with --year",
    ]);
    expect(yearOf(above, 2021)).toBe(2021);
  });
  it("is asked for where two are named, with their lines", () => {
    expect(yearOf("能源统计年鉴2023\n能源平衡表 2022")).toEqual([
      "b.csv:1:1  the lines above the table name 2023 (line 1) and 2022 (line 2); say which one the balance is of with --year",
    ]);
    expect(yearOf("2021—2022年能源平衡表")).toEqual([expect.stringContaining("2021 (line 1) and 2022 (line 1)")]);
    expect(yearOf("能源统计年鉴2023\n能源平衡表 2022", 2022)).toBe(2022);
    expect(yearOf("能源统计年鉴2023\n能源平衡表 2022", 2020)).toEqual([
      "b.csv:1:1  the file speaks of 2022, --year of 2020",
    ]);
  });
});

describe("a provincial yearbook's rows", () => {
  const small = readFileSync(join(folder, "small.csv"), "utf8");
  const readText = (text: string) => {
    const problems: Problem[] = [];
    const balance = readYearbookBalance(text, "p.csv", words, undefined, problems)?.balance;
    return { balance, messages: problems.map(formatProblem) };
  };
  const row = (heading: string): string => small.split("\n").find((line) => line.includes(heading)) as string;

  it("of stocks at the year's ends make their change, or say what it is made of", () => {
    const supply = (raw: number) =>
      row("可供本地区消费的能源量").replace(/,(-?[\d.]+)/, (_, n) => `,${Number(n) + raw}`);
    const moved = small
      .replace(row("平衡差额"), "")
      .replace(row("可供本地区消费的能源量"), `${supply(-30)}\n年初库存量,70\n10.年末库存量(-),-100`);
    const { balance, messages } = readText(moved);
    expect(messages).toEqual([]);
    expect(balance?.get("Coal Raw")?.get("Stock Change")).toBeCloseTo(-0.3, 12);
    const beside = readText(moved.replace("年初库存量,70", "年初库存量,70\n9.库存增(-)、减(+)量,-30"));
    expect(beside.messages).toEqual([]);
    expect(beside.balance?.get("Coal Raw")?.get("Stock Change")).toBeCloseTo(-0.3, 12);
    const wrong = readText(moved.replace("年初库存量,70", "年初库存量,70\n9.库存增(-)、减(+)量,-20"));
    expect(wrong.messages[0]).toContain("库存增减量, 原煤: -20 ");
  });

  it("of the three industries are sums, held against their parts and refused alone", () => {
    const industry = row("工业");
    const same = readText(small.replace(industry, `${industry.replace(/^[^,]*/, "(二)第二产业")}\n${industry}`));
    expect(same.messages).toEqual([]);
    expect(same.balance).toEqual(readText(small).balance);
    const alone = readText(small.replace("4.交通运输、仓储和邮政业", "(三)第三产业"));
    expect(alone.messages.find((message) => message.includes("第三产业"))).toContain(
      "第三产业: this sum stands without its parts, which the balance needs; give the rows 交通运输仓储和邮政业, 批发和零售业住宿和餐饮业, 其他",
    );
  });

  it("and headings may be written 其它, and parted by semicolons or tabs", () => {
    expect(plainName("其它洗煤")).toBe("其他洗煤");
    for (const separator of [";", "\t"]) {
      const { balance, messages } = readText(small.replaceAll(",", separator));
      expect(messages).toEqual([]);
      expect(balance).toEqual(readText(small).balance);
    }
  });
});

test("a year asked for must be the file's", () => {
  expect(read("small.csv", 2022).messages).toEqual(["small.csv:1:1  the file speaks of 2023, --year of 2022"]);
  expect(read("broken/no-year.csv", 2023).balance?.year).toBe(2023);
});

test("printings differ in numbering, marks and spaces only", () => {
  for (const [printed, plain] of [
    ["一、可供本地区消费的能源量", "可供本地区消费的能源量"],
    ["1.农、林、牧、渔业", "农林牧渔业"],
    ["（一）农林牧渔业", "农林牧渔业"],
    ["  #用作原料、材料", "用作原料材料"],
    ["其中：用作原料、材料", "用作原料材料"],
    ["9.库存增(-)、减(+)量", "库存增减量"],
    ["加工转换投入（－）产出（＋）量", "加工转换投入产出量"],
    ["1.火力发电 Thermal Power", "火力发电"],
    ["工业 Industry", "工业"],
  ])
    expect(plainName(printed)).toBe(plain);
});

test("the words name processes and materials of the shipped balance only", () => {
  const rows = shop.tables.table(shop.tables.years.balance);
  const known = {
    process: new Set(rows.map((row) => row.process)),
    material: new Set(rows.map((row) => row.material)),
  };
  for (const { process } of [...words.rows.values()].flat())
    expect(process === "" || known.process.has(process), process).toBe(true);
  for (const { material } of words.fuels.values())
    expect(material === "" || known.material.has(material), material).toBe(true);
  expect(new Set([...words.fuels.values()].map(({ material }) => material).filter(Boolean))).toEqual(known.material);
});
