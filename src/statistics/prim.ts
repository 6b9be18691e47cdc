import { binomialTail } from "./distributions/binomial.ts";
import type { Ranked } from "./midranks.ts";

/** Share of a box's runs that one peel takes off; more only where equal values lie on its edge. */
const PEEL = 0.05;
/** A box holds at least so many runs, and so large a share of the cases that are left. */
const FEWEST_RUNS = 20;
const LEAST_COVERAGE = 0.1;
/** A limit goes if the box without it is no worse by more than this, or may well be chance; more than four nobody reads. */
const DROPPED_LOSS = 0.02;
const CHANCE = 0.05;
const MOST_LIMITS = 4;
const MOST_BOXES = 3;
const MOST_ROUNDS = 4;
/** A further box must hold cases at least so many times as densely as the runs that are left. */
const LEAST_GAIN = 1.5;

/** What a box asks of one input: no less than `low`, no more than `high`. */
export type BoxLimit = ReturnType<typeof limitsOf>[number];

/** Conditions under which a case is frequent. */
export type Box = ReturnType<typeof findBoxes>[number];

/** Ranks of a box's edges, input by input, both inclusive, counted in different values. */
interface Edges {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** The runs among which a box is sought. */
interface Field {
  readonly inputs: readonly Ranked[];
  /** Of each input and run the position of its value among the different ones. */
  readonly places: readonly Int32Array[];
  readonly cases: Uint8Array;
  /** 1 for runs in no box yet. */
  readonly outside: Uint8Array;
}

/** Runs, and the cases among them. */
interface Counted {
  readonly runs: number;
  readonly cases: number;
}

/**
 * Scenario discovery by the patient rule induction method (Friedman and Fisher 1999, Statistics and Computing 9; for
 * policy Bryant and Lempert 2010, Technological Forecasting and Social Change 77): from a box with all runs, peels of
 * 5 % off one side of one input follow each other; the peel is taken that raises the share of cases most for the runs that it
 * costs (Kwakkel and Jaxa-Rozen 2016, Environmental Modelling and Software 79, for inputs with equal values). Where the
 * authors let an analyst choose, a rule does: boxes are compared by the harmonic mean of density (counted twice) and
 * coverage; the best on the way, and those each half as large as the one before, lose limits that add less than 0.02 to that
 * mean, that have a quasi p-value above 0.05, or that are more than four, and the best of them then is kept. Further boxes are sought among the runs outside, as long as they cover a tenth of
 * all cases and are half as dense again as the rest.
 *
 * @example
 * const x = Float64Array.from({ length: 400 }, (_, i) => i);
 * const cases = Uint8Array.from(x, (value) => (value < 100 ? 1 : 0));
 * findBoxes([midranks(x)], cases)[0].limits[0].high; // => 99.5
 */
export function findBoxes(inputs: readonly Ranked[], cases: Uint8Array) {
  const outside = new Uint8Array(cases.length).fill(1);
  const field: Field = { inputs, places: inputs.map(groupsOf), cases, outside };
  const total = count(outside, cases);
  const boxes = [];
  let left = total;
  while (boxes.length < MOST_BOXES && left.cases >= FEWEST_RUNS && left.cases < left.runs) {
    const edges = oneBox(field, left);
    if (edges === undefined) break;
    const inside = within(field, edges);
    const here = count(inside, cases);
    const isMuch = here.cases >= LEAST_COVERAGE * total.cases;
    const isDense = here.cases / here.runs >= LEAST_GAIN * (left.cases / left.runs);
    if (boxes.length > 0 && !(isMuch && isDense)) break;
    boxes.push({
      /** The most telling limit first. */
      limits: limitsOf(field, edges),
      /** Runs in the box but not in one before it, and the cases among them. */
      ...here,
      /** Share of all cases that lie in the box, share of its runs that are cases, and its share of all runs. */
      coverage: here.cases / total.cases,
      density: here.cases / here.runs,
      mass: here.runs / total.runs,
    });
    for (const [run, isIn] of inside.entries()) if (isIn === 1) outside[run] = 0;
    left = { runs: left.runs - here.runs, cases: left.cases - here.cases };
  }
  return boxes;
}

/** Of each run the position of its value among the different ones. */
function groupsOf({ order, starts, distinct }: Ranked): Int32Array {
  const groups = new Int32Array(order.length);
  for (let group = 0; group < distinct.length; group++)
    for (let i = starts[group]; i < starts[group + 1]; i++) groups[order[i]] = group;
  return groups;
}

function count(inside: Uint8Array, cases: Uint8Array): Counted {
  let runs = 0;
  let found = 0;
  for (let run = 0; run < inside.length; run++) {
    runs += inside[run];
    found += inside[run] & cases[run];
  }
  return { runs, cases: found };
}

/** Harmonic mean of density and coverage in which density counts twice (van Rijsbergen's F with beta 1/2, 1979). */
function worth({ runs, cases }: Counted, all: number): number {
  return cases === 0 ? 0 : (1.25 * cases) / (runs + 0.25 * all);
}

function oneBox(field: Field, start: Counted): Edges | undefined {
  const { inputs, places, outside } = field;
  const inside = outside.slice();
  const edges: Edges = {
    low: new Int32Array(inputs.length),
    high: Int32Array.from(inputs, ({ distinct }) => distinct.length - 1),
  };
  const worthOf = (counted: Counted): number => worth(counted, start.cases);
  let now = start;
  let best: Edges | undefined;
  let bestWorth = worthOf(start);
  const candidates: Edges[] = [];
  let nextSize = start.runs / 2;
  while (true) {
    const peel = bestPeel(field, inside, edges, now, Math.max(FEWEST_RUNS, LEAST_COVERAGE * start.cases));
    if (peel === undefined) break;
    const { input, side, edge } = peel;
    const place = places[input];
    for (let run = 0; run < inside.length; run++)
      if (inside[run] === 1 && (side === "low" ? place[run] < edge : place[run] > edge)) inside[run] = 0;
    edges[side][input] = edge;
    now = peel.left;
    if (worthOf(now) > bestWorth) {
      best = copyOf(edges);
      bestWorth = worthOf(now);
    }
    if (now.runs <= nextSize) {
      candidates.push(copyOf(edges));
      nextSize = now.runs / 2;
    }
    if (now.cases === now.runs) break;
  }
  let found: Edges | undefined;
  let foundWorth = worthOf(start);
  for (const candidate of best === undefined ? candidates : [best, ...candidates]) {
    const looser = withoutIdleLimits(field, candidate, start.cases);
    const value = worthOf(inBox(field, looser));
    if (value > foundWorth) [found, foundWorth] = [looser, value];
  }
  return found && settled(field, found, start.cases);
}

function copyOf({ low, high }: Edges): Edges {
  return { low: low.slice(), high: high.slice() };
}

/** The peel that raises the share of cases most for the runs that it costs. */
function bestPeel(field: Field, inside: Uint8Array, edges: Edges, now: Counted, least: number) {
  const density = now.cases / now.runs;
  const peels = [...field.inputs.keys()].flatMap((input) =>
    (["low", "high"] as const).flatMap((side) => {
      const { edge, ...off } = peeledOff(field, inside, edges, input, side, Math.max(1, Math.floor(PEEL * now.runs)));
      const left = { runs: now.runs - off.runs, cases: now.cases - off.cases };
      if (off.runs === 0 || left.runs < least) return [];
      return [{ input, side, edge, left, gain: (left.cases / left.runs - density) / off.runs }];
    }),
  );
  const best = peels.reduce((most, peel) => (most === undefined || peel.gain > most.gain ? peel : most), peels.at(0));
  return best !== undefined && best.gain > 0 ? best : undefined;
}

/** Whole groups of equal values from one side, until at least `asked` runs are off, and the first or last value that stays. */
function peeledOff(
  { inputs, cases }: Field,
  inside: Uint8Array,
  { low, high }: Edges,
  input: number,
  side: "low" | "high",
  asked: number,
) {
  const { order, starts } = inputs[input];
  let runs = 0;
  let found = 0;
  let edge = side === "low" ? low[input] : high[input];
  while (runs < asked && edge >= low[input] && edge <= high[input]) {
    for (let i = starts[edge]; i < starts[edge + 1]; i++) {
      runs += inside[order[i]];
      found += inside[order[i]] & cases[order[i]];
    }
    edge += side === "low" ? 1 : -1;
  }
  return { runs, cases: found, edge };
}

function within({ inputs, places, outside }: Field, edges: Edges): Uint8Array {
  const inside = outside.slice();
  const { low, high } = edges;
  for (const [input, place] of places.entries()) {
    if (!isLimited(inputs, edges, input)) continue;
    for (let run = 0; run < inside.length; run++)
      if (place[run] < low[input] || place[run] > high[input]) inside[run] = 0;
  }
  return inside;
}

function inBox(field: Field, edges: Edges): Counted {
  return count(within(field, edges), field.cases);
}

function isLimited(inputs: readonly Ranked[], { low, high }: Edges, input: number): boolean {
  return low[input] > 0 || high[input] < inputs[input].distinct.length - 1;
}

function without(inputs: readonly Ranked[], edges: Edges, input: number): Edges {
  const open = copyOf(edges);
  open.low[input] = 0;
  open.high[input] = inputs[input].distinct.length - 1;
  return open;
}

/** Drops the limit that is missed least, as long as it is hardly missed, one of too many, or likely chance. */
function withoutIdleLimits(field: Field, first: Edges, all: number): Edges {
  let edges = first;
  while (true) {
    const { box, looser } = loosened(field, edges);
    if (looser.length < 2) return edges;
    const tries = looser.toSorted((a, b) => worth(b.sides, all) - worth(a.sides, all));
    const [best] = tries;
    const idle = looser.length > MOST_LIMITS || worth(best.sides, all) >= worth(box, all) - DROPPED_LOSS;
    const next = idle ? best : tries.find(({ sides }) => quasiP(box, sides) > CHANCE);
    if (next === undefined) return edges;
    edges = without(field.inputs, edges, next.input);
  }
}

/** What lies in the box, and in the box without each of its limits, in one pass over the runs. */
function loosened(field: Field, edges: Edges): { box: Counted; looser: { input: number; sides: Counted }[] } {
  const { inputs, places, cases, outside } = field;
  const limited = inputs.flatMap((_, input) => (isLimited(inputs, edges, input) ? [input] : []));
  const runs = new Float64Array(limited.length);
  const found = new Float64Array(limited.length);
  let boxRuns = 0;
  let boxCases = 0;
  for (let run = 0; run < outside.length; run++) {
    if (outside[run] === 0) continue;
    let broken = -1;
    let many = false;
    for (let k = 0; k < limited.length; k++) {
      const place = places[limited[k]][run];
      if (place >= edges.low[limited[k]] && place <= edges.high[limited[k]]) continue;
      many = broken >= 0;
      if (many) break;
      broken = k;
    }
    if (many) continue;
    if (broken < 0) {
      boxRuns++;
      boxCases += cases[run];
    } else {
      runs[broken]++;
      found[broken] += cases[run];
    }
  }
  return {
    box: { runs: boxRuns, cases: boxCases },
    looser: limited.map((input, k) => ({ input, sides: { runs: boxRuns + runs[k], cases: boxCases + found[k] } })),
  };
}

/** How likely a box holds its cases or more, drawn from what it is without one of its limits. */
function quasiP(box: Counted, looser: Counted): number {
  return binomialTail(box.runs, box.cases, looser.cases / looser.runs);
}

/**
 * Moves each limit to where the box is best while the others stay (what the authors' pasting approaches step by step),
 * until none moves.
 */
function settled(field: Field, first: Edges, all: number): Edges {
  let edges = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = false;
    for (const input of field.inputs.keys()) {
      for (const side of ["low", "high"] as const) {
        const end = side === "low" ? 0 : field.inputs[input].distinct.length - 1;
        if (edges[side][input] === end) continue;
        const edge = bestEdge(field, edges, input, side, end, all);
        if (edge === edges[side][input]) continue;
        edges = copyOf(edges);
        edges[side][input] = edge;
        moved = true;
      }
    }
    if (!moved) break;
  }
  return edges;
}

/** The value at which a side of the box is best cut, from its other side outwards. */
function bestEdge(field: Field, edges: Edges, input: number, side: "low" | "high", end: number, all: number): number {
  const { order, starts } = field.inputs[input];
  const open = copyOf(edges);
  open[side][input] = end;
  const inside = within(field, open);
  const now = edges[side][input];
  const from = side === "low" ? edges.high[input] : edges.low[input];
  const step = side === "low" ? -1 : 1;
  let edge = now;
  let best = Number.NEGATIVE_INFINITY;
  let runs = 0;
  let cases = 0;
  for (let group = from; group !== end + step; group += step) {
    for (let i = starts[group]; i < starts[group + 1]; i++) {
      runs += inside[order[i]];
      cases += inside[order[i]] & field.cases[order[i]];
    }
    const value = runs < FEWEST_RUNS ? Number.NEGATIVE_INFINITY : worth({ runs, cases }, all);
    if (value > best || (value === best && group === now)) {
      best = value;
      edge = group;
    }
  }
  return edge;
}

function limitsOf(field: Field, edges: Edges) {
  const { box, looser } = loosened(field, edges);
  const density = ({ runs, cases }: Counted) => cases / runs;
  return looser
    .toSorted((a, b) => density(a.sides) - density(b.sides))
    .map(({ input, sides }) => {
      const { distinct, starts, order } = field.inputs[input];
      const [low, high] = [edges.low[input], edges.high[input]];
      return {
        /** Position of the input. */
        input,
        // Half-way to the next value outside: what a reader would call the limit.
        low: low === 0 ? undefined : (distinct[low - 1] + distinct[low]) / 2,
        high: high === distinct.length - 1 ? undefined : (distinct[high] + distinct[high + 1]) / 2,
        /** Shares of all runs below `low` and up to `high`: where the box lies in the input's range. */
        from: starts[low] / order.length,
        to: starts[high + 1] / order.length,
        /**
         * Quasi p-value (Bryant and Lempert 2010): how likely the box would hold its cases if this limit did nothing.
         * Small is good; it is no test in the strict sense, since the limit was chosen on the same runs.
         */
        quasi_p: quasiP(box, sides),
      };
    });
}
