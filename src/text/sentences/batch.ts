import { sentencesOf } from "./templates.ts";

/** What a batch's design may have wrong: its kind, its inputs and how they are spread. */
export const batchSentences = sentencesOf({
  nothing_uncertain:
    "nothing that goes into {scenario} carries a low and a high; write a design, such as design: {example}",
  certainty_missing: "this table of past errors is missing; what is calibrated is drawn from it",
  certainty_row: "no row of this table is called so; it has {names:list}{near:guess}",
  certainty_row_twice: "this row stands here twice; give it once",
  certainty_row_missing: "rows are missing: {names:list}",
  certainty_number: 'a number from {least} to {most} is needed here; found "{text:quote}"',
  certainty_spread: "the spread here is one of {kinds:list}",
  certainty_shape: "there is no {kind} distribution of these numbers",
  certainty_delays: "the parts that were so many years late sum to {sum}, not to 1",
  calibrated_kind:
    "what is calibrated is drawn year by year; it belongs to monte_carlo, latin_hypercube or quasi_monte_carlo, not to {kind}",
  calibrated_model:
    "the model {model} does not say what past errors act on (report: certainty); name inputs, or write uncertain",
  calibrated_with_uncertain: "past errors hold what is uncertain already; give one of calibrated and uncertain",
  all_needed: "all is needed here; found {found:standing}",
  delivery_of_calibrated: "how plans are delivered belongs to inputs: calibrated",
  delivery_needed: "as before, as planned, or families of measures are needed here; found {found:standing}",
  family_unknown: '"{name:quote}" is no family of levers; the scenario has {names:list}{near:guess}',
  no_such_levers: 'no lever of the scenario is of the family "{id:quote}"; its families are {names:list}{near:guess}',
  levers_word_needed: "levers.{id:quote}.strength or levers.{id:quote}.delay is needed here{near:guess}",
  no_design_file: "there is no such file; a design is a file with design: {example}",
  design_missing: '"design" is missing; write design: {example}',
  design_kind_missing: '"kind" is missing; it is one of {kinds:list}',
  runs_are_counted: ({ kind }: { kind: string }) =>
    `a ${kind} has as many runs as it has ${kind === "grid" ? "combinations" : "rows"}; leave runs out`,
  only_lists_have_files: "only a list has a file; give its rows there",
  inputs_missing: '"inputs" is missing; it names what is sampled, or says calibrated or uncertain',
  inputs_unnamed: "a {kind} names its inputs with their values",
  no_inputs: "there are no inputs; write at least one, such as {example}",
  too_many_inputs: "{kind} takes at most {most} inputs, and there are {count}; latin_hypercube takes any number",
  too_many_combinations: "the grid has {count} combinations, and at most {most} runs are allowed; give fewer values",
  whole_number_needed: "a whole number from {least} to {most} is needed here; found {found:standing}",
  moved_independently:
    "{kind} tells inputs apart by moving them independently; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo",
  taken_as_they_stand:
    "a {kind} takes its values as they stand; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo",
  two_inputs_needed: "two different inputs of the design are needed here, such as [gdp_growth, population]",
  no_such_input: '"{name:quote}" is no input of the design{near:guess}',
  rank_needed: "a rank correlation between -1 and 1 is needed here; found {found:standing}",
  correlated_already: "these two are correlated in line {line} already",
  correlations_clash: "these rank correlations cannot hold together: their matrix is not positive definite",
  outcome_year: "a year from {from} to {to} stands behind the @, not {text:quote}",
  named_twice: '"{name:quote}" stands here twice; name it once',
  list_file_missing: '"file" is missing; a list names the CSV table of its rows',
  no_file: "there is no file {file:quote}",
  list_too_long: "the table has more than the {most} lines that are read of {inputs} inputs",
  list_without_rows: "the table has no rows; every row is a run",
  not_within: ({ text, low, high }: { text: string; low?: number; high?: number }) =>
    `${text} is not allowed; ${low ?? "any"} to ${high ?? "any"} is`,
  whole_years: "{text} is not a whole number of years",
  whole_year_steps: "{text} is not a whole number of years; give steps that fall on whole years",
  no_lever_at_all: "the scenario has no lever",
  no_such_lever:
    'the scenario has no lever "{id:quote}"; a design samples the levers that the scenario pulls{near:guess}',
  lever_word_needed:
    "levers.{id:quote}.strength, levers.{id:quote}.start or levers.{id:quote}.delay is needed here{near:guess}",
  lever_is_replaced: 'a lever\'s {word} is replaced; "as" is for parameters',
  sampled_structure: '"{name}" is part of the model\'s structure; no sample may change it',
  shares_move_together: 'the values of "{name}" over {over} sum to 1, so that one cannot move alone',
  change_missing: '"as" is missing; a parameter is sampled as {changes:list}',
  grid_keys: "a grid takes values: [...], or low, high and steps",
  no_years_here: "this is one number, not a path over years; leave years out",
  years_moved_already: "{name} moves the years of this lever already; start and delay say the same thing",
  cells_sampled_already:
    "{name} acts on the same cells, and a value leaves nothing of another; sample each cell once, or scale and shift it",
  spread_missing:
    '"spread" is missing; it is one of {kinds:list}, such as {spread: triangular, low: …, mode: …, high: …}',
  spread_key_missing: '"{key}" is missing; {kind} takes {keys:list}',
  one_number_needed: "one number with its unit is needed here; found {found:standing}",
  values_needed: "a list of numbers is needed here, such as [1, 2]; found {found:standing}",
  sampled_value_needed: "a number with its unit is needed here; found {found:standing}",
  value_twice: "{text} stands here twice; give it once",
  weights_needed: "as many numbers above 0 as there are values ({count}) are needed here, such as [1, 2]",
  high_not_above_low: "high is {high} and not above low, {low}",
  mode_not_between: "mode is {mode} and not between low and high, {low} and {high}",
  shape_needed: "a shape from {least} to {most} is needed here; found {found}",
  above_0_needed: "a {what} above 0 is needed here; found {found}",
  beyond_numbers: "with {key} {value} this reaches beyond all numbers; give a smaller one",
  reaches_too_far: ({ low, high, min, max, unit }: Reach) => {
    const bounded = Number.isFinite(low) && Number.isFinite(high);
    const of = unit === "1" ? "" : ` ${unit}`;
    const allowed = [
      ...(min === undefined ? [] : [`from ${min}${of}`]),
      ...(max === undefined ? [] : [`to ${max}${of}`]),
    ];
    return `reaches ${bounded ? `from ${low} to ${high}` : "without bound"}, and ${allowed.join(" ")} is allowed${bounded ? "" : "; truncated_normal has bounds"}`;
  },
});

/** From where to where a spread reaches, and what is allowed in this unit. */
interface Reach {
  readonly low: number;
  readonly high: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
}

/** An address as it stands, where no password can be in it. */
interface Shown {
  readonly shown?: string;
}

const not = ({ shown }: Shown) => (shown === undefined ? "" : `, not "${shown}"`);

/** What a command line may have wrong about a batch's queue and shards. */
export const queueSentences = sentencesOf({
  queue_unreadable:
    "--queue cannot read its address; in a name or password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
  queue_address_needed: ({ example, shown }: Shown & { example: string }) =>
    `--queue takes an address such as ${example}${not({ shown })}`,
  queue_scheme_needed: ({ shown }: Shown) =>
    `--queue takes an address that begins with redis:// or rediss://${not({ shown })}`,
  queue_without_host: "--queue names no host; an address is such as {example}",
  queue_behind_host:
    "--queue takes nothing behind host and port but the number of a database, such as {example}; in a password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
  queue_percent:
    "--queue has a % in its name or password that is no %-code; write the sign itself as %25, such as {example}",
  queue_packages: "a queue needs two more packages: {install}",
  shard_needed: '--shard takes a share such as 3/8, auto or auto/8, not "{shown}"',
  no_such_shard: "--shard {number}/{of} is none: shards are counted from 1/{of} to {of}/{of}",
  shard_outside_array:
    "--shard auto needs SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, or JOB_COMPLETION_INDEX; neither is set",
  shard_of_how_many: "--shard auto needs the number of jobs beside JOB_COMPLETION_INDEX; write it as --shard auto/8",
});
