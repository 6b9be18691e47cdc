import type { Check, Member, Model, Parameter, Subject, Variable } from "../engine/language/model.ts";
import type { CellPath, Given } from "../scenario/paths/cell-path.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** A parameter, and where the numbers that a scenario has for it come from. */
export interface BookParameter {
  readonly parameter: Parameter;
  /** Positions in the book's list of sources, ascending. */
  readonly sources: readonly number[];
  /** Whether a rule has estimated some of its numbers. */
  readonly estimated: boolean;
}

/** One part of the model: what it computes, from what, and what must hold. */
export interface BookSubject extends Subject {
  readonly variables: readonly Variable[];
  readonly parameters: readonly BookParameter[];
  readonly checks: readonly Check[];
}

/** All equations of a model with the sources of a scenario's numbers, see `methodBook`. */
export interface MethodBook {
  readonly model: Model;
  readonly subjects: readonly BookSubject[];
  /** The boundaries whose peaks are told. */
  readonly boundaries: readonly Member[];
  /** In the order in which parameters name them first. */
  readonly sources: readonly string[];
}

/** The equations of a scenario's model by subject, in the order that the model names, each once, and their sources. */
export function methodBook({ model, given }: Scenario): MethodBook {
  const places = new Map<string, number>();
  const placeOf = (source: string): number => {
    const place = places.get(source) ?? places.size;
    places.set(source, place);
    return place;
  };
  const told = (parameter: Parameter): BookParameter => {
    const givens = [...(given.get(parameter.name)?.values() ?? [])].flatMap(givensOf);
    const sources = new Set(givens.flatMap(({ source }) => (source === undefined ? [] : [placeOf(source)])));
    const estimated = givens.some((each) => each.estimated !== undefined);
    return { parameter, sources: [...sources].sort((a, b) => a - b), estimated };
  };
  const of = <T extends { readonly subject: string }>(all: ReadonlyMap<string, T>, name: string) =>
    [...all.values()].filter(({ subject }) => subject === name);
  const subjects = subjectsOf(model).map((subject) => ({
    ...subject,
    variables: of(model.variables, subject.name),
    parameters: of(model.parameters, subject.name).map(told),
    checks: of(model.checks, subject.name),
  }));
  const [set] = model.report?.peak.over ?? [];
  return { model, subjects, boundaries: model.sets.get(set)?.members ?? [], sources: [...places.keys()] };
}

/** The subjects that a model names, and behind them those of its files that it does not. */
function subjectsOf({ subjects, parameters, variables, checks, label }: Model): Subject[] {
  const used = [parameters, variables, checks].flatMap((all) => [...all.values()].map(({ subject }) => subject));
  const unnamed = [...new Set(used)].filter((name) => !subjects.has(name));
  return [...subjects.values(), ...unnamed.map((name) => ({ name, label }))];
}

/** What is given for a cell, with what it stands on. */
function givensOf({ constant, years, below }: CellPath): Given[] {
  const own = constant === undefined ? [...years.values()] : [constant];
  return below === undefined ? own : [...own, ...givensOf(below)];
}
