import type { Label, Place } from "../../text/problems.ts";
import type { Expression } from "./expression.ts";
import type { Unit, UnitSystem } from "./units.ts";

export interface Member {
  readonly name: string;
  readonly label: Label;
  /** The member's part of an exchange name such as `Coal` in `Capacity|Electricity|Coal`. */
  readonly iamc?: string;
  /** What it is, where its name does not say it: what a boundary counts. */
  readonly doc?: Label;
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

/** What a parameter, a variable and a check have in common. */
interface Declared {
  readonly name: string;
  /** The domains (sets or subsets) it stands over, in order; the last varies fastest. */
  readonly over: readonly string[];
  readonly doc: string;
  readonly at: Place;
  readonly size: number;
  /** The subject file it comes from, such as `emissions`. */
  readonly subject: string;
}

/** What it can be at least and at most, in its own unit: a share of a whole is from 0 to 1. */
interface Bounded {
  readonly unit: Unit;
  readonly min?: number;
  readonly max?: number;
}

export interface Parameter extends Declared, Bounded {
  readonly label?: Label;
  /** A path over years; otherwise one number. */
  readonly yearly: boolean;
  /** How years between given ones follow where a file does not say: on a curve without edges instead of a line. */
  readonly between?: "smooth";
  /** Part of the program's structure: no lever, sample or year changes it. */
  readonly structural: boolean;
  /** What is given for several members at once holds for each of them, also where it is an amount, such as a limit. */
  readonly each?: boolean;
  /** Its values along this domain sum to 1 in every year, or to at most 1. */
  readonly shares?: { readonly over: string; readonly atMost: boolean };
  /** Taken where a region says nothing; without it the region must give a value. */
  readonly default?: number;
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

export interface Variable extends Declared, Bounded {
  readonly label: Label;
  readonly iamc?: string;
  /** Values in the base year, in place of the formula. */
  readonly initial?: readonly Branch[];
  readonly formula: readonly Branch[];
  /** Where a plain number above 1 is as usual as one below, as in an index of the base year; else it is given in %. */
  readonly index?: boolean;
  /** A region may impose observed values on it. */
  readonly observed: boolean;
  /** Of the base year it says nothing: a flow since a year before, which is not known, so that what stands in is no result. */
  readonly firstUnknown?: boolean;
}

export interface Check extends Declared {
  readonly severity: "error" | "flag";
  readonly label: Label;
  /** What must hold. */
  readonly condition: readonly Branch[];
}

/** A part of a model that a reader looks up at once, such as `emissions`: the name of its file, and what it is about. */
export interface Subject {
  readonly name: string;
  readonly label: Label;
  readonly doc?: Label;
}

/** A checked model: names resolved, units checked, formulas as expressions over cells. */
export interface Model {
  readonly name: string;
  readonly label: Label;
  /** In the order in which its numbers follow from each other, where it says one. */
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly sets: ReadonlyMap<string, ModelSet>;
  /** Every set and subset by name. */
  readonly domains: ReadonlyMap<string, Domain>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly units: UnitSystem;
  /** The files it was read from, for hashes. */
  readonly files: readonly ModelFile[];
  /** What its reports show; a model without it can be read, and not be run as a scenario. */
  readonly report?: ReportLayout;
  /** Formulas of plans resolved against it, by text and unit, where the installation has kept them. */
  readonly planFormulas?: PlanFormulas;
}

/** Formulas resolved against a model, by text and unit; a text where the model cannot say them. */
export type PlanFormulas = ReadonlyMap<string, Expression | string>;

/** One cell of a variable. */
export interface VariableCell {
  readonly variable: Variable;
  readonly cell: number;
}

/** What the reports of a model show, as its `report:` section declares it. */
export interface ReportLayout {
  /** The variable over boundaries whose peaks are found. */
  readonly peak: Variable;
  /** The boundary that is meant where none is named, where the section says so, and its cell; otherwise the first one. */
  readonly defaultBoundary?: string;
  readonly defaultCell: number;
  /** The variable over sectors whose peaks are put in order. */
  readonly sectors?: Variable;
  /** Another account of these sectors, by the same names, whose peaks stand beside theirs. */
  readonly sectorsBeside?: Variable;
  /** Boundaries (cells of `peak`) that count only where a check holds. */
  readonly notComputed: ReadonlyMap<number, Check>;
  /** The parameter whose share marked as estimated is printed. */
  readonly estimatedShare?: Parameter;
  /** Rows of the plan's annex. */
  readonly plan: readonly (VariableCell & { readonly unit: Unit; readonly label?: Label })[];
  /** Variables that are worth a flag in every year in which they are not zero. */
  readonly highlights: readonly VariableCell[];
  /** Names of variables measured against years that were reconstructed and not observed. */
  readonly reconstructed: ReadonlySet<string>;
  /** Ratios of the base year's account to the published one, told beside the targets. */
  readonly accountSteps: readonly Parameter[];
  /** What observed values add to what the formulas explain, shown of the observed years. */
  readonly corrections: readonly Variable[];
  /** Variables over one set whose members are drawn on top of each other, such as capacity by plant. */
  readonly stacks: readonly Stack[];
  /** The air pollutants told beside the emissions; undefined where the model has none. */
  readonly pollutants?: PollutantLayout;
  /** What it says of costs; undefined where it says nothing. */
  readonly cost?: CostLayout;
  /** How quantities add up over regions; undefined where the model does not say, so that its regions cannot be summed. */
  readonly rollUp?: RollUpLayout;
  /** What a total is shared out by; undefined where the model does not say. */
  readonly allocate?: AllocateLayout;
  /** What projects of plans act on; undefined where the model does not say. */
  readonly projects?: ProjectLayout;
  /** What past errors of projections act on; undefined where the model does not say. */
  readonly certainty?: CertaintyLayout;
  /** What moves the emissions; undefined where the model does not say. */
  readonly why?: DriverChains;
}

/** What a model's emissions are shared out by. */
export interface AllocateLayout {
  readonly economy: Variable;
  readonly residents: Variable;
  /** Emissions per economy, over the boundaries. */
  readonly intensity?: Variable;
  /** Emissions summed over the years, over the boundaries. */
  readonly cumulative?: Variable;
  /** The quantity of plans that is a fall of this intensity on the default boundary. */
  readonly promise?: string;
}

/** Air pollutants of a model. */
export interface PollutantLayout {
  /** Their amounts a year, over the pollutants alone. */
  readonly amounts: Variable;
  /** Official totals of the base year over the same set, 0 where there is none of that scope. */
  readonly published?: Parameter;
  /** What they count and what not, said beneath them. */
  readonly note?: Label;
}

export interface Stack {
  readonly variable: Variable;
  readonly label: Label;
}

/** What a model says of costs. */
export interface CostLayout {
  /** The yearly cost of everything that has a price. */
  readonly total: Variable;
  /** 1 where a region has cost data. */
  readonly available: Parameter;
  /** Unit of a cost per emission, and what a quotient of the model's own units is multiplied by to be in it. */
  readonly unit: Unit;
  readonly factor: number;
  /** The cost parameter that prices what a lever changes, by the name of the parameter changed. */
  readonly priced: ReadonlyMap<string, Parameter>;
}

/** How a model's quantities add up over regions. */
export interface RollUpLayout {
  /** Quantities in a unit of one of these dimensions add up. */
  readonly units: readonly Unit[];
  /** Names of variables whose sum over regions means nothing. */
  readonly leftOut: ReadonlySet<string>;
  readonly trade?: TradeLayout;
}

/** What regions trade with each other, which cancels in their sum. */
interface TradeLayout {
  /** Gross flows of a region, and what they leave; each a variable without members. */
  readonly imports: Variable;
  readonly exports: Variable;
  readonly net: Variable;
  /** What the gross imports carry, and what the net trade of a region carries: the number that a sum replaces. */
  readonly importsCarry: Variable;
  readonly netCarries: Variable;
  /** The variable that counts the trade, and its cells that do. */
  readonly counting: Variable;
  readonly countedIn: ReadonlySet<number>;
  /** How it closes over several regions; undefined where the model does not say. */
  readonly closing?: ClosingLayout;
}

/** How the trade of several regions is made to close: what is offered and wished, and the parameters that are moved. */
export interface ClosingLayout {
  /** Exports aimed at. */
  readonly exportPlan: Parameter;
  /** Exports beyond the plan that surplus may take. */
  readonly exportLimit: Parameter;
  /** The limit of imports that are no fixed transfer, what of them is taken whatever else is offered, and their cell. */
  readonly importLimit: Parameter;
  readonly importContract: Parameter;
  readonly limited: VariableCell;
  /** What could be exported beside the exports; the next is asked when those before are used up. */
  readonly offers: readonly Variable[];
  /** The CO2 that exports carry, before what senders are credited with. */
  readonly exportsCarry: Variable;
  /** What senders are credited with over what their exports carry. */
  readonly credit: Parameter;
  /** What is lost between regions of what is exported more than in the last observed year. */
  readonly loss: Parameter;
}

/** The total of a plan by cell, which projects fill, and the potential of the same cells that they may not exceed. */
export interface Filled {
  readonly fills: Parameter;
  readonly within?: Parameter;
}

/** What a line raises at its two ends: paths of the receiver's contracts, the sender's exports, and the power at both. */
export interface LineLayout {
  readonly imports: string;
  readonly cleanImports: string;
  readonly exports: Parameter;
  readonly power: Parameter;
  /** In whose unit the hours of a line are written, and what is lost on its way. */
  readonly hours: Parameter;
  readonly loss: Parameter;
}

/** What projects of plans act on, by kind; a kind that is missing the model does not know. */
export interface ProjectLayout {
  readonly technology?: Filled;
  readonly product?: Filled;
  readonly storage?: Filled;
  readonly line?: LineLayout;
}

/** What past errors of projections act on in a model. */
export interface CertaintyLayout {
  /** Growth of the economy by year. */
  readonly growth: Parameter;
  /** Growth of activity by year, over its sectors, or the fall of energy per economy, where `falls` says so. */
  readonly intensity: Parameter;
  readonly falls: boolean;
  /** Names of the variables that the model's own error is multiplied onto. */
  readonly residual: ReadonlySet<string>;
  /** Names of those that are a fall as a part of 1, of which it is multiplied onto what is left. */
  readonly residualFalls: ReadonlySet<string>;
  /** Names of those of which observed values tell the emissions of their year, so that the model adds no error up to it. */
  readonly settledBy: ReadonlySet<string>;
  /** Which share of the errors its regions have in common. */
  readonly common: "provinces" | "countries";
}

/** What moves the emissions of a model. */
export interface DriverChains {
  readonly drivers: readonly Driver[];
  readonly emitters: ReadonlyMap<string, Label>;
  readonly terms: readonly DriverTerm[];
  /** For years before the base year, where less is known. */
  readonly history: readonly DriverTerm[];
}

export interface Driver {
  readonly id: string;
  readonly label: Label;
  /** A fall through it counts as made, not suffered: efficiency, mix and grid. */
  readonly active: boolean;
}

/** A part of emissions as a chain of levels, each reached from the one before through one driver. */
export interface DriverTerm {
  readonly name: string;
  /** -1 for what is taken off, such as sinks and exports. */
  readonly sign: 1 | -1;
  /** Who emits it: a sector of the report, or an emitter of its own. */
  readonly emitter: string;
  readonly boundaries: readonly string[];
  readonly links: readonly { readonly driver: string; readonly level: Level }[];
}

/** A level of a chain: a sum of variables, or the level before it times one variable (over another). */
export type Level =
  | { readonly kind: "sum"; readonly parts: readonly LevelPart[] }
  | { readonly kind: "scaled"; readonly by: LevelPart; readonly over?: LevelPart };

/** One summand of a level. */
export interface LevelPart extends VariableCell {
  readonly sign: 1 | -1;
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
