import {
  isIdle,
  isIdleInAll,
  LEVER_YEARS,
  type LeverChoice,
  type LeverPeak,
  type LeverPeaks,
  shownRows,
  sideEffects,
} from "../../questions/levers/lever-peaks.ts";
import { pollutantsOf } from "../../questions/pollutants.ts";
import { boundaryName, leverName } from "../../report/text/names.ts";
import { fixed, peakYearText, percent, spanText, yearSpans } from "../../report/text/number-text.ts";
import { type Sized, sized, sizedLevels } from "../../report/text/sized.ts";
import {
  blockTitles,
  type Cell,
  type Row,
  RULE,
  right,
  sectionLines,
  type TableSection,
  textTable,
} from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { yearStands } from "../../run/peak/peak-outlook.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Basis } from "../../scenario/levers/scenario-levers.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";

interface LeverLinesOptions extends LeverChoice {
  /** How many levers to show, and without families; all without. */
  readonly most?: number;
}

const LONGEST_NAME = 36;
/** What single levers do is small beside what all do. */
const EFFECT_DIGITS = 4;
/** The last of them is the one in which pollutants are told per CO2. */
export const POLLUTANT_YEARS: readonly number[] = [2030, 2035];

/**
 * The peak under each lever on one boundary: alone on the reference, beside the scenario without it, between the rows
 * of reference and scenario. A block in which years say nothing leads with what still moves.
 */
export function leverLines(
  run: ScenarioRun,
  peaks: LeverPeaks,
  words: Words,
  options: LeverLinesOptions = {},
): string[] {
  return sectionLines(leverSection(run, peaks, words, options));
}

/** The same as a table for a page. */
export function leverSection(
  run: ScenarioRun,
  peaks: LeverPeaks,
  words: Words,
  { most, by = "lever", only }: LeverLinesOptions = {},
): TableSection {
  const m = words.levers;
  const { reference, policy, boundary } = peaks;
  const pulled = (id: string) => pulledIn(run.scenario).get(id);
  const chosen = shownRows(peaks, { by, only });
  const levels = sizedLevels(run, words, [reference.level, policy.level]);
  const blocks = [reference, policy].map((end) => peakCells(run, yearStands(end), levels, words));
  const shown = by === "lever" ? chosen.slice(0, most) : [];
  const whole = most === undefined && only === undefined;
  const families = whole || by === "family" ? shownRows(peaks, { by: "family" }) : [];
  const projects = whole && by === "lever" ? shownRows(peaks, { by: "project" }) : [];
  const hasBasis = projects.length > 0 || [...run.scenario.levers.values()].some(({ basis }) => basis !== undefined);
  const name = (text: string, strength: string, basis?: Basis): Cell[] => [
    [words.common.lever, cutText(text, LONGEST_NAME)],
    right(words.common.strength, strength),
    ...(hasBasis ? [[words.common.basis, basis === undefined ? "" : words.common.bases[basis]] as const] : []),
  ];
  const row = (named: Cell[], alone: LeverPeak | undefined, without: LeverPeak | undefined): Row => [
    ...named,
    [RULE, RULE],
    ...blocks[0](alone),
    [RULE, RULE],
    ...blocks[1](without),
  ];
  const idle = peaks.rows.filter((own) => own.kind === "lever" && isIdle(own, peaks));
  const namesOf = (levers: typeof idle) => words.commas(levers.map(({ id }) => leverName(run, id, words)));
  const rows = [
    row(name(m.noLever, ""), reference, undefined),
    ...shown.map(({ id, alone, without }) =>
      row(name(leverName(run, id, words), percent(pulled(id)?.strength ?? 0, 0), pulled(id)?.basis), alone, without),
    ),
    ...(families.length > 0 ? [row(name(m.byFamily, ""), undefined, undefined)] : []),
    ...families.map(({ id, alone, without }) => row(name(`  ${m.families[id] ?? id}`, ""), alone, without)),
    ...(projects.length > 0 ? [row(name(m.withoutProject, ""), undefined, undefined)] : []),
    ...projects.map(({ id, alone, without }) =>
      row(name(`  ${leverName(run, id, words)}`, "", pulled(id)?.basis), alone, without),
    ),
    row(name(m.allLevers, ""), undefined, policy),
  ];
  const command = `peakpath levers ${run.scenario.id}`;
  return {
    title: m.peaks(boundaryName(run, boundary, words), levels.name),
    blocks: [m.aloneOn, m.withoutIt],
    rows,
    notes: [
      ...(most !== undefined && chosen.length > most ? [m.more(chosen.length - most, command)] : []),
      ...(whole && by === "lever" && idle.length > 0 ? [m.idleLevers(idle.length, namesOf(idle))] : []),
      ...standNotes(peaks, words),
      ...(most === undefined ? [words.run.bandNote] : []),
      m.note(`${command} --method shapley`),
    ],
  };
}

/** What each lever alone changes of air pollutants in two years, and per CO2 in the later one, largest change of CO2 first. */
export function pollutantLeverLines(run: ScenarioRun, peaks: LeverPeaks, words: Words, choice: LeverChoice): string[] {
  const m = words.levers;
  const { reference, policy, boundary } = peaks;
  const pollutants = pollutantsOf(run);
  const years = POLLUTANT_YEARS.filter((year) => year <= run.scenario.horizon);
  const last = years[years.length - 1];
  const all = sideEffects(reference, policy);
  const co2 = sized(
    run,
    run.layout.peak.unit.text,
    years.map((year) => all[year].co2),
    words,
    EFFECT_DIGITS,
  );
  const polluting = pollutants.flatMap(({ member }) => years.map((year) => all[year].pollutants[member]));
  const other = sized(run, pollutants[0]?.unit ?? "", polluting, words, EFFECT_DIGITS);
  const row = (name: string, after: LeverPeak): Row => {
    const effects = sideEffects(reference, after);
    // Where CO2 as printed does not fall, a ratio would be read as a benefit per tonne saved.
    const falls = Number(co2.change(effects[last].co2).replaceAll(",", "")) < 0;
    return [
      [words.common.lever, cutText(name, LONGEST_NAME)],
      ...years.flatMap((year): Cell[] => [
        [RULE, RULE],
        right("CO2", co2.change(effects[year].co2)),
        ...pollutants.map(({ member, label }) =>
          right(words.say(label), other.change(effects[year].pollutants[member])),
        ),
      ]),
      [RULE, RULE],
      ...pollutants.map(({ member, label }) =>
        right(words.say(label), falls ? fixed(effects[last].per_co2[member], 2) : "-"),
      ),
    ];
  };
  const names = (id: string) => (choice.by === "family" ? (m.families[id] ?? id) : leverName(run, id, words));
  const lines = textTable([
    ...shownRows(peaks, choice, isIdleInAll).map(({ id, alone }) => row(names(id), alone)),
    row(m.allLevers, policy),
  ]);
  const unit = { unit: co2.name, pollutant: other.name };
  return [
    m.pollutants({ boundary: boundaryName(run, boundary, words), ...unit }),
    blockTitles(lines[0], [...years.map(String), m.perCo2(last)]),
    ...lines,
    `  ${m.pollutantNote}`,
    ...[run.layout.pollutants?.note].flatMap((note) => (note === undefined ? [] : [`  ${words.say(note)}`])),
    `  ${words.run.pollutants.held(run.scenario.baseYear)}`,
  ];
}

/** The cells of a peak; where years say nothing (`stands`), what still moves comes first. */
function peakCells({ scenario }: ScenarioRun, stands: boolean, levels: Sized, words: Words) {
  const { common, run: r, levers: m } = words;
  const { horizon } = scenario;
  return (peak: LeverPeak | undefined): Cell[] => {
    const of = (text: (peak: LeverPeak) => string) => (peak === undefined ? "" : text(peak));
    const yearText = ({ year }: LeverPeak) =>
      year === undefined ? "-" : peakYearText({ year, at_horizon: year === horizon });
    const below = (year: number | undefined) => String(year ?? `>${horizon}`);
    const year = right(common.peak, of(yearText));
    const band: Cell = [common.band, of((own) => spanText(own.band))];
    const rest: Cell[] = [
      right(
        common.level,
        of(({ level }) => levels.text(level)),
      ),
      [r.status, of((own) => statusText(own, words))],
    ];
    const inYears = LEVER_YEARS.filter((y) => y <= horizon).map((y) =>
      right(
        y,
        of(({ emissions }) => levels.text(emissions[y])),
      ),
    );
    if (!stands) return [year, band, ...rest, ...inYears];
    const falls = [
      right(
        m.below(5),
        of(({ below_5 }) => below(below_5)),
      ),
      right(
        m.below(10),
        of(({ below_10 }) => below(below_10)),
      ),
    ];
    return [...inYears, ...falls, band, year, ...rest];
  };
}

function statusText({ past, summits, status }: LeverPeak, words: Words): string {
  const m = words.levers;
  const said = summits.length > 1 ? m.summits(summits.join(", ")) : words.common.statuses[status];
  return past ? m.past(said) : said;
}

/** Why the years of a block say nothing. */
function standNotes({ reference, policy }: LeverPeaks, words: Words): string[] {
  const m = words.levers;
  const note = (name: string, end: LeverPeak) => {
    if (!yearStands(end)) return [];
    const years = yearSpans(end.summits);
    return [`${name}${words.common.colon}${end.past ? m.pastNote(years) : m.summitsNote(years)}`];
  };
  const notes = [...note(m.noLever, reference), ...note(m.allLevers, policy)];
  return notes.length === 0 ? [] : [...notes, m.stillMoves];
}
