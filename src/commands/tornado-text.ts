import {
  ranked,
  type Tornado,
  type TornadoBoundary,
  type TornadoEnd,
  type TornadoInput,
  type TornadoMeasure,
} from "../questions/tornado.ts";
import { fixed, readable, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText, textWidth } from "../report/text/text-width.ts";
import { type Language, say } from "../report/words/messages.ts";
import { tornadoMessages } from "../report/words/tornado-messages.ts";
import { summedUnit, unitText } from "../report/words/units.ts";
import type { Band } from "../run/peak/plateau-band.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";
import { markedYear } from "./delay-text.ts";

const LONGEST_NAME = 60;
/** So many bars are printed; all of them stand in the file. */
const MOST_BARS = 25;
/** The tornado of one boundary, the widest first. */
export function tornadoLines(
  run: ScenarioRun,
  { refused }: Tornado,
  found: TornadoBoundary,
  measure: TornadoMeasure,
  language: Language,
): string[] {
  const m = tornadoMessages[language];
  const boundary = run.boundaries.find(({ name }) => name === found.boundary);
  const label = boundary === undefined ? found.boundary : say(boundary.label, language);
  const unit = unitText(run.layout.peak.unit.text, language);
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
      inputName(input, language),
      rangeText(input, language),
      `${yearText(low.measures, horizon, band)} | ${yearText(high.measures, horizon, band)}`,
      `${signed(low.change.peak_level, 1)} | ${signed(high.change.peak_level, 1)}`,
      `${signed(low.change.cumulative, 0)} | ${signed(high.change.cumulative, 0)}`,
    ]);
  const columns = [
    { title: m.input },
    end(m.range),
    end(m.peakYear),
    end(m.level(unit)),
    end(m.cumulative(unitText(summedUnit(run.layout.peak.unit.text), language))),
  ];
  lines.push(...(rows.length === 0 ? [`  ${m.nothing}`] : textTable(columns, rows)));
  if (bars.length > MOST_BARS) lines.push(`  ${m.rest(bars.length - MOST_BARS)}`);
  if (found.idle > 0) lines.push(`  ${m.idle(found.idle)}`);
  if (refused.length > 0) {
    lines.push(`  ${m.refused(new Set(refused.map(({ input }) => input.name)).size)}`);
    for (const { input, end: which, check, reason } of refused) {
      const at = which === "low" ? input.low : input.high;
      const why = check === undefined ? reason : `${say(check.label, language)} (${reason})`;
      lines.push(
        `    ${inputName(input, language)} ${shortNumber(at)}${input.unit === "1" ? "" : ` ${unitText(input.unit, language)}`}: ${why}`,
      );
    }
  }
  if (bars.some(({ low, high }) => low.measures.censored || high.measures.censored)) lines.push(`  ${m.bound}`);
  lines.push(`  ${m.same}`);
  return [...lines, `  ${m.note}`, `  ${m.leftOut}`];
}

/** An input as tables and pictures call it. */
export function inputName({ kind, label }: TornadoInput, language: Language): string {
  const text = cutName(say(label, language), language === "zh" ? "：" : ": ");
  return kind === "lever" ? `${text} (${tornadoMessages[language].lever})` : text;
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
export function rangeText({ low, value, high, unit, year }: TornadoInput, language: Language): string {
  const rate = unit === YEARLY_RATE;
  const numbers = [low, value, high].map((number) => shortNumber(rate ? 100 * number : number)).join(" | ");
  const name = rate ? `%${unitText(unit, language).slice(1)}` : unitText(unit, language);
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

/** tornado.csv: one row a boundary, input and end, in the order of the model. */
export function tornadoFile(run: ScenarioRun, { boundaries }: Tornado, options: CsvOptions): string {
  const head = [
    ...["model", "scenario", "region", "boundary", "kind", "input", "label_en", "label_zh", "end"],
    ...["input_value", "input_as_is", "input_unit", "input_year", "unit"],
    ...[
      "peak_year",
      "peak_level",
      "cumulative",
      "peak_year_change",
      "peak_level_change",
      "cumulative_change",
      "censored",
    ],
    ...["source", "estimated"],
  ];
  const unit = run.layout.peak.unit.text;
  const rows = boundaries.flatMap(({ boundary, bars }) =>
    bars.flatMap(({ input, ...ends }) =>
      (["low", "high"] as const).map((end): CsvCell[] => {
        const { measures, change } = ends[end];
        return [
          ...[run.model.name, run.scenario.id, run.scenario.region.label.en, boundary],
          ...[input.kind, input.name, input.label.en, input.label.zh, end],
          ...[input[end], input.value, input.unit, input.year, unit],
          ...[measures.peak_year, measures.peak_level, measures.cumulative],
          ...[change.peak_year, change.peak_level, change.cumulative, change.censored ? "true" : "false"],
          ...[input.source ?? "", input.estimated ?? ""],
        ];
      }),
    ),
  );
  return csvText(head, rows, options);
}
