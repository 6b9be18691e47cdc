/** The kinds of input that the program reads. */
export type Kind =
  | "scenario"
  | "region"
  | "region table"
  | "levers"
  | "model"
  | "design"
  | "list table"
  | "starter table"
  | "country table"
  | "balance"
  | "plan targets"
  | "option";

export interface WeightedCommand {
  readonly words: readonly string[];
  readonly weight: number;
}

/** An input without mistakes, and what is done with it. */
export interface Sample {
  readonly kind: Kind;
  /** Where the mutated text is put beneath the working folder, over the file of the package; of an option its name. */
  readonly file: string;
  readonly form: "yaml" | "csv" | "word";
  readonly text: string;
  /** The package folder: the whole package, or the toy project of the tests. */
  readonly project: string;
  /** Files that stand beside it in the working folder. */
  readonly beside: ReadonlyMap<string, string>;
  /** What `check` and `run` are asked for, where both read the input. */
  readonly scenario?: string;
  /** In the words of an option's command, this stands for its value. */
  readonly commands: readonly WeightedCommand[];
  readonly weight: number;
}

/** Stands in a command for the value of the option that is mutated. */
export const HERE = "{}";
