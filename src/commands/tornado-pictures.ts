import {
  ranked,
  type Tornado,
  type TornadoBar,
  type TornadoBoundary,
  type TornadoMeasure,
} from "../questions/tornado.ts";
import { barChart, type RowBar } from "../report/draw/bar-chart.ts";
import { lessColour, moreColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { type Language, say } from "../report/words/messages.ts";
import { pictureMessages } from "../report/words/picture-messages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { madeBy, subtitleOf } from "./run/pictures.ts";
import { pictureName } from "./shell/picture-files.ts";
import { inputName, rangeText } from "./tornado-text.ts";

const MOST_ROWS = 16;

/** The tornado of each boundary, by file name: the widest inputs, each between its low and high. */
export function tornadoPictures(
  run: ScenarioRun,
  found: Tornado,
  measure: TornadoMeasure,
  language: Language,
): Map<string, Picture> {
  return new Map(
    found.boundaries.map((own) => {
      const chart = found.boundaries.length > 1 ? `tornado-${own.boundary}` : "tornado";
      return [pictureName(run.scenario.id, chart), tornadoPicture(run, own, measure, language)] as const;
    }),
  );
}

function tornadoPicture(
  run: ScenarioRun,
  { boundary, bars }: TornadoBoundary,
  measure: TornadoMeasure,
  language: Language,
): Picture {
  const m = pictureMessages[language];
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
    title: m.tornado(drawnText(label === undefined ? boundary : say(label, language))),
    subtitle: subtitleOf(run, language),
    notes: [m.tornadoNote, madeBy(language, run.scenario.id)],
    legend: [
      { label: m.atLow, colour: lessColour },
      { label: m.atHigh, colour: moreColour },
    ],
    // The numbers of a range stay in one line.
    rows: shown.map(({ input }) =>
      drawnText(`${inputName(input, language)} ${rangeText(input, language).replaceAll(" ", "\u00a0")}`),
    ),
    panels: [
      panel(m.yearsEarlier, "peak_year"),
      panel(m.peakLevel(drawnUnit(unit, language)), "peak_level"),
      panel(m.cumulative({ unit: drawnUnit(summedUnit(unit), language), from, to }), "cumulative"),
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
