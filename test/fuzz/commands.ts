import type { WeightedCommand } from "./samples.ts";

function weighted(table: Readonly<Record<string, number>>): WeightedCommand[] {
  return Object.entries(table).map(([words, weight]) => ({ words: words.split(" "), weight }));
}

/** What every scenario can be asked for. */
function common(id: string): Record<string, number> {
  return {
    [`check ${id}`]: 20,
    [`check ${id} --lang zh`]: 2,
    [`check ${id} --json`]: 2,
    [`run ${id}`]: 16,
    [`run ${id} --json`]: 9,
    [`run ${id} --out out`]: 8,
    [`run ${id} --out out --wide --excel`]: 2,
    [`run ${id} --lang zh`]: 3,
    [`run ${id} --strict`]: 2,
    [`run ${id} --svg pictures`]: 3,
    [`targets ${id}`]: 3,
    [`targets ${id} --json`]: 1,
    [`list levers ${id}`]: 1,
  };
}

/** What a small model answers at once and a large one slowly. */
function quick(id: string, reference: string): Record<string, number> {
  return {
    [`levers ${id}`]: 3,
    [`levers ${id} --json`]: 2,
    [`levers ${id} --method shapley --out out`]: 2,
    [`levers ${id} --method shapley --by family --svg pictures`]: 1,
    [`levers ${id} --svg pictures`]: 1,
    [`compare ${reference} ${id}`]: 4,
    [`compare ${reference} ${id} --json`]: 2,
    [`compare ${reference} ${id} --out out --svg pictures`]: 1,
    [`seek ${id} --peak-by 2035`]: 2,
    [`seek ${id} --peak-by 2035 --smallest-set --json`]: 1,
    [`delay ${id} --years 2 --out out`]: 2,
    [`tornado ${id}`]: 2,
    [`tornado ${id} --json`]: 1,
    [`budget ${id}`]: 2,
    [`budget ${id} --intensity 17%@2030`]: 1,
    [`budget ${id} --json --budget 9000Mt`]: 1,
  };
}

/** Commands about a scenario of the toy model. */
export function toyCommands(id: string): WeightedCommand[] {
  if (id === "toyland/reference") return weighted({ ...common(id), ...quick(id, "toyland/policy") });
  const batch = `batch ${id} --design designs/drivers.yaml --workers 1 --runs 8`;
  return weighted({
    ...common(id),
    ...quick(id, "toyland/reference"),
    [`run ${id} --table plan`]: 2,
    "list scenarios": 1,
    "list variables": 0.5,
    [`explain ${id} emissions.traded --year 2030`]: 3,
    [`explain ${id} growth.power --json`]: 1,
    [batch]: 3,
    [`${batch} --json`]: 1,
    [`${batch} --out out --keep outcomes`]: 1,
  });
}

/** Commands about a scenario of the tutorial's model. */
export function kayaCommands(id: string, reference: string): WeightedCommand[] {
  return weighted({
    ...common(id),
    ...quick(id, reference),
    [`why ${id}`]: 4,
    [`why ${id} --json`]: 2,
    [`why ${id} --svg pictures --out out`]: 1,
    [`explain ${id} emissions.gross --year 2030`]: 3,
  });
}

/** Commands about a scenario of the full model that take no longer than a run. */
export function regionalCommands(id: string): WeightedCommand[] {
  return weighted({
    ...common(id),
    [`run ${id} --table plan --lang zh`]: 2,
    [`run ${id} --levers=false --json`]: 4,
    [`why ${id}`]: 2,
    [`budget ${id} --json`]: 2,
    [`explain ${id} emissions.assessed --year 2030`]: 2,
    [`batch ${id} --runs 4 --workers 1`]: 0.2,
  });
}

/** Commands about a scenario over several regions. */
export function rollUpCommands(id: string): WeightedCommand[] {
  return weighted({ [`check ${id}`]: 6, [`run ${id} --levers=false`]: 2, [`run ${id} --json --levers=false`]: 1 });
}

/** Batches of a design file; `runs` where the design leaves their number open. */
export function designCommands(design: string, runs?: number): WeightedCommand[] {
  const batch = `batch toyland/policy --design ${design} --workers 1`;
  const few = runs === undefined ? batch : `${batch} --runs ${runs}`;
  return weighted({
    [`${few}`]: 6,
    [`${few} --seed 5 --json`]: 3,
    [`${few} --out out`]: 2,
    [`${few} --out out --keep outcomes,trajectories`]: 1,
    [`${few} --svg pictures`]: 1,
    [`${few} --lang zh`]: 1,
    [`${batch} --dry-run`]: 1,
  });
}

export function commandsOf(...lines: readonly string[]): WeightedCommand[] {
  return lines.map((words) => ({ words: words.split(" "), weight: 1 }));
}
