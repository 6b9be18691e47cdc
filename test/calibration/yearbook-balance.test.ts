import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { sourceTables } from "../../src/calibration/source-tables.ts";
import { readYearbookBalance, type YearbookBalance } from "../../src/calibration/yearbook-balance.ts";
import { plainName, readYearbookWords } from "../../src/calibration/yearbook-tables.ts";
import { formatProblem, type Problem } from "../../src/engine/problems.ts";
import { readSource } from "./zhejiang.ts";

const folder = join(import.meta.dirname, "../fixtures/balances");
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

test("every broken balance has its whole message", () => {
  const files = readdirSync(join(folder, "broken")).sort();
  const messages = Object.fromEntries(files.map((file) => [file, read(`broken/${file}`).messages]));
  expect(messages).toEqual(JSON.parse(readFileSync(join(folder, "broken-messages.json"), "utf8")));
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
  const rows = sourceTables(readSource).table("energy_balance_2021.csv");
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
