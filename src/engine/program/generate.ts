import type { Inputs, Model } from "../language/model.ts";
import type { EmitContext } from "./emit-state.ts";
import { type EmittedStep, emitStep } from "./emit-step.ts";
import type { Layout } from "./layout.ts";
import { orderSteps } from "./order.ts";

/**
 * V8 does not optimise a function above 61,440 bytes of bytecode: one function for all equations ran 40 to 60
 * times slower. A test watches this number.
 */
export const statementsPerFunction = 80;

/** What is the same in every run is computed when inputs are loaded, the rest in every run. */
export const parts = ["fixed", "influenced"] as const;
export type Part = (typeof parts)[number];

const phases = ["base", "later"] as const;

/** What a program is to compute, and where. */
export interface GenerateTask {
  readonly model: Model;
  readonly inputs: Inputs;
  readonly layout: Layout;
  readonly live: ReadonlySet<string>;
  readonly influenced: ReadonlySet<string>;
  readonly isTouched: (parameter: string) => boolean;
  /** Every parameter is touched: the program serves other regions too, with what is imposed there. */
  readonly open: boolean;
}

/**
 * JavaScript of one part of a program: the body of a function of `exp` and `log` that returns, by phase, the functions
 * that compute a year. `equations` writes each block's equation above it, for readers; what runs does without.
 *
 * @throws InputError where a cell depends on itself in the same year.
 */
export function generate(task: GenerateTask, part: Part, equations: boolean): string {
  const { model, inputs, layout, live, influenced } = task;
  const tables: EmitContext["tables"] = new Map();
  const emitted = phases.map((phase) => {
    const names = [...live].filter((name) => {
      if ((part === "influenced") !== influenced.has(name)) return false;
      return phase === "base" || !layout.variables.get(name)?.settled;
    });
    const context: EmitContext = { model, inputs, layout, phase, tables, equations };
    const steps = orderSteps(model, inputs, phase, new Set(names)).flatMap((step) => emitStep(step, context));
    return { phase, ...toFunctions(steps, `${part}_${phase}_`) };
  });
  return [
    '"use strict";',
    ...[...tables.values()].map(({ name, values }) => `const ${name} = new Int32Array([${values.join(", ")}]);`),
    ...emitted.flatMap(({ texts }) => texts),
    `return { ${emitted.map(({ phase, names }) => `${phase}: [${names.join(", ")}]`).join(", ")} };`,
  ].join("\n");
}

interface EmittedFunctions {
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

function toFunctions(steps: readonly EmittedStep[], prefix: string): EmittedFunctions {
  const names: string[] = [];
  const texts: string[] = [];
  let group: string[] = [];
  let statements = 0;
  const close = () => {
    if (group.length === 0) return;
    const name = `${prefix}${names.length}`;
    names.push(name);
    texts.push(`function ${name}(c, r, p, y, rows) {\n${group.join("\n")}\n}`);
    group = [];
    statements = 0;
  };
  for (const step of steps) {
    if (statements + step.statements > statementsPerFunction) close();
    group.push(step.text);
    statements += step.statements;
  }
  close();
  return { names, texts };
}
