import { quote } from "../quote.ts";
import { guess, type Standing, standing } from "./reading.ts";

type None = Record<never, never>;

/** What a batch's design may have wrong: its kind, its inputs and how they are spread. */
export const batchSentences = {
  nothing_uncertain: ({ scenario, example }: { scenario: string; example: string }) =>
    `nothing that goes into ${scenario} carries a low and a high; write a design, such as design: ${example}`,
  no_design_file: ({ example }: { example: string }) =>
    `there is no such file; a design is a file with design: ${example}`,
  design_missing: ({ example }: { example: string }) => `"design" is missing; write design: ${example}`,
  design_kind_missing: ({ kinds }: { kinds: readonly string[] }) =>
    `"kind" is missing; it is one of ${kinds.join(", ")}`,
  runs_are_counted: ({ kind }: { kind: string }) =>
    `a ${kind} has as many runs as it has ${kind === "grid" ? "combinations" : "rows"}; leave runs out`,
  only_lists_have_files: (_: None) => "only a list has a file; give its rows there",
  inputs_missing: (_: None) => '"inputs" is missing; it names what is sampled, or says uncertain',
  inputs_unnamed: ({ kind }: { kind: string }) => `a ${kind} names its inputs with their values`,
  no_inputs: ({ example }: { example: string }) => `there are no inputs; write at least one, such as ${example}`,
  too_many_inputs: ({ kind, most, count }: { kind: string; most: number; count: number }) =>
    `${kind} takes at most ${most} inputs, and there are ${count}; latin_hypercube takes any number`,
  too_many_combinations: ({ count, most }: { count: number; most: number }) =>
    `the grid has ${count} combinations, and at most ${most} runs are allowed; give fewer values`,
  whole_number_needed: ({ least, most, found }: { least: number; most: number; found: Standing }) =>
    `a whole number from ${least} to ${most} is needed here; found ${standing(found)}`,
  moved_independently: ({ kind }: { kind: string }) =>
    `${kind} tells inputs apart by moving them independently; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo`,
  taken_as_they_stand: ({ kind }: { kind: string }) =>
    `a ${kind} takes its values as they stand; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo`,
  two_inputs_needed: (_: None) =>
    "two different inputs of the design are needed here, such as [gdp_growth, population]",
  no_such_input: ({ name, near }: { name: string; near?: string }) =>
    `"${quote(name)}" is no input of the design${guess(near)}`,
  rank_needed: ({ found }: { found: Standing }) =>
    `a rank correlation between -1 and 1 is needed here; found ${standing(found)}`,
  correlated_already: ({ line }: { line: number }) => `these two are correlated in line ${line} already`,
  correlations_clash: (_: None) =>
    "these rank correlations cannot hold together: their matrix is not positive definite",
  named_twice: ({ name }: { name: string }) => `"${quote(name)}" stands here twice; name it once`,
  list_file_missing: (_: None) => '"file" is missing; a list names the CSV table of its rows',
  no_file: ({ file }: { file: string }) => `there is no file ${quote(file)}`,
  list_too_long: ({ most, inputs }: { most: number; inputs: number }) =>
    `the table has more than the ${most} lines that are read of ${inputs} inputs`,
  list_without_rows: (_: None) => "the table has no rows; every row is a run",
  not_within: ({ text, low, high }: { text: string; low?: number; high?: number }) =>
    `${text} is not allowed; ${low ?? "any"} to ${high ?? "any"} is`,
  whole_years: ({ text }: { text: string }) => `${text} is not a whole number of years`,
  whole_year_steps: ({ text }: { text: string }) =>
    `${text} is not a whole number of years; give steps that fall on whole years`,
  no_lever_at_all: (_: None) => "the scenario has no lever",
  no_such_lever: ({ id, near }: { id: string; near?: string }) =>
    `the scenario has no lever "${quote(id)}"; a design samples the levers that the scenario pulls${guess(near)}`,
  lever_word_needed: ({ id, near }: { id: string; near?: string }) =>
    `levers.${quote(id)}.strength, levers.${quote(id)}.start or levers.${quote(id)}.delay is needed here${guess(near)}`,
  lever_is_replaced: ({ word }: { word: string }) => `a lever's ${word} is replaced; "as" is for parameters`,
  sampled_structure: ({ name }: { name: string }) =>
    `"${name}" is part of the model's structure; no sample may change it`,
  shares_move_together: ({ name, over }: { name: string; over: string }) =>
    `the values of "${name}" over ${over} sum to 1, so that one cannot move alone`,
  change_missing: ({ changes }: { changes: readonly string[] }) =>
    `"as" is missing; a parameter is sampled as ${changes.join(", ")}`,
  grid_keys: (_: None) => "a grid takes values: [...], or low, high and steps",
  no_years_here: (_: None) => "this is one number, not a path over years; leave years out",
  years_moved_already: ({ name }: { name: string }) =>
    `${name} moves the years of this lever already; start and delay say the same thing`,
  cells_sampled_already: ({ name }: { name: string }) =>
    `${name} acts on the same cells, and a value leaves nothing of another; sample each cell once, or scale and shift it`,
  spread_missing: ({ kinds }: { kinds: readonly string[] }) =>
    `"spread" is missing; it is one of ${kinds.join(", ")}, such as {spread: triangular, low: …, mode: …, high: …}`,
  spread_key_missing: ({ key, kind, keys }: { key: string; kind: string; keys: readonly string[] }) =>
    `"${key}" is missing; ${kind} takes ${keys.join(", ")}`,
  one_number_needed: ({ found }: { found: Standing }) =>
    `one number with its unit is needed here; found ${standing(found)}`,
  values_needed: ({ found }: { found: Standing }) =>
    `a list of numbers is needed here, such as [1, 2]; found ${standing(found)}`,
  sampled_value_needed: ({ found }: { found: Standing }) =>
    `a number with its unit is needed here; found ${standing(found)}`,
  value_twice: ({ text }: { text: string }) => `${text} stands here twice; give it once`,
  weights_needed: ({ count }: { count: number }) =>
    `as many numbers above 0 as there are values (${count}) are needed here, such as [1, 2]`,
  high_not_above_low: ({ low, high }: { low: number; high: number }) => `high is ${high} and not above low, ${low}`,
  mode_not_between: ({ mode, low, high }: { mode: number; low: number; high: number }) =>
    `mode is ${mode} and not between low and high, ${low} and ${high}`,
  shape_needed: ({ least, most, found }: { least: number; most: number; found: number }) =>
    `a shape from ${least} to ${most} is needed here; found ${found}`,
  above_0_needed: ({ what, found }: { what: string; found: number }) =>
    `a ${what} above 0 is needed here; found ${found}`,
  beyond_numbers: ({ key, value }: { key: string; value: number }) =>
    `with ${key} ${value} this reaches beyond all numbers; give a smaller one`,
  reaches_too_far: ({ low, high, min, max, unit }: Reach) => {
    const bounded = Number.isFinite(low) && Number.isFinite(high);
    const of = unit === "1" ? "" : ` ${unit}`;
    const allowed = [
      ...(min === undefined ? [] : [`from ${min}${of}`]),
      ...(max === undefined ? [] : [`to ${max}${of}`]),
    ];
    return `reaches ${bounded ? `from ${low} to ${high}` : "without bound"}, and ${allowed.join(" ")} is allowed${bounded ? "" : "; truncated_normal has bounds"}`;
  },
};

/** From where to where a spread reaches, and what is allowed in this unit. */
interface Reach {
  readonly low: number;
  readonly high: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
}
