import { create, parseDependencies, unitDependencies } from "mathjs";

let instance: ReturnType<typeof load> | undefined;

/**
 * The parser and the physical units of mathjs, and nothing else of it: importing all of mathjs costs half a
 * second, this part a tenth, and only where a formula or an unknown unit is read. Nothing is ever evaluated by it.
 */
export function mathjs(): ReturnType<typeof load> {
  instance ??= load();
  return instance;
}

function load() {
  return create({ parseDependencies, unitDependencies }, {});
}
