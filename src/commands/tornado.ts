import {
  ranked,
  type Tornado,
  type TornadoBar,
  type TornadoBoundary,
  type TornadoEnd,
  type TornadoInput,
  type TornadoMeasure,
  tornado,
} from "../questions/tornado.ts";
import { barChart, type RowBar } from "../report/draw/bar-chart.ts";
import { madeBy, pictureName, subtitleOf } from "../report/draw/captions.ts";
import { lessColour, moreColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { labelOfRegion, runColumns, truth } from "../report/tables/run-columns.ts";
import { fixed, readable, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText, textWidth } from "../report/text/text-width.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { Band } from "../run/peak/peak.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type Columns, type CsvOptions, csvOf } from "../text/csv.ts";
import { markedYear } from "./delay.ts";
import { aboutRun, boundaryNames, give, runOf, scenarioOf, withBoundary, withScenario } from "./question.ts";
import { command } from "./shell/command.ts";
import { askedBoundaries, withLanguage, withOut, withPictures } from "./shell/options.ts";

const measures: Readonly<Record<"year" | "level" | "cumulative", TornadoMeasure>> = {
  year: "peak_year",
  level: "peak_level",
  cumulative: "cumulative",
};

/** `peakpath tornado`: every assumption and lever between its low and high. */
export const tornadoCommand = command(
  (argv) =>
    withBoundary(withScenario(withPictures(withOut(withLanguage(argv)))))
      .option("sort", {
        choices: ["year", "level", "cumulative"] as const,
        default: "cumulative" as const,
        requiresArg: true,
        describe: "Widest first by peak year, peak level or cumulative emissions",
      })
      .example("$0 tornado zhejiang/policy", "by cumulative emissions, on the default boundary")
      .example("$0 tornado zhejiang/reference --sort year --out out", "by the peak's year, with tornado.csv"),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const run = runOf(scenarioOf(call.terminal, args.scenario));
    const found = tornado(run, askedBoundaries(args.boundary, boundaryNames(run)));
    const measure = measures[args.sort];
    await give(
      call,
      args,
      aboutRun(run, words, {
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
      }),
    );
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
  const boundary = run.boundaries.find(({ name }) => name === found.boundary);
  const label = boundary === undefined ? found.boundary : words.say(boundary.label);
  const unit = words.unit(run.layout.peak.unit.text);
  const { horizon } = run.scenario;
  const band = boundary?.peak?.band;
  const { from = "", to = "" } = band ?? {};
  const lines = [
    m.title(label, m.measures[measure]),
    `  ${m.now({ year: yearText(found.now, horizon), band: `${from}-${to}`, level: fixed(found.now.peak_level, 1), unit })}`,
  ];
  const bars = ranked(found.bars, measure);
  const end = (title: string) => ({ title, align: "end" as const });
  const rows = bars
    .slice(0, MOST_BARS)
    .map(({ input, low, high }) => [
      inputName(input, words),
      rangeText(input, words),
      `${yearText(low.measures, horizon, band)} | ${yearText(high.measures, horizon, band)}`,
      `${signed(low.change.peak_level, 1)} | ${signed(high.change.peak_level, 1)}`,
      `${signed(low.change.cumulative, 0)} | ${signed(high.change.cumulative, 0)}`,
    ]);
  const columns = [
    { title: m.input },
    end(m.range),
    end(m.peakYear),
    end(m.level(unit)),
    end(m.cumulative(words.unit(summedUnit(run.layout.peak.unit.text)))),
  ];
  lines.push(...(rows.length === 0 ? [`  ${m.nothing}`] : textTable(columns, rows)));
  if (bars.length > MOST_BARS) lines.push(`  ${m.rest(bars.length - MOST_BARS)}`);
  if (found.idle > 0) lines.push(`  ${m.idle(found.idle)}`);
  if (refused.length > 0) {
    lines.push(`  ${m.refused(new Set(refused.map(({ input }) => input.name)).size)}`);
    for (const { input, end: which, check, reason } of refused) {
      const at = which === "low" ? input.low : input.high;
      const why = check === undefined ? reason : `${words.say(check.label)} (${reason})`;
      lines.push(
        `    ${inputName(input, words)} ${shortNumber(at)}${input.unit === "1" ? "" : ` ${words.unit(input.unit)}`}: ${why}`,
      );
    }
  }
  if (bars.some(({ low, high }) => low.measures.censored || high.measures.censored))
    lines.push(`  ${words.common.horizonBound}`);
  lines.push(`  ${m.same}`);
  return [...lines, `  ${m.note}`, `  ${m.leftOut}`];
}

/** An input as tables and pictures call it. */
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
export function rangeText({ low, value, high, unit, year }: TornadoInput, words: Words): string {
  const rate = unit === YEARLY_RATE;
  const numbers = [low, value, high].map((number) => shortNumber(rate ? 100 * number : number)).join(" | ");
  const name = rate ? words.unit(`%${unit.slice(1)}`) : words.unit(unit);
  return [numbers, ...(unit === "1" ? [] : [name]), ...(year === undefined ? [] : [`(${year})`])].join(" ");
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

interface EndRow extends Pick<TornadoBoundary, "boundary"> {
  readonly run: ScenarioRun;
  readonly input: TornadoInput;
  readonly end: "low" | "high";
  readonly reached: TornadoEnd;
}

const columns: Columns<EndRow> = {
  ...runColumns(labelOfRegion),
  boundary: ({ boundary }) => boundary,
  kind: ({ input }) => input.kind,
  input: ({ input }) => input.name,
  label_en: ({ input }) => input.label.en,
  label_zh: ({ input }) => input.label.zh,
  end: ({ end }) => end,
  input_value: ({ input, end }) => input[end],
  input_as_is: ({ input }) => input.value,
  input_unit: ({ input }) => input.unit,
  input_year: ({ input }) => input.year,
  unit: ({ run }) => run.layout.peak.unit.text,
  peak_year: ({ reached }) => reached.measures.peak_year,
  peak_level: ({ reached }) => reached.measures.peak_level,
  cumulative: ({ reached }) => reached.measures.cumulative,
  peak_year_change: ({ reached }) => reached.change.peak_year,
  peak_level_change: ({ reached }) => reached.change.peak_level,
  cumulative_change: ({ reached }) => reached.change.cumulative,
  censored: ({ reached }) => truth(reached.change.censored),
  source: ({ input }) => input.source,
  estimated: ({ input }) => input.estimated,
};

/** tornado.csv: one row a boundary, input and end, in the order of the model. */
function tornadoFile(run: ScenarioRun, { boundaries }: Tornado, options: CsvOptions): string {
  const rows = boundaries.flatMap(({ boundary, bars }) =>
    bars.flatMap(({ input, ...ends }) =>
      (["low", "high"] as const).map((end) => ({ run, boundary, input, end, reached: ends[end] })),
    ),
  );
  return csvOf(columns, rows, options);
}

const MOST_ROWS = 16;

/** The tornado of each boundary, by file name: the widest inputs, each between its low and high. */
export function tornadoPictures(
  run: ScenarioRun,
  found: Tornado,
  measure: TornadoMeasure,
  words: Words,
): Map<string, Picture> {
  return new Map(
    found.boundaries.map((own) => {
      const chart = found.boundaries.length > 1 ? `tornado-${own.boundary}` : "tornado";
      return [pictureName(run.scenario.id, chart), tornadoPicture(run, own, measure, words)] as const;
    }),
  );
}

function tornadoPicture(
  run: ScenarioRun,
  { boundary, bars }: TornadoBoundary,
  measure: TornadoMeasure,
  words: Words,
): Picture {
  const m = words.picture;
  const shown = ranked(bars, measure).slice(0, MOST_ROWS);
  const unit = run.layout.peak.unit.text;
  const { baseYear: from, horizon: to } = run.scenario;
  const panel = (label: string, of: TornadoMeasure) => ({
    label,
    reference: 0,
    bars: shown.map((bar) => ends(bar, of)),
  });
  const label = run.boundaries.find(({ name }) => name === boundary)?.label;
  return barChart({
    title: m.tornado(drawnText(label === undefined ? boundary : words.say(label))),
    subtitle: subtitleOf(run, words),
    notes: [m.tornadoNote, madeBy(words, run.scenario.id)],
    legend: [
      { label: m.atLow, colour: lessColour },
      { label: m.atHigh, colour: moreColour },
    ],
    // The numbers of a range stay in one line.
    rows: shown.map(({ input }) =>
      drawnText(`${inputName(input, words)} ${rangeText(input, words).replaceAll(" ", "\u00a0")}`),
    ),
    panels: [
      panel(m.yearsEarlier, "peak_year"),
      panel(m.peakLevel(drawnUnit(unit, words)), "peak_level"),
      panel(m.cumulative({ unit: drawnUnit(summedUnit(unit), words), from, to }), "cumulative"),
    ],
  });
}

/** The longer end first, so that the shorter one lies on it where both point the same way. */
function ends({ low, high }: TornadoBar, measure: TornadoMeasure): RowBar {
  const parts = [
    { from: 0, to: low.change[measure], colour: lessColour },
    { from: 0, to: high.change[measure], colour: moreColour },
  ];
  return { parts: parts.sort((a, b) => Math.abs(b.to) - Math.abs(a.to)) };
}
