import type { Label, Place } from "../../text/problems.ts";
import type { Located } from "../../text/yaml.ts";
import type { Expression } from "./expression.ts";
import type { Unit, UnitSystem } from "./units.ts";

export interface Member {
  readonly name: string;
  readonly label: Label;
  /** The member's part of an exchange name such as `Coal` in `Capacity|Electricity|Coal`. */
  readonly iamc?: string;
  /** The member's number in a numeric set. */
  readonly value?: number;
}

/** A set of the model, or one of its subsets (then `parent` names the set). */
export interface Domain {
  readonly name: string;
  readonly parent: string;
  /** Positions in the parent set, ascending. */
  readonly positions: readonly number[];
}

export interface ModelSet {
  readonly name: string;
  readonly label: Label;
  readonly members: readonly Member[];
  readonly numeric: boolean;
  readonly at: Place;
}

export interface Parameter {
  readonly name: string;
  /** The domains (sets or subsets) it stands over, in order; the last varies fastest. */
  readonly over: readonly string[];
  readonly unit: Unit;
  readonly label?: Label;
  /** A path over years; otherwise one number. */
  readonly yearly: boolean;
  /** Part of the program's structure: no lever, sample or year changes it. */
  readonly structural: boolean;
  readonly min?: number;
  readonly max?: number;
  /** What is given for several members at once holds for each of them, also where it is an amount, such as a limit. */
  readonly each?: boolean;
  /** Its values along this domain sum to 1 in every year, or to at most 1. */
  readonly shares?: { readonly over: string; readonly atMost: boolean };
  /** Taken where a region says nothing; without it the region must give a value. */
  readonly default?: number;
  readonly doc: string;
  readonly at: Place;
  readonly size: number;
}

/** One branch of a formula: what it says, and which members of the first domain it serves. */
export interface Branch {
  readonly expression: Expression;
  /** As it stands in the file. */
  readonly text: string;
  readonly at: Place;
  /** The subset or member the branch is for, or `else`; undefined where the formula is no map. */
  readonly key?: string;
  /** Ordinals within the first domain that this branch serves, ascending; undefined for all cells. */
  readonly ordinals?: readonly number[];
}

export interface Variable {
  readonly name: string;
  readonly over: readonly string[];
  readonly unit: Unit;
  readonly label: Label;
  readonly iamc?: string;
  readonly doc: string;
  /** Values in the base year, in place of the formula. */
  readonly initial?: readonly Branch[];
  readonly formula: readonly Branch[];
  /** What it can be at least and at most, in its own unit: a share of a whole is from 0 to 1. */
  readonly min?: number;
  readonly max?: number;
  /** Where a plain number above 1 is as usual as one below, as in an index of the base year; else it is given in %. */
  readonly index?: boolean;
  /** A region may impose observed values on it. */
  readonly observed: boolean;
  readonly at: Place;
  readonly size: number;
  /** The subject file it comes from, such as `emissions`. */
  readonly subject: string;
}

export interface Check {
  readonly name: string;
  readonly over: readonly string[];
  readonly severity: "error" | "flag";
  readonly label: Label;
  readonly doc: string;
  /** What must hold. */
  readonly condition: readonly Branch[];
  readonly at: Place;
  readonly size: number;
}

/** A checked model: names resolved, units checked, formulas as expressions over cells. */
export interface Model {
  readonly name: string;
  readonly label: Label;
  readonly sets: ReadonlyMap<string, ModelSet>;
  /** Every set and subset by name. */
  readonly domains: ReadonlyMap<string, Domain>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly units: UnitSystem;
  /** The files it was read from, for hashes. */
  readonly files: readonly ModelFile[];
  /** What reports need to know of this model, as written in its `report:` section. */
  readonly report?: Located;
}

export interface ModelFile {
  readonly name: string;
  readonly text: string;
}

/** The numbers a program runs on: one entry per parameter, observed values beside them. */
export interface Inputs {
  readonly baseYear: number;
  readonly years: number;
  /**
   * In the parameter's unit. A yearly parameter holds `years x size` numbers, year by year; a plain one `size`.
   * Cells are in the order of the domains, the last varying fastest.
   */
  readonly values: Map<string, Float64Array>;
  /** Imposed values by variable, `years x size`, NaN where there is none. */
  readonly observed: Map<string, Float64Array>;
}
