import type { Sheet } from "../report/workbook/sheet.ts";
import type { PeakStatus } from "../run/peak/peak-status.ts";
import type { TargetStatus } from "../run/targets/target-status.ts";
import type { Label } from "../text/problems.ts";
import type { Delivery, Moved } from "./state.ts";

// What a page and its worker say to each other: plain data.

/** A peak as the page tells it. */
export interface PeakTold {
  readonly year: number;
  readonly level: number;
  readonly status: PeakStatus;
  readonly from: number;
  readonly to: number;
  readonly atHorizon: boolean;
}

/** What a page knows of a scenario before anything is moved. */
export interface Facts {
  readonly id: string;
  readonly title: Label;
  readonly region: Label;
  readonly baseYear: number;
  readonly lastObserved: number;
  readonly horizon: number;
  /** The unit of emissions, as it is drawn. */
  readonly unit: Label;
  /** Name of the variable over boundaries, for explanations. */
  readonly peakOf: string;
  readonly sectorsOf?: string;
  readonly boundaries: readonly {
    readonly name: string;
    readonly label: Label;
    readonly history?: { readonly years: readonly number[]; readonly values: readonly number[] };
  }[];
  readonly families: readonly { readonly id: string; readonly label: Label }[];
  readonly levers: readonly LeverFacts[];
  /** Growth of the economy, as a part of 1 by year. */
  readonly growth?: { readonly path: string; readonly label: Label; readonly values: readonly number[] };
  /** Parts of the model of which there are numbers to tell, such as sinks and costs. */
  readonly subjects: readonly { readonly id: string; readonly label: Label }[];
  /** How sure it is, as lines of text in both languages; nothing where nothing is stored. */
  readonly sure?: { readonly en: readonly string[]; readonly zh: readonly string[] };
  /** Whether the model says what errors of past projections act on, so that a moved peak's sureness can be computed. */
  readonly hasErrors: boolean;
  /** How the scenario's own design has plans delivered; `own` in a way that the page cannot set. */
  readonly delivery?: Delivery | "own";
}

export interface LeverFacts {
  readonly id: string;
  readonly label: Label;
  readonly family: string;
  readonly isProject: boolean;
  /** Whether the scenario pulls it; the others of the region stand still. */
  readonly isPulled: boolean;
  readonly strength: number;
  readonly start: number;
  readonly full: number;
  /** Its years are shares by year, which years set by hand replace. */
  readonly hasKnots: boolean;
  /** It comes at one blow in its first year. */
  readonly isStep: boolean;
  readonly potential?: Label;
  readonly basis?: Label;
  readonly source?: string;
  readonly doc?: Label;
  readonly effects: readonly EffectFacts[];
}

/** What a lever does at full strength, in the year in which it has come to it. */
export interface EffectFacts {
  readonly path: string;
  readonly label: Label;
  readonly mode: string;
  readonly amount: number;
  /** Of parts of a whole and rates: the amount is told in per cent. */
  readonly percent: boolean;
  readonly unit: Label;
  readonly factor: { readonly en: number; readonly zh: number };
}

/** What a moved scenario comes to. */
export interface Answer {
  readonly state: Moved;
  readonly boundaries: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly peak: PeakTold;
    /** The sentence of the house, in the language that was asked for; targets stand in a table of their own. */
    readonly verdict: string;
  }[];
  readonly sectors: readonly { readonly name: string; readonly label: Label; readonly peak: PeakTold }[];
  readonly stacks: readonly StackTold[];
  readonly targets: readonly TargetTold[];
}

export interface StackTold {
  readonly name: string;
  readonly label: Label;
  readonly unit: Label;
  readonly factor: { readonly en: number; readonly zh: number };
  readonly members: readonly { readonly name: string; readonly label: Label; readonly values: readonly number[] }[];
}

/** A target with its words in the language that was asked for. */
export interface TargetTold {
  readonly label: string;
  readonly year: string;
  readonly asked: string;
  readonly found: string;
  readonly margin: string;
  readonly status: TargetStatus;
  readonly verdict: string;
  readonly remarks: string;
  /** Of a promise: its number in the tables of plans, and the section. */
  readonly id?: string;
}

/** What the scenario as moved has, less what it would have without one lever; and the peak without it. */
export interface LeverEffect {
  readonly id: string;
  /** Change of emissions by the years asked for. */
  readonly change: readonly number[];
  readonly without: { readonly from: number; readonly to: number; readonly year?: number };
}

/** Why the scenario as moved peaks on a boundary when it does, or does not; in the language that was asked for. */
export interface WhyTold {
  readonly sentences: readonly string[];
  /** Of the table, whose numbers are percentage points. */
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly points: readonly string[] }[];
}

/** Numbers of one part of the model in some years, beside those of the untouched scenario. */
export interface SubjectTold {
  readonly years: readonly number[];
  readonly rows: readonly {
    readonly path: string;
    readonly label: string;
    readonly unit: string;
    readonly values: readonly string[];
    readonly before: readonly string[];
  }[];
}

/** How a number came about. */
export interface Explained {
  readonly path: string;
  readonly label: Label;
  readonly year: number;
  readonly value: number;
  readonly unit: Label;
  readonly at: string;
  readonly formula?: string;
  readonly filled?: string;
  readonly inputs: readonly {
    readonly path: string;
    readonly label: Label;
    readonly year: number;
    readonly value: number;
    readonly unit: Label;
    readonly at: string;
  }[];
  readonly sources: readonly {
    readonly text: string;
    readonly source?: string;
    readonly at: string;
    readonly estimated?: string;
  }[];
}

/** What the page asks of its worker; answers carry the same number. */
export type Asked =
  | { readonly kind: "open"; readonly pack: string }
  | { readonly kind: "begin"; readonly id: string }
  | { readonly kind: "move"; readonly state: Moved; readonly language: "en" | "zh" }
  | { readonly kind: "effects"; readonly state: Moved; readonly boundary: string; readonly years: readonly number[] }
  | { readonly kind: "promises"; readonly state: Moved; readonly language: "en" | "zh" }
  | { readonly kind: "why"; readonly state: Moved; readonly boundary: string; readonly language: "en" | "zh" }
  | { readonly kind: "subject"; readonly state: Moved; readonly subject: string; readonly language: "en" | "zh" }
  | { readonly kind: "book"; readonly id: string; readonly subject: string; readonly language: "en" | "zh" }
  | { readonly kind: "sure"; readonly state: Moved; readonly runs: number; readonly language: "en" | "zh" }
  | { readonly kind: "facts"; readonly id: string }
  | { readonly kind: "explain"; readonly state: Moved; readonly path: string; readonly year: number }
  | { readonly kind: "files"; readonly state: Moved; readonly language: "en" | "zh" }
  | { readonly kind: "sheets"; readonly state: Moved; readonly language: "en" | "zh" }
  | { readonly kind: "read"; readonly id: string; readonly name: string; readonly text: string };

/** What the page asks of what writes its workbooks. */
export interface WorkbookAsked {
  readonly kind: "workbook";
  readonly sheets: readonly Sheet[];
}

export interface Told {
  readonly number: number;
  readonly answer?: unknown;
  /** Said in both languages where something is wrong. */
  readonly wrong?: Label;
  /** More of the same answer follows. */
  readonly more?: boolean;
}
