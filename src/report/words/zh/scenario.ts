import { quote } from "../../../text/quote.ts";
import type {
  Linked,
  Named,
  Removed,
  ReportShape,
  Section,
  scenarioSentences,
  targetSentences,
} from "../../../text/sentences/scenario.ts";
import { guess, listing, standing } from "./pieces.ts";

const linked: Readonly<Record<Linked, string>> = { scenario: "情景", region: "地区" };
const kinds = {
  lever: "措施",
  project: "项目",
  size: "规模",
  target: "目标",
  indicator: "指标",
  assumption: "假设",
  parameter: "参数",
};

function removed(what: Removed): string {
  switch (what.kind) {
    case "section":
      return ` ${what.name}`;
    case "design":
      return "设计";
    case "years":
      return ` ${what.years} 年的数值；请写出数值，或去掉该年份`;
    default:
      return `${kinds[what.kind]} “${quote(what.name)}”`;
  }
}

export const scenario: typeof scenarioSentences = {
  key_missing: ({ key, why }, say) => `缺少 “${key}”；${say(why)}`,
  one_of: ({ names }) => `应为 ${names.join(", ")} 之一`,
  why_scenario: ({ key, example }) => `情景须说明所用的 ${key}，例如 ${example}`,
  why_region_years: () => "地区须注明首末年份",
  why_region_model: ({ model }) => `地区须注明数据所用的模型，例如 model: ${model}`,
  why_levers_model: ({ model }) => `措施文件须注明所作用的模型，例如 model: ${model}`,
  why_lever_label: () => "措施须有中英文名称",
  why_lever_effects: () => "措施须说明对哪些参数起什么作用",
  why_lever_source: () => "每项措施须注明来源",
  why_project_first: () => "项目须注明投产年份",
  why_project_size: () => "项目须注明规模，例如 size: 200 万千瓦",
  why_project_of: ({ parameter }) => `项目须注明属于 ${parameter} 中的哪一类`,
  why_project_ends: () => "输电线路须注明送端 (from) 和受端 (to) 地区",
  why_lever_knots: () => "shape 为 knots 时须写，例如 {2026: 0, 2040: 1}",
  why_lever_start: () => "措施须注明开始年份",
  why_lever_full: () => "措施须注明达到全力度的年份",
  why_effect: () => "作用须有 path、mode 和 amount",

  file_empty: ({ what, example }) => `文件为空；${linked[what]}至少需要 ${example}`,
  extends_circle: ({ names, what }) =>
    `“extends” 形成循环：${names.map(quote).join(" -> ")}；${linked[what]}不能以自身为上级`,
  file_name: ({ name, what }) => `“${quote(name)}” 不能作${linked[what]}的名称；请写名称，或以单个 “/” 相连的名称`,
  files_too_many: ({ what, most }) => `一个${linked[what]}连同全部上级至多 ${most} 个文件；请合并一些`,
  link_unknown: ({ what, name, file, known, near }) => {
    const list = known.names.length === 0 ? `见 “peakpath list ${what}s”` : `现有 ${listing(known)}`;
    return `没有${linked[what]} “${quote(name)}” (缺文件 ${quote(file)})；${list}${guess(near)}`;
  },
  link_needed: ({ what, found }) => `此处应为${linked[what]}的名称或名称列表；现为${standing(found)}`,
  model_unknown: ({ name, models, near }) =>
    `没有模型 “${quote(name)}”；${models.names.length === 0 ? "现无模型" : `现有 ${listing(models)}`}${guess(near)}`,
  model_differs: ({ asked, model }) => `该情景用模型 ${quote(asked)}；读入时用的是 ${model}`,
  indent_below: ({ what, section }) =>
    `未知的键；这是一${what === "lever" ? "项措施" : "个参数"}：请缩进写在 ${section}: 之下`,
  nothing_to_remove: ({ what, near, advise }) =>
    `没有可去掉的内容：上级没有给出${removed(what)}${guess(near)}${advise ? "；请写出其内容，或去掉该项" : ""}`,

  region_itself: ({ region }) => `地区 ${region} 不能从属于自身`,
  region_unknown: ({ name, file, near }) => `没有地区 “${quote(name)}” (缺文件 ${quote(file)})${guess(near)}`,
  region_model: ({ region, models, model }) => `地区 ${region} 的数据用于模型 ${listing(models)}；该情景运行 ${model}`,
  horizon_before: ({ horizon, base }) => `末年 ${horizon} 不晚于基年 ${base}`,
  horizon_far: ({ from, to, most }) => `${from} 至 ${to} 共 ${to - from + 1} 年；至多运行 ${most} 年`,
  observed_outside: ({ year, base, horizon }) => `${year} 不在基年 ${base} 与末年 ${horizon} 的前一年之间`,
  share_needed: () => "此处应为份额，例如 {value: 10 %, source: …}",

  regions_for_one: ({ id, count, example }) =>
    `${id} 是 ${count} 个地区之和，而此处需要单个地区；请取其一，例如 ${example}`,
  closes_alone: () => "只有多地区的情景才写 trade_closes",
  closes_model: ({ model }) => `模型 ${model} 没有说明贸易如何平衡（report.roll_up.trade.closing）`,
  each_alone: () => "只有多地区的情景才写 each；单个地区请写在 extends 中",
  region_and_regions: () => "情景或运行单个地区，或运行多个；region 与 regions 须去掉其一",
  regions_too_many: ({ count, most }) => `此处有 ${count} 个地区；至多汇总 ${most} 个`,
  region_twice: ({ name, line }) => `${quote(name)} 已在第 ${line} 行列出；只需列一次`,
  regions_two: () => "此处应为两个或以上地区，例如 [zhejiang, jiangsu]；单个地区请写 region: zhejiang",
  whole_alone: () => "只有多地区的情景才写 whole",
  whole_other: ({ region, whole }) => `${region} 不属于各地区所组成的 ${whole}；只列其组成部分`,
  region_part: ({ part, whole }) => `${part} 是 ${whole} 的一部分，而后者也已列出，会重复计算；只列其一`,
  design_in_sum: () => "批量计算针对单个地区，而本情景含多个；请为其中一个写设计",
  amount_in_sum: ({ text, regions }) => `${quote(text)} 是总量，${regions} 个地区会各得全部；请写在各地区的情景中`,
  years_differ: ({ region, span, other, otherSpan }) =>
    `${region} 的年份为 ${span.from} 至 ${span.to}，${other} 为 ${otherSpan.from} 至 ${otherSpan.to}；年份相同才能汇总`,

  effects_needed: ({ found }) =>
    `此处应为作用列表，例如 [{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}]；现为${standing(found)}`,
  effect_set_twice: ({ path, other, line }) =>
    `“${quote(path)}” 已由本措施设定(${quote(other)}，第 ${line} 行)；须去掉其一`,
  effect_path: ({ found }) => `此处应为参数路径，例如 planned_capacity.nuclear；现为${standing(found)}`,
  effect_not_yearly: ({ name, structural }) =>
    `“${name}” ${structural ? "属于模型结构" : "是各年相同的单个数值"}；措施只作用于逐年参数`,
  full_before_start: ({ full, start }) => `措施 ${start} 年开始，不能在 ${full} 年达到全力度；应不早于 ${start}`,
  knots_elsewhere: ({ shape }) => `只有 shape 为 knots 时才写 knots；此处为 ${shape}`,
  knots_years: () => "带 knots 的措施以其年份为准；可用 delay 推移",
  knots_needed: ({ found }) => `此处应为逐年路径，例如 {2026: 0, 2030: 0.4, 2040: 1}；现为${standing(found)}`,
  knots_year: ({ text }) => `“${quote(text)}” 不是年份；knots 为逐年份额`,
  knots_none: () => "没有 knots；请写出，例如 {2026: 0, 2040: 1}",
  knots_missing: () => "shape 为 knots 时须写 knots，例如 {2026: 0, 2040: 1}",
  strength_needed: ({ found, near }) => `此处应为 0 到 1 的力度；现为${standing(found)}${guess(near)}`,
  knot_share_needed: ({ found, near }) => `此处应为 0 到 1 的份额；现为${standing(found)}${guess(near)}`,
  level_falls: ({ level }) => `等级 ${level} 弱于等级 ${level - 1}；等级须递增`,
  level_needed: ({ found }) => `此处应为力度等级 1、2、3 或 4；现为${standing(found)}`,
  strength_and_level: () => "力度也已给出；两者只取其一",
  reach_one: ({ count }) => `一项措施只按一个量定力度，例如 {nonfossil_share: {2030: 30 %}}；此处有 ${count} 个`,
  reach_no_year: () => "没有写年份；请写所要达到的数值，例如 {2030: 30 %}",
  reach_year: ({ years }) => `“${quote(years)}” 不止一年；请逐年写各自的数值`,
  reach_observed: ({ year, last }) => `${year} 年已有观测值（至 ${last} 年）；措施在其后才起作用`,
  reach_operator: ({ write }) => `措施从哪一侧达到该数值都一样；请直接写 ${quote(write)}，前面不加符号`,
  reach_project: () => "项目规模以其 size 为准；只有其他措施可按所要达到的结果定力度",
  reach_beside: ({ key }) => `${key} 也已给出，而 reach 会求得力度；须去掉其一`,
  reach_course: ({ key }) => `reach 写了多个年份，本身就是措施的进程；不能再写 ${key}`,
  reach_before: ({ lever, start, year }) => `措施 ${lever} 在 ${start} 年之前不起作用，影响不到 ${year} 年`,
  reach_not_computed: ({ name, region }) => `地区 ${region} 缺少数据，不计算 ${name}；请改用别的量`,
  reach_from: ({ name, from, region }) => `地区 ${region} 没有 ${name} ${from} 年的数值`,
  reach_twice: ({ name, year, other, line }) =>
    `${name} ${year} 年的数值已用于给 ${other} 定力度（第 ${line} 行）；请只给一项措施定力度，另一项写明 strength`,
  reach_fails: ({ name, year, region, fault }, say) =>
    `${name} ${year} 年没有数值（${region}）${fault === undefined ? "" : `：${say(fault)}`}`,
  reach_still: ({ lever, name, year, found, region, asked }) =>
    `${lever} 不影响 ${name} ${year} 年的数值：无论力度多大均为 ${found}（${region}），而所求为 ${asked}`,
  reach_short: ({ name, year, region, asked, strength, found, start, full, share }) =>
    `力度为 ${strength} 时 ${name} ${year} 年达到 ${found}，不到所求的 ${asked}（${region}）${share < 1 ? `；该措施 ${start} 年至 ${full} 年逐步到位，当年只走完 ${Number((100 * share).toPrecision(3))} %；写 full: ${year} 可使其当年全部到位` : ""}`,
  reach_unsettled: ({ levers }) =>
    `找不到能同时成立的力度${levers.length === 0 ? "" : `：它与 ${levers.join(", ")} 互相影响对方所要达到的量`}`,
  not_counted: ({ name }) =>
    `措施“${quote(name)}”没有统计规模，无从取值；请写 “strength” 或 “level”，或在措施本身中写 “counted”`,
  why_counted: () => "统计规模须写明 value、low、high 和 source",
  counted_order: ({ low, value, high }) => `下限 ${low} 至上限 ${high} 不包含取值 ${value}`,
  delay_needed: ({ found }) => `此处应为不小于 0 的整年数；现为${standing(found)}`,
  lever_without_start: () => "措施没有开始年份；请写 “start” 和 “full”",
  lever_twice: ({ file }) => `同名措施已在 ${file} 中；名称不可重复`,
  lever_unknown: ({ name, count, near }) =>
    `没有措施 “${quote(name)}”；${count === 0 ? "模型没有措施" : `共有 ${count} 个，见 “peakpath list levers”`}${guess(near)}`,
  project_years: ({ first, last }) =>
    `项目不能在 ${first} 年开始投产之前的 ${last} 年全部建成；last 须为 ${first} 年或更晚`,
  project_kind: ({ kind, model }) => `模型 ${model} 没有 “${kind}” 类项目`,
  project_twice: ({ file }) => `同名措施已在 ${file} 中；请为项目另取名称`,
  line_elsewhere: ({ region }) => `线路两端都不是 ${region}；线路写在送端或受端地区`,
  line_end: ({ name, elsewhere, near }) =>
    `没有地区 “${quote(name)}”；不属于任何地区的一端写 ${elsewhere}${guess(near)}`,
  line_loop: ({ region }) => `线路两端都是 ${region}；地区内部的线路不在此列`,
  line_clean: ({ share }) =>
    `线路不能只按 ${share} 计非化石电：clean: 100 % 为全部非化石的合同，不写 clean 则按送端电网结构计`,
  project_key: ({ key, line }) => (line ? `线路不写 “${key}”；两端写 from 和 to` : `只有线路才写 “${key}”`),
  project_knots: () => "knots 与 last 都规定投产年份；请只留其一（写 last: null 或 knots: null 可去掉上级的）",
  projects_in_sum: ({ regions }) => `${regions} 个地区会各得该项目；请写在项目所在地区的文件中`,
  lever_without_size: ({ name, region, unit }) =>
    `${region} 没有给出措施 “${quote(name)}” 的规模；若当地可建，请在地区文件中给出，例如 sizes: {${quote(name)}: {value: 2 ${unit}, full: 2040, source: …}}`,
  size_unknown: ({ name, levers, near }) =>
    `没有名为 “${quote(name)}” 且需要规模的措施；共有 ${listing(levers)}${guess(near)}`,
  levers_set_both: ({ path, at, other, otherPath, otherAt }) =>
    `设定了 ${path} (${at})，“${other}” 也设定了它(${otherPath}，${otherAt})；无论年份，两项措施只留其一`,
};

const named: Readonly<Record<Named, string>> = {
  variable: "变量",
  parameter: "参数",
  check: "检验",
  driver: "驱动因素",
  set: "集合",
  cell: "变量取值",
};
const sections: Readonly<Record<Section, string>> = { trade: "贸易", closing: "贸易平衡", line: "线路" };
const shapes: Readonly<Record<ReportShape, string>> = {
  yearly: "逐年给出、不分项的参数",
  constant: "各年相同、不分项的参数",
  single: "不分项的变量",
  yearly_cell: "逐年给出的参数中的一项",
  yearly_members: "逐年给出的参数",
};
const subjects: Readonly<Record<string, string>> = { boundary: "边界", sector: "部门", variable: "变量" };

export const targets: typeof targetSentences = {
  target_map: ({ found }) => `此处应为逐年映射，例如 {2030: ">= 25 %"}；现为${standing(found)}`,
  target_keys: ({ keys, peak }) =>
    `同时给出了 ${keys.join(" 和 ")}；${peak ? "一个达峰目标只针对其一" : "一个目标只用一种度量"}`,
  target_key: ({ keys, peakKeys, near }) =>
    `未知的键；目标的键为年份、${keys.join(", ")}，达峰目标为 ${peakKeys.join(", ")}${guess(near)}`,
  why_peak_by: () => "达峰目标须注明最迟年份",
  peak_subject: ({ model, key }) =>
    `模型 ${model} 没有可评判的${subjects[key]}；请改写变量，例如 {variable: emissions, by: 2030}`,
  peak_member: ({ text, key, model, members, near }) =>
    `“${quote(text)}” 不是模型 ${model} 的${subjects[key]}；有 ${listing(members)}${guess(near)}`,
  plateau_years: () => "平台期不写年份；只写 plateau_by",
  target_from: ({ from, year }) => `${from} 年不早于目标年份 ${year}`,
  target_no_year: () => '目标至少要有一个年份，例如 {2030: ">= 25 %"}',
  range_order: ({ text }) => `“${quote(text)}” 不是区间；下限在前`,
  condition_needed: ({ example, found }) => `此处应为条件，例如 ${example}；现为${standing(found)}`,
  condition_quotes: ({ text, example }) => `${quote(text)} 用了弯引号或全角引号；请用直引号，写作 ${example}`,
  condition_form: ({ text, example }) => `“${quote(text)}” 不是条件；请写 >=、<=、>、< 或 = 加数值，例如 ${example}`,
  than_alone: () => "“than” 比较两个降幅；请同时给出 “reduction_from”",
  other_unit: ({ text, unit, other }) => `“${quote(text)}” 的单位为 ${unit}，不能与 ${other} 相比`,
  target_word: ({ found, kind, words, near }) =>
    `${standing(found)} 没有说明${kind === "decline" ? "下降" : "保持"}；请写 ${words.map((word) => `"${word}"`).join(" 或 ")}${guess(near)}`,

  statement_unknown: ({ id, file }) => `“${quote(id)}” 不是 ${file} 中的表述；编号例如 T0259`,
  statement_counts: ({ id }) => `${id} 本来就针对该地区，不写也计入`,
  statement_no_run: ({ id, reason }) => `${id} 无法与计算结果对照：${reason?.zh ?? "无"}`,
  statement_in_sum: () => "地区之和不含规划表述；请写变量和年份",
  plan_kind: ({ kinds }) => `未知的类型；允许的有 ${kinds.join(", ")}`,
  plan_quantity: ({ file, name }) => `${file} 中没有 “${quote(name)}”`,
  table_no_rows: () => "表格只有标题行，没有数据",
  indicator_empty: () => "缺少指标名称",
  indicator_unknown: ({ near }) => `没有这个规划指标${guess(near)}`,
  reported_year: ({ text, from, to }) => `应为 ${from} 至 ${to} 的年份，而不是 “${quote(text)}”`,
  reported_twice: ({ year, line }) => `第 ${line} 行已有 ${year} 年的数值`,
  reported_base: ({ years }) => `请在“基准年”列注明相对哪一年的降幅；现行承诺相对 ${years.join("、")} 年`,
  promise_twice: ({ year, line }) => `第 ${line} 行已有该指标 ${year} 年的同类目标`,
  promise_base: () => "变化类目标须在“基准年”列写明起算年份",
  promise_base_late: ({ base, year }) => `起算年份 ${base} 不早于目标年 ${year}`,
  word_unknown: ({ known, near }) => `不认识的词；可用 ${known.join("、")}${guess(near)}`,

  indicator_name: ({ name }) => `“${quote(name)}” 不能作指标名；请用小写字母、数字和 _，例如 coal_per_head`,
  name_taken: ({ name, model }) => `模型 ${model} 已有 “${quote(name)}”；请另取名称`,
  formula_needed: ({ found }) => `此处应为公式，例如 "energy / population"；现为${standing(found)}`,

  named_unknown: ({ what, name, near }) => `没有${named[what]} “${quote(name)}”${guess(near)}`,
  named_missing: ({ what }) => `缺少${named[what]}`,
  report_missing: () => "缺少该部分；至少须写出求峰值的变量 `peak`",
  report_peak_missing: () => "缺少按边界求峰值的变量",
  over_one_set: ({ name, sets }) => `“${name}” 应有一个维度，而不是 ${sets} 个`,
  show_missing: ({ found }) => `缺少要显示的变量；现为${standing(found)}`,
  show_unit: ({ text, name, unit }) => `“${quote(text)}” 不符；“${name}” 的单位为 ${unit}`,
  cost_unit: ({ text, total, peak }) => `“${quote(text)}” 不是 ${total} 除以 ${peak} 的单位`,
  emitter_unknown: ({ name }) => `“${quote(name)}” 既不是部门也不是排放者`,
  chain_missing: ({ found }) => `缺少链；现为${standing(found)}`,
  part_missing: ({ what, section, names }) => `缺少${named[what]}；${sections[section]}须写出 ${names.join(", ")}`,
  report_shape: ({ name, shape }) => `“${quote(name)}” 应为${shapes[shape]}`,
  cells_none: () => "此处没有取值；至少写出一个计入贸易的口径",
  cells_of_one: ({ name, other }) => `此处同时有 “${name}” 和 “${other}”；应为同一变量的取值`,
  sets_differ: ({ name, other }) => `“${name}” 与 “${other}” 的维度须相同`,
};
