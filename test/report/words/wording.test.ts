import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parameterAddress } from "../../../src/engine/language/address.ts";
import { parseUnit } from "../../../src/engine/language/parse-unit.ts";
import { en } from "../../../src/report/words/en.ts";
import { wording } from "../../../src/report/words/wording.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { isFault, message } from "../../../src/text/problems.ts";
import { peakpath } from "../../commands/toy.ts";
import { fixturesIn } from "../../fixtures/fixtures.ts";
import { problemsIn } from "../../scenario/broken-fixture.ts";
import { toy } from "../../scenario/toy.ts";

const worded = wording(zh);

it.each([...fixturesIn("broken")])("says what is wrong with %s in Chinese, and its English words", (name, text) => {
  for (const problem of problemsIn(name, text)) {
    expect(problem.said, problem.message).toBeDefined();
    expect(worded(problem)).toMatch(/[一-鿿]/);
    expect(wording(en)(problem)).toBe(problem.message);
  }
});

it("has no message without a code, so that every language can word it", () => {
  const sources = new URL("../../../src/", import.meta.url);
  const uncoded = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^(report\/words|text\/sentences)\//.test(name))
    .filter((name) =>
      /(?:new (?:UsageError|RunError)\(|\bmessage: )["`][^"]/.test(readFileSync(new URL(name, sources), "utf8")),
    );
  expect(uncoded).toEqual([]);
});

it("keeps names, numbers and the nearest name", () => {
  const of = (result: unknown): string => (isFault(result) ? worded(result) : "");
  expect(of(parameterAddress(toy, "gdp_grwth"))).toBe("模型 toy 没有参数 “gdp_grwth”；是否指 “gdp_growth”？");
  expect(worded(message("year_needed", { found: { number: "5" } }))).toBe("此处应为年份，例如 2030；现为数值 5");
  expect(of(parseUnit(toy.units, "mW"))).toBe("“mW” 不能作单位：m 是极小的词头(milli，千分之一)；是否指 “MW”？");
  expect(worded(message("without_percent", { text: "30", percent: "3000 %", near: "30 %" }))).toBe(
    "30 未写 %，即 3000 %；若确为此意请写 3000 %；是否指 “30 %”？",
  );
  expect(worded({ message: "something else" })).toBe("something else");
});

it("is what a command says under --lang zh, at the same place", async () => {
  const english = await peakpath("run isle/refrence");
  const chinese = await peakpath("run isle/refrence --lang zh");
  expect(chinese.code).toBe(2);
  expect(chinese.err.split("  ")[0]).toBe(english.err.split("  ")[0]);
  expect(chinese.err).toContain("没有情景 “isle/refrence”");
  expect((await peakpath("run isle/reference --tabel --lang=zh")).err).toContain("未知参数");
});
