import type { ClosingLayout, Inputs, Model, Parameter, RollUpLayout, Variable } from "../engine/language/model.ts";
import { scenarioInputs } from "../scenario/paths/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sumBy } from "../statistics/sum.ts";
import { need } from "../text/need.ts";
import { RunError, runError, saidOf } from "../text/problems.ts";
import { loadedProgram, type SharedPrograms } from "./shared-programs.ts";

/** What regions trade, in a model that says how it closes. */
export type ClosingTrade = NonNullable<RollUpLayout["trade"]> & { readonly closing: ClosingLayout };

/** The runs after which what is still open stays open; each leaves a tenth of the gap or less. */
const MOST_RUNS = 8;

/** A gap below this share of the exports is closed. */
const CLOSED = 1e-4;

/** What is left open in a calendar year after the last of the runs, in the unit of exports and as it arrives. */
export interface OpenTrade {
  readonly year: number;
  readonly gap: number;
}

/** Inputs with which trade closes, and the years in which it does not. */
export interface ClosedTrade {
  readonly inputs: readonly Inputs[];
  readonly open: readonly OpenTrade[];
}

/**
 * The inputs of the members of a sum with trade that exists: in every year after the last observed one they import
 * together what they export together after loss, but for the gap of the last observed year (statistics, foreign trade).
 * Each first runs on its own, which gives wishes and offers. Where more is wished than sent, surplus that would be
 * curtailed is sent first and spare coal power next, in proportion to what each sender has of it; what nobody can send
 * is cut from all limited imports alike. What a sender sends more than in that year arrives less its own loss. Where
 * less is wished, importers take it, but no more than they bought in the last observed year, and the rest is cut from
 * all exports alike. Senders are credited, in every year, with what importers pay.
 */
export function closedInputs(
  model: Model,
  trade: ClosingTrade,
  members: readonly Scenario[],
  programs: SharedPrograms,
): ClosedTrade {
  const { closing } = trade;
  const [{ baseYear, years }] = members;
  const last = Math.min(...members.map(({ lastObserved }) => lastObserved)) - baseYear;
  const own = members.map((member) => scenarioInputs(member));
  const run = (inputs: readonly Inputs[]): Traded[] =>
    inputs.map((of, i) => ofMember(members[i], () => tradedIn(model, trade, of, programs)));
  const open = run(own);
  const arriving = own.map(({ values }) => 1 - need(values, closing.loss.name)[0]);
  const offered = (year: number): number =>
    totalBy(open, ({ offers }, i) => arriving[i] * sumBy(offers, (offer) => offer[year]));
  /** What an importer that buys less than in the last observed year could buy again. */
  const room = open.map(({ limited }, i) =>
    need(own[i].values, closing.importLimit.name).map((most, year) =>
      Math.max(0, Math.min(most, limited[last]) - limited[year]),
    ),
  );
  const roomOfAll = room[0].map((_, year) => sumBy(room, (of) => of[year]));
  /** By year: what is to arrive beyond the exports of the open runs, and the part that is left of limited imports. */
  const more = new Float64Array(years);
  const left = new Float64Array(years).fill(1);
  let [inputs, runs] = [own, open];
  /** The years with a gap, and what is lacking of what arrives in each. */
  const gaps = (of: readonly Traded[]): { readonly year: number; readonly lacking: number }[] => {
    const imports = totalOf(of, "imports");
    const exports = imports.map((_, year) => totalBy(of, (run, i) => arriving[i] * run.exports[year]));
    return Array.from({ length: years - last - 1 }, (_, i) => last + 1 + i).flatMap((year) => {
      const wanted = exports[last] + imports[year] - imports[last];
      const lacking = wanted - exports[year];
      // Where nothing is to be sent any more, what rounding leaves of what was sent is no gap.
      const least = CLOSED * Math.max(wanted, CLOSED * exports[last]);
      return Math.abs(lacking) <= least ? [] : [{ year, lacking }];
    });
  };
  let still = gaps(runs);
  for (let count = 1; count < MOST_RUNS && still.length > 0; count++) {
    const limited = totalOf(runs, "limited");
    for (const { year, lacking } of still) {
      const short = Math.max(0, more[year] + lacking - offered(year));
      more[year] += lacking - short;
      if (limited[year] > 0) left[year] *= Math.max(0, 1 - short / limited[year]);
    }
    const again = more.map((asked, year) => Math.min(-Math.min(0, asked), roomOfAll[year]));
    const sent = exportsWith(
      open,
      arriving,
      more.map((asked, year) => asked + again[year]),
    );
    inputs = own.map((of, i) => {
      const contract = moved(of, closing.importContract, last, (year, before) =>
        again[year] > 0 ? open[i].limited[year] + (again[year] * room[i][year]) / roomOfAll[year] : before,
      );
      const plan = moved(of, closing.exportPlan, last, (year) => sent[i][year]);
      const limit = moved(of, closing.exportLimit, last, (year, most) => Math.min(most, sent[i][year]));
      const bought = moved(of, closing.importLimit, last, (year, most) =>
        left[year] < 1 ? open[i].limited[year] * left[year] : most,
      );
      return { ...of, values: new Map([...of.values, plan, limit, bought, contract]) };
    });
    runs = run(inputs);
    still = gaps(runs);
  }
  const paid = totalOf(runs, "importsCarry");
  const carried = totalOf(runs, "exportsCarry");
  const credit = paid.map((value, year) => (carried[year] > 0 ? value / carried[year] : 1));
  return {
    inputs: inputs.map((of) => ({ ...of, values: new Map([...of.values, [closing.credit.name, credit]]) })),
    open: still.map(({ year, lacking }) => ({ year: baseYear + year, gap: Math.abs(lacking) })),
  };
}

/** What a run of a member gives; where its numbers fail, the member is named. */
export function ofMember<T>(member: Scenario, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    throw runError("member_fails", { scenario: member.id, region: member.region.id, fault: saidOf(error) });
  }
}

/** What a member trades and offers when it runs on these inputs, by year. */
type Traded = ReturnType<typeof tradedIn>;

function tradedIn(model: Model, { closing, ...trade }: ClosingTrade, inputs: Inputs, programs: SharedPrograms) {
  const { program, memory } = loadedProgram(model, inputs, programs);
  program.run(memory);
  const series = ({ name }: Variable, cell = 0): Float64Array => program.series(memory, name, cell).slice();
  return {
    imports: series(trade.imports),
    exports: series(trade.exports),
    limited: series(closing.limited.variable, closing.limited.cell),
    offers: closing.offers.map((offer) => series(offer)),
    importsCarry: series(trade.importsCarry),
    exportsCarry: series(closing.exportsCarry),
  };
}

function totalOf(
  runs: readonly Traded[],
  of: "imports" | "exports" | "limited" | "importsCarry" | "exportsCarry",
): Float64Array {
  return runs[0][of].map((_, year) => sumBy(runs, (run) => run[of][year]));
}

function totalBy(runs: readonly Traded[], of: (run: Traded, member: number) => number): number {
  return runs.reduce((sum, run, i) => sum + of(run, i), 0);
}

/**
 * The exports of each member by year with `more` of all together arriving, of which the part `arriving` of what each
 * sends does: by what each offers, or alike where they fall. Nobody sends less than nothing.
 */
function exportsWith(open: readonly Traded[], arriving: readonly number[], more: Float64Array): Float64Array[] {
  const sent = open.map(({ exports }) => exports.slice());
  for (const [year, asked] of more.entries()) {
    const all = totalBy(open, ({ exports }, i) => arriving[i] * exports[year]);
    if (asked < 0 && all > 0)
      for (const [i, { exports }] of open.entries()) sent[i][year] = exports[year] * Math.max(0, 1 + asked / all);
    let rest = Math.max(0, asked);
    for (const tier of open[0].offers.keys()) {
      const offered = totalBy(open, ({ offers }, i) => arriving[i] * offers[tier][year]);
      const taken = Math.min(rest, offered);
      rest -= taken;
      if (taken > 0)
        for (const [i, { offers }] of open.entries()) sent[i][year] += (offers[tier][year] / offered) * taken;
    }
  }
  return sent;
}

/** A yearly parameter without members, changed in the years after `last`. */
function moved(
  { values }: Inputs,
  { name }: Parameter,
  last: number,
  to: (year: number, before: number) => number,
): [string, Float64Array] {
  return [name, need(values, name).map((before, year) => (year > last ? to(year, before) : before))];
}
