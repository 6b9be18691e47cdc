import type { DelayCosts, DelayedBoundary } from "../questions/delay.ts";
import { barChart, type RowBar } from "../report/draw/bar-chart.ts";
import { lessColour, moreColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { fixed, signed } from "../report/text/number-text.ts";
import { delayMessages } from "../report/words/delay-messages.ts";
import { type Language, say } from "../report/words/messages.ts";
import { pictureMessages } from "../report/words/picture-messages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { madeBy, subtitleOf } from "./run/pictures.ts";
import { pictureName } from "./shell/picture-files.ts";

const MOST_LEVERS = 18;

/** The cost of waiting on each boundary, by file name: all levers year by year, and the levers that cost most. */
export function delayPictures(run: ScenarioRun, costs: DelayCosts, language: Language): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const found of costs.boundaries) {
    const name = (chart: string) =>
      pictureName(run.scenario.id, costs.boundaries.length > 1 ? `${chart}-${found.boundary}` : chart);
    if (found.levers.length === 0) continue;
    pictures.set(name("delay"), allPicture(run, found, language));
    pictures.set(name("delay-levers"), leverPicture(run, costs, found, language));
  }
  return pictures;
}

function nameOf(run: ScenarioRun, boundary: string, language: Language): string {
  const label = run.boundaries.find(({ name }) => name === boundary)?.label;
  return drawnText(label === undefined ? boundary : say(label, language));
}

function costBar(value: number, decimals: number): RowBar {
  return {
    parts: [{ from: 0, to: value, colour: value > 0 ? moreColour : lessColour }],
    text: signed(value, decimals).replace("-", "−"),
  };
}

function allPicture(
  run: ScenarioRun,
  { boundary, now, year, band, all }: DelayedBoundary,
  language: Language,
): Picture {
  const m = pictureMessages[language];
  const d = delayMessages[language];
  const unit = run.layout.peak.unit.text;
  const { baseYear: from, horizon: to } = run.scenario;
  const steps = [{ year, band, level: now.peak_level, more: 0, sum: 0 }].concat(
    all.map((step) => ({
      year: step.year,
      band: step.band,
      level: step.measures.peak_level,
      more: step.change.peak_level,
      sum: step.change.cumulative,
    })),
  );
  return barChart({
    title: m.delay(nameOf(run, boundary, language)),
    subtitle: subtitleOf(run, language),
    notes: [m.delayNote, madeBy(language, run.scenario.id)],
    rows: [d.asIs, ...all.map(({ delay }) => m.later(delay))],
    panels: [
      {
        label: m.peakYear,
        years: true,
        bars: steps.map((step) => ({
          parts: [{ ...step.band, colour: lessColour }],
          dot: step.year,
          text: fixed(step.level, 1),
        })),
      },
      {
        label: m.peakLevel(drawnUnit(unit, language)),
        reference: 0,
        bars: steps.map(({ more }) => costBar(more, 1)),
      },
      {
        label: m.cumulative({ unit: drawnUnit(summedUnit(unit), language), from, to }),
        reference: 0,
        bars: steps.map(({ sum }) => costBar(sum, 0)),
      },
    ],
  });
}

function leverPicture(run: ScenarioRun, { years }: DelayCosts, found: DelayedBoundary, language: Language): Picture {
  const m = pictureMessages[language];
  const unit = run.layout.peak.unit.text;
  const { baseYear: from, horizon: to } = run.scenario;
  const last = found.levers.map(({ lever, steps }) => ({ lever, change: steps[steps.length - 1].change }));
  const shown = last
    .sort((a, b) => Math.abs(b.change.cumulative) - Math.abs(a.change.cumulative))
    .slice(0, MOST_LEVERS);
  return barChart({
    title: m.delayOfOne({ boundary: nameOf(run, found.boundary, language), years }),
    subtitle: subtitleOf(run, language),
    notes: [madeBy(language, run.scenario.id)],
    rows: shown.map(({ lever }) =>
      drawnText(say(run.scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever }, language)),
    ),
    panels: [
      { label: m.yearsEarlier, reference: 0, bars: shown.map(({ change }) => costBar(change.peak_year, 1)) },
      {
        label: m.cumulative({ unit: drawnUnit(summedUnit(unit), language), from, to }),
        reference: 0,
        bars: shown.map(({ change }) => costBar(change.cumulative, 0)),
      },
    ],
  });
}
