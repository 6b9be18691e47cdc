import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
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

describe("seek --save", () => {
  const words = "--peak-by 2031 --lever nonfossil_energy --save found";
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "peakpath-seek-"));
    mkdirSync(join(project, "scenarios/kaya"), { recursive: true });
    writeFileSync(join(project, "scenarios/kaya/mine.yaml"), "extends: policy\n");
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));
  const said = (command: string, workingFolder = project) => peakpath(command, { ...shipped, workingFolder });
  const saved = () => readFileSync(join(project, "scenarios/kaya/found.yaml"), "utf8");

  test("writes beside the scenario, named by its id, its path or its full path, and the answer runs", async () => {
    const full = join(project, "scenarios/kaya/mine.yaml");
    const texts: string[] = [];
    for (const [scenario, folder] of [
      ["kaya/mine", project],
      ["scenarios/kaya/mine.yaml", project],
      [full, tmpdir()],
    ]) {
      expect(await said(`seek ${scenario} ${words}`, folder)).toMatchObject({ code: 0 });
      texts.push(saved());
      expect((await said("run kaya/found --levers=false")).code).toBe(0);
      rmSync(join(project, "scenarios/kaya/found.yaml"));
    }
    expect(texts[0]).toContain("extends: mine\n");
    expect(new Set(texts).size).toBe(1);
  });

  test("replaces what stands there only when it is told to, also what the package has", async () => {
    writeFileSync(join(project, "scenarios/kaya/found.yaml"), "by: hand\n");
    for (const scenario of ["kaya/mine", "scenarios/kaya/mine.yaml"])
      expect(await said(`seek ${scenario} ${words}`)).toEqual({
        code: 2,
        out: "",
        err: "scenarios/kaya/found.yaml stands already; choose another name or say --force\n",
      });
    expect(saved()).toBe("by: hand\n");
    expect((await said(`seek kaya/mine ${words.replace("found", "reference")}`)).err).toBe(
      "scenarios/kaya/reference.yaml stands already; choose another name or say --force\n",
    );
    expect(await said(`seek kaya/mine ${words} --force`)).toMatchObject({ code: 0 });
    expect(saved()).toContain("# Written by peakpath seek.");
  });

  test("a parent that lies in the package is found from a file anywhere in a folder of scenarios", async () => {
    const { code, out } = await said(`run ${join(project, "scenarios/kaya/mine.yaml")} --levers=false`, tmpdir());
    expect(code).toBe(0);
    expect(out).toContain("kaya/policy");
    mkdirSync(join(project, "elsewhere"));
    writeFileSync(join(project, "elsewhere/mine.yaml"), "extends: policy\n");
    const lost = await said(`run ${join(project, "elsewhere/mine.yaml")}`, tmpdir());
    expect(lost.code).toBe(2);
    expect(lost.err).toContain(`unknown scenario "${join(project, "elsewhere/policy.yaml")}"`);
  });
});

describe("seek", () => {
  test("gives the least strength of a lever as a scenario that was run", async () => {
    const { code, out } = await peakpath("seek kaya/policy --peak-by 2031 --lever nonfossil_energy", shipped);
    expect(code).toBe(0);
    expect(out).toContain("Run as a scenario, it keeps this promise");
    expect(out).toContain("extends: policy");
    expect(out).toMatch(
      /Probability of a peak by 2031 with this: \d\d % if the plan .*, \d\d % as plans .* \(1024 calibrated runs\)/,
    );
    expect(out).toContain("earlier plans were on the whole met, and wind and solar beaten");
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

describe("seek --target", () => {
  const asked = (words: string) => peakpath(`seek kaya/policy --target ${words}`, shipped);

  test("gives what a quantity takes, with the target before and then and how sure it is", async () => {
    const { code, out } = await asked("emissions.net@2035/2025<=-16%");
    expect(code).toBe(0);
    expect(out).toMatch(/As it stands .* change since 2025 ≤ -16\.0 % /);
    expect(out).toMatch(/With the answer .* -16\.0 % .* met /);
    expect(out).toMatch(/Probability that it is met with this: .* \(1024 calibrated runs\)/);
    expect(out).toContain("Run as a scenario, it keeps this promise: scenarios/kaya/policy_emissions_net_2035.yaml");
  });

  test("says in both languages what is wrong with it", async () => {
    const error = async (words: string) => (await asked(words)).err;
    expect(await error("emissions.net")).toContain("--target emissions.net has no condition");
    expect(await error("emissions.net<=3")).toContain("--target takes a quantity, its year and a condition");
    expect(await error("emission.net@2030<=3 --lang zh")).toContain("没有变量 “emission”；是否指 “emissions”？");
    expect(await error("emissions.net@2030<=3GW")).toContain('--target: the unit "GW" does not fit');
    expect(await error("emissions.net@2030<=3 --peak-by 2030")).toBe(
      "say --peak-by YEAR or --target QUANTITY@YEAR, one of the two\n",
    );
    expect(await error("emissions.net@2030<=3 --below 3Mt")).toContain("--below goes with --peak-by");
  });
});

describe("delay", () => {
  test("says year by year what waiting costs, in both languages", async () => {
    const { code, out } = await peakpath("delay kaya/policy --years 3", shipped);
    expect(code).toBe(0);
    expect(out).toContain("All levers later by");
    expect(out).toMatch(/3 years +\d{4}\.\d +\d{4}-\d{4}/);
    expect(out).toContain("none starts before");
    // Later levers make an early peak less sure.
    const sure = [...out.matchAll(/Peak by 2030 (?:as it stands|with all levers 3 years later): (\d+) %/g)];
    expect(sure).toHaveLength(2);
    expect(out.match(/earlier plans were on the whole met/g)).toHaveLength(1);
    expect(Number(sure[1][1])).toBeLessThan(Number(sure[0][1]));
    expect((await peakpath("delay kaya/policy --years 3 --lang zh", shipped)).out).toContain("推迟的代价");
  });

  test("a span beyond the horizon is refused", async () => {
    const error = async (words: string) => (await peakpath(`delay kaya/policy ${words}`, shipped)).err;
    expect(await error("--years 90")).toMatch(/^--years takes 1 to \d+ years \(the horizon is 2060\), not 90\n$/);
    expect(await error("--years some")).toBe('--years takes a whole number, not "some"\n');
  });
});

describe("tornado", () => {
  test("says what the peak hangs on, in both languages and for machines", async () => {
    const { code, out } = await peakpath("tornado kaya/policy", shipped);
    expect(code).toBe(0);
    expect(out).toContain("one input at a time, widest first (cumulative emissions)");
    expect(out).toContain("(lever)");
    expect((await peakpath("tornado kaya/policy --lang zh --sort year", shipped)).out).toContain("取决于什么");
    const json = JSON.parse((await peakpath("tornado kaya/policy --json", shipped)).out);
    expect(json.tornado.boundaries[0].bars[0].input).toHaveProperty("low");
  });
});

describe("allocate", () => {
  test("finds the parts of a region and says what each rule gives them, with lines to paste", async () => {
    const { code, out } = await peakpath("allocate yangtze_delta/policy --fall 5%@2035", shipped);
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}Shanghai .*\(-5 %\)/);
    expect(out).toContain("Every column adds up to the total.");
    const zh = await peakpath("allocate yangtze_delta/policy --budget 5Gt@2030 --lang zh", shipped);
    expect(zh.out).toContain("至 2030 年末累计 500,000 万吨二氧化碳的分解");
  });

  test("says what is wrong with what is asked", async () => {
    const error = async (words: string) => (await peakpath(`allocate ${words}`, shipped)).err;
    expect(await error("hangzhou/policy")).toBe(
      "hangzhou/policy has no members: no scenario over several regions is called the same and consists of its parts alone; name one, such as provinces/policy\n",
    );
    expect(await error("yangtze_delta/policy --total 400@2030")).toContain("--total");
    expect(await error("yangtze_delta/policy --fall 5%")).toBe(
      '--fall takes what is asked and its year, such as 5 %@2035, not "5%"\n',
    );
    expect(await error("yangtze_delta/policy --total 400Mt@2024")).toBe(
      "--total takes a year from 2026 to 2060 behind @, not 2024\n",
    );
    expect(await error("yangtze_delta/policy --from 2035")).toBe(
      "say what is asked, such as --fall '5 %@2040': nothing is taken for 2030 where it is counted from 2035\n",
    );
    expect(await error("yangtze_delta/policy --fall 5%@2035 --budget 5Gt@2030")).toBe(
      "--fall and --budget ask for two things; ask for one\n",
    );
  });
});

describe("budget", () => {
  test("says when it is used up, in both languages and for machines", async () => {
    const { code, out } = await peakpath("budget kaya/policy --budget 60Gt --from 2025", shipped);
    expect(code).toBe(0);
    expect(out).toContain("Cumulative emissions 2025-2060 against a budget of 60,000 (MtCO2)");
    expect((await peakpath("budget kaya/policy --lang zh", shipped)).out).toContain("降至零并保持");
    const json = JSON.parse((await peakpath("budget kaya/policy --budget 60Gt --from 2025 --json", shipped)).out);
    expect(json).toMatchObject({ budget: 60000, from: 2025, unit: "MtCO2" });
    expect(json.boundaries[0].cumulative).toHaveLength(36);
  });

  test("amounts and years that make no sense are refused", async () => {
    const error = async (words: string) => (await peakpath(`budget kaya/policy ${words}`, shipped)).err;
    expect(await error("--intensity 5%@2030")).toContain("does not say what a total is shared out by");
    expect(await error("--budget 5000")).toBe('--budget takes an amount with its unit such as 9000Mt, not "5000"\n');
    expect(await error("--budget 5GW")).toContain('--budget: the unit "GW" does not fit');
    expect(await error("--from 2000")).toContain("--from takes a year from 2018 (the base year");
    expect(await error("--growth 4%,fast")).toBe(
      '--growth takes yearly rates with commas, each above -100 % and below 100 %, such as "4 %,5 %", not "fast"\n',
    );
  });
});

describe("tables of analyses", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-analysis-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const table = (name: string) =>
    parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[];

  test("seek.csv has the peak before and then, seek_levers.csv every lever in both languages", async () => {
    const words = `seek kaya/policy --peak-by 2031 --lever nonfossil_energy --out ${folder}`;
    const { code, err } = await peakpath(words, shipped);
    expect([code, err]).toEqual([0, `2 files in ${folder}\n`]);
    const [before, answer] = table("seek.csv");
    expect([before.setting, answer.setting, answer.possible, answer.asked]).toEqual([
      "before",
      "answer",
      "true",
      "lever",
    ]);
    expect(Number(answer.year)).toBeLessThanOrEqual(2031);
    const lever = table("seek_levers.csv").find((row) => row.lever === "nonfossil_energy");
    expect(lever).toMatchObject({
      lever: "nonfossil_energy",
      label_en: "Non-fossil energy",
      label_zh: "非化石能源",
    });
    expect(lever?.strength).toBe(answer.value);
  });

  test("levers and why name levers, drivers and emitters in both languages", async () => {
    await peakpath(`levers kaya/policy --method shapley --out ${folder}`, shipped);
    await peakpath(`why kaya/policy --out ${folder}`, shipped);
    for (const [name, column] of [
      ["peaks_by_lever.csv", "label"],
      ["attribution.csv", "label"],
      ["peaks.csv", "label"],
      ["drivers.csv", "driver"],
    ]) {
      const labels = table(name).map((row) => [row[`${column}_en`], row[`${column}_zh`]]);
      expect(labels.some(([en]) => en !== "")).toBe(true);
      for (const [en, zh] of labels) {
        expect(en).not.toMatch(/[\u4e00-\u9fff]/);
        if (en !== "") expect(zh).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });
});

describe("projects", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-projects-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const coal = "yongcheng_chinacoal";

  test("explain says in words what one is and does, cites its section, and one year as one", async () => {
    const { out } = await peakpath(`explain yongcheng/reference ${coal} --year 2030 --lang zh`, shipped);
    expect(out).toContain("(电源：煤电)");
    expect(out).toMatch(/\(填充 2 GW × 100 %\)$/m);
    expect(out).toMatch(/起作用：2026$/m);
    expect(out).toMatch(/来源：永城市.*电力$/m);
    expect(out).toContain("依据：本地数字");
    const plain = await peakpath("explain yongcheng/reference reassign_process --year 2030", shipped);
    expect(plain.out).toMatch(/^reassign_process 2030 = 0 {3}src/);
  });

  test("list gives words to people and ids to machines", async () => {
    const { out } = await peakpath("list projects yongcheng --lang zh", shipped);
    expect(out).toMatch(new RegExp(`^永城 +${coal} .*电源：煤电 +2 GW +2026 +在建`, "m"));
    const [json] = JSON.parse((await peakpath("list projects yongcheng --lang zh --json", shipped)).out);
    expect(json).toMatchObject({ region: "yongcheng", project: coal, kind: "technology", of: "coal", years: "2026" });
    expect(json).toMatchObject({ status: "building", basis: "own" });
    const gansu = (await peakpath("list projects gansu", shipped)).out;
    // Sichuan's plan names the one line, no plan the other plant.
    expect(gansu).toMatch(/ gansu_sichuan_line .* listed elsewhere +四川省/);
    expect(gansu).toMatch(/ changma_pumped .* listed elsewhere /);
    expect((await peakpath("list levers kaya/policy --lang zh", shipped)).out).toMatch(/nonfossil_energy.*可再生能源/);
    const levers = JSON.parse((await peakpath("list levers kaya/policy --lang zh --json", shipped)).out);
    expect(levers.map(({ family }: { family: string }) => family)).toContain("renewables");
    expect((await peakpath("list targets henan/reference --lang zh", shipped)).out).toContain("不晚于 2030 年");
  });

  test("peaks_by_lever.csv says of one what it says of a lever", async () => {
    const { code } = await peakpath(`levers yongcheng/reference --out ${folder}`, shipped);
    expect(code).toBe(0);
    const rows = parse(readFileSync(join(folder, "peaks_by_lever.csv")), { columns: true }) as Record<string, string>[];
    const row = rows.find(({ kind, lever }) => kind === "project" && lever === coal);
    expect(row).toMatchObject({
      strength: "1",
      start: "2026",
      full: "2026",
      basis: "own",
      label_en: "ChinaCoal Yongcheng, 2 x 1,000 MW",
    });
    expect(row?.label_zh).toMatch(/中煤/);
    expect(row?.source).toMatch(/^永城市/);
  });
});

describe("cost-curve", () => {
  test("is refused where the model says nothing of costs", async () => {
    const { code, err } = await peakpath("cost-curve kaya/policy", shipped);
    expect([code, err]).toEqual([2, "the model kaya does not say what its levers cost (report.cost)\n"]);
    expect((await peakpath("cost-curve kaya/policy --lang zh", shipped)).err).toContain("没有说明措施的成本");
  });

  test("says what has a price and what has none", async () => {
    const { code, out } = await peakpath("cost-curve zhejiang/policy --pairs 1 --from 2026 --to 2035", shipped);
    expect(code).toBe(0);
    expect(out).toMatch(/Offshore wind +yes/);
    expect(out).toMatch(/Larger share of services +none/);
    expect(out).toMatch(/Without a price: .*Equipment replaced early/);
    expect(out).not.toMatch(/Without a price: .*_/);
  });

  test("years out of order are refused before anything runs", async () => {
    const { err } = await peakpath("cost-curve zhejiang/reference --from 2040 --to 2030", shipped);
    expect(err).toBe("--from and --to take years from 2021 to 2060 in order, not 2040 and 2030\n");
  });
});

describe("assess", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-assess-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const targets = file(
    "targets.csv",
    `指标,类型,目标年,要求,目标值,单位,基准年,文件,章节,责任单位
非化石能源占比,,2025,不低于,24,%,,甲规划,二(三),省能源局
风电光伏装机,,2025,不低于,7000,万千瓦,,甲规划,三,
单位GDP二氧化碳排放降幅,下降,2025,,18,%,2020,甲规划,一,省发展改革委
`,
  );

  test("one page from the numbers of the region's own tables, red first, and assessment.csv", async () => {
    const observed = file(
      "observed.csv",
      `年份,指标,数值,单位
2020,非化石能源占比,20,%
2025,非化石能源占比,23,%
2020,风电光伏装机,1700,万千瓦
2025,风电光伏装机,7310,万千瓦
2025,单位GDP二氧化碳排放降幅,18.6,%
2025,森林覆盖率,61.2,%
`,
    );
    const words = `assess zhejiang --year 2025 --targets ${targets} --observed ${observed} --lang zh --out ${folder}`;
    const { code, out } = await peakpath(words, shipped);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "浙江2025年目标进展评估与预警
        浙江考核口径2025年最高，5.444亿吨，处于观测期末，是否达峰未定；2030年较峰值降3%。
        现行趋势：浙江：现行规划情景 (zhejiang/policy)；2025 年及以前有公布值的用公布值，其余为情景推算值
        承诺只取 targets.csv 所列；未指定情景，取 zhejiang/policy

      总体形势：2025 年及以后到期的现行承诺共 3 项，红灯 1 项、绿灯 2 项；其中 3 项按上报或公布值判断，0 项按推算值判断。
      主要差距：非化石能源占比（2025年 ≥ 24.0 %）应达 24.0 %，上报 23.0 %，差 1.0 个百分点。
      建议措施：非化石能源占比已到目标年，缺口须在下一期同类目标中补足。责任单位：省能源局。

            指标                     目标年  目标                      2025年应达   2025年数值  数据     超前或滞后
        红  非化石能源占比             2025  ≥ 24.0 %                      24.0 %       23.0 %  上报  -1.0 个百分点
        绿  单位GDP二氧化碳排放降幅    2025  较 2020 年下降 ≥ 18.0 %       18.0 %       18.6 %  上报  +0.6 个百分点
        绿  风电光伏装机               2025  ≥ 7000 万千瓦            7000 万千瓦  7310 万千瓦  上报  +310.0 万千瓦

      红灯、黄灯说明
        [红] 非化石能源占比（2025年 ≥ 24.0 %）
          应达 24.0 %，上报 23.0 %，-1.0 个百分点，目标年未完成
          进度要求：2020年 20.0 %、2025年 24.0 %
          责任单位：省能源局
          出处：甲规划，二(三)

      上报表中以下指标没有对应的现行承诺：森林覆盖率

      进度要求：自起算年起按直线，经过同一指标此前各期目标。措施作用为逐项变动对目标年数值的影响，不可相加。
      "
    `);
    const rows = parse(readFileSync(join(folder, "assessment.csv"), "utf8"), { columns: true });
    expect(rows[0]).toMatchObject({
      ...{ quantity: "nonfossil_share", light: "red", required_now: "0.24", actual_now: "0.23", origin: "reported" },
      ...{ responsible: "省能源局", source: "甲规划, 二(三)", unit: "1" },
    });
  });

  test("a peak ahead is none yet, a late one is told among the gaps, and later reports are named", async () => {
    // Its only promise is a peak that may come late: nobody is told to go on as before.
    const gansu = (await peakpath("assess gansu --lang zh", shipped)).out;
    expect(gansu).toContain("达峰滞后或可能滞后");
    expect(gansu).not.toContain("保持现有措施力度");
    // Where nothing can be judged there is no word of gaps.
    const grey = (await peakpath("assess zhejiang --year 2060", shipped)).out;
    expect(grey).toContain("Main gaps: None of the promises could be judged");
    expect(grey).toContain("Nothing can be proposed until the promises can be judged");
    const { out } = await peakpath("assess guizhou --year 2026 --lang zh", shipped);
    expect(out).toMatch(/主要差距：.*二氧化碳排放\(考核口径\)达峰（不晚于 2030 年；现行趋势：\d+ 年）/);
    expect(out).toMatch(/另有征求意见稿承诺 11 项，尚未生效，单独计数：/);
    expect(out).toMatch(
      /二氧化碳排放\(考核口径\)提前达峰作用最大的措施（自 2027 年起用足，逐项计）：.*力度 .*提前 \d 年|不再超过/,
    );
    const peaks = [...out.matchAll(/ (20\d\d) \([\d-]+\) +(\S+) +[+-][\d.]+ %/g)];
    expect(peaks.map(([, , said]) => said)).toContain("预计达峰");
    for (const [, peak, said] of peaks) expect([peak, said === "预计达峰"]).toEqual([peak, Number(peak) > 2026]);
    const own = file("later.csv", "年份,指标,数值,单位\n2026,森林覆盖率,61.7,%\n");
    const page = await peakpath(`assess zhejiang --year 2025 --lang zh --observed ${own}`, shipped);
    expect(page.out).toContain("2025 年以后的上报值未采用：森林覆盖率\n");
    expect(page.out).toMatch(/降幅大 2\.0 个百分点 +2\.0 个百分点 /);
    // A plateau has no kind of peak: its light and its word say one thing.
    expect(page.out).toMatch(/绿 +工业二氧化碳\(含外购电力热力\) +不晚于 2025 年进入平台期 +2024 +达到 /);
  });

  test("a bare region stands for what it plans, and its last observed year for the year", async () => {
    const { out } = await peakpath("assess gansu --json", shipped);
    expect(JSON.parse(out)).toMatchObject({ scenario: "gansu/national", year: 2025, promises: [] });
    expect((await peakpath("assess kaya", shipped)).out).toContain(
      "no scenario named: kaya/policy; no year named: the last observed one, 2024",
    );
  });

  test("says what is wrong with region, year and tables, at its place", async () => {
    const error = async (words: string) => (await peakpath(`assess ${words}`, shipped)).err;
    expect(await error("zhejang")).toContain('there is no region "zhejang"');
    expect(await error("kaya --year 2100")).toBe("--year takes a year from 2018 to 2060, not 2100\n");
    expect(await error("kaya --observed none.csv --lang zh")).toBe("无法读取表格 none.csv\n");
    const broken = file("broken.csv", "年份,指标,数值,单位\n2025,非化石能源占,24,%\n2025,风电光伏装机,24,万吨\n");
    expect(await error(`zhejiang --observed ${broken} --lang zh`)).toBe(
      `${broken}:2:6  非化石能源占: 没有这个规划指标；是否指 “非化石能源占比”？\n` +
        `${broken}:3:16  风电光伏装机: 单位 “万吨” 不符；需要 GW 或可换算的单位\n`,
    );
  });
});
