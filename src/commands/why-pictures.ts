import type { PeakCause, PeakCauses } from "../questions/peak-causes.ts";
import { areaColour, ink } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { stackedColumns, withOther } from "../report/draw/stack.ts";
import { xyChart } from "../report/draw/xy-chart.ts";
import { type Language, say } from "../report/words/messages.ts";
import { pictureMessages } from "../report/words/picture-messages.ts";
import { drawnText } from "../report/words/units.ts";
import { pointsIn } from "../run/driver-balance.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import { madeBy, subtitleOf } from "./run/pictures.ts";
import { pictureName } from "./shell/picture-files.ts";
import { driverName } from "./why-text.ts";

const COLUMN = 0.8;
/** Drivers that never bring this part of a year's movement are drawn as one. */
const LEAST_PART = 0.005;

/** The driver balance of each boundary that moves from some year to the next, by file name. */
export function whyPictures(
  run: ScenarioRun,
  causes: PeakCauses,
  shown: readonly PeakCause[],
  language: Language,
): Map<string, Picture> {
  return new Map(
    shown.filter(isDrawn).map((cause) => {
      const chart = shown.length > 1 ? `drivers-${cause.boundary.name}` : "drivers";
      return [pictureName(run.scenario.id, chart), balancePicture(run, causes, cause, language)] as const;
    }),
  );
}

/** Whether a boundary has a year whose drivers can be told in points of the year before. */
export function isDrawn({ balance }: PeakCause): boolean {
  return balance.years.some((year) => pointsIn(balance, year) !== undefined);
}

function balancePicture(run: ScenarioRun, causes: PeakCauses, cause: PeakCause, language: Language): Picture {
  const m = pictureMessages[language];
  const { boundary, balance } = cause;
  const found = balance.years.map((year) => pointsIn(balance, year));
  const years = balance.years.filter((_, i) => found[i] !== undefined);
  const points = found.filter((own) => own !== undefined);
  const parts = withOther(
    [...balance.drivers.keys()].map((id) => ({
      label: drawnText(driverName(causes.drivers, id, language)),
      values: points.map(({ drivers }) => drivers.get(id) ?? 0),
      colour: areaColour(causes.drivers.findIndex((driver) => driver.id === id) + 1),
    })),
    LEAST_PART,
    m.other,
  );
  const { peak } = boundary;
  const turns = peak !== undefined && !peak.at_horizon && !peak.at_start;
  return xyChart({
    title: m.drivers(drawnText(say(boundary.label, language))),
    subtitle: subtitleOf(run, language),
    notes: [m.driverNote, madeBy(language, run.scenario.id)],
    x: { label: m.year, years: true },
    y: { label: m.points, fromZero: true },
    columns: stackedColumns(years, parts, COLUMN),
    lines: [{ x: years, y: points.map(({ sum }) => sum), colour: ink, width: 3, label: m.sum }],
    // Between the last year that grows and the first that falls.
    spans: turns ? [{ from: peak.year + 0.5, to: peak.year + 0.5, label: m.peakAt(peak.year) }] : [],
  });
}
