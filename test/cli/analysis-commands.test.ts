import { describe, expect, test } from "vitest";
import { peakpath } from "./toy.ts";

const shipped = { workingFolder: process.cwd(), packageFolder: process.cwd() };

describe("why", () => {
  test("says where the sum crosses zero, in both languages", async () => {
    const { code, out } = await peakpath("why kaya/policy", shipped);
    expect(code).toBe(0);
    expect(out).toContain("The sum crosses zero between 2030 and 2031");
    expect(out).toContain("Active peak");
    expect((await peakpath("why kaya/policy --lang zh", shipped)).out).toContain("主动达峰");
  });

  test("is refused for a model that does not say what moves its emissions", async () => {
    const { code, err } = await peakpath("why toyland/policy");
    expect([code, err]).toEqual([2, "the model toy does not declare what moves its emissions (report.why)\n"]);
  });
});

describe("levers", () => {
  test("options that make no sense are refused", async () => {
    expect((await peakpath("levers toyland/policy --only wimd")).err).toContain('did you mean "wind"');
    expect((await peakpath("levers toyland/policy --error none")).err).toContain(
      '--error takes a share above 0 such as "2 %"',
    );
    expect((await peakpath("levers toyland/policy --boundary insid")).err).toContain('did you mean "inside"');
  });
});

describe("seek", () => {
  test("gives the least strength of a lever as a scenario that was run", async () => {
    const { code, out } = await peakpath("seek kaya/policy --peak-by 2031 --lever nonfossil_energy", shipped);
    expect(code).toBe(0);
    expect(out).toContain("Run as a scenario, it keeps this promise");
    expect(out).toContain("extends: policy");
  });

  test("says what is impossible, and the best that is possible", async () => {
    const { code, out } = await peakpath("seek kaya/policy --peak-by 2025 --below 10Mt", shipped);
    expect(code).toBe(0);
    expect(out).toContain("Impossible even at full strength");
    expect(out).toContain("The nearest that is possible peaks in");
  });

  test("options that make no sense are refused", async () => {
    const error = async (words: string) => (await peakpath(`seek kaya/policy ${words}`, shipped)).err;
    expect(await error("--peak-by 2090")).toBe("--peak-by takes a year from 2018 to 2060, not 2090\n");
    expect(await error("--peak-by 2030 --below tall")).toBe('--below takes a level such as 400Mt, not "tall"\n');
    expect(await error("--peak-by 2030 --smallest-set --least-effort")).toContain("ask for two things");
    expect(await error("--peak-by 2030 --lever forest")).toContain('pulls no lever "forest"');
  });
});
