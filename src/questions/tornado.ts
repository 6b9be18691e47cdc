import { type LeverSettings, packageRunner, packageSettings } from "../run/package-runner.ts";
import { peakMeasures } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type UncertainInput, uncertainInputs } from "../run/uncertain-inputs.ts";
import { need } from "../text/need.ts";
import type { Label } from "../text/problems.ts";
import { changeOf, type PeakChange } from "./delay.ts";

/** What is moved: an assumption within the range that its source states, or a lever from nothing to all that is possible. */
export interface TornadoInput {
  readonly kind: "assumption" | "lever";
  /** The path of the assumption, or the lever's id. */
  readonly name: string;
  readonly label: Label;
  /** As the scenario has it and its two ends, in `unit`; a lever's strength. */
  readonly low: number;
  readonly value: number;
  readonly high: number;
  readonly unit: string;
  /** The year of these numbers where they are a path over years: the one with the widest range. */
  readonly year?: number;
  readonly source?: string;
  /** The rule by which the value was estimated. */
  readonly estimated?: string;
}

/** What each input does by itself, see `tornado`. */
export type Tornado = ReturnType<typeof tornado>;
export type TornadoBoundary = Tornado["boundaries"][number];
export type TornadoBar = TornadoBoundary["bars"][number];
/** The peak of a boundary with one input at one end, and what that changes. */
export type TornadoEnd = TornadoBar["low"];

/** What `size` ranks bars by. */
export type TornadoMeasure = "peak_year" | "peak_level" | "cumulative";

const NOTHING = 1e-9;

/**
 * Every uncertain input of a scenario between its low and high, and every lever between strength 0 and what is physically
 * possible (ambition level 4, or its own strength where that is higher), one at a time, the rest as the scenario has it.
 *
 * @throws RunError where the scenario itself fails.
 */
export function tornado(run: ScenarioRun, boundaries: readonly string[]) {
  const pulled = packageSettings(run);
  const inputs = uncertainInputs(run.scenario);
  const moves = [...assumptionMoves(inputs), ...leverMoves(run, pulled)];
  const packages = [pulled, ...moves.flatMap(({ ends }) => ends.map(({ settings }) => settings ?? pulled))];
  const positions = [new Map(), ...moves.flatMap(({ ends }) => ends.map((end) => end.positions ?? new Map()))];
  const found = packageRunner(run, { boundaries, inputs, checked: true, runs: packages.length }).attempt(
    packages,
    positions,
  );
  const refusals = moves.map(({ input }, i) =>
    (["low", "high"] as const).flatMap((end, k) => {
      const { error, broken } = found[1 + 2 * i + k];
      if (error === undefined && broken === undefined) return [];
      const check = broken === undefined ? undefined : run.model.checks.get(broken.check);
      return [{ input, end, check, reason: error?.message ?? `${broken?.check}, ${broken?.year}` }];
    }),
  );
  return {
    /** Inputs that cannot go to one of their ends by themselves, since a check of the model does not hold there. */
    refused: refusals.flat(),
    runs: packages.length,
    boundaries: boundaries.map((boundary) => {
      const measure = (i: number) => peakMeasures(need(found[i].series, boundary), []);
      const now = measure(0);
      const endOf = (i: number) => {
        const measures = measure(i);
        return { measures, change: changeOf(measures, now) };
      };
      const all = moves.flatMap(({ input }, i) =>
        refusals[i].length > 0 ? [] : [{ input, low: endOf(1 + 2 * i), high: endOf(2 + 2 * i) }],
      );
      /** Inputs that change this boundary, in the order of the model's parameters, levers last. */
      const bars = all.filter(({ low, high }) => changesAnything(low.change) || changesAnything(high.change));
      /** With the number of those that do not change it. */
      return { boundary, now, bars, idle: all.length - bars.length };
    }),
  };
}

/** The bars with the widest first: from the least to the most that the input makes of the measure. */
export function ranked(bars: readonly TornadoBar[], measure: TornadoMeasure): TornadoBar[] {
  return [...bars].sort((a, b) => width(b, measure) - width(a, measure));
}

/** From the least to the most that an input makes of the measure, the scenario as it stands among them. */
export function width({ low, high }: TornadoBar, measure: TornadoMeasure): number {
  const ends = [0, low.change[measure], high.change[measure]];
  return Math.max(...ends) - Math.min(...ends);
}

interface Move {
  readonly input: TornadoInput;
  /** Low, then high. */
  readonly ends: readonly [End, End];
}

interface End {
  readonly settings?: LeverSettings;
  readonly positions?: ReadonlyMap<UncertainInput, number>;
}

function assumptionMoves(inputs: readonly UncertainInput[]): Move[] {
  return inputs.map((uncertain) => {
    const { name, label, middle, widest, year, given, parameter } = uncertain;
    const [low, value, high] = [uncertain.low, middle, uncertain.high].map((values) => values[widest]);
    const { source, estimated } = given;
    return {
      input: { kind: "assumption", name, label, low, value, high, unit: parameter.unit.text, year, source, estimated },
      ends: [{ positions: new Map([[uncertain, -1]]) }, { positions: new Map([[uncertain, 1]]) }],
    };
  });
}

function leverMoves({ scenario }: ScenarioRun, pulled: LeverSettings): Move[] {
  return [...scenario.levers].map(([name, { lever, strength }]) => {
    const high = Math.max(lever.levels[3], strength);
    const at = (moved: number): End => ({ settings: new Map([...pulled, [name, { strength: moved }]]) });
    const { label, source } = lever;
    return {
      input: { kind: "lever", name, label, low: 0, value: strength, high, unit: "1", source },
      ends: [at(0), at(high)],
    };
  });
}

function changesAnything({ peak_year, peak_level, cumulative }: PeakChange): boolean {
  return [peak_year, peak_level, cumulative].some((value) => Math.abs(value) > NOTHING);
}
