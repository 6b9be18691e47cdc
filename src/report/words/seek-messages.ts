import type { SeekKind } from "../../questions/seek/seek.ts";
import type { Language } from "./messages.ts";

/** What `peakpath seek` says. */
export interface SeekMessages {
  readonly goal: (goal: { boundary: string; by: number; below: string | undefined }) => string;
  readonly before: (peak: string) => string;
  readonly answers: Readonly<Record<SeekKind, (value: string) => string>>;
  readonly these: (levers: readonly string[]) => string;
  readonly impossible: string;
  readonly impossibleLever: string;
  readonly best: (peak: string) => string;
  readonly reached: (peak: string) => string;
  readonly notMonotone: string;
  readonly proven: string;
  readonly notProven: string;
  readonly goodMix: string;
  readonly fullStrength: string;
  readonly verified: (file: string) => string;
  readonly file: string;
  readonly title: (goal: { by: number; below: string | undefined }) => string;
}

const en: SeekMessages = {
  goal: ({ boundary, by, below }) =>
    `Sought: "${boundary}" peaks by ${by}${below === undefined ? "" : `, below ${below}`}`,
  before: (peak) => `The scenario as it stands peaks in ${peak}.`,
  answers: {
    lever: (value) => `The lever needs a strength of at least ${value}, the others as they are.`,
    ambition: (value) =>
      `All levers together need an ambition of at least ${value} (1 is the scenario, 2 all at full strength).`,
    smallest_set: (value) => `${value} levers are enough.`,
    latest_start: (value) => `A start up to ${value} years later is still in time.`,
    least_effort: (value) =>
      `A mix with an effort of ${value} is enough (strength times effort, summed over the levers).`,
  },
  these: (levers) => `Which: ${levers.join(", ")}`,
  impossible: "Impossible even at full strength.",
  impossibleLever: "Impossible by this means alone.",
  best: (peak) => `The nearest that is possible peaks in ${peak}.`,
  reached: (peak) => `It then peaks in ${peak}.`,
  notMonotone: "More is not always better here: a stronger setting misses it again.",
  proven: "All smaller sets were tried: none is enough.",
  notProven: "None of these levers can be left out; smaller sets of others were not all tried.",
  goodMix: "No lever of it can be weakened further by itself; a cheaper mix may exist.",
  fullStrength: "The scenario's own strengths do not suffice: these levers stand at full strength.",
  verified: (file) => `Run as a scenario, it keeps this promise: ${file}`,
  file: "As a scenario",
  title: ({ by, below }) => `Peak by ${by}${below === undefined ? "" : ` below ${below}`} (sought)`,
};

const zh: SeekMessages = {
  goal: ({ boundary, by, below }) =>
    `求解：“${boundary}”不晚于 ${by} 年达峰${below === undefined ? "" : `，峰值不超过 ${below}`}`,
  before: (peak) => `现有情景的峰值：${peak}。`,
  answers: {
    lever: (value) => `其他措施不变，该措施的力度至少为 ${value}。`,
    ambition: (value) => `全部措施的力度系数至少为 ${value}（1 为现有情景，2 为全部最大力度）。`,
    smallest_set: (value) => `${value} 项措施即可。`,
    latest_start: (value) => `最多推迟 ${value} 年仍来得及。`,
    least_effort: (value) => `投入为 ${value} 的组合即可（力度乘以投入，各项相加）。`,
  },
  these: (levers) => `即：${levers.join("、")}`,
  impossible: "即使全部最大力度也无法实现。",
  impossibleLever: "仅靠此方式无法实现。",
  best: (peak) => `最接近的峰值：${peak}。`,
  reached: (peak) => `此时峰值：${peak}。`,
  notMonotone: "此处并非越多越好：更强的力度反而不满足。",
  proven: "已试过所有更小的组合，均不足够。",
  notProven: "其中任何一项都不可去掉；其他更小的组合未全部试过。",
  goodMix: "其中任何一项都不能再单独减弱；可能存在更省的组合。",
  fullStrength: "现有力度不足：这些措施取最大力度。",
  verified: (file) => `作为情景运行，结果与此一致：${file}`,
  file: "情景文件",
  title: ({ by, below }) => `${by} 年前达峰${below === undefined ? "" : `且不超过 ${below}`}（求解所得）`,
};

export const seekMessages: Readonly<Record<Language, SeekMessages>> = { en, zh };
