import { expect, test } from "vitest";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { formatProblem } from "../../../src/text/problems.ts";
import { headerLines, problemsOf, scalar, tinyModel } from "../tiny-model.ts";

const line = headerLines + 2;

/** Column of the formula's first character in a line made by `scalar("a", ...)`. */
const start = scalar("a", "§").indexOf("§") + 1;

test.each([
  ["1 + growht", start + 4, 'unknown name "growht"; did you mean "growth"?'],
  ["2 growth", start + 2, '"2 growth": two values stand side by side; write the operator between them'],
  [
    "growth % 2",
    start + 7,
    '"%" is not part of the formula language; write 0.01 * x, or give the parameter the unit %',
  ],
  ["growth > 1 ? 1 : 2", start + 11, '"?" is not part of the formula language; write if(condition, a, b)'],
  ["sin(growth)", start, '"sin" is no function of the language'],
  ["constructor(growth)", start, '"constructor" is no function of the language'],
  ["growth + constructor", start + 9, 'unknown name "constructor"'],
  ["growth; 2", start + 6, '";" is not part of the formula language'],
  ["load", start, "the formula gives MASS*LENGTH^2/TIME^2 (TW*h/yr), where a plain number (1) is needed"],
  ["growth + load", start + 9, "this is MASS*LENGTH^2/TIME^2 (TW*h/yr), where a plain number (%/yr) is needed"],
  ["limit[coal] / load + limit[oil] / load", start + 27, '"oil" is no member of plant'],
  ["limit / load", start, '"limit" stands over [plant], 0 given'],
  ["sum(hours[plant], plant) / 1", start + 10, '"hours" stands over fossil only, which lacks "wind"'],
  [
    "limit[plant] / load",
    start + 6,
    'the set "plant" is not bound here; sum over it or let the variable stand over it',
  ],
  [
    "previous(growth)",
    start,
    'previous(x) needs a value for the base year: give the variable an "initial", or write previous(x, v)',
  ],
  ["lag(growth, 2)", start, "lag(x, n) needs the value to use before the base year: lag(x, n, v)"],
  ["lag(growth, 1.5, 0)", start + 12, "a lag is a whole number of years, not 1.5"],
  ["lag(growth, growth, 0)", start + 12, "a lag is a whole number or a structural parameter"],
  ["previous(previous(growth, 0), 0)", start + 9, "previous() inside previous() or lag(); write one lag(x, n, v)"],
  ["1 < growth < 2", start, "comparisons do not chain; write a < b and b < c"],
  ["growth > 1", start, "a condition stands where a number is needed; write if(condition, a, b)"],
  ["if(growth, 1, 2)", start + 3, "a number stands where a condition is needed; compare it with something"],
  [
    "exp(load)",
    start + 4,
    "exp() takes a plain number; this is MASS*LENGTH^2/TIME^2 (TW*h/yr), where a plain number (1) is needed",
  ],
  ["min(growth)", start, "min() takes at least 2 arguments, 1 given"],
  ["plant + 1", start, 'the set "plant" is not bound here; sum over it or let the variable stand over it'],
  ["(growth", start + 6, "Parenthesis ) expected"],
  ["'growth'", start, '"\'" is not part of the formula language; text has no place in a formula'],
  ["year.constructor", start + 4, '"." is not part of the formula language'],
  ["growth[\u0065val]", start + 7, '"growth" takes no index, 1 given'],
])("%s is refused at its character", (formula, column, message) => {
  const [problem] = problemsOf(() => tinyModel(scalar("a", formula)));
  expect(problem.message).toContain(message);
  expect(problem.at).toMatchObject({ file: "tiny.yaml", line });
  if (!message.includes("takes no index")) expect(problem.at.column).toBe(column);
});

test("every problem is reported in one pass, each at its place", () => {
  const problems = problemsOf(() =>
    tinyModel(`${scalar("a", "nothing")}\n${scalar("b", "load")}\n  c: {label: {en: c}, formula: "1"}`),
  );
  expect(problems.map(formatProblem)).toEqual([
    `tiny.yaml:${line + 2}:3  variables.c: a "unit" is missing; write 1 for a plain number`,
    `tiny.yaml:${line + 2}:14  variables.c.label: a label in "zh" is missing`,
  ]);
  const formulas = problemsOf(() => tinyModel(`${scalar("a", "nothing")}\n${scalar("b", "load")}`));
  expect(formulas.map((problem) => problem.path)).toEqual(["variables.a.formula", "variables.b.formula"]);
});

test("a formula in block style is located by line and column, comments are blanks", () => {
  const text = `  a:
    unit: "1"
    label: {en: a, zh: 甲}
    formula: >-
      growth +   # a remark (with brackets
      growht`;
  const [problem] = problemsOf(() => tinyModel(text));
  expect(problem.at).toMatchObject({ line: line + 5, column: 7 });
});

test("maps of formulas must serve every member once", () => {
  const variable = (formula: string) => `  a: {over: [plant], unit: "1", label: {en: a, zh: 甲}, formula: ${formula}}`;
  expect(problemsOf(() => tinyModel(variable('{fossil: "1"}')))[0].message).toBe(
    'no formula for "wind"; add it, or "else"',
  );
  expect(problemsOf(() => tinyModel(variable('{fossil: "1", gas: "2", else: "3"}')))[0].message).toBe(
    '"gas" has a formula already, under "fossil"',
  );
  expect(problemsOf(() => tinyModel(variable('{fosil: "1", else: "3"}')))[0].message).toBe(
    '"fosil" is no subset or member of plant; did you mean "fossil"?',
  );
  expect(problemsOf(() => tinyModel(variable('{fossil: "1", else: "3"}')))).toEqual([]);
});

test("names are kept apart", () => {
  expect(problemsOf(() => tinyModel(scalar("load", "1")))[0].message).toContain(
    "this name stands already at tiny.yaml:",
  );
  expect(problemsOf(() => tinyModel(scalar("plant", "1")))[0].message).toBe("this is the name of a set already");
  expect(problemsOf(() => tinyModel(scalar("sum", "1")))[0].message).toBe('"sum" is a word of the language');
  expect(problemsOf(() => tinyModel(scalar("Growth", "1")))[0].message).toContain("use small letters");
});

test("a subject that is no file of the model is refused, and one without a name in both languages", () => {
  const problems = problemsOf(() =>
    readModel([
      { name: "m.yaml", text: "model: m\nlabel: {en: m, zh: m}\nsubjects: {n: {en: n, zh: n}, m: {en: m}}\n" },
    ]),
  );
  expect(problems.map(formatProblem)).toEqual([
    'm.yaml:3:12  subjects.n: "n" is no file of the model; did you mean "m"?; a subject bears the name of one',
    'm.yaml:3:34  subjects.m: a label in "zh" is missing',
  ]);
});

test("a section that does not exist is refused with the nearest one", () => {
  const problems = problemsOf(() =>
    readModel([{ name: "m.yaml", text: "model: m\nlabel: {en: m, zh: m}\nvariabels: {}\n" }]),
  );
  expect(problems.map(formatProblem)).toEqual([
    'm.yaml:3:1  variabels: unknown section; did you mean "variables"?; a model has model, label, report, subjects, units, sets, parameters, variables, checks',
  ]);
});
