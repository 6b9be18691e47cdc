import { median } from "simple-statistics";
import { partsOf } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { type Design, readDesign } from "../../batch/design/read-design.ts";
import { partRunner } from "../../batch/part-runner.ts";
import { type Backend, openBatch, usualBackend } from "../../batch/prepare-batch.ts";
import { batchStatistics } from "../../batch/statistics/batch-statistics.ts";
import { loadScenarios } from "../../run/load.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";

const SCENARIO = "zhejiang/policy";
/** Runs of each round, and rounds that the median is taken of. */
const RUNS = 2000;
const ROUNDS = 5;
/** How many times as long as a batch of the lows and highs of the data, once the usual one. */
const MOST = 1.3;
/** Runs that are computed in one piece, in pieces and by the other backend. */
const SAME = 64;

/** What a calibrated batch costs against one that draws the lows and highs of the data, a section of `npm run judge`. */
export function costSection(library: Library): string[] {
  const designed = (inputs: string) => {
    const id = `zhejiang/judged_${inputs}`;
    const text = `extends: ${SCENARIO.split("/")[1]}\ndesign: {inputs: ${inputs}}\n`;
    const own = layeredLibrary(library, new Map([[`scenarios/${id}.yaml`, text]]));
    const [scenario] = loadScenarios(own, [id]);
    return { run: runScenario(scenario), design: readDesign(own, scenario) };
  };
  const [calibrated, spread] = ["calibrated", "uncertain"].map(designed);
  const seconds = ({ run, design }: typeof calibrated): number => {
    const { batch, lanes } = openBatch(run, design, { runs: RUNS }, usualBackend());
    const compute = partRunner(run.scenario, batch, lanes);
    const statistics = batchStatistics(batch);
    const before = process.cpuUsage();
    for (const { start, end } of partsOf(batch)) statistics.add(compute(start, end));
    statistics.finish();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  // One after the other, so that both have the same machine; the first round warms it up.
  const rounds = Array.from({ length: ROUNDS + 1 }, () => seconds(calibrated) / seconds(spread)).slice(1);
  const ratio = median(rounds);
  const pieces = (design: Design, backend: Backend, cuts: readonly number[]): BatchPart[] => {
    const { batch, lanes } = openBatch(calibrated.run, design, { runs: SAME }, backend);
    const compute = partRunner(calibrated.run.scenario, batch, lanes);
    return cuts.slice(1).map((end, i) => compute(cuts[i], end));
  };
  const bytesOf = (parts: readonly BatchPart[]): string =>
    Buffer.from(Float64Array.from(parts.flatMap(({ values, series }) => [...values, ...series])).buffer).toString(
      "hex",
    );
  const [whole, other] = [usualBackend(), "js" as const].map((backend) =>
    bytesOf(pieces(calibrated.design, backend, [0, SAME])),
  );
  const cut = pieces(calibrated.design, usualBackend(), [0, 7, SAME]);
  const values = (part: "values" | "series") => cut.flatMap((one) => [...one[part]]);
  const joined = {
    ...cut[0],
    values: Float64Array.from(values("values")),
    series: Float64Array.from(values("series")),
  };
  const isSame = whole === other && whole === bytesOf([joined]);
  const verdict = (passes: boolean): string => (passes ? "pass" : "MISS");
  return [
    `4 BATCH of ${SCENARIO}: processor time of ${RUNS} calibrated runs with their statistics over that of the lows and highs of the data, median of ${ROUNDS} rounds`,
    `  ${ratio.toFixed(2)} times (at most ${MOST.toFixed(2)}: ${verdict(ratio <= MOST)}), from ${Math.min(...rounds).toFixed(2)} to ${Math.max(...rounds).toFixed(2)}`,
    `  ${SAME} runs in one piece, in two and in JavaScript alone give the same bytes: ${verdict(isSame)}`,
  ];
}
