import {
  ranked,
  type Tornado,
  type TornadoBoundary,
  type TornadoEnd,
  type TornadoInput,
  type TornadoMeasure,
  tornado,
} from "../questions/tornado.ts";
import { barChart } from "../report/draw/bar-chart.ts";
import {
  boundaryPictureName,
  captions,
  changeLegend,
  changeMeasures,
  changePanel,
  changeSize,
} from "../report/draw/captions.ts";
import { lessColour, moreColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { columnsOf, differenceColumns } from "../report/tables/run-columns.ts";
import { boundaryName } from "../report/text/names.ts";
import { fixed, readable } from "../report/text/number-text.ts";
import { sizedChanges, sizedLevels, sizedSums } from "../report/text/sized.ts";
import { right, textTable } from "../report/text/text-table.ts";
import { cutText, textWidth } from "../report/text/text-width.ts";
import type { Words } from "../report/words/languages.ts";
import { drawnText, shownUnit } from "../report/words/units.ts";
import type { Band } from "../run/peak/peak.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf, named } from "../text/csv.ts";
import { markedYear } from "./delay.ts";
import { boundaryNames, giveAbout, runOf, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import { askedBoundaries, forScenario, withBoundary } from "./shell/options.ts";

const measures: Readonly<Record<"year" | "level" | "cumulative", TornadoMeasure>> = {
  year: "peak_year",
  level: "peak_level",
  cumulative: "cumulative",
};

/** `peakpath tornado`: every assumption and lever between its low and high. */
export const tornadoCommand = command(
  (argv) =>
    withBoundary(forScenario(argv))
      .option("sort", {
        choices: ["year", "level", "cumulative"] as const,
        default: "cumulative" as const,
        requiresArg: true,
        describe: "Widest first by peak year, peak level or cumulative emissions",
      })
      .example("$0 tornado zhejiang/policy", "by cumulative emissions, on the default boundary")
      .example("$0 tornado zhejiang/reference --sort year --out out", "by the peak's year, with tornado.csv"),
  async (args, call) => {
    const run = runOf(scenarioOf(call.terminal, args.scenario));
    const found = tornado(run, askedBoundaries(args.boundary, boundaryNames(run)));
    const measure = measures[args.sort];
    await giveAbout(call, args, run, (words) => ({
      sections: () => found.boundaries.map((boundary) => tornadoLines(run, found, boundary, measure, words)),
      json: () => ({
        unit: run.layout.peak.unit.text,
        tornado: {
          ...found,
          boundaries: found.boundaries.map(({ bars, ...rest }) => ({ ...rest, bars: ranked(bars, measure) })),
          refused: found.refused.map(({ check, ...rest }) => ({ ...rest, check: check?.name })),
        },
      }),
      files: (options) => new Map([["tornado.csv", tornadoFile(run, found, options)]]),
      pictures: () => ({ drawn: tornadoPictures(run, found, measure, words) }),
    }));
  },
);

const LONGEST_NAME = 60;
/** So many bars are printed; all of them stand in the file. */
const MOST_BARS = 25;

/** The tornado of one boundary, the widest first. */
function tornadoLines(
  run: ScenarioRun,
  { refused }: Tornado,
  found: TornadoBoundary,
  measure: TornadoMeasure,
  words: Words,
): string[] {
  const m = words.tornado;
  const { horizon } = run.scenario;
  const band = run.boundaries.find(({ name }) => name === found.boundary)?.peak?.band;
  const bars = ranked(found.bars, measure);
  const changes = bars.flatMap(({ low, high }) => [low.change, high.change]);
  const levels = sizedLevels(run, words, [found.now.peak_level]);
  const rises = sizedChanges(
    run,
    words,
    changes.map(({ peak_level }) => peak_level),
  );
  const sums = sizedSums(
    run,
    words,
    changes.map(({ cumulative }) => cumulative),
  );
  const now = {
    year: yearText(found.now, horizon),
    band: `${band?.from ?? ""}-${band?.to ?? ""}`,
    level: levels.text(found.now.peak_level),
    unit: levels.name,
  };
  const rows = bars
    .slice(0, MOST_BARS)
    .map(({ input, low, high }) => [
      [m.input, inputName(input, words)] as const,
      right(m.range, rangeText(run, input, words)),
      right(m.peakYear, `${yearText(low.measures, horizon, band)} | ${yearText(high.measures, horizon, band)}`),
      right(m.level(rises.name), `${rises.change(low.change.peak_level)} | ${rises.change(high.change.peak_level)}`),
      right(m.cumulative(sums.name), `${sums.change(low.change.cumulative)} | ${sums.change(high.change.cumulative)}`),
    ]);
  const lines = [
    m.title(boundaryName(run, found.boundary, words), m.measures[measure]),
    `  ${m.now(now)}`,
    ...(rows.length === 0 ? [`  ${m.nothing}`] : textTable(rows)),
  ];
  if (bars.length > MOST_BARS) lines.push(`  ${m.rest(bars.length - MOST_BARS)}`);
  if (found.idle > 0) lines.push(`  ${m.idle(found.idle)}`);
  if (refused.length > 0) lines.push(`  ${m.refused(new Set(refused.map(({ input }) => input.name)).size)}`);
  for (const { input, end, check, reason } of refused) {
    const { name, factor } = shownUnit(run.model.units, input.unit, words);
    const at = `${shortNumber(input[end] * factor)} ${name}`.trimEnd();
    const why = check === undefined ? reason : `${words.say(check.label)} (${reason})`;
    lines.push(`    ${inputName(input, words)} ${at}: ${why}`);
  }
  if (bars.some(({ low, high }) => low.measures.censored || high.measures.censored))
    lines.push(`  ${words.common.horizonBound}`);
  return [...lines, `  ${m.same}`, `  ${m.note}`, `  ${m.leftOut}`];
}

/** An input as pictures call it, which have room for all of its name. */
function fullName({ kind, label }: TornadoInput, words: Words): string {
  return `${words.say(label)}${kind === "lever" ? words.bracketed(words.tornado.lever) : ""}`;
}

/** An input as tables call it. */
export function inputName({ kind, label }: TornadoInput, words: Words): string {
  const text = cutName(words.say(label), words.common.colon);
  return kind === "lever" ? `${text} (${words.tornado.lever})` : text;
}

/** A long name loses the end of the quantity and of the members behind it, never the one for the other. */
function cutName(name: string, between: string): string {
  if (textWidth(name) <= LONGEST_NAME) return name;
  const [quantity, ...rest] = name.split(between);
  if (rest.length === 0) return cutText(name, LONGEST_NAME);
  const members = cutText(rest.join(between), LONGEST_NAME / 2);
  return `${cutText(quantity, LONGEST_NAME - textWidth(members) - textWidth(between))}${between}${members}`;
}

/** The three numbers of an input with their unit, and the year where they are of one year of a path. */
function rangeText({ model }: ScenarioRun, { low, value, high, unit, year }: TornadoInput, words: Words): string {
  const rate = unit === YEARLY_RATE;
  const { name, factor } = shownUnit(model.units, rate ? `%${unit.slice(1)}` : unit, words);
  const numbers = [low, value, high].map((number) => shortNumber((rate ? 100 : factor) * number)).join(" | ");
  return [numbers, ...(name === "" ? [] : [name]), ...(year === undefined ? [] : [`(${year})`])].join(" ");
}

/** Growth and shares a year read better in per cent. */
const YEARLY_RATE = "1/yr";

function shortNumber(value: number): string {
  return readable(value, 3)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** A year; `≈` where it lies in the band of the scenario's own peak, otherwise marked where it is a bound. */
function yearText(measures: TornadoEnd["measures"], horizon: number, band?: Band): string {
  const { peak_year } = measures;
  const same = band !== undefined && Math.round(peak_year) >= band.from && Math.round(peak_year) <= band.to;
  return same ? `≈ ${fixed(peak_year, 1)}` : markedYear(measures, horizon);
}

/** tornado.csv: one row a boundary, input and end, in the order of the model. */
function tornadoFile(run: ScenarioRun, { boundaries }: Tornado, options: CsvOptions): string {
  const rows = boundaries.flatMap(({ boundary, bars }) =>
    bars.flatMap(({ input, ...ends }) =>
      (["low", "high"] as const).map((end) => ({ boundary, input, end, ...ends[end] })),
    ),
  );
  const unit = run.layout.peak.unit.text;
  return csvOf(
    {
      ...columnsOf(run),
      ...named("boundary"),
      kind: ({ input }) => input.kind,
      input: ({ input }) => input.name,
      label_en: ({ input }) => input.label.en,
      label_zh: ({ input }) => input.label.zh,
      ...named("end"),
      input_value: ({ input, end }) => input[end],
      input_as_is: ({ input }) => input.value,
      input_unit: ({ input }) => input.unit,
      input_year: ({ input }) => input.year,
      unit: () => unit,
      peak_year: ({ measures }) => measures.peak_year,
      ...differenceColumns(),
      source: ({ input }) => input.source,
      estimated: ({ input }) => input.estimated,
    },
    rows,
    options,
  );
}

const MOST_ROWS = 16;

/** The tornado of each boundary, by file name: the widest inputs, each between its low and high. */
export function tornadoPictures(
  run: ScenarioRun,
  { boundaries }: Tornado,
  measure: TornadoMeasure,
  words: Words,
): Map<string, Picture> {
  const m = words.picture;
  return new Map(
    boundaries.map(({ boundary, bars }) => {
      const shown = ranked(bars, measure).slice(0, MOST_ROWS);
      // The longer end first, so that the shorter one lies on it where both point the same way.
      const bar = ({ low, high }: (typeof bars)[number], of: TornadoMeasure, factor: number) => ({
        parts: [
          { from: 0, to: low.change[of] * factor, colour: lessColour },
          { from: 0, to: high.change[of] * factor, colour: moreColour },
        ].sort((a, b) => Math.abs(b.to) - Math.abs(a.to)),
      });
      const picture = barChart({
        ...captions(run, words, m.tornado(drawnText(boundaryName(run, boundary, words))), [m.tornadoNote]),
        legend: changeLegend(m.atLow, m.atHigh),
        // The numbers of a range stay in one line.
        rows: shown.map(({ input }) =>
          drawnText(`${fullName(input, words)} ${rangeText(run, input, words).replaceAll(" ", "\u00a0")}`),
        ),
        panels: changeMeasures.map((of) => {
          const { factor } = changeSize(run, words, of, []);
          return changePanel(
            run,
            words,
            of,
            shown.map((own) => bar(own, of, factor)),
          );
        }),
      });
      return [boundaryPictureName(run.scenario.id, "tornado", boundary, boundaries.length > 1), picture] as const;
    }),
  );
}
