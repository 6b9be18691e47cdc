import { create, parseDependencies, unitDependencies } from "mathjs";

/**
 * The parser and the physical units of mathjs, and nothing else of it: importing all of mathjs costs half a
 * second, and nothing is ever evaluated by it.
 */
export const mathjs = create({ parseDependencies, unitDependencies }, {});
