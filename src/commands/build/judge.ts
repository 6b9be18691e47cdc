import { nodeLibrary } from "../../files/library.ts";
import { forecaster, scoreChances, scoreForecasts } from "../../questions/backtest/dressed-forecast.ts";
import {
  firstJudged,
  firstStudied,
  isStudied,
  judgedCases,
  judgedEmissions,
  largeEmissions,
} from "../../questions/backtest/fit-economy.ts";
import { dressingSettings } from "../../regions/backtest/country-history.ts";
import { fixed } from "../../report/text/number-text.ts";
import { type Row, right, textTable } from "../../report/text/text-table.ts";
import type { Library } from "../../text/library.ts";
import { shippedPool, sourceText } from "../backtest/run.ts";
import { costSection } from "./batch-cost.ts";
import { batchSection } from "./province-batches.ts";
import { provinceSection, storedErrors } from "./province-errors.ts";

// Prints every measure by which the probabilities are accepted, beside its limit: `npm run judge`.

/** A measure with what it may be; without a limit it is told only. */
interface Measure {
  readonly name: string;
  readonly value: number | undefined;
  readonly least?: number;
  readonly most?: number;
  readonly decimals: number;
  readonly n: number;
}

function measureLines(measures: readonly Measure[]): string[] {
  return textTable(
    measures.map(({ name, value, least, most, decimals, n }): Row => {
      const text = (number: number | undefined): string => (number === undefined ? "" : fixed(number, decimals));
      const misses =
        value === undefined || (least !== undefined && value < least) || (most !== undefined && value > most);
      const judged = least !== undefined || most !== undefined;
      return [
        ["measure", name],
        right("n", String(n)),
        right("value", text(value)),
        right("at least", text(least)),
        right("at most", text(most)),
        ["", judged ? (misses ? "MISS" : "pass") : ""],
      ];
    }),
  );
}

/** Limits by years ahead: CRPS over that of the random walk, and the median half-width of the 90 % interval, %. */
const ahead: readonly { horizon: number; ratio: number; width?: number }[] = [
  { horizon: 1, ratio: 1 },
  { horizon: 5, ratio: 0.98, width: 32 },
  { horizon: 10, ratio: 0.9, width: 55 },
];
/** Limits of the peak's events. */
const told = [
  { event: "record_stands", years: 10, name: "record stands ten years", brier: 0.05, loss: 0.2 },
  { event: "peak_by", years: 5, name: "peak by T+5 of the next 15", brier: 0.11, loss: 0.4 },
] as const;
/** Cases from which a bin is judged. */
const ENOUGH = 30;

function countrySection(library: Library): string[] {
  const pool = shippedPool(library);
  const settings = dressingSettings(sourceText(library, "data/certainty/economy.csv"));
  const fitted = pool.filter(({ role }) => role === "fitted");
  const kept = pool.filter(({ role }) => role === "kept");
  const method = forecaster(fitted, settings);
  const horizons = ahead.map(({ horizon }) => horizon);
  const left = judgedCases(method, fitted, horizons);
  const studied = judgedCases(method, fitted, [], isStudied);
  const large = <Case extends { readonly base: number }>(cases: readonly Case[]) =>
    cases.filter(({ base }) => base >= largeEmissions);
  const apart = judgedCases(method, kept, horizons);
  const steady = `origins from ${firstJudged}, ${judgedEmissions} Mt and more, yearly change of at most 10 %`;
  return [
    `1 COUNTRIES, each left out of the errors that it is judged by: ${fitted.length} fitted, ${steady}`,
    ...measureLines(intervalMeasures(left)),
    "",
    `2 PEAKS of these, every origin from ${firstStudied} whose window is complete, as the study counts whose limits these are`,
    ...measureLines(eventMeasures(studied)),
    "",
    `2 PEAKS of these, ${steady}`,
    ...measureLines(eventMeasures(left)),
    "",
    `1, 2 Of these, regions of ${largeEmissions} Mt and more`,
    ...measureLines(intervalMeasures({ forecasts: large(left.forecasts) })),
    ...measureLines(eventMeasures({ chances: large(left.chances) })),
    "",
    `1, 2 KEPT APART from all fitting (every seventh by code), ${steady}: ${kept.map(({ iso }) => iso).join(", ")}`,
    ...measureLines(intervalMeasures(apart)),
    ...measureLines(eventMeasures(apart)),
  ];
}

type Cases = ReturnType<typeof judgedCases>;

const percent = (share: number | undefined): number | undefined => (share === undefined ? undefined : 100 * share);

/** How the intervals did. */
function intervalMeasures({ forecasts }: Pick<Cases, "forecasts">): Measure[] {
  const scores = scoreForecasts(forecasts);
  return ahead.flatMap(({ horizon, ratio, width }): Measure[] => {
    const score = scores.find((one) => one.horizon === horizon);
    const n = score?.n ?? 0;
    const name = `${horizon} years ahead`;
    const of = { n, decimals: 1 };
    return [
      { ...of, name: `${name}: 90 % interval holds, %`, value: percent(score?.holds_90), least: 85, most: 95 },
      { ...of, name: `${name}: 50 % interval holds, %`, value: percent(score?.holds_50), least: 43, most: 57 },
      { ...of, name: `${name}: CRPS over that of a random walk`, value: score?.crps_ratio, most: ratio, decimals: 3 },
      {
        ...of,
        name: `${name}: median half-width of 90 %, log %`,
        value: percent(score?.half_width_90),
        ...(width === undefined ? {} : { most: width }),
      },
      {
        ...of,
        name: `${name}: 90 % interval of the random walk holds, %`,
        value: percent(score?.random_walk_holds_90),
      },
    ];
  });
}

/** How the probabilities of the peak's events did. */
function eventMeasures({ chances }: Pick<Cases, "chances">): Measure[] {
  const events = scoreChances(chances);
  const peaks = told.flatMap(({ event, years, name, brier, loss }): Measure[] => {
    const score = events.find((one) => one.event === event && one.years === years);
    if (score === undefined) return [{ name, value: undefined, n: 0, decimals: 3 }];
    const { n } = score;
    const of = { n, decimals: 3 };
    return [
      { ...of, name: `${name}: Brier`, value: score.brier, most: brier },
      { ...of, name: `${name}: Brier of the base rate`, value: score.base_rate_brier },
      { ...of, name: `${name}: Brier of a random walk with own drift`, value: score.random_walk_brier },
      { ...of, name: `${name}: log loss`, value: score.log_loss, most: loss },
      { ...of, name: `${name}: log loss of the random walk`, value: score.random_walk_log_loss },
      ...score.reliability.map(
        (bin): Measure => ({
          name: `${name}: said ${fixed(100 * bin.said, 0)} %, came ${fixed(100 * bin.came, 0)} %, points apart`,
          value: 100 * Math.abs(bin.said - bin.came),
          ...(bin.count >= ENOUGH ? { most: 15 } : {}),
          decimals: 1,
          n: bin.count,
        }),
      ),
      {
        name: `${name}: statements of 95 % and more that came, %`,
        value: percent(score.sure.n === 0 ? undefined : score.sure.came / score.sure.n),
        ...(score.sure.n === 0 ? {} : { least: 92 }),
        decimals: 1,
        n: score.sure.n,
      },
      {
        name: `${name}: statements of 5 % and less that came, %`,
        value: percent(score.never.n === 0 ? undefined : score.never.came / score.never.n),
        decimals: 1,
        n: score.never.n,
      },
    ];
  });
  const near = events.find((one) => one.event === "peak_by" && one.years === 6)?.at_record;
  const [said, came] = [percent(near?.said), percent(near?.came)];
  const apart = said === undefined || came === undefined ? undefined : Math.abs(said - came);
  const atRecord: Measure = {
    name: `at the record, peak by T+6: said ${fixed(said ?? 0, 1)} %, came ${fixed(came ?? 0, 1)} %, points apart`,
    value: apart,
    ...(apart === undefined ? {} : { most: 8 }),
    decimals: 1,
    n: near?.n ?? 0,
  };
  return [...peaks, atRecord];
}

/** The lines of the acceptance, by whose numbers the sections are headed. */
const acceptance = [
  "1 Intervals of countries, 1, 5 and 10 years ahead: what they hold, CRPS against a random walk, half-widths",
  "2 Peaks of countries: Brier, log loss, reliability, sure statements, at the record",
  "3 Provinces: the band given drivers, and how many of 30 the batch of 2010 holds in 2019",
  "4 What a calibrated batch costs, and that its bytes do not depend on who computes it",
  "  Laws (no spread is the deterministic run bit for bit; each layer alone has its stated moments): npx vitest run test/batch/part-runner.test.ts",
  "5 The words for a planner: README.md and README.zh.md, the chapter on batches; to be read",
];

/** The parts of the acceptance in the order in which they are printed. */
const sections: readonly ((library: Library) => readonly string[])[] = [
  () => acceptance,
  countrySection,
  provinceSection,
  (library) => batchSection(library, storedErrors(library)),
  costSection,
];

const root = process.cwd();
for (const section of sections) console.log(`${section(nodeLibrary(root, root)).join("\n")}\n`);
