import { deliveryDesign, deliveryOf } from "../batch/design/written-delivery.ts";
import { sureOf } from "../batch/sure.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Model, Variable } from "../engine/language/model.ts";
import { explain, type VariableNode } from "../questions/explanation.ts";
import { methodBook } from "../questions/method-book.ts";
import { peakCauses } from "../questions/peak-causes.ts";
import { type Block, bookBlocks } from "../report/method/book-blocks.ts";
import { amountsOf } from "../report/text/amount-text.ts";
import { aroundColumns, causeSentences, driverName, driversIn, spanColumns } from "../report/text/drivers.ts";
import { quantityLabel } from "../report/text/names.ts";
import { signed } from "../report/text/number-text.ts";
import { planTargetCells } from "../report/text/plan-target-text.ts";
import { sureLines } from "../report/text/sure.ts";
import { targetRow } from "../report/text/target-text.ts";
import { verdictText } from "../report/text/verdict.ts";
import { bothLanguages, labelOf } from "../report/words/labels.ts";
import type { Words } from "../report/words/languages.ts";
import { drawnUnit, shownUnit } from "../report/words/units.ts";
import { labelOfCell, memberLabels } from "../run/cell-label.ts";
import { loadCache, loadScenarios } from "../run/load.ts";
import { type MovedRun, movedRunner } from "../run/moved-run.ts";
import type { Peak } from "../run/peak/peak.ts";
import { peakOutlook } from "../run/peak/peak-outlook.ts";
import { statusDecider } from "../run/peak/peak-status.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type ComputedRun, computeScenario, runScenario, withResults } from "../run/scenario-run.ts";
import { sharedPrograms } from "../run/shared-programs.ts";
import type { StoredCertainty } from "../run/stored-certainty.ts";
import { families, familyLabels } from "../scenario/levers/lever.ts";
import type { ScenarioLever } from "../scenario/levers/scenario-levers.ts";
import { type ModelLibrary, modelOf } from "../scenario/model-files.ts";
import { growthParameter, leversToMove, movedScenario, movedText } from "../scenario/moved.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { annualSeries } from "../statistics/series.ts";
import { layeredLibrary } from "../text/library.ts";
import { need } from "../text/need.ts";
import type { Label, Place } from "../text/problems.ts";
import type {
  Answer,
  EffectFacts,
  Explained,
  Facts,
  LeverEffect,
  LeverFacts,
  PeakTold,
  SubjectTold,
  TargetTold,
  WhyTold,
} from "./answer.ts";
import { composedScenario, type Packed, packedLibrary } from "./packed.ts";
import { type Delivery, type Moved, movesOf } from "./state.ts";

/** A scenario that is open, with its untouched run; what no slider asks for is made when it is first needed. */
interface Opened {
  readonly run: ComputedRun;
  readonly runner: ReturnType<typeof movedRunner>;
  /** A second memory, so that what is computed aside leaves the other's numbers standing. */
  readonly aside: () => ReturnType<typeof movedRunner>;
  readonly whole: () => ScenarioRun;
}

/** Answers what a page asks, of the scenarios of a library. */
export type Desk = ReturnType<typeof openDesk>;

/** Scenarios are read and run when they are first asked for. */
export function openDesk(packed: Packed) {
  const given = packedLibrary(packed);
  const { certainty } = packed;
  const cache = loadCache();
  const programs = sharedPrograms(given.module);
  const opened = new Map<string, Opened>();
  let library = given;
  const composed = (id: string): Scenario | undefined => {
    // A file that was opened may be what the scenario rests on.
    if (packed.composed === undefined || id !== packed.scenarios[0] || library !== given) return undefined;
    const model = modelOf(given, packed.composed.model);
    cache.models.set(model.name, model);
    return composedScenario(packed, model);
  };
  const open = (id: string): Opened => {
    const before = opened.get(id);
    if (before !== undefined) return before;
    const scenario = composed(id) ?? loadScenarios(library, [id], cache)[0];
    const run = computeScenario(scenario, programs);
    const all = {
      ...{ run, runner: movedRunner(run) },
      aside: once(() => movedRunner(run)),
      whole: once(() => withResults(run)),
    };
    opened.set(id, all);
    return all;
  };
  const inMemory = (state: Moved): ScenarioRun =>
    runScenario(movedScenario(open(state.scenario).run.scenario, movesOf(state)), programs);
  const written = (state: Moved): ScenarioRun => {
    const { run } = open(state.scenario);
    const folder = state.scenario.replace(/\/[^/]*$/, "");
    const text = movedText(run.scenario, movesOf(state), titleOf(run));
    const own = layeredLibrary(library, new Map([[`scenarios/${folder}/mine.yaml`, text]]));
    const [scenario] = loadScenarios(own, [`${folder}/mine`], cache);
    return runScenario(scenario, programs);
  };
  const moved = ({ run, runner }: Opened, state: Moved) => runner.run(movedScenario(run.scenario, movesOf(state)));
  return {
    /** Makes ready to answer of a scenario. */
    open: (id: string): void => void open(id),
    facts: (id: string): Facts => factsOf(open(id).whole(), library, certainty[id]),
    /** What the moved scenario comes to. */
    answer: (state: Moved, words: Words): Answer => answerOf(moved(open(state.scenario), state), state, words),
    /** The promises of plans in force, held against the moved scenario. */
    promises: (state: Moved, words: Words): TargetTold[] => {
      const run = inMemory(state);
      return run.planTargets
        .filter(({ counts }) => counts)
        .map((judged) => {
          const texts = planTargetCells(judged, run, words).map(([, text]) => text);
          const [id, section, label, year, asked, found, margin, verdict, , remarks] = texts;
          return { label, year, asked, found, margin, verdict, remarks, status: judged.status, id: `${id} ${section}` };
        });
    },
    /** All that the moved scenario has, until the next question. */
    valuesOf: (state: Moved): MovedRun["values"] => moved(open(state.scenario), state).values,
    /** What each pulled lever changes, one at a time. */
    *effects(state: Moved, boundary: string, years: readonly number[]): Generator<LeverEffect> {
      const { run, aside } = open(state.scenario);
      const { baseYear, lastObserved } = run.scenario;
      const { peak: variable } = run.layout;
      const cells = cellNames(run.model, variable.over).map((names, cell) => [names.join("."), cell] as const);
      const cell = need(new Map(cells), boundary);
      const moves = movesOf(state);
      const all = movedScenario(run.scenario, moves);
      const decide = statusDecider(run.scenario);
      const seriesOf = (scenario: Scenario) =>
        annualSeries(baseYear, aside().valuesOf(scenario)(variable.name, cell) ?? []);
      const whole = seriesOf(all);
      for (const [id, { strength }] of [...all.levers, ...all.projects]) {
        if (strength === 0) continue;
        const rest = { ...moves, levers: new Map([...moves.levers, [id, { strength: 0 }]]) };
        const without = seriesOf(movedScenario(run.scenario, rest));
        const { year, band } = peakOutlook(without, lastObserved, decide);
        const change = years.map((asked) => whole.values[asked - baseYear] - without.values[asked - baseYear]);
        yield { id, change, without: { from: band.from, to: band.to, year } };
      }
    },
    /** Why the moved scenario peaks on a boundary; undefined where its model does not say what moves emissions. */
    why: (state: Moved, boundary: string, words: Words): WhyTold | undefined => {
      const { run, aside } = open(state.scenario);
      const moved = aside().run(movedScenario(run.scenario, movesOf(state)));
      return whyOf({ ...moved, boundaries: moved.boundaries.filter(({ name }) => name === boundary) }, words);
    },
    /** The numbers of one part of the model. */
    subject: (state: Moved, subject: string, words: Words): SubjectTold => {
      const { run, aside } = open(state.scenario);
      return subjectOf(run, aside().valuesOf(movedScenario(run.scenario, movesOf(state))), subject, words);
    },
    /** How sure the moved scenario's peak is, by as many calibrated runs; `heard` is told how many are done of how many. */
    sure: (state: Moved, runs: number, words: Words, heard: (done: number, all: number) => void): string[] => {
      // How plans are delivered is drawn by the design that a file says, so by that of the file that says this state.
      const run = state.delivery === undefined ? inMemory(state) : written(state);
      const design = deliveryDesign(library, run.scenario);
      const rows = sureOf(run, library, runs, { heard, backend: "shared", design });
      return sureLines(run, { state: "stored", rows }, words).map((line) => line.trim());
    },
    /** The equations of one part of the model, as `peakpath method` has them. */
    book: (id: string, subject: string, words: Words): Block[] => {
      const { scenario } = open(id).run;
      return bookBlocks(methodBook(scenario), scenario.title, words, subject);
    },
    /** How a number of the moved scenario came about. */
    explain: (state: Moved, path: string, year: number): Explained => {
      const one = open(state.scenario);
      return explained({ ...one.whole(), ...moved(one, state) }, path, year);
    },
    /** The moved scenario as a file. */
    text: (state: Moved): string =>
      movedText(open(state.scenario).run.scenario, movesOf(state), titleOf(open(state.scenario).run)),
    /** The run of the moved scenario, read from the file that says it. */
    wholeRun: written,
    /** Takes in a scenario file beside one that is there, and opens it under its name. */
    read: (beside: string, name: string, text: string): Facts => {
      const id = `${beside.replace(/\/[^/]*$/, "")}/${name}`;
      const own = layeredLibrary(library, new Map([[`scenarios/${id}.yaml`, text]]));
      loadScenarios(own, [id], cache);
      library = own;
      opened.delete(id);
      return factsOf(open(id).whole(), library, undefined);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

function titleOf({ scenario: { title } }: ComputedRun): Label {
  return { en: `${title.en}, moved by hand`, zh: `${title.zh}（手动调整）` };
}

function peakTold(peak: Peak): PeakTold {
  const { year, level, status, band, at_horizon } = peak;
  return { year, level, status, from: band.from, to: band.to, atHorizon: at_horizon };
}

function unitLabel(unit: string): Label {
  return labelOf((words) => drawnUnit(unit, words));
}

function factsOf(run: ScenarioRun, library: ModelLibrary, certainty: StoredCertainty | undefined): Facts {
  const { scenario, layout, model } = run;
  const { id, title, region, baseYear, lastObserved, horizon, base } = scenario;
  const growth = growthParameter(scenario);
  const known = [...leversToMove(scenario)].map(([lever, pulled]) => leverFacts(run, lever, pulled));
  const shown = families.filter((family) => known.some((lever) => lever.family === family));
  const sure =
    certainty?.state === "stored" ? bothLanguages.map((words) => sureLines(run, certainty, words).slice(1)) : undefined;
  return {
    id,
    title,
    region: region.label.en === region.id ? title : region.label,
    baseYear,
    lastObserved,
    horizon,
    unit: unitLabel(layout.peak.unit.text),
    peakOf: layout.peak.name,
    sectorsOf: layout.sectors?.name,
    boundaries: run.boundaries.flatMap(({ name, label, peak, history }) =>
      peak === undefined
        ? []
        : [
            {
              name,
              label,
              history: history && { years: [...history.series.years], values: Array.from(history.series.values) },
            },
          ],
    ),
    families: shown.map((family) => ({ id: family, label: familyLabels[family] })),
    levers: known,
    subjects: [...model.subjects.values()]
      .filter(({ name }) => toldOf(run, name).length > 0)
      .map(({ name, label }) => ({ id: name, label })),
    growth:
      growth === undefined
        ? undefined
        : {
            path: growth,
            label: quantityLabel(need(model.parameters, growth)),
            values: Array.from(need(base.values, growth)),
          },
    hasErrors: layout.certainty !== undefined,
    delivery: writtenDelivery(run, library),
    sure: sure && { en: sure[0].map((line) => line.trim()), zh: sure[1].map((line) => line.trim()) },
  };
}

/** How the scenario's own design has plans delivered, as the page says it. */
function writtenDelivery({ scenario }: ScenarioRun, library: ModelLibrary): Delivery | "own" | undefined {
  const design = deliveryDesign(library, scenario);
  const said = design && deliveryOf(design);
  if (typeof said === "number") return Math.round(100 * said);
  return said === "as_planned" ? "planned" : said === "as_before" ? "before" : said;
}

function leverFacts({ scenario, model }: ScenarioRun, id: string, pulled: ScenarioLever): LeverFacts {
  const { lever, strength, start, full, shape, basis, source } = pulled;
  const year = Math.min(full, scenario.horizon) - scenario.baseYear;
  return {
    id,
    label: lever.label,
    family: lever.family,
    isProject: lever.project !== undefined,
    isPulled: scenario.levers.has(id) || scenario.projects.has(id),
    strength,
    start,
    full,
    hasKnots: shape === "knots",
    isStep: shape === "step",
    potential: lever.potential,
    basis: basis && labelOf((words) => words.common.bases[basis]),
    source: source ?? lever.source,
    doc: lever.doc,
    effects: lever.effects.map((effect): EffectFacts => {
      const { parameter, path, mode, cells, amounts } = effect;
      const label = labelOfCell(model, { ...parameter, label: quantityLabel(parameter) }, cells[0]);
      const amount = amounts[year];
      if (parameter.unit.text === "1/yr")
        return {
          path,
          label,
          mode,
          amount,
          percent: true,
          unit: labelOf((words) => words.unit("1/yr").slice(1)),
          factor: { en: 1, zh: 1 },
        };
      return {
        path,
        label,
        mode,
        amount,
        percent: parameter.unit.text === "1",
        ...usualIn(model, parameter.unit.text),
      };
    }),
  };
}

function usualIn({ units }: Model, text: string): Pick<EffectFacts, "unit" | "factor"> {
  const [en, zh] = bothLanguages.map((words) => {
    const { name, drawn, factor } = shownUnit(units, text, words);
    return { unit: name === "" ? "" : drawn, factor };
  });
  return { unit: { en: en.unit, zh: zh.unit }, factor: { en: en.factor, zh: zh.factor } };
}

function answerOf(run: MovedRun, state: Moved, words: Words): Answer {
  const { model, layout } = run;
  return {
    state,
    boundaries: run.boundaries.flatMap((boundary) => {
      const { name, series, peak } = boundary;
      if (peak === undefined) return [];
      const verdict = verdictText({ ...run, boundaries: [boundary] }, words, false);
      return [{ name, values: Array.from(series.values), peak: peakTold(peak), verdict }];
    }),
    sectors: run.sectors.flatMap(({ name, label, peak }) =>
      peak === undefined ? [] : [{ name, label, peak: peakTold(peak) }],
    ),
    stacks: layout.stacks.map(({ variable, label }) => ({
      name: variable.name,
      label,
      ...usualIn(model, variable.unit.text),
      members: membersOf(run, variable),
    })),
    targets: run.targets.map((judged) => {
      const texts = targetRow(run, judged, words).map(([, text]) => text);
      const [label, year, asked, found, margin, verdict, , remarks] = texts;
      return { label, year, asked, found, margin, verdict, remarks, status: judged.status };
    }),
  };
}

function whyOf(run: MovedRun, words: Words): WhyTold | undefined {
  const causes = peakCauses(run);
  const cause = causes?.boundaries[0];
  const peak = cause?.boundary.peak;
  if (causes === undefined || cause === undefined || peak === undefined) return undefined;
  const { drivers } = causes;
  const { boundary, balance } = cause;
  const m = words.why;
  const columns = peak.at_horizon ? spanColumns(balance) : aroundColumns(balance, peak.year);
  const text = (points: number | undefined) => (points === undefined ? "-" : signed(points, 2));
  const rows = driversIn(drivers, columns, [...balance.drivers.keys()]).map((id) => ({
    label: driverName(drivers, id, words),
    points: columns.map(({ points }) => text(points?.drivers.get(id))),
  }));
  return {
    sentences: causeSentences(cause, words),
    title: peak.at_horizon ? m.title(words.say(boundary.label)) : m.around(peak.year),
    columns: columns.map(({ title }) => title),
    rows: [...rows, { label: words.common.sum, points: columns.map(({ points }) => text(points?.sum)) }],
  };
}

/** Years of plans in which the numbers of a part of the model are told, and the longest list of members. */
const SUBJECT_YEARS = [2025, 2030, 2035, 2060];
const MOST_MEMBERS = 40;

/** Cells of a part of the model that the tables of trajectories carry too, over one set at most, where they are not 0 throughout. */
function toldOf({ model, values }: Pick<ScenarioRun, "model" | "values">, subject: string) {
  return [...model.variables.values()].flatMap((variable) => {
    const { name, over, size, iamc } = variable;
    if (variable.subject !== subject || iamc === undefined || over.length > 1 || size > MOST_MEMBERS) return [];
    const names = cellNames(model, over);
    return Array.from({ length: size }, (_, cell) => ({
      ...{ variable, cell, path: [name, ...names[cell]].join(".") },
    })).filter(({ cell }) => values(name, cell)?.some((value) => value !== 0));
  });
}

function subjectOf(run: ComputedRun, values: MovedRun["values"], subject: string, words: Words): SubjectTold {
  const { model, scenario } = run;
  const { baseYear, horizon } = scenario;
  const years = SUBJECT_YEARS.filter((year) => year >= baseYear && year <= horizon);
  const shown = new Map(
    [...toldOf(run, subject), ...toldOf({ model, values }, subject)].map((told) => [told.path, told]),
  );
  return {
    years,
    rows: [...shown.values()].map(({ variable, cell, path }) => {
      const { name, unit, index, firstUnknown } = variable;
      const amounts = amountsOf({ unit, max: index ? undefined : 1 }, model.units, words);
      const told = (series: ArrayLike<number> | undefined) =>
        years.map((year) => {
          const value = series?.[year - baseYear];
          return value === undefined || (firstUnknown && year === baseYear) ? "-" : amounts.number(value);
        });
      return {
        path,
        label: words.say(labelOfCell(model, variable, cell)),
        unit: amounts.unit === "1" ? "" : shownUnit(model.units, unit.text, words).drawn,
        values: told(values(name, cell)),
        before: told(run.values(name, cell)),
      };
    }),
  };
}

function membersOf({ model, values }: MovedRun, { name, over, size }: Variable) {
  const names = cellNames(model, over);
  return Array.from({ length: size }, (_, cell) => ({
    name: names[cell].join("."),
    label: memberLabels(model, over, cell)[0],
    values: Array.from(values(name, cell) ?? []),
  })).filter((member) => member.values.some((value) => value !== 0));
}

function explained(run: ScenarioRun, asked: string, year: number): Explained {
  const { node } = explain(run, asked, year);
  const { model } = run;
  const label = (path: string): Label => {
    const [head, ...members] = path.split(".");
    const quantity = model.variables.get(head) ?? model.parameters.get(head);
    if (quantity === undefined) return { en: path, zh: path };
    const cell = cellNames(model, quantity.over).findIndex((names) => names.join(".") === members.join("."));
    return labelOfCell(model, { ...quantity, label: quantityLabel(quantity) }, Math.max(0, cell));
  };
  const placed = ({ file, line }: Place) => `${file}:${line}`;
  const givens = node.of === "variable" ? (node.imposed === undefined ? [] : [node.imposed]) : node.trace.givens;
  const shared = {
    path: node.path,
    label: label(node.path),
    at: placed(node.at),
    sources: givens.map(({ text, source, at, estimated }) => ({
      text,
      source,
      at: placed(at),
      estimated: estimated && String(estimated),
    })),
  };
  if (node.of === "parameter")
    return { ...shared, year: node.year, value: node.value, unit: unitLabel(node.unit), inputs: [] };
  const { trace, inputs }: VariableNode = node;
  return {
    ...shared,
    year: trace.year,
    value: trace.value,
    unit: unitLabel(trace.unit),
    formula: trace.formula,
    filled: trace.filled,
    inputs: inputs.map(({ input, path, at }) => ({
      path,
      label: label(path),
      year: input.year,
      value: input.value,
      unit: unitLabel(input.unit),
      at: placed(at),
    })),
  };
}
