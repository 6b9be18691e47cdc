import type { Language } from "./messages.ts";

/** What reports of several regions say in words. */
export interface RollUpMessages {
  readonly header: (run: { model: string; base: number; horizon: number; count: number; each: string }) => string;
  readonly parts: (boundary: string, unit: string) => string;
  readonly ownPeak: string;
  readonly partIn: (year: number) => string;
  readonly change: (from: number, to: number) => string;
  readonly outside: string;
  readonly sum: string;
  readonly partsNote: string;
  readonly stillRising: (year: number) => string;
  readonly drivers: string;
  readonly noHolder: string;
  readonly trade: (unit: string) => string;
  readonly imports: string;
  readonly exports: string;
  readonly gap: string;
  readonly counted: (unit: string) => string;
  readonly noSender: (gap: { years: string; most: string; unit: string }) => string;
  readonly surplus: string;
  readonly flows: string;
  readonly limits: string;
  readonly leftOut: (count: number) => string;
  readonly inputs: string;
  readonly otherMembers: string;
}

const en: RollUpMessages = {
  header: ({ model, base, horizon, count, each }) =>
    `Model ${model}, base year ${base}, horizon ${horizon}, sum of ${count} regions${each === "" ? "" : `, each with its scenario "${each}"`}`,
  parts: (boundary, unit) => `Who holds up the total on "${boundary}" (${unit}), in the order of their own peaks`,
  ownPeak: "Own peak",
  partIn: (year) => `Part ${year}`,
  change: (from, to) => `${from}-${to}`,
  outside: "Electricity from outside",
  sum: "Total",
  partsNote:
    "Parts are without traded electricity, which cancels between members; the own peak counts it, so own levels do not add up.",
  stillRising: (year) => `Still rising after ${year}`,
  drivers: "It never falls; what drives it up",
  noHolder: "none",
  trade: (unit) => `Electricity that members import and export (${unit})`,
  imports: "Imports",
  exports: "Exports",
  gap: "Imports less exports",
  counted: (unit) => `Counted as from outside (${unit})`,
  noSender: ({ years, most, unit }) =>
    `Flag: members together import more than they export in ${years}, at most ${most} ${unit} of electricity that no member generates. It is counted at the mean factor of their gross imports, and their own results take it for granted.`,
  surplus: "Below zero members export more than all of them import; nobody takes it, and it is not credited.",
  flows: "Who trades with whom is not published, so trade between members is taken to cancel.",
  limits: "Flags of members",
  leftOut: (count) =>
    `${count} reported quantities are left out: ratios that do not follow from sums, and gross trade that would count what members sell each other.`,
  inputs: "Inputs that differ, by region",
  otherMembers: "The regions are not the same, so inputs are not compared.",
};

const zh: RollUpMessages = {
  header: ({ model, base, horizon, count, each }) =>
    `模型 ${model}，基年 ${base}，期末 ${horizon}，${count} 个地区合计${each === "" ? "" : `，各地区情景为“${each}”`}`,
  parts: (boundary, unit) => `“${boundary}”口径下的总量由谁支撑（${unit}），按各地区自身达峰先后排列`,
  ownPeak: "自身达峰",
  partIn: (year) => `${year} 年分量`,
  change: (from, to) => `${from}-${to}`,
  outside: "区外净调入电力",
  sum: "合计",
  partsNote: "分量不含成员间相互抵消的电力贸易；自身峰值则包含，因此自身峰值之和不等于总量。",
  stillRising: (year) => `${year} 年以后仍在上升`,
  drivers: "总量始终未下降，推高者",
  noHolder: "无",
  trade: (unit) => `各成员调入与调出电力（${unit}）`,
  imports: "调入",
  exports: "调出",
  gap: "调入减调出",
  counted: (unit) => `计为区外电力（${unit}）`,
  noSender: ({ years, most, unit }) =>
    `提示：${years} 年各成员合计调入多于调出，最多 ${most} ${unit}，这部分电力没有任何成员发出；合计按成员调入电量的平均因子计入，各成员自身结果则默认可以得到。`,
  surplus: "负值表示成员合计调出多于调入；多出部分无人接收，也不予扣减。",
  flows: "没有公布的双边电量，因此成员间的贸易按相互抵消处理。",
  limits: "各成员的提示",
  leftOut: (count) => `有 ${count} 个指标未列入：无法由合计推出的比率，以及会重复计算成员间互送电量的调入调出总量。`,
  inputs: "各地区的输入差异",
  otherMembers: "所含地区不同，不比较输入。",
};

export const rollUpMessages: Readonly<Record<Language, RollUpMessages>> = { en, zh };
