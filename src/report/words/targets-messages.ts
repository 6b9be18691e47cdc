import type { PlanKind } from "../../scenario/targets/plan-targets.ts";
import type { Language } from "./messages.ts";

/** What `peakpath targets` says. */
export interface TargetsMessages {
  readonly fromScenario: string;
  readonly counts: (counts: PlanCounts) => string;
  readonly id: string;
  readonly section: string;
  readonly ranges: (low: string, high: string) => string;
  readonly increment: (from: number) => string;
  readonly growth: (from: number) => string;
  readonly plateau: (year: number) => string;
  readonly decline: (from: number) => string;
  readonly holdBelow: (from: number) => string;
  readonly holdAbove: (from: number) => string;
  readonly relative: string;
  readonly fasterThan: (other: string, from: number) => string;
  readonly over: (other: string) => string;
  readonly inherited: (id: string) => string;
  readonly superseded: (id: string) => string;
  readonly repeated: string;
  readonly stated: string;
  readonly measuredFrom: (year: number) => string;
  readonly sizedBy: (levers: string) => string;
  readonly perYear: string;
  readonly unmapped: (count: number) => string;
  readonly formulas: string;
  readonly none: (region: string) => string;
  readonly more: (command: string) => string;
  readonly missedOfPlans: string;
  readonly kinds: Readonly<Record<PlanKind, string>>;
}

export interface PlanCounts {
  readonly statements: number;
  readonly mapped: number;
  readonly promises: number;
  readonly met: number;
  /** Of those met, the ones that a lever is sized by. */
  readonly met_sized: number;
  readonly missed: number;
  readonly open: number;
}

const en: TargetsMessages = {
  fromScenario: "Targets of the scenario file",
  counts: ({ statements, mapped, promises, met, met_sized, missed, open }) =>
    `Plans: ${statements} statements, ${mapped} on what the model computes, ${promises} promises in force: ${met} met${met_sized > 0 ? ` (of which ${met_sized} sized by a lever)` : ""}, ${missed} missed, ${open} not computable`,
  id: "Id",
  section: "Section",
  ranges: (low, high) => `${low} to ${high}`,
  increment: (from) => `more than ${from} by`,
  growth: (from) => `growth from ${from}`,
  plateau: (year) => `plateau by ${year}`,
  decline: (from) => `falling from ${from}`,
  holdBelow: (from) => `not above ${from}`,
  holdAbove: (from) => `not below ${from}`,
  relative: "larger fall",
  fasterThan: (other, from) => `falls more than ${other} from ${from}, by`,
  over: (other) => `over ${other}`,
  inherited: (id) => `number of ${id}`,
  superseded: (id) => `superseded by ${id}`,
  repeated: "said again elsewhere",
  stated: "stated, not promised",
  measuredFrom: (year) => `from ${year}`,
  sizedBy: (levers) => `lever sized by this statement: ${levers}`,
  perYear: "a year",
  unmapped: (count) => `Not on anything the model computes (${count})`,
  formulas: "How each is counted",
  none: (region) => `The plans state nothing about ${region}.`,
  more: (command) => `all of them, with document and section: ${command}`,
  missedOfPlans: "Missed promises of the plans",
  kinds: {
    level: "level",
    share: "share",
    range: "range",
    reduction: "reduction",
    increment: "increment",
    growth: "growth",
    peak: "peak",
    plateau: "plateau",
    decline: "decline",
    hold: "constant",
    relative: "relative",
    crossing: "crossing",
  },
};

const zh: TargetsMessages = {
  fromScenario: "情景文件中的目标",
  counts: ({ statements, mapped, promises, met, met_sized, missed, open }) =>
    `规划表述 ${statements} 条，其中模型可计算 ${mapped} 条，现行承诺 ${promises} 条：达到 ${met}${met_sized > 0 ? `（其中 ${met_sized} 条由措施按该条定量）` : ""}，未达到 ${missed}，无法计算 ${open}`,
  id: "编号",
  section: "章节",
  ranges: (low, high) => `${low} 至 ${high}`,
  increment: (from) => `较 ${from} 年增加`,
  growth: (from) => `自 ${from} 年年均增长`,
  plateau: (year) => `不晚于 ${year} 年进入平台期`,
  decline: (from) => `自 ${from} 年下降`,
  holdBelow: (from) => `不高于 ${from} 年`,
  holdAbove: (from) => `不低于 ${from} 年`,
  relative: "降幅更大",
  fasterThan: (other, from) => `自 ${from} 年降幅大于${other}，差`,
  over: (other) => `与${other}之比`,
  inherited: (id) => `采用 ${id} 的数值`,
  superseded: (id) => `被 ${id} 取代`,
  repeated: "他处重申",
  stated: "陈述，非承诺",
  measuredFrom: (year) => `自 ${year} 年起计`,
  sizedBy: (levers) => `措施按本条定量：${levers}`,
  perYear: "每年",
  unmapped: (count) => `模型不计算的表述（${count} 条）`,
  formulas: "口径说明",
  none: (region) => `规划中没有关于${region}的表述。`,
  more: (command) => `全部目标及其文件、章节：${command}`,
  missedOfPlans: "未达到的规划目标",
  kinds: {
    level: "水平",
    share: "比重",
    range: "区间",
    reduction: "下降",
    increment: "增量",
    growth: "增速",
    peak: "达峰",
    plateau: "平台期",
    decline: "下降趋势",
    hold: "不变",
    relative: "相对",
    crossing: "超越",
  },
};

export const targetsMessages: Readonly<Record<Language, TargetsMessages>> = { en, zh };
