import { cellNames } from "../../engine/language/cells.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import { installedLibrary } from "../../files/installed.ts";
import { furthest, type Nowcast, nowcastOf, observedRegions } from "../../questions/nowcast.ts";
import { amountsOf } from "../../report/text/amount-text.ts";
import { projectKind, quantityLabel } from "../../report/text/names.ts";
import { percent, readable, signedPercent, spanText } from "../../report/text/number-text.ts";
import { type Cell, right, textTable } from "../../report/text/text-table.ts";
import { type Words, wordsIn } from "../../report/words/languages.ts";
import { unitOrNone } from "../../report/words/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { loadScenarios } from "../../run/load.ts";
import { titleOf } from "../../scenario/compose.ts";
import { headOf, listRegions, listScenarios } from "../../scenario/head.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import { regionLabel } from "../../scenario/region/region-label.ts";
import { readQuality } from "../../scenario/region/region-quality.ts";
import { isRollUp } from "../../scenario/roll-up.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { chainScenario } from "../../scenario/scenario-chain.ts";
import type { PeakTarget, Target } from "../../scenario/targets/targets.ts";
import { numberText } from "../../text/csv.ts";
import { need } from "../../text/need.ts";
import { InputError } from "../../text/problems.ts";
import { leverYears } from "../explain/lever.ts";
import { countriesOf } from "../new/country.ts";
import { type Answer, type AnswerOptions, give } from "../question.ts";
import { reportRuns } from "../shell/report-runs.ts";
import type { Call, Terminal } from "../shell/terminal.ts";

type Listed = Pick<Answer, "lines" | "json">;

export interface ListArguments extends AnswerOptions {
  readonly what: string;
  readonly scenario?: string;
}

/** Prints what there is of one kind, over all scenarios or in one. */
export async function listThings(call: Call, args: ListArguments): Promise<void> {
  const words = await wordsIn(args.lang, args.units);
  const rows = listRows(call.terminal, args.what, args.scenario, words);
  const lines = textTable(
    rows.map(({ cells }) => Object.values(cells)),
    0,
  );
  if (!args.json && lines.length === 0) return;
  const textOf = (row: ListRow) => Object.fromEntries(Object.entries(row.cells).map(([key, [, text]]) => [key, text]));
  await give(call, args, { lines: () => lines, json: () => rows.map((row) => ({ ...textOf(row), ...row.ids })) });
}

/** Prints how well the numbers of each region are founded. */
export async function listFounding(call: Call, args: AnswerOptions): Promise<void> {
  await give(call, args, listQuality(call.terminal, await wordsIn(args.lang, args.units)));
}

/** What is said of one thing in a list. */
interface ListRow {
  /** A cell with its title under each key of the JSON. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** What the JSON says in place of the words of a language. */
  readonly ids?: Readonly<Record<string, string | undefined>>;
}

/**
 * What `peakpath list` shows.
 *
 * @throws InputError where a scenario that is needed for it has mistakes.
 */
function listRows(terminal: Terminal, what: string, only: string | undefined, words: Words): ListRow[] {
  const { common: m, list: l } = words;
  const library = installedLibrary(terminal);
  if (what === "countries") return countryRows(terminal, words);
  if (what === "scenarios" && only === undefined) return scenarioRows(terminal, words);
  const asked = what === "projects" && only !== undefined && !only.includes("/") ? `${only}/reference` : only;
  const scenarios = asked === undefined ? readableScenarios(terminal, words) : loadScenarios(library, [asked]);
  switch (what) {
    case "regions": {
      const regions = new Map(scenarios.map(({ region }) => [region.id, region]));
      return [...regions.keys()].sort().map((id) => {
        const { label, baseYear, horizon } = need(regions, id);
        const years = `${baseYear}-${horizon}`;
        return { cells: { region: [m.region, id], label: [l.label, words.say(label)], years: [m.year, years] } };
      });
    }
    case "scenarios":
      return scenarios.map(({ id, title, model }) => scenarioRow(id, words.say(title), model.name, words));
    case "levers": {
      const rows = new Map<string, ListRow>();
      for (const { region, levers } of scenarios) {
        for (const [id, lever] of region.levers) {
          const key = `${region.id} ${id}`;
          if (rows.has(key)) continue;
          const { label, family, potential, source } = lever;
          const pulled = levers.get(id);
          const here = pulled && `${percent(pulled.strength)} ${spanText({ from: pulled.start, to: pulled.full })}`;
          rows.set(key, {
            cells: {
              region: [m.region, words.say(region.label)],
              lever: [m.lever, id],
              label: [l.label, words.say(label)],
              family: [l.family, words.levers.families[family] ?? family],
              years: [l.years, leverYears(lever)],
              ...(only === undefined ? {} : { here: [l.here, here ?? "-"] as Cell }),
              potential: [l.potential, potential === undefined ? "" : words.say(potential)],
              source: [m.source, source],
            },
            ids: { region: region.id, family },
          });
        }
      }
      return [...rows.values()];
    }
    case "parameters":
      return only === undefined ? parameterRows(scenarios, words) : scenarios.flatMap((one) => valueRows(one, words));
    case "projects": {
      const rows = new Map<string, ListRow>();
      const p = words.projects;
      for (const scenario of scenarios) {
        for (const [id, { lever, strength, basis }] of pulledIn(scenario)) {
          if (lever.project === undefined || basis === undefined) continue;
          const { kind, of, from, to, size, first, last, status } = lever.project;
          const ends = { model: scenario.model, regionLabel: (end: string) => regionLabel(library, end) };
          rows.set(`${only === undefined ? scenario.region.id : ""} ${id}`, {
            cells: {
              region: [m.region, words.say(scenario.region.label)],
              project: [p.project, id],
              label: [l.label, words.say(lever.label)],
              kind: [p.kind, projectKind(lever.project, ends, words)],
              size: [p.size, size.text],
              years: [p.years, spanText({ from: first, to: last })],
              status: [p.status, p.statuses[status]],
              ...(only === undefined ? {} : { strength: [m.strength, percent(strength, 0)] as Cell }),
              basis: [words.common.basis, words.common.bases[basis]],
              source: [m.source, lever.source],
            },
            ids: { region: scenario.region.id, kind, of, from, to, status, basis },
          });
        }
      }
      return [...rows.values()];
    }
    case "variables": {
      const models = new Map(scenarios.map(({ model }) => [model.name, model]));
      return [...models.values()].flatMap(({ variables }) =>
        [...variables.values()].map(({ name, over, unit, label }): ListRow => {
          const variable = [name, ...over].join(".");
          const cells = { variable: [l.name, variable], unit: [m.unit, words.unit(unit.text)] } as const;
          return { cells: { ...cells, label: [l.label, words.say(label)] }, ids: { unit: unit.text } };
        }),
      );
    }
    default:
      return scenarios.flatMap(({ id, targets }) =>
        targets.map(
          (target): ListRow => ({
            cells: {
              scenario: [m.scenario, id],
              target: [m.target, target.name],
              year: [m.year, String("by" in target ? target.by : target.year)],
              asked: [m.asked, target.kind === "peak" ? peakText(target, words) : askedText(target)],
              source: [m.source, target.source ?? ""],
            },
            ids: { asked: target.text },
          }),
        ),
      );
  }
}

/** The countries of which `peakpath new --country` makes a region, with their CO2 in the last year. */
function countryRows(terminal: Terminal, words: Words): ListRow[] {
  const { list: l } = words;
  return countriesOf(installedLibrary(terminal)).map(({ country: { iso, years }, label }) => {
    const [first, last] = [years[0], years[years.length - 1]];
    const span = spanText({ from: first.year, to: last.year });
    return {
      cells: {
        country: [l.name, iso],
        label: [l.label, words.say(label)],
        years: [l.years, span],
        co2: right(`${words.unit("MtCO2/yr")}, ${last.year}`, readable(last.co2)),
        next: [words.find.goOn, `peakpath new ${iso.toLowerCase()} --country ${iso}`] as const,
      },
      ids: { co2: numberText(last.co2) },
    };
  });
}

/** What a target asks as its file does, with the year that it is measured from. */
function askedText(target: Target): string {
  const key = target.kind === "relative" ? "reduction" : target.kind;
  return "from" in target ? `${key}_from ${target.from}: ${target.text}` : target.text;
}

/** Each parameter of each model once: what it stands over, what it may be, and whether a scenario may assume it. */
function parameterRows(scenarios: readonly Scenario[], words: Words): ListRow[] {
  const models = new Map(scenarios.map(({ model }) => [model.name, model]));
  return [...models.values()].flatMap((model) =>
    [...model.parameters.values()].map((parameter): ListRow => {
      const path = [parameter.name, ...parameter.over].join(".");
      return parameterRow(model, parameter, path, words.say(quantityLabel(parameter)), words);
    }),
  );
}

/**
 * What the parameters are in a scenario, in the base year and in 2030. Cells of equal values stand in one row, as a path
 * with * where they are all that the parameter has, and otherwise as the first of them and how many more.
 */
function valueRows({ model, base, baseYear, horizon, given }: Scenario, words: Words): ListRow[] {
  const year = Math.max(baseYear, Math.min(horizon, SHOWN_YEAR));
  return [...model.parameters.values()].flatMap((parameter): ListRow[] => {
    const { name, over, size, yearly } = parameter;
    const numbers = need(base.values, name);
    const names = cellNames(model, over);
    const valuesOf = (cell: number) =>
      [baseYear, year].map((of) => numbers[(yearly ? (of - baseYear) * size : 0) + cell]);
    const { number } = amountsOf(parameter, model.units, words);
    const told = (cell: number) => valuesOf(cell).map(number);
    const alike = new Map<string, number[]>();
    for (let cell = 0; cell < size; cell++) {
      const key = given.get(name)?.has(cell) ? told(cell).join(" ") : "";
      alike.set(key, [...(alike.get(key) ?? []), cell]);
    }
    return [...alike.values()].map((cells): ListRow => {
      const [first] = cells;
      const whole = cells.length === size;
      const path = [name, ...(whole ? over.map(() => "*") : names[first])].join(".");
      const label = whole
        ? words.say(quantityLabel(parameter))
        : words.say(labelOfCell(model, { ...parameter, label: quantityLabel(parameter) }, first));
      const more = whole || cells.length === 1 ? "" : words.explain.moreCells(cells.length - 1);
      const [then, later] = told(first);
      const values = { base: right(baseYear, then), later: right(year, yearly ? later : "") };
      const row = parameterRow(model, parameter, path, `${label}${more}`, words, values);
      const members = cells.map((cell) => [name, ...names[cell]].join("."));
      const [before, after] = valuesOf(first).map(numberText);
      return { ...row, ids: { ...row.ids, members: members.join(" "), base: before, later: after } };
    });
  });
}

/** The year whose values stand beside those of the base year: that of the plans' first promises. */
const SHOWN_YEAR = 2030;

function parameterRow(
  { name: model, units }: Model,
  parameter: Parameter,
  path: string,
  label: string,
  words: Words,
  values: Readonly<Record<string, Cell>> = {},
): ListRow {
  const { unit, min, max, structural } = parameter;
  const { common: m, list: l } = words;
  const usual = amountsOf(parameter, units, words);
  const bound = (value: number | undefined) => (value === undefined ? "" : usual.number(value));
  const range = min === undefined && max === undefined ? "" : `${bound(min)} … ${bound(max)}`;
  const cells = {
    parameter: [l.name, path],
    label: [l.label, label],
    unit: [m.unit, unitOrNone(usual.unit, words)],
    range: [l.range, range],
    ...values,
    assume: [l.assume, l.mayAssume(!structural)],
  } as const;
  const [least, most] = [min, max].map((value) => (value === undefined ? undefined : numberText(value)));
  return { cells, ids: { model, unit: unit.text, min: least, max: most, assume: structural ? "no" : "yes" } };
}

function peakText({ by, below }: PeakTarget, words: Words): string {
  return `${words.common.peakBy(by)}${below === undefined ? "" : `, <= ${readable(below)}`}`;
}

function scenarioRow(id: string, title: string, model: string, { common: m, list: l }: Words): ListRow {
  return { cells: { scenario: [m.scenario, id], title: [l.title, title], model: ["", model] } };
}

/**
 * Every scenario by the heads of its files, sums of several regions last: what else stands in them is read when they are
 * run. Those whose head cannot be read are named on standard error and left out.
 */
function scenarioRows(terminal: Terminal, words: Words): ListRow[] {
  const library = installedLibrary(terminal);
  const rows = listScenarios(library).flatMap((id) => {
    try {
      const chained = chainScenario(library, id);
      const { model, regions } = headOf(chained);
      const sum = chained.chain.regions !== undefined;
      const title = sum ? words.list.sumOf(regions.length) : words.say(titleOf(chained.chain.links, id));
      return [{ sum, row: scenarioRow(id, title, model, words) }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.err(`${words.list.leftOut(id)}\n`);
      return [];
    }
  });
  return [...rows.filter(({ sum }) => !sum), ...rows.filter(({ sum }) => sum)].map(({ row }) => row);
}

/** All scenarios without a mistake; those that have one are named on standard error and left out. */
function readableScenarios(terminal: Terminal, words: Words): Scenario[] {
  const library = installedLibrary(terminal);
  // The sum of several regions has no inputs of its own; its regions' scenarios are listed.
  const ids = listScenarios(library).filter((id) => !isRollUp(library, id));
  try {
    return loadScenarios(library, ids);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return ids.flatMap((id) => {
    try {
      return loadScenarios(library, [id]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.err(`${words.list.leftOut(id)}\n`);
      return [];
    }
  });
}

/** Observed years beside the reference of every region that has some. */
function nowcastsOf(terminal: Terminal): { nowcasts: Map<string, readonly Nowcast[]>; model: Model | undefined } {
  const library = installedLibrary(terminal);
  const known = new Set(listRegions(library));
  const ids = observedRegions(library).flatMap((region) => {
    const id = `${region}/reference`;
    return !known.has(region) || library.read(`scenarios/${id}.yaml`) === undefined ? [] : [id];
  });
  const reported = reportRuns(loadScenarios(library, ids), { levers: false });
  const nowcasts = new Map(reported.map(({ run }) => [run.scenario.region.id, nowcastOf(library, run)] as const));
  return { nowcasts, model: reported[0]?.run.model };
}

/** A check in words, its cell (`steel.coal`) by the names of the model's members. */
function checkText(check: string, words: Words, model: Model | undefined): string {
  const [name, cell = ""] = check.split(" ");
  const members = [...(model?.sets.values() ?? [])].flatMap((set) => set.members);
  const labels = cell.split(".").map((id) => {
    const label = members.find((member) => member.name === id)?.label;
    return label === undefined ? id : words.say(label);
  });
  return words.coverage.checkName(name, cell, labels.join(" · "));
}

/** Calibration factors, cross-checks and estimated shares of every region as the data step wrote them. */
function listQuality(terminal: Terminal, words: Words): Listed {
  const checks = readQuality(installedLibrary(terminal));
  const m = words.coverage;
  const { nowcasts, model } = nowcastsOf(terminal);
  const rows = checks.map(({ region, check, computed, published, unit, difference, reason }, i): Cell[] => [
    [words.common.region, i > 0 && checks[i - 1].region === region ? "" : region],
    [m.qualityCheck, checkText(check, words, model)],
    right(m.computed, computed),
    right(m.published, published),
    [words.common.unit, unit === "1" ? "" : unit],
    right("", difference === undefined ? "" : signedPercent(difference)),
    [m.reason, reason],
  ]);
  const quantities = [...new Map([...nowcasts.values()].flat().map((of) => [of.quantity, words.say(of.label)]))];
  const years = [...nowcasts].map(([region, own]): Cell[] => [
    [words.common.region, region],
    ...quantities.map(([quantity, label]): Cell => {
      const found = own.find((of) => of.quantity === quantity);
      if (found === undefined) return right(label, "-");
      const { year, difference, shared_out } = furthest(found.years);
      return right(label, `${signedPercent(difference)} ${year}${shared_out ? "*" : ""}`);
    }),
  ]);
  const all = [...nowcasts].flatMap(([region, own]) =>
    own.flatMap(({ quantity, unit, compared, years: of }) =>
      of.map(({ year, observed, modelled, difference, reason, shared_out }) => ({
        ...{ region, check: `nowcast ${quantity} ${year}`, computed: modelled, published: observed },
        ...{ unit: compared === "index" ? "1" : unit, difference, reason, shared_out },
      })),
    ),
  );
  return {
    lines: () => [...textTable(rows, 0), ...(years.length === 0 ? [] : ["", m.nowcast, ...textTable(years)])],
    json: () => [...checks, ...all],
  };
}
