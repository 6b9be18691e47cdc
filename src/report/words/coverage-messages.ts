import type { Language } from "./messages.ts";

/** What the table of all regions says in words. */
export interface CoverageMessages {
  readonly level: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly energy: string;
  readonly assessed: string;
  readonly estimated: string;
  readonly check: string;
  readonly plans: string;
  readonly mapped: string;
  readonly met: string;
  readonly sized: string;
  readonly missed: string;
  readonly notComputable: string;
  readonly referencePeak: string;
  readonly policyPeak: string;
  readonly total: (regions: number) => string;
  readonly note: string;
  readonly withoutRuns: string;
  readonly qualityCheck: string;
  readonly computed: string;
  readonly published: string;
  readonly reason: string;
}

const en: CoverageMessages = {
  level: "Level",
  levels: { nation: "nation", province: "province", city: "city", district: "district", country: "country" },
  energy: "CO2 energy",
  assessed: "assessed",
  estimated: "Estimated",
  check: "Inventory check",
  plans: "Plans",
  mapped: "Mapped",
  met: "Met",
  sized: "of which sized",
  missed: "Missed",
  notComputable: "Open",
  referencePeak: "Peak, reference",
  policyPeak: "Peak, policy",
  total: (regions) => `${regions} regions`,
  note: "CO2 of the base year in Mt, by energy burnt inside and as assessed. Estimated: share of the base year's energy set by a rule (downscaled: all of it). Inventory check: the base year against the CEADs inventory of 2019 moved forward, to which nothing is calibrated. Mapped: statements of the plans that the model has a quantity for; met, missed and open (not computable) count the promises in force under the policy scenario. Of which sized: promises met whose own number sizes a lever of the scenario, so that meeting them says nothing about the rest. Peaks on the assessed boundary; > means not within the horizon.",
  withoutRuns: "Regions without a scenario that runs",
  qualityCheck: "Check",
  computed: "Computed",
  published: "Published",
  reason: "Reason",
};

const zh: CoverageMessages = {
  level: "层级",
  levels: { nation: "全国", province: "省级", city: "市", district: "区县", country: "国家" },
  energy: "能源碳排放",
  assessed: "考核口径",
  estimated: "估算占比",
  check: "清单核对",
  plans: "规划文件",
  mapped: "已对应",
  met: "达到",
  sized: "其中按条定量",
  missed: "未达到",
  notComputable: "未决",
  referencePeak: "达峰(参考)",
  policyPeak: "达峰(规划)",
  total: (regions) => `${regions} 个地区`,
  note: "碳排放为基年值（百万吨），分辖区能源活动与考核口径。估算占比：基年能源数据中按规则估算的部分（降尺度者为全部）。清单核对：基年清单与前推至基年的 CEADs 2019 年清单之比，未据此校准。已对应：模型有对应指标的规划表述数；达到、未达到、未决（无法计算）为规划情景下现行有效目标数。其中按条定量：达到的目标中，情景措施力度即按该条数值确定的，达到是必然结果。达峰按考核口径，> 表示期内未达峰。",
  withoutRuns: "没有可运行情景的地区",
  qualityCheck: "核对项",
  computed: "计算值",
  published: "公布值",
  reason: "原因",
};

export const coverageMessages: Readonly<Record<Language, CoverageMessages>> = { en, zh };
