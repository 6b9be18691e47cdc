import type { Branch, Check, Variable } from "../../engine/language/model.ts";
import type { BookParameter, MethodBook } from "../../questions/method-book.ts";
import type { Label, Place } from "../../text/problems.ts";
import { quantityLabel } from "../text/names.ts";
import { readable } from "../text/number-text.ts";
import type { Words } from "../words/languages.ts";
import { behind, unitOrNone } from "../words/units.ts";

/** One line of an equation: what it gives, and as which formula. */
export interface EquationLine {
  readonly left: string;
  readonly right: string;
  /** Of which members or in which year it holds, where not of all. */
  readonly when?: string;
}

/** A piece of the book, in the order in which it is read; `id` is what formulas and readers point at. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly id?: string; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "terms"; readonly rows: readonly { readonly term: string; readonly text: string }[] }
  | {
      readonly kind: "quantity";
      readonly id: string;
      readonly name: string;
      readonly label: string;
      readonly unit: string;
      readonly doc: string;
      readonly lines: readonly EquationLine[];
      readonly place: string;
    }
  | { readonly kind: "sources"; readonly rows: readonly { readonly place: number; readonly text: string }[] };

/** The id of the entry of a source in the book's list. */
export function sourceId(place: number): string {
  return `source-${place + 1}`;
}

/** The book, or one subject of it, as pieces in the order in which they are read. */
export function bookBlocks(book: MethodBook, title: Label, words: Words, only?: string): Block[] {
  const m = words.method;
  const { model, boundaries } = book;
  const subjects = book.subjects.filter(({ name }) => only === undefined || name === only);
  const cited = new Set(subjects.flatMap(({ parameters }) => parameters.flatMap((each) => each.sources)));
  const sources = book.sources.map((text, place) => ({ place, text })).filter(({ place }) => cited.has(place));
  return [
    { kind: "heading", level: 1, text: m.title(words.say(model.label)) },
    { kind: "text", text: m.about(words.say(title)) },
    { kind: "text", text: m.howToRead },
    ...(only === undefined ? boundaryBlocks(boundaries, words) : []),
    ...subjects.flatMap((subject): Block[] => {
      const { name, label, doc, variables, parameters, checks } = subject;
      return [
        { kind: "heading", level: 2, id: name, text: words.say(label) },
        ...(doc === undefined ? [] : [{ kind: "text", text: words.say(doc) } as const]),
        ...headed(
          m.equations,
          variables.map((each) => variableBlock(each, words)),
        ),
        ...headed(
          m.numbers,
          parameters.map((each) => parameterBlock(each, words)),
        ),
        ...headed(
          m.conditions,
          checks.map((each) => checkBlock(each, words)),
        ),
      ];
    }),
    ...(sources.length === 0
      ? []
      : ([
          { kind: "heading", level: 2, id: "sources", text: m.sources },
          { kind: "sources", rows: sources },
        ] as const)),
  ];
}

function headed(text: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "heading", level: 3, text }, ...blocks];
}

function boundaryBlocks(boundaries: MethodBook["boundaries"], words: Words): Block[] {
  const rows = boundaries.map(({ name, label, doc }) => ({
    term: `${words.say(label)} (${name})`,
    text: doc === undefined ? "" : words.say(doc),
  }));
  return [
    { kind: "heading", level: 2, id: "boundaries", text: words.method.boundaries },
    { kind: "terms", rows },
  ];
}

function variableBlock(variable: Variable, words: Words): Block {
  const m = words.method;
  const { name, over, unit, label, doc, formula, initial, observed, iamc } = variable;
  const lines = [
    ...(initial ?? []).map((branch) => equation(name, over, branch, words, m.inBaseYear)),
    ...formula.map((branch) => equation(name, over, branch, words)),
  ];
  const more = [...(observed ? [m.observed] : []), ...(iamc === undefined ? [] : [m.exchangeName(iamc)])];
  return {
    ...{ kind: "quantity", id: name, name: cellName(name, over), label: words.say(label), lines },
    ...{ doc: sentences(doc, more), unit: unitOrNone(unit.text, words), place: placeText(formula[0].at) },
  };
}

/** A formula's line; a branch is for the members that its key names, or for all that have none of their own. */
function equation(
  name: string,
  over: readonly string[],
  { key, text }: Branch,
  words: Words,
  year?: string,
): EquationLine {
  const [first, ...others] = over;
  const of = key === undefined || key === "else" ? first : key;
  const left = cellName(name, first === undefined ? [] : [of, ...others]);
  const when = words.commas(
    [key === "else" ? words.method.others : undefined, year].filter((each) => each !== undefined),
  );
  return { left, right: text.replace(/\s+/g, " ").trim(), ...(when === "" ? {} : { when }) };
}

function parameterBlock({ parameter, sources, estimated }: BookParameter, words: Words): Block {
  const m = words.method;
  const { name, over, unit, doc, min, max, yearly, at } = parameter;
  const said = words.say(quantityLabel(parameter));
  const limit = (value: number) => `${readable(value, 6)}${behind(unit.text, words)}`;
  const facts = [
    ...(yearly ? [m.yearly] : []),
    ...(min === undefined ? [] : [m.least(limit(min))]),
    ...(max === undefined ? [] : [m.most(limit(max))]),
    ...(parameter.default === undefined ? [] : [m.otherwise(limit(parameter.default))]),
    ...(sources.length === 0 ? [] : [m.from(sources.map((place) => `[${place + 1}]`).join(" "))]),
    ...(estimated ? [m.estimated] : []),
  ];
  const label = doc.startsWith(said) ? "" : said;
  return {
    ...{ kind: "quantity", id: name, name: cellName(name, over), label, lines: [] },
    ...{ doc: sentences(doc, facts.length === 0 ? [] : [`(${words.commas(facts)})`]) },
    ...{ unit: unitOrNone(unit.text, words), place: placeText(at) },
  };
}

function checkBlock({ name, over, label, doc, condition, severity }: Check, words: Words): Block {
  const lines = condition.map((branch) => equation(name, over, branch, words));
  return {
    ...{ kind: "quantity", id: name, name: cellName(name, over), label: words.say(label), lines },
    ...{ doc: sentences(doc, [words.method.severities[severity]]), unit: "", place: placeText(condition[0].at) },
  };
}

/** A doc, which may end without a full stop, and what is said behind it. */
function sentences(doc: string, more: readonly string[]): string {
  const whole = doc === "" || /[.。!?)]$/.test(doc) ? doc : `${doc}.`;
  return [whole, ...more].filter((text) => text !== "").join(" ");
}

function cellName(name: string, over: readonly string[]): string {
  return over.length === 0 ? name : `${name}[${over.join(", ")}]`;
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
