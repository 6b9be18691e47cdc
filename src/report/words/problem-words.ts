/**
 * The most common mistakes in Chinese: the English message with {} for what differs, and the Chinese one, in which
 * {1}, {2} stand for these. The messages are made in English where the mistake is found; here they are only read.
 */
const words: readonly (readonly [string, string])[] = [
  ['"{}" is none of {}', "“{1}” 不在 {2} 之内"],
  [
    "{} of the residents would be urban, in {} it is {}; is the unit a slip?",
    "城镇居民将占 {1}，而 {2} 为 {3}；单位是否有误？",
  ],
  ["{} is not a whole number of years", "{1} 不是整年数"],
  ["one boundary is needed here, not all; there are {}", "此处须为单个边界，不可为 all；有 {1}"],
  [
    "{} is not finite in {}: its numbers divide by 0 or grow beyond all bounds; its formula stands at {}",
    "{1} 在 {2} 年不是有限数：所用数值除以 0 或大得无界；其公式见 {3}",
  ],
  ['--{} takes an amount with its unit such as {}, not "{}"', "--{1} 应为带单位的数量，例如 {2}，而不是 “{3}”"],
  ['--{} takes a level such as {}, not "{}"', "--{1} 应为排放水平，例如 {2}，而不是 “{3}”"],
  ["the table holds no country", "表中没有国家"],
  ['"{}" is not a number; write {}', "“{1}” 不是数值；请写 {2}"],
  ['"{}" is not a number', "“{1}” 不是数值"],
  ['"{}" is not a number of {} or more', "“{1}” 不是不小于 {2} 的数值"],
  ['unknown unit "{}"; there are {}', "未知单位 “{1}”；单位有 {2}"],
  ['unknown unit "{}"', "未知单位 “{1}”"],
  [
    'the file "{}" lies outside the working folder and the package; --files-from with its folder allows it',
    "文件 “{1}” 在工作文件夹和程序包之外；如要读取，请用 --files-from 指明其文件夹",
  ],
  ['the file "{}" is a {}; a regular file is needed', "“{1}” 是{2}；应为普通文件"],
  ['the file "{}" is longer than the {} MB that are read of one', "文件 “{1}” 超过可读取的 {2} MB"],
  ['the file "{}" cannot be read: permission denied', "无权读取文件 “{1}”"],
  ['the file "{}" cannot be read: {}', "无法读取文件 “{1}”：{2}"],
  ['the file "{}" has a name that is too long', "文件名 “{1}” 过长"],
  ['the file "{}" has a name with characters that no file has', "文件名 “{1}” 含不可用的字符"],
  ["a whole number from {} to {} is needed here; found {}", "此处应为 {1} 至 {2} 的整数；现为{3}"],
  ["merge takes the folders of a batch's shards, such as s1 s2", "merge 应给出各分片的文件夹，例如 s1 s2"],
  ['--files-from takes a folder, and "{}" is none', "--files-from 应为文件夹，而 “{1}” 不是"],
  ["unknown variable; there are {}", "未知的变量；有 {1}"],
  ["given already in line {}; give it once", "已在第 {1} 行给出；只需给一次"],
  ["the unit is missing; allowed are {} and what converts to them", "缺少单位；允许 {1} 及可换算的单位"],
  ['"{}" does not fit; allowed are {} and what converts to them', "“{1}” 不符；允许 {2} 及可换算的单位"],
  ['"{}" is missing; a starter table gives at least {}', "缺少 “{1}”；表格至少要给出 {2}"],
  ["{} is above 0 wherever people live, not {}", "{1} 应大于 0，而不是 {2}"],
  ["a share is 100 % at most, not {} %; write {} with the unit %", "份额不超过 100 %，而不是 {1} %；请写 {2}，单位 %"],
  ["a share is 100 % at most, not {} %", "份额不超过 100 %，而不是 {1} %"],
  [
    "primary_share and secondary_share sum to {} %, of which {} gives the one; 100 % is the most",
    "第一、第二产业占比合计 {1} %(其中一项取自 {2})；不应超过 100 %",
  ],
  ["primary_share and secondary_share sum to {} %; 100 % is the most", "第一、第二产业占比合计 {1} %；不应超过 100 %"],
  [
    "{} is more than all of {} has in {} ({}); a part is no larger than its parent; correct it, or the parent first",
    "{1} 超过 {2} {3} 年的总量({4})；部分不能大于整体；请更正该数，或先更正上级",
  ],
  [
    "GDP per head would be {} CNY, in {} it is {}; is a value or a unit in lines {} and {} a slip?",
    "人均地区生产总值为 {1} 元，{2} 为 {3} 元；第 {4}、{5} 行的数值或单位是否有误？",
  ],
  [
    "electricity per head would be {} MWh, in {} it is {}; is the value or its unit a slip?",
    "人均用电量为 {1} 兆瓦时，{2} 为 {3} 兆瓦时；数值或单位是否有误？",
  ],
  [
    "industry's use would be {} times what its value added speaks for and {} in place of {} be reached; {} is allowed, or --force; give {}, which is guessed without",
    "工业用量将为其增加值对应水平的 {1} 倍，只能达到 {2}(表中为 {3})；允许 {4}，或用 --force；请给出 {5}，否则只能推定",
  ],
  [
    "industry's use would be {} times what its value added speaks for and {} in place of {} be reached; {} is allowed, or --force",
    "工业用量将为其增加值对应水平的 {1} 倍，只能达到 {2}(表中为 {3})；允许 {4}，或用 --force",
  ],
  [
    "industry's use would be {} times what its value added speaks for; {} is allowed, or --force; give {}, which is guessed without",
    "工业用量将为其增加值对应水平的 {1} 倍；允许 {2}，或用 --force；请给出 {3}，否则只能推定",
  ],
  [
    "industry's use would be {} times what its value added speaks for; {} is allowed, or --force",
    "工业用量将为其增加值对应水平的 {1} 倍；允许 {2}，或用 --force",
  ],
  ["the region that follows from this table cannot be: {}", "由此表得到的地区不能成立：{1}"],
  ["the name of a country is missing", "缺少国家名称"],
  ['"{}" is not a year', "“{1}” 不是年份"],
  ["{} of {} is given in line {} already; give it once", "{2} 的 {1} 年已在第 {3} 行给出；只需给一次"],
  [
    '"{}" is no country code; 20 letters, digits, _ and - at most are allowed, such as FRA',
    "“{1}” 不能作国家代码；最多 20 个字母、数字、_ 和 -，例如 FRA",
  ],
  ["the code {} is given to {} already, not only to {}", "代码 {1} 已用于 {2}，不能再用于 {3}"],
  ["{} has no CO2 in {}, so no trend can be taken", "{1} {2} 年没有二氧化碳排放，无法取得趋势"],
  ["{} has no CO2 in {}, so nothing can be held against it", "{1} {2} 年没有二氧化碳排放，无法对照"],
  ["{} has no year before {}, so no trend can be taken", "{1} 没有 {2} 年之前的数据，无法取得趋势"],
  ["the table has no GDP and CO2 of {} in {}", "表中没有 {1} {2} 年的生产总值和二氧化碳排放"],
  ["the numbers of {} are too large or too small to compute with", "{1} 的数值过大或过小，无法计算"],
  ["the table has no residents of {} in {}", "表中没有 {1} {2} 年的人口"],
  [
    "the table has no electricity or no fuel of {} in {}, so its energy is not known",
    "表中没有 {1} {2} 年的电力或燃料，能源未知",
  ],
  [
    "the lines above the table name {}; say which one the balance is of with --year",
    "表上方出现 {1}；请用 --year 指明平衡表的年份",
  ],
  [
    "{} is the year of an edition, a date, a table's number or a span; say the year of the balance with --year",
    "{1} 是年鉴版次、日期、表号或时段的年份；请用 --year 指明平衡表的年份",
  ],
  ["the file speaks of {}, --year of {}", "文件中的年份为 {1}，--year 为 {2}"],
  [
    "this sum stands without its parts, which the balance needs; give the rows {}",
    "只有合计而没有平衡表所需的分项；请给出 {1} 各行",
  ],
  ["unknown fuel; the columns are {}", "未知的能源品种；列有 {1}"],
  ["unknown row; the rows are {}", "未知的行；行有 {1}"],
  [
    "no unit is given; write {} above the table, or a line {} below the headings",
    "没有单位；请在表上方写 {1}，或在表头下写一行 {2}",
  ],
  ['"{}" does not fit; {} is given in {}, or a multiple of it', "“{1}” 不符；{2} 的单位为 {3} 或其倍数"],
  [
    "{} stands here, {} in lines {} give {}; they may differ by 0.5 %",
    "此处为 {1}，第 {3} 行的 {2} 合计为 {4}；相差不得超过 0.5 %",
  ],
  ["this row stands in line {} already; give it once", "该行已在第 {1} 行出现；只需给一次"],
  ["this fuel stands at {} already; give it once", "该品种已在 {1} 出现；只需给一次"],
  ["this row has {} fields, the headings {}", "该行有 {1} 个字段，表头有 {2} 个"],
  ["no line heads the columns with fuels, such as {}", "没有以能源品种为列名的表头，例如 {1}"],
  ["the balance needs {}, and does not have it", "平衡表缺少 {1}"],
  [
    "the year of the balance is not given; write it above the table, or say --year {}",
    "没有平衡表的年份；请写在表上方，或用 --year {1}",
  ],
  [
    "the balance is of {}; a base year from {} (the region's own) to {} is allowed",
    "平衡表为 {1} 年；基年允许 {2} 年(地区原基年)至 {3} 年",
  ],
  [
    "thermal plants would give {} of the heat that they burn; the sheet by calorific value (当量值) is needed, not the one by equivalent value (等价值)",
    "火电产出与投入之比为 {1}；需要当量值表，而非等价值表",
  ],
  ["--{}: there is no region {}; peakpath list regions shows all", "--{1}：没有地区 {2}；见 peakpath list regions"],
  ["<region>: there is no region {}; peakpath list regions shows all", "没有地区 {1}；见 peakpath list regions"],
  ["too many files are open; allow more (ulimit -n 256)", "打开的文件过多；请提高上限 (ulimit -n 256)"],
  ["--{} is empty; name a folder, such as --{} results", "--{1} 为空；请写文件夹名，例如 --{2} results"],
  ['--{} takes the name of a folder; "{}" holds a character NUL', "--{1} 应为文件夹名；“{2}” 含 NUL 字符"],
  ["the balance {} cannot be read", "无法读取平衡表 {1}"],
  ["the table {} cannot be read", "无法读取表格 {1}"],
  ["{} stands already; choose another name with --id or say --force", "{1} 已存在；请用 --id 另取名称，或用 --force"],
  ["{} stands already; choose another name or say --force", "{1} 已存在；请另取名称，或用 --force"],
  [
    '"{}" is no name for a region; small letters, digits and _ are allowed, such as {}',
    "“{1}” 不能作地区名；只可用小写字母、数字和 _，例如 {2}",
  ],
  [
    '--{} takes years from {} to {} with commas, such as {}; not "{}"',
    "--{1} 应为 {2} 至 {3} 的年份，以逗号分隔，例如 {4}；而不是 “{5}”",
  ],
  [
    "--svg draws the scenarios that are named; leave out --all, or --svg",
    "--svg 只画列出的情景；请去掉 --all 或 --svg",
  ],
  [
    "--svg draws shares that add up; leave out --method one-at-a-time",
    "--svg 画的是合计等于总量的贡献；请去掉 --method one-at-a-time",
  ],
  ["compare takes two or more different scenarios, not {}", "compare 需要两个或以上不同的情景，而不是 {1} 个"],
  ["only scenarios of one model compare; these run {}", "只有同一模型的情景可以对比；这些情景的模型为 {1}"],
  ['unknown lever "{}" in --only', "--only 中的措施 “{1}” 不存在"],
  ['--{} takes a whole number, not "{}"', "--{1} 应为整数，而不是 “{2}”"],
  ['--lease takes a number of seconds from {} to {}, not "{}"', "--lease 应为 {1} 至 {2} 的秒数，而不是 “{3}”"],
  [
    '--wait takes minutes above 0, at most {} (a week), not "{}"',
    "--wait 应为大于 0、至多 {1} 的分钟数(一周)，而不是 “{2}”",
  ],
  ["--{} is given {} times; give it once", "--{1} 给了 {2} 次；只需给一次"],
  ['unknown boundary "{}"; there are {}', "没有边界 “{1}”；有 {2}"],
  ["Unknown argument: {}", "未知参数：{1}"],
  ["Unknown arguments: {}", "未知参数：{1}"],
  ["Missing required argument: {}", "缺少参数：{1}"],
  ["Did you mean {}?", "是否指 {1}？"],
];

/** What stands at a place, as `describe` of src/text/reader.ts says it. */
const found: readonly (readonly [RegExp, string])[] = [
  [/^a map$/, "映射"],
  [/^a list$/, "列表"],
  [/^lever$/, "措施"],
  [/^target$/, "目标"],
  [/^indicator$/, "指标"],
  [/^assumption$/, "假设"],
  [/^parameter$/, "参数"],
  [/^nothing$/, "空"],
  [/^none$/, "空"],
  [/^folder$/, "文件夹"],
  [/^pipe$/, "管道"],
  [/^socket$/, "套接字"],
  [/^device$/, "设备"],
  [/^(.*) and (\d+) more$/s, "$1 等，另有 $2 个"],
  [/^the number (.*)$/, "数值 $1"],
  [/^to (\d{4})$/, "至 $1 年"],
  [/^from (\d{4}) to (\d{4})$/, "$1 至 $2 年"],
  [/^as a plain number$/, "纯数"],
  [/^in (.*)$/, "单位 $1"],
  [/^1234\.5, or nothing for none$/, "1234.5，没有则留空"],
  [/^a number with its unit, such as (.*)$/, "带单位的数值，例如 $1"],
  [/^the column (\S+) and the row (\S+)$/, "列 $1 和行 $2"],
  [/^the column (\S+)$/, "列 $1"],
  [/^the row (\S+)$/, "行 $1"],
  [/^(\S+) or (\S+)$/, "$1 或 $2"],
  [/^(\d{4}) \(line (\d+)\) and (\d{4}) \(line (\d+)\)$/, "$1 年(第 $2 行)和 $3 年(第 $4 行)"],
  [/^population and gdp$/, "population 和 gdp"],
  [/^0\.2 to 5$/, "0.2 至 5"],
  [/^its parts$/, "各分项"],
  [/^supply, transformation, losses and use$/, "供应、转换、损失和消费"],
];

const patterns = words.map(([english, chinese]) => ({
  pattern: new RegExp(`^${english.split("{}").map(escaped).join("(.+?)")}$`, "s"),
  chinese,
}));

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The message in Chinese, where its kind is among the common ones; else as it is. */
export function problemInChinese(message: string): string {
  const [, body, near] = /^(.*?)(?:; did you mean "([^"]+)"\?)?$/s.exec(message) as RegExpExecArray;
  const said = bodyInChinese(body);
  if (said === undefined) return message;
  return near === undefined ? said : `${said}；是否指 “${near}”？`;
}

/** What may follow any mistake in a unit. */
const needed: readonly (readonly [RegExp, string])[] = [
  [/^(.*); a unit such as (.+) is needed$/s, "需要 {2} 之类的单位"],
  [/^(.*); allowed are (.+) and what converts to them$/s, "允许 {2} 及可换算的单位"],
];

function bodyInChinese(body: string): string | undefined {
  for (const [form, chinese] of needed) {
    const match = form.exec(body);
    const said = match === null ? undefined : bodyInChinese(match[1]);
    if (said !== undefined) return `${said}；${chinese.replace("{2}", (match as RegExpExecArray)[2])}`;
  }
  for (const { pattern, chinese } of patterns) {
    const match = pattern.exec(body);
    if (match === null) continue;
    return chinese.replace(/\{(\d)\}/g, (_, index) => {
      const part = match[Number(index)];
      const other = found.find(([form]) => form.test(part));
      return other === undefined ? part : part.replace(other[0], other[1]);
    });
  }
  return undefined;
}
