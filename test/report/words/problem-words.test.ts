import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { problemInChinese } from "../../../src/report/words/problem-words.ts";
import { peakpath } from "../../commands/toy.ts";
import { mistakesIn } from "../../scenario/broken-fixture.ts";

const folder = new URL("../../fixtures/broken/", import.meta.url);
const messageOf = (line: string): string =>
  /^\S+:\d+:\d+ {2}(?:[^\s:]+(?:, [^\s:]+)?: )?(.*)$/s.exec(line)?.[1] ?? line;
const messages = [
  ...readdirSync(folder).flatMap((name) => mistakesIn(name, readFileSync(new URL(name, folder), "utf8"))),
  ...Object.values(
    JSON.parse(readFileSync(new URL("../balances/broken-messages.json", folder), "utf8")) as Record<string, string[]>,
  ).flat(),
].map(messageOf);
const said = messages.map((message) => [message, problemInChinese(message)] as const);

it("says most of the mistakes that have a fixture in Chinese, and leaves the others as they are", () => {
  const translated = said.filter(([message, chinese]) => chinese !== message);
  expect(translated.length / said.length).toBeGreaterThan(0.9);
  for (const [, chinese] of translated) expect(chinese).toMatch(/[一-鿿]/);
});

it("keeps names, numbers and the nearest name", () => {
  expect(problemInChinese('unknown parameter "gdp_grwth" of the model toy; did you mean "gdp_growth"?')).toBe(
    "模型 toy 没有参数 “gdp_grwth”；是否指 “gdp_growth”？",
  );
  expect(problemInChinese("a year such as 2030 is needed here; found the number 5")).toBe(
    "此处应为年份，例如 2030；现为数值 5",
  );
  expect(
    problemInChinese('"mW" is no unit here: m is milli, a thousandth; a unit such as GW is needed; did you mean "MW"?'),
  ).toBe("“mW” 不能作单位：m 是极小的词头(milli, a thousandth)；需要 GW 之类的单位；是否指 “MW”？");
  expect(problemInChinese('30 without % is 3000 %; write 3000 % where that is meant; did you mean "30 %"?')).toBe(
    "30 未写 %，即 3000 %；若确为此意请写 3000 %；是否指 “30 %”？",
  );
  expect(problemInChinese("something else")).toBe("something else");
});

it("is what a command says under --lang zh, at the same place", async () => {
  const english = await peakpath("run isle/refrence");
  const chinese = await peakpath("run isle/refrence --lang zh");
  expect(chinese.code).toBe(2);
  expect(chinese.err.split("  ")[0]).toBe(english.err.split("  ")[0]);
  expect(chinese.err).toContain("没有情景 “isle/refrence”");
  expect((await peakpath("run isle/reference --tabel --lang=zh")).err).toContain("未知参数");
});
