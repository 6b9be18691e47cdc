import { quote } from "../../../text/quote.ts";
import type { regionSentences } from "../../../text/sentences/regions.ts";
import { guess } from "./pieces.ts";

export const regions: typeof regionSentences = {
  balance_heading: ({ fuels }) => `没有以能源品种为列名的表头，例如 项目,${fuels.join(",")}`,
  balance_by_years: () => "这是分年度的综合能源平衡表，不分品种；需要某一年的分品种能源平衡表（实物量或标准量）",
  balance_unit_unknown: ({ name, known, near }) =>
    `未知单位 “${quote(name)}”；单位有 ${known.join(", ")}${guess(near)}`,
  balance_unit_missing: ({ unit }) => `没有单位；请在表上方写 单位：万吨标准煤，或在表头下写一行 单位,${unit},…`,
  balance_unit_wrong: ({ unit, fuel, units }) => `“${unit}” 不符；${fuel} 的单位为 ${units.join(" 或 ")} 或其倍数`,
  balance_fuel_unknown: ({ known, near }) => `未知的能源品种；列有 ${known.join(", ")}${guess(near)}`,
  balance_fuel_twice: ({ place }) => `该品种已在 ${place} 出现；只需给一次`,
  balance_row_unknown: ({ known, near }) => `未知的行；行有 ${known.join(", ")}${guess(near)}`,
  balance_row_twice: ({ line }) => `该行已在第 ${line} 行出现；只需给一次`,
  balance_row_length: ({ fields, headings }) => `该行有 ${fields} 个字段，表头有 ${headings} 个`,
  balance_number: ({ text }) => `“${quote(text)}” 不是数值；请写 1234.5，没有则留空`,
  balance_needs: ({ fuels, rows }) =>
    `平衡表缺少 ${[...fuels.map((name) => `列 ${name}`), ...rows.map((name) => `行 ${name}`)].join(" 和")}`,
  balance_sum_alone: ({ rows }) => `只有合计而没有平衡表所需的分项；请给出 ${rows.join(", ")} 各行`,
  balance_sum: ({ text, unit, what, first, last, sum }) =>
    `此处为 ${text} ${unit}，第 ${first}-${last} 行的 ${what === "parts" ? "各分项" : "供应、转换、损失和消费"} 合计为 ${sum}；相差不得超过 0.5 %`,
  balance_efficiency: ({ ratio }) => `火电产出与投入之比为 ${ratio}；需要当量值表，而非等价值表`,
  balance_year_missing: () => "没有平衡表的年份；请写在表上方，或用 --year 2023",
  balance_year_other: ({ years, year }) => `文件中的年份为 ${years.join(" 和 ")}，--year 为 ${year}`,
  balance_year_open: ({ years }) =>
    `表上方出现 ${years.map(({ year, line }) => `${year} 年(第 ${line} 行)`).join("和 ")}；请用 --year 指明平衡表的年份`,
  balance_year_doubtful: ({ year }) => `${year} 是年鉴版次、日期、表号或时段的年份；请用 --year 指明平衡表的年份`,
  balance_base_year: ({ year, from, to }) => `平衡表为 ${year} 年；基年允许 ${from} 年(地区原基年)至 ${to} 年`,
  balance_no_run: ({ scenario, from, to }) =>
    `没有可从 ${from} 年运行到 ${to} 年的情景 ${scenario}；请先写 scenarios/${scenario}.yaml`,
  balance_unfit: ({ fault }, say) => `该平衡表不能作基年：${say(fault)}`,

  number_from_0: ({ text }) => `“${quote(text)}” 不是不小于 0 的数值`,
  year_missing: () => "缺少年份",
  not_a_year: ({ text }) => `“${quote(text)}” 不是年份`,
  no_country: () => "表中没有国家",
  country_missing: () => "缺少国家名称",
  country_year_twice: ({ year, name, line }) => `${quote(name)} 的 ${year} 年已在第 ${line} 行给出；只需给一次`,
  country_code: ({ code }) => `“${quote(code)}” 不能作国家代码；最多 20 个字母、数字、_ 和 -，例如 FRA`,
  country_code_taken: ({ code, holder, name }) => `代码 ${code} 已用于 ${quote(holder)}，不能再用于 ${quote(name)}`,
  country_no_past: ({ name, year }) => `${name} 没有 ${year} 年之前的数据，无法取得趋势`,
  country_no_co2: ({ name, year }) => `${name} ${year} 年没有二氧化碳排放，无法取得趋势`,
  country_no_measure: ({ name, year }) => `${name} ${year} 年没有二氧化碳排放，无法对照`,
  country_no_energy: ({ name, year }) => `表中没有 ${name} ${year} 年的电力或燃料，能源未知`,
  country_no_gdp: ({ name, year }) => `表中没有 ${name} ${year} 年的生产总值和二氧化碳排放`,
  country_no_residents: ({ name, year }) => `表中没有 ${name} ${year} 年的人口`,
  country_extreme: ({ name }) => `${name} 的数值过大或过小，无法计算`,
  country_account: ({ name, year }) => `${name} 的账户没有 ${year} 年`,
  country_fails: ({ name, path, fault }, say) => `${name}：${path === undefined ? "" : `${path}：`}${say(fault)}`,
  country_cell: ({ fault, place, cell }, say) => `${say(fault)} (${place}${say(cell)})`,

  form_missing: ({ names, one, unit, where }) =>
    `缺少 ${names.map(quote).join("、")}${one ? " 中的一项" : ""}，单位 ${unit}；${where.zh}`,
  form_there: ({ region }) =>
    `该地区没有能源数据；peakpath new ${region} --template regional 可生成列出全部所需数值的空表`,
  form_range: ({ text, low, high, unit }) =>
    `${quote(text)} 超出合理范围 ${low} 至 ${high} ${unit}；数值或单位是否有误？`,
  form_heat: ({ used, supplied }) => `用热 ${used} Mtce，供热 ${supplied} Mtce；请按热源给出 base_heat`,
  form_electricity: ({ load, final, closing, stated }) =>
    `供电 ${load} 太瓦时，用电 ${final} 太瓦时，余 ${closing} 太瓦时为线损，而表中为 ${stated} 太瓦时；相差不得超过供电量的 3 %`,
  form_unfit: ({ fault }, say) => `由此表得到的地区不能成立：${say(fault)}`,

  starter_unknown: ({ known, near }) => `未知的变量；有 ${known.join(", ")}${guess(near)}`,
  starter_twice: ({ line }) => `已在第 ${line} 行给出；只需给一次`,
  starter_unit: ({ text, allowed }) =>
    `${text === "" ? "缺少单位" : `“${quote(text)}” 不符`}；允许 ${allowed.join(", ")} 及可换算的单位`,
  starter_above_0: ({ name, text }) => `${name} 应大于 0，而不是 ${text}`,
  starter_share: ({ percent, write }) =>
    `份额不超过 100 %，而不是 ${percent} %${write === undefined ? "" : `；请写 ${write}，单位 %`}`,
  starter_missing: ({ name, needed }) => `缺少 “${name}”；表格至少要给出 ${needed.join(" 和 ")}`,
  starter_part: ({ amount, parent, year, all }) =>
    `${amount} 超过 ${parent} ${year} 年的总量(${all})；部分不能大于整体；请更正该数，或先更正上级`,
  starter_sectors: ({ sum, parent }) =>
    `第一、第二产业占比合计 ${sum} %${parent === undefined ? "" : `(其中一项取自 ${parent})`}；不应超过 100 %`,
  starter_urban: ({ share, parent, there }) => `城镇居民将占 ${share} %，而 ${parent} 为 ${there} %；单位是否有误？`,
  starter_gdp: ({ amount, parent, there, lines }) =>
    `人均地区生产总值为 ${amount} 元，${parent} 为 ${there} 元；第 ${lines.join("、")} 行的数值或单位是否有误？`,
  starter_electricity: ({ amount, parent, there }) =>
    `人均用电量为 ${amount} 兆瓦时，${parent} 为 ${there} 兆瓦时；数值或单位是否有误？`,
  starter_industry: ({ factor, reached, least, most, silent, pumped }) =>
    `工业用量将为其增加值对应水平的 ${factor} 倍${
      reached === undefined ? "" : `，只能达到 ${reached.reached}(表中为 ${reached.wanted})`
    }；允许 ${least} 至 ${most}，或用 --force${silent === undefined ? "" : `；请给出 ${silent}，否则只能推定`}${pumped === undefined ? "" : `；用电量中抽水蓄能占 ${Number((Number(pumped) * 10).toPrecision(4))} 亿千瓦时(capacity_pumped)，表中数值是否已计入？`}`,
  starter_unfit: ({ fault }, say) => `由此表得到的地区不能成立：${say(fault)}`,
};
