import { type LaneModule, laneModule, runOnLanes } from "../engine/lanes/lane-program.ts";
import { hasLanes } from "../engine/lanes/wasm-host.ts";
import type { Inputs, Model } from "../engine/language/model.ts";
import { compile, loadedMemory, type Program } from "../engine/program/compile.ts";
import { readsOf } from "../engine/program/influence.ts";

/**
 * Programs that serve many regions: nothing is folded into them but the structure, so that the numbers of the next
 * region are loaded where another scenario would have to be compiled. They give the same numbers to the bit.
 */
export interface SharedPrograms {
  readonly known: Map<Model, SharedProgram[]>;
  /** The encoded module of a model and structure, where it was kept from before. */
  readonly kept?: KeptModule;
}

export type KeptModule = (model: Model, structure: string) => Uint8Array | undefined;

interface SharedProgram {
  readonly structure: string;
  readonly program: Program;
  readonly lanes?: LaneModule;
}

/** A program with a memory that holds a scenario's inputs; its code as lanes, where the machine has them. */
export interface LoadedProgram {
  readonly program: Program;
  readonly memory: Float64Array;
  readonly lanes?: LaneModule;
}

export function sharedPrograms(kept?: KeptModule): SharedPrograms {
  return { known: new Map(), kept };
}

/** A program for these inputs: a shared one where programs are shared, otherwise its own in JavaScript. */
export function loadedProgram(model: Model, inputs: Inputs, programs: SharedPrograms | undefined): LoadedProgram {
  if (programs === undefined) {
    const program = compile(model, inputs);
    return { program, memory: program.memory() };
  }
  const ofModel = programs.known.get(model) ?? [];
  programs.known.set(model, ofModel);
  const structure = structureOf(model, inputs);
  let shared = ofModel.find((candidate) => candidate.structure === structure);
  if (shared === undefined) {
    shared = share(structure, openProgram(model, inputs), programs.kept?.(model, structure));
    ofModel.push(shared);
  }
  const { program, lanes } = shared;
  return { program, memory: loadedMemory(program, inputs), lanes };
}

function share(structure: string, program: Program, kept: Uint8Array | undefined): SharedProgram {
  if (!hasLanes) return { structure, program };
  const lanes = laneModule(program, kept);
  return { structure, program: runOnLanes(program, lanes.open()), lanes };
}

/** The model's program with nothing folded but its structure, for inputs of any region of that structure. */
export function openProgram(model: Model, inputs: Inputs): Program {
  return compile(openModel(model), openToObservation(model, inputs), { touched: "all" });
}

/** What no load can change: the years, and the parameters that say how far a formula looks back. */
export function structureOf(model: Model, inputs: Inputs): string {
  const folded = lagParameters(model).map((name) => `${name} ${inputs.values.get(name)?.join(" ")}`);
  return [inputs.baseYear, inputs.years, ...folded].join("\n");
}

const opened = new WeakMap<Model, Model>();

/** The model with all parameters open to loading but those that a lag reads; regions differ in the others' numbers only. */
function openModel(model: Model): Model {
  const before = opened.get(model);
  if (before !== undefined) return before;
  const lags = new Set(lagParameters(model));
  const parameters = [...model.parameters].map(([name, parameter]) => {
    const structural = parameter.structural && lags.has(name);
    return [name, structural === parameter.structural ? parameter : { ...parameter, structural }] as const;
  });
  const open = { ...model, parameters: new Map(parameters) };
  opened.set(model, open);
  return open;
}

function lagParameters(model: Model): readonly string[] {
  return [...new Set([...readsOf(model).values()].flatMap(({ lags }) => [...lags]))].sort();
}

/** The inputs with room for imposed values of every variable that is open to them, since regions differ in these. */
function openToObservation(model: Model, inputs: Inputs): Inputs {
  const observed = new Map(inputs.observed);
  for (const { name, size, observed: open } of model.variables.values()) {
    if (open && !observed.has(name)) observed.set(name, new Float64Array(inputs.years * size).fill(Number.NaN));
  }
  return { ...inputs, observed };
}
