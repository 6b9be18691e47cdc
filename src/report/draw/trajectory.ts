import type { ScenarioRun } from "../../run/run.ts";
import { sizedLevels } from "../text/sized.ts";
import type { Words } from "../words/languages.ts";
import { drawnText } from "../words/units.ts";
import { boundaryLine, captions, observedEnd, placeOf } from "./captions.ts";
import { historyColour, seriesColour } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { type ChartLine, xyChart } from "./xy-chart.ts";

const STRONG = 4;
const THIN = 2;

/** The emissions of each boundary, or of the only one that is asked for, with their peaks; undefined where none is computed. */
export function trajectoryPicture(run: ScenarioRun, words: Words, only?: string): Picture | undefined {
  const m = words.picture;
  const computed = run.boundaries.filter(
    ({ name, peak }) => peak !== undefined && (only === undefined || name === only),
  );
  const [first] = computed;
  if (first === undefined) return undefined;
  const { history } = run.boundaries[0];
  const levels = sizedLevels(run, words);
  const lines: ChartLine[] = computed.map((boundary, i) => ({
    ...boundaryLine(boundary, drawnText(words.say(boundary.label)), seriesColour(i), levels, words),
    width: i === 0 ? STRONG : THIN,
  }));
  const shown = first === run.boundaries[0] ? history?.series : undefined;
  if (shown !== undefined) {
    const y = Array.from(shown.values, (value) => value * levels.factor);
    lines.push({ x: shown.years, y, colour: historyColour, width: THIN });
  }
  const { peak } = first;
  const turns = peak !== undefined && !peak.at_horizon;
  const past = shown === undefined ? [] : [m.history(shown.years[0], shown.years[shown.years.length - 1])];
  return xyChart({
    ...captions(run, words, m.trajectory(placeOf(run, words)), [m.peakNote, ...past]),
    x: { label: words.common.year, years: true },
    y: levels.drawn,
    observed: observedEnd(run, words),
    // The strongest line lies on top.
    lines: lines.reverse(),
    spans: turns ? [{ ...peak.band, label: m.bandOf(peak.band) }] : [],
  });
}
