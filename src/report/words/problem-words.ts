/**
 * The most common mistakes in Chinese: the English message with {} for what differs, and the Chinese one, in which
 * {1}, {2} stand for these. The messages are made in English where the mistake is found; here they are only read.
 */
const words: readonly (readonly [string, string])[] = [
  // Keys, names and members
  ["unknown key; allowed are {}", "未知的键；允许的有 {1}"],
  [
    "unknown key; a path over years has years (2025 or 2025-2030), {}",
    "未知的键；逐年路径的键为年份(2025 或 2025-2030)、{1}",
  ],
  ["unknown key; it is a lever: indent it below levers:", "未知的键；这是一项措施：请缩进写在 levers: 之下"],
  ["unknown key; it is a parameter: indent it below assume:", "未知的键；这是一个参数：请缩进写在 assume: 之下"],
  ["unknown key; a target has years, {}, or for a peak {}", "未知的键；目标的键为年份、{1}，达峰目标为 {2}"],
  ["unknown key; one year has {}", "未知的键；单个年份的键为 {1}"],
  ["nothing stands here; write a value, or leave the key out", "此处没有内容；请写出数值，或去掉该键"],
  [
    "there is nothing to remove: no parent gives the {} {}; write what it is, or leave it out",
    "没有可去掉的内容：上级没有给出{1} {2}；请写出其内容，或去掉该项",
  ],
  ["there is nothing to remove: no parent gives the {} {}", "没有可去掉的内容：上级没有给出{1} {2}"],
  [
    "there is nothing to remove: no parent gives a number for {}; write one, or leave the year out",
    "没有可去掉的内容：上级没有给出 {1} 年的数值；请写出数值，或去掉该年份",
  ],
  ["there is nothing to remove: no parent gives {}", "没有可去掉的内容：上级没有给出 {1}"],
  ['a comma stands where a decimal point is needed in "{}"; write {}', "“{1}” 中应为小数点而非逗号；请写 {2}"],
  [
    '"{}" has a comma inside; write the digits alone for thousands, a point for decimals',
    "“{1}” 中含逗号；千位请只写数字，小数请用点",
  ],
  [
    '{} is an amount, and "{}" names {} cells that would each get all of it; write one line for each of {}',
    "{1} 是总量，而 “{2}” 含 {3} 个单元，每个都会得到全部；请分别写出 {4}",
  ],
  ["a value for all years has no last year; leave then out", "各年相同的值没有末年；请去掉 then"],
  ["{} does not lie before {}, the year of the target", "{1} 年不早于目标年份 {2}"],
  ["unknown column; allowed are {}", "未知的列；允许的有 {1}"],
  ['unknown parameter "{}" of the model {}', "模型 {2} 没有参数 “{1}”"],
  ['unknown variable "{}" of the model {}', "模型 {2} 没有变量 “{1}”"],
  [
    'unknown lever "{}"; there are {}, see "peakpath list levers"',
    "没有措施 “{1}”；共有 {2} 个，见 “peakpath list levers”",
  ],
  ['unknown region "{}" (no file {}); there are {}', "没有地区 “{1}” (缺文件 {2})；现有 {3}"],
  ['unknown scenario "{}" (no file {}); there are {}', "没有情景 “{1}” (缺文件 {2})；现有 {3}"],
  ['there is no region "{}" (no file {})', "没有地区 “{1}” (缺文件 {2})"],
  ["there is no table {}", "没有表格 {1}"],
  ['"{}" is no member of {}; members are {}', "“{1}” 不是 {2} 的成员；成员有 {3}"],
  ['"{}" fits no member of {}; members are {}', "“{1}” 与 {2} 的成员都不符；成员有 {3}"],
  ['"{}" names {} cells; write {} with one member each', "“{1}” 含 {2} 个单元；请写成 {3}，各取一个成员"],
  ['"{}" has {} members; "{}" stands over {}', "“{1}” 有 {2} 个成员；“{3}” 的维度为 {4}"],
  ['"{}" has {} member; "{}" takes no members', "“{1}” 有 {2} 个成员；“{3}” 没有成员"],
  ['"{}" is none of {}', "“{1}” 不在 {2} 之内"],
  ['"{}" is no boundary of the model {}; there are {}', "“{1}” 不是模型 {2} 的边界；有 {3}"],
  ['unknown name "{}"', "未知的名称 “{1}”"],
  // Something is missing, or of another kind
  ['"{}" is missing; a scenario says which {} it runs on, such as {}', "缺少 “{1}”；情景须说明所用的 {2}，例如 {3}"],
  ['"{}" is missing; every lever says where it comes from', "缺少 “{1}”；每项措施须注明来源"],
  ['"{}" is missing; a lever says the year in which it first acts', "缺少 “{1}”；措施须注明开始年份"],
  ['"{}" is missing; a lever has a name in both languages', "缺少 “{1}”；措施须有中英文名称"],
  ['"{}" is missing; an effect has a path, a mode and an amount', "缺少 “{1}”；作用须有 path、mode 和 amount"],
  ['"{}" is missing; a region says its first and its last year', "缺少 “{1}”；地区须注明首末年份"],
  ['"{}" is missing; a peak target says the latest year of the peak', "缺少 “{1}”；达峰目标须注明最迟年份"],
  ['the column "{}" is missing; a table has {}', "缺少列 “{1}”；表格的列为 {2}"],
  ["a map is needed here, such as {}; found {}", "此处应为映射，例如 {1}；现为{2}"],
  ["a map of years is needed here, such as {}; found {}", "此处应为逐年映射，例如 {1}；现为{2}"],
  ["a list of effects is needed here, such as {}; found {}", "此处应为作用列表，例如 {1}；现为{2}"],
  ["a number or a map of years is needed here, such as {}; found {}", "此处应为数值或逐年映射，例如 {1}；现为{2}"],
  ["a path over years is needed here, such as {}; found {}", "此处应为逐年路径，例如 {1}；现为{2}"],
  ["a year such as 2030 is needed here; found {}", "此处应为年份，例如 2030；现为{1}"],
  ["a strength from 0 to 1 is needed here; found {}", "此处应为 0 到 1 的力度；现为{1}"],
  ["a share of full strength from 0 to 1 is needed here; found {}", "此处应为 0 到 1 的份额；现为{1}"],
  ["an ambition level 1, 2, 3 or 4 is needed here; found {}", "此处应为力度等级 1、2、3 或 4；现为{1}"],
  ["a whole number of years, 0 or more, is needed here; found {}", "此处应为不小于 0 的整年数；现为{1}"],
  ["a formula is needed here, such as {}; found {}", "此处应为公式，例如 {1}；现为{2}"],
  ["the name of a {} is needed here, or a list of names; found {}", "此处应为 {1} 的名称或名称列表；现为{2}"],
  ["linear or step is needed here; found {}", "此处应为 linear 或 step；现为{1}"],
  ["a share is needed here, such as {}", "此处应为份额，例如 {1}"],
  ["the file is empty; a {} needs at least {}", "文件为空；{1} 至少需要 {2}"],
  ["the table is empty; its first line names the columns {}", "表格为空；首行应为列名 {1}"],
  ["nothing is given here; write years such as {}, or value", "此处没有内容；请写年份，例如 {1}，或写 value"],
  [
    "the region {} gives no value, and the model has no default; give it {} in the region's parameters or tables",
    "地区 {1} 没有给值，模型也没有缺省值；请在地区的参数或表格中给出 ({2})",
  ],
  ["a second document begins here; a file holds one", "此处开始第二个文档；一个文件只能有一个"],
  [
    "a second colon stands on this line; put the text that holds it in quotes",
    "本行有第二个冒号；请给含冒号的文字加引号",
  ],
  ["a text cannot begin with this character; put the text in quotes", "文字不能以此字符开头；请给文字加引号"],
  ["no key stands here; a key has a colon and a blank behind it", "此处不是键；键后须有半角冒号和空格"],
  [
    "this does not belong here; check quotes, brackets, colons and indentation",
    "此处多余或有误；请检查引号、括号、冒号和缩进",
  ],
  [
    "{} of the residents would be urban, in {} it is {}; is the unit a slip?",
    "城镇居民将占 {1}，而 {2} 为 {3}；单位是否有误？",
  ],
  ["{} is not a whole number of years", "{1} 不是整年数"],
  ["{} is not a whole number of years; give steps that fall on whole years", "{1} 不是整年数；请使各步落在整年上"],
  ["min {} is above max {}", "min {1} 大于 max {2}"],
  ["the default {} lies outside {}, which min and max allow", "缺省值 {1} 超出 min 与 max 允许的 {2}"],
  ['"{}" has its meaning everywhere and cannot be declared', "“{1}” 处处含义固定，不能另行声明"],
  ["one boundary is needed here, not all; there are {}", "此处须为单个边界，不可为 all；有 {1}"],
  [
    "{} is not finite in {}: its numbers divide by 0 or grow beyond all bounds; its formula stands at {}",
    "{1} 在 {2} 年不是有限数：所用数值除以 0 或大得无界；其公式见 {3}",
  ],
  [
    "{} is a part of {}, which is named too and would count it twice; name one of the two",
    "{1} 是 {2} 的一部分，而后者也已列出，会重复计算；只列其一",
  ],
  [
    "a batch samples one region, and this scenario runs several; write the design for one of them",
    "批量计算针对单个地区，而本情景含多个；请为其中一个写设计",
  ],
  [
    "{} is an amount, and each of the {} regions would get all of it; write it in the scenarios of the regions",
    "{1} 是总量，{2} 个地区会各得全部；请写在各地区的情景中",
  ],
  ['"{}" is no member of {}', "“{1}” 不是 {2} 的成员"],
  ['--{} takes an amount with its unit such as {}, not "{}"', "--{1} 应为带单位的数量，例如 {2}，而不是 “{3}”"],
  ['--{} takes a level such as {}, not "{}"', "--{1} 应为排放水平，例如 {2}，而不是 “{3}”"],
  ["{} is beyond all amounts; {} is the most", "{1} 超出一切可能的数量；最大为 {2}"],
  ["the table holds no country", "表中没有国家"],
  // Numbers and units
  ['"{}" is not a number; write {}', "“{1}” 不是数值；请写 {2}"],
  ['"{}" is not a number', "“{1}” 不是数值"],
  ['"{}" is not a number of {} or more', "“{1}” 不是不小于 {2} 的数值"],
  ['"{}" has marks between its thousands; write the digits alone', "“{1}” 含千分位符号；请只写数字"],
  [
    '"{}" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    "“{1}” 的数字之间有空格；请只写数字，单位中的 10 的幂写作 1e4",
  ],
  ['"{}" has a comma in place of the decimal point; write {}', "“{1}” 以逗号作小数点；请写 {2}"],
  ["{} stands in quotation marks of its own; write the number without them", "{1} 自带引号；请去掉引号只写数值"],
  ["{} stands in quotation marks that are not straight; write {}", "{1} 用了弯引号或全角引号；请用直引号，写作 {2}"],
  ["{} is too small a number to be told from 0", "{1} 太小，与 0 无法区分"],
  ["{} has no size in {} that a number can hold", "{1} 换算为 {2} 后超出数值范围"],
  ["{} without % is {}; write {} where that is meant", "{1} 未写 %，即 {2}；若确为此意请写 {3}"],
  [
    'the unit "{}" is of an amount per year, and this is none; a plain number or a share in % is needed',
    "单位 “{1}” 是每年的量，此处不是；需要纯数或百分数",
  ],
  [
    'the unit "{}" is of an amount per year, and this is none; {} is needed',
    "单位 “{1}” 是每年的量，此处不是；需要 {2}",
  ],
  ['"{}" is no unit here: {} is {}', "“{1}” 不能作单位：{2} 是极小的词头({3})"],
  ['"{}" {}; write t (tonne)', "“{1}” 易指短吨；请写 t(吨)"],
  ['"{}" {}; write yr (one step of the model)', "“{1}” 不读取；请写 yr(年)"],
  ['"{}" is not a unit of annual models; write h', "“{1}” 不是年度模型的单位；请写 h"],
  ['"{}" is not a unit of annual models', "“{1}” 不是年度模型的单位"],
  ['"{}" is written {}', "“{1}” 写作 {2}"],
  ['"{}" stands together with its mass, as in {}', "“{1}” 与质量单位连写，如 {2}"],
  ['"{}" is not part of a unit in "{}"', "“{2}” 中的 “{1}” 不是单位的一部分"],
  [
    'a number stands in front of a unit, or in parentheses as in {}, not as in "{}"',
    "数字写在单位之前，或写在括号内，例如 {1}；不可写作 “{2}”",
  ],
  [
    'the number in a unit is a power of ten, such as 10000 or 1e4; found {} in "{}"',
    "单位中的数字须为 10 的幂，例如 10000 或 1e4；“{2}” 中为 {1}",
  ],
  ['% stands once in a unit, alone or per year, not as in "{}"', "单位中 % 只出现一次，单独或按年；不可写作 “{1}”"],
  ['the unit "{}" has no size that a number can hold', "单位 “{1}” 的大小超出数值范围"],
  ['the unit "{}" has {} characters, more than {}', "单位 “{1}” 有 {2} 个字符，多于 {3} 个"],
  ['the unit "{}" has more than {} parentheses in each other', "单位 “{1}” 的括号嵌套超过 {2} 层"],
  ['a power of a unit is from 1 to {} in "{}"', "“{2}” 中单位的幂须为 1 至 {1}"],
  ['a power of a unit must be a whole number in "{}"', "“{1}” 中单位的幂须为整数"],
  ['a parenthesis is not closed in the unit "{}"', "单位 “{1}” 的括号没有闭合"],
  ['the unit "{}" ends too early', "单位 “{1}” 不完整"],
  ["a unit is missing", "缺少单位"],
  ['{} has no unit; write it with one, such as "{}"', "{1} 没有单位；请写出单位，例如 “{2}”"],
  ['unknown unit "{}"; there are {}', "未知单位 “{1}”；单位有 {2}"],
  ['unknown unit "{}"', "未知单位 “{1}”"],
  [
    'the unit "{}" does not fit; {} is needed, or a unit that converts to it',
    "单位 “{1}” 不符；需要 {2} 或可换算的单位",
  ],
  ['the unit "{}" does not fit; a plain number or a share in % is needed', "单位 “{1}” 不符；需要纯数或百分数"],
  ["{} is below the least allowed, {}", "{1} 低于允许的最小值 {2}"],
  ["{} is above the most allowed, {}", "{1} 高于允许的最大值 {2}"],
  ["the shares over {} sum to {} in {}; 1 is needed", "{3} 年 {1} 的份额合计为 {2}；应为 1"],
  // Years
  ["{} lies outside the horizon; years from {} to {} are allowed", "{1} 不在范围内；允许 {2} 至 {3} 年"],
  ["{} is not in the years of the {} tables; years {} are allowed", "{1} 不在 {2} 表的年份之内；允许 {3}"],
  [
    '"{}" is neither a year such as 2025 nor a range such as 2025-2030',
    "“{1}” 既不是年份(如 2025)也不是区间(如 2025-2030)",
  ],
  ["the range {} runs backwards; write {}", "区间 {1} 次序颠倒；请写 {2}"],
  [
    "a lever cannot be full in {}, before it starts in {}; full is {} or later",
    "措施 {2} 年开始，不能在 {1} 年达到全力度；应不早于 {3}",
  ],
  ["this is one number, not a path over years; give it without years", "这是单个数值，不是逐年路径；请不要写年份"],
  ['"{}" is one number, not a path over years; leave the year empty', "“{1}” 是单个数值，不是逐年路径；请将年份留空"],
  [
    '"{}" is one number for all years; a lever acts on yearly parameters only',
    "“{1}” 是各年相同的单个数值；措施只作用于逐年参数",
  ],
  ["the horizon {} does not lie behind the base year {}", "末年 {1} 不晚于基年 {2}"],
  [
    "{} does not lie between the base year {} and the year before the horizon {}",
    "{1} 不在基年 {2} 与末年 {3} 的前一年之间",
  ],
  // Twice, or against each other
  ["given already at {}; give it once", "已在 {1} 给出；只需给一次"],
  ["{} is given already at {}; give it once", "{1} 已在 {2} 给出；只需给一次"],
  ["{} is given at line {} already; give each year once", "{1} 已在第 {2} 行给出；每年只需给一次"],
  ["strength is given too; give one of the two", "力度也已给出；两者只取其一"],
  ["a path has a value for all years or years, not both", "路径或给各年相同的值，或给年份，不可兼有"],
  ['"extends" runs in a circle: {}; a {} cannot extend itself', "“extends” 形成循环：{1}；{2} 不能以自身为上级"],
  ["the region {} cannot be a part of itself", "地区 {1} 不能从属于自身"],
  ["the region {} has data for the model {}; the scenario runs {}", "地区 {1} 的数据用于模型 {2}；该情景运行 {3}"],
  [
    '"{}" is computed by the model; only its parameters can be given, such as {}',
    "“{1}” 由模型计算；只能给出参数，例如 {2}",
  ],
  ['"{}" takes no observed values; the model opens {} to them', "“{1}” 不接受观测值；可用观测值的有 {2}"],
  [
    '"{}" is not a condition; write >=, <=, >, < or = and a number, such as {}',
    "“{1}” 不是条件；请写 >=、<=、>、< 或 = 加数值，例如 {2}",
  ],
  [
    '"{}" is part of the model\'s structure and cannot be assumed; set it in the region ({} other parameters can be assumed)',
    "“{1}” 属于模型结构，不能假设；请在地区中设定(另有 {2} 个参数可假设)",
  ],
  [
    '"{}" is part of the model\'s structure; a lever acts on yearly parameters only',
    "“{1}” 属于模型结构；措施只作用于逐年参数",
  ],
  ['"{}" is a parameter; a variable of the model is needed', "“{1}” 是参数；此处需要模型的变量"],
  [
    '"{}" is set by this lever already ({}, line {}); one of the two must go',
    "“{1}” 已由本措施设定({2}，第 {3} 行)；须去掉其一",
  ],
  ['sets {} ({}), which "{}" sets too ({}); keep one of the two', "设定了 {1} ({2})，“{3}” 也设定了它({4})；只留其一"],
  ["a lever of this name stands in {} already; names are given once", "同名措施已在 {1} 中；名称不可重复"],
  [
    'a lever with knots takes its years from them; move them with "delay"',
    "带 knots 的措施以其年份为准；可用 delay 推移",
  ],
  ["knots stand only where the shape is knots; here it is {}", "只有 shape 为 knots 时才写 knots；此处为 {1}"],
  ["the shape knots needs knots, such as {}", "shape 为 knots 时须写 knots，例如 {1}"],
  ["level {} is weaker than level {}; levels rise", "等级 {1} 弱于等级 {2}；等级须递增"],
  ["a target says at least one year, such as {}", "目标至少要有一个年份，例如 {1}"],
  ["a plateau has no years; plateau_by says it all", "平台期不写年份；只写 plateau_by"],
  ['"{}" is no range; the lower bound comes first', "“{1}” 不是区间；下限在前"],
  ['"{}" is no statement of {}; ids are such as {}', "“{1}” 不是 {2} 中的表述；编号例如 {3}"],
  ['the model {} has a "{}" already; choose another name', "模型 {1} 已有 “{2}”；请另取名称"],
  ["the scenario runs the model {}; it was read with {}", "该情景用模型 {1}；读入时用的是 {2}"],
  ["the path of a parameter is needed here, such as {}; found {}", "此处应为参数路径，例如 {1}；现为{2}"],
  ['"{}" is no function of the language; known are {}', "“{1}” 不是公式语言的函数；函数有 {2}"],
  ["the formula gives {}, where {} is needed", "公式的单位为 {1}，应为 {2}"],
  ["this is {}, where {} is needed", "此处为 {1}，应为 {2}"],
  ["{} is not a finite number", "{1} 不是有限数值"],
  ["a value is missing", "缺少数值"],
  ["a year is missing", "缺少年份"],
  ["low is above the value", "low 高于数值"],
  ["a tab is used to indent; YAML takes spaces only", "缩进用了制表符；YAML 只用空格"],
  ["this key stands twice in the same map; keep one", "同一映射中该键出现两次；只留一个"],
  ["this line is not indented like its neighbours", "该行缩进与相邻行不一致"],
  ["this row has {} fields, the header {}", "该行有 {1} 个字段，表头有 {2} 个"],
  // Files, and how much of them is read
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
  [
    '"{}" cannot be the name of a {}; write it as a name, or as names with one "/" between them',
    "“{1}” 不能作 {2} 的名称；请写名称，或以单个 “/” 相连的名称",
  ],
  [
    "a {} can rest on {} files at most, all that they extend counted; put some of them together",
    "一个 {1} 连同全部上级至多 {2} 个文件；请合并一些",
  ],
  ["this stands more than {} levels deep; write it flatter", "此处嵌套超过 {1} 层；请写得平一些"],
  ["the file holds too many values; at most {} words and signs are read", "文件内容过多；至多读取 {1} 个词和符号"],
  ["{} keys stand here; at most {} are read", "此处有 {1} 个键；至多读取 {2} 个"],
  ["{} items stand here; at most {} are read", "此处有 {1} 项；至多读取 {2} 项"],
  ["{} characters stand here in one piece; at most {} are read", "此处一段文字有 {1} 个字符；至多读取 {2} 个"],
  [
    "and more mistakes of syntax from here on, which may all follow from those above",
    "此后还有语法错误，可能都由以上错误引起",
  ],
  ["{} regions stand here; at most {} can be summed", "此处有 {1} 个地区；至多汇总 {2} 个"],
  ["the years from {} to {} are {}; at most {} can be run", "{1} 至 {2} 共 {3} 年；至多运行 {4} 年"],
  ["the range {} holds {} years; at most {} are allowed", "区间 {1} 有 {2} 年；至多 {3} 年"],
  ["a set from {} to {} has {} members; at most {} are allowed", "{1} 至 {2} 的集合有 {3} 个成员；至多 {4} 个"],
  ["with this the model has {} cells; at most {} are allowed", "至此模型有 {1} 个单元；至多 {2} 个"],
  ["these sets have {} cells together; at most {} are allowed", "这些集合共 {1} 个单元；至多 {2} 个"],
  [
    "the formula has {} words and signs; at most {} are allowed; give parts of it a name of their own",
    "公式有 {1} 个词和符号；至多 {2} 个；请将其部分另行命名",
  ],
  [
    "the formula is nested more than {} deep here; give parts of it a name of their own",
    "公式在此嵌套超过 {1} 层；请将其部分另行命名",
  ],
  ["{} signs stand in a row", "此处连写 {1} 个正负号"],
  [
    "the grid has {} combinations, and at most {} runs are allowed; give fewer values",
    "网格有 {1} 种组合；至多 {2} 次运行；请减少取值",
  ],
  ["a whole number from {} to {} is needed here; found {}", "此处应为 {1} 至 {2} 的整数；现为{3}"],
  ["the table has more than the {} lines that are read of one; split it", "表格超过可读取的 {1} 行；请拆分"],
  ["the table has more than the {} lines that are read of {} inputs", "表格超过 {2} 个输入可读取的 {1} 行"],
  [
    "the file gives more than {} values, all members and years counted; what stands from here on is not read",
    "文件给出的值超过 {1} 个(含各成员和年份)；此后内容未读取",
  ],
  ["merge takes the folders of a batch's shards, such as s1 s2", "merge 应给出各分片的文件夹，例如 s1 s2"],
  ["and {} more mistakes", "另有 {1} 处错误"],
  ['--files-from takes a folder, and "{}" is none', "--files-from 应为文件夹，而 “{1}” 不是"],
  // Tables
  ["this column stands twice", "该列出现两次"],
  ['this column stands twice, as "{}" too', "该列出现两次，另一列名为 “{1}”"],
  ["this column has no heading; allowed are {}", "该列没有列名；允许的有 {1}"],
  [
    '"{}" is one field; part the fields by commas, semicolons or tabs',
    "“{1}” 只是一个字段；请用逗号、分号或制表符分隔",
  ],
  [
    "{} mistakes and more so far; this row and all below ({}) are not looked at",
    "已有 {1} 处以上错误；本行及以下共 {2} 行未检查",
  ],
  [
    "{} mistakes and more so far; this column and all behind it ({}) are not looked at",
    "已有 {1} 处以上错误；本列及其后共 {2} 列未检查",
  ],
  [
    '"{}" has a point, and "{}" a decimal comma; write the numbers of a table in one way',
    "“{1}” 用小数点，“{2}” 用小数逗号；同一表格的数字写法须一致",
  ],
  ["a comma is needed behind a closing quotation mark", "右引号之后应为逗号"],
  ["a semicolon is needed behind a closing quotation mark", "右引号之后应为分号"],
  ["a tab is needed behind a closing quotation mark", "右引号之后应为制表符"],
  [
    "the file is neither UTF-8 nor UTF-16 nor GB 18030; save it as UTF-8",
    "文件既不是 UTF-8、UTF-16 也不是 GB 18030；请另存为 UTF-8",
  ],
  ["the file holds bytes of 0, as no text does; save it as UTF-8", "文件含有值为 0 的字节，不是文本；请另存为 UTF-8"],
  // Starter tables
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
  // Tables of countries
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
  // The yearbook's balance
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
  ["a shape from {} to {} is needed here; found {}", "此处需要 {1} 至 {2} 的形状参数；现为 {3}"],
  ["with {} {} this reaches beyond all numbers; give a smaller one", "{1} 为 {2} 时超出数值范围；请减小"],
  ["a quotation mark is opened here and never closed", "此处的引号没有闭合"],
  [
    "thermal plants would give {} of the heat that they burn; the sheet by calorific value (当量值) is needed, not the one by equivalent value (等价值)",
    "火电产出与投入之比为 {1}；需要当量值表，而非等价值表",
  ],
  // Command lines
  ["--{}: there is no region {}; peakpath list regions shows all", "--{1}：没有地区 {2}；见 peakpath list regions"],
  ["<region>: there is no region {}; peakpath list regions shows all", "没有地区 {1}；见 peakpath list regions"],
  // Files and folders that cannot be written
  [
    "{} cannot be written: the disk is full; make room, or choose another folder",
    "无法写入 {1}：磁盘已满；请腾出空间，或换一个文件夹",
  ],
  [
    "{} cannot be written: the quota of the disk is used up; make room, or choose another folder",
    "无法写入 {1}：磁盘配额已用完；请腾出空间，或换一个文件夹",
  ],
  [
    "{} cannot be written: files may not grow as large here; raise the limit (ulimit -f), or choose another folder",
    "无法写入 {1}：超出文件大小上限；请提高上限 (ulimit -f)，或换一个文件夹",
  ],
  [
    "{} cannot be written: there is no right to write here; choose another folder",
    "无法写入 {1}：没有写入权限；请换一个文件夹",
  ],
  [
    "{} cannot be written: this file system can only be read; choose another folder",
    "无法写入 {1}：该文件系统为只读；请换一个文件夹",
  ],
  [
    "{} cannot be written: a file stands where a folder is needed; choose another folder",
    "无法写入 {1}：应为文件夹之处是文件；请换一个文件夹",
  ],
  [
    "{} cannot be written: a folder stands in its place; remove it, or choose another folder",
    "无法写入 {1}：该处是文件夹；请移走，或换一个文件夹",
  ],
  [
    "{} cannot be written: no folder can be made here; choose another folder",
    "无法写入 {1}：此处不能建文件夹；请换一个文件夹",
  ],
  [
    "{} cannot be written: too many files are open; allow more (ulimit -n 256)",
    "无法写入 {1}：打开的文件过多；请提高上限 (ulimit -n 256)",
  ],
  ["too many files are open; allow more (ulimit -n 256)", "打开的文件过多；请提高上限 (ulimit -n 256)"],
  [
    "{} cannot be written: too many files are open on this machine; close some",
    "无法写入 {1}：本机打开的文件过多；请关闭一些",
  ],
  ["{} cannot be written: the name is too long; choose a shorter one", "无法写入 {1}：名称过长；请取短一些"],
  [
    "{} cannot be written: its symbolic links run in a circle; choose another folder",
    "无法写入 {1}：符号链接形成循环；请换一个文件夹",
  ],
  [
    "{} cannot be written: the disk reports a fault; choose another folder",
    "无法写入 {1}：磁盘报告故障；请换一个文件夹",
  ],
  [
    "{} cannot be written: it is a symbolic link to {}, which is no folder; choose another folder",
    "无法写入 {1}：它是指向 {2} 的符号链接，而那里没有文件夹；请换一个文件夹",
  ],
  [
    "{} cannot be written: it is a symbolic link that leads out of {}; name the folder that is meant",
    "无法写入 {1}：它是指向 {2} 之外的符号链接；请直接写出所指的文件夹",
  ],
  ["--{} is empty; name a folder, such as --{} results", "--{1} 为空；请写文件夹名，例如 --{2} results"],
  ['--{} takes the name of a folder; "{}" holds a character NUL', "--{1} 应为文件夹名；“{2}” 含 NUL 字符"],
  [
    "{} is damaged: {}; remove it and give the batch's own command again, which keeps the parts that are whole",
    "{1} 已损坏（{2}）；请删除它并重新执行该批量运行的命令，完整的各段会保留",
  ],
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
  // Queues
  [
    "--queue cannot read its address; in a name or password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
    "--queue 无法读取地址；用户名或密码中的 % / ? # @ : 请写成 %25 %2F %3F %23 %40 %3A",
  ],
  ['--queue takes an address such as {}, not "{}"', "--queue 应为地址，例如 {1}；而不是 “{2}”"],
  ["--queue takes an address such as {}", "--queue 应为地址，例如 {1}"],
  [
    '--queue takes an address that begins with redis:// or rediss://, not "{}"',
    "--queue 的地址须以 redis:// 或 rediss:// 开头；而不是 “{1}”",
  ],
  ["--queue takes an address that begins with redis:// or rediss://", "--queue 的地址须以 redis:// 或 rediss:// 开头"],
  ["--queue names no host; an address is such as {}", "--queue 没有主机；地址例如 {1}"],
  [
    "--queue takes nothing behind host and port but the number of a database, such as {}; in a password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
    "--queue 在主机和端口之后只接受数据库编号，例如 {1}；密码中的 % / ? # @ : 请写成 %25 %2F %3F %23 %40 %3A",
  ],
  [
    "--queue has a % in its name or password that is no %-code; write the sign itself as %25, such as {}",
    "--queue 的用户名或密码中有 %，但不是 % 编码；符号本身请写成 %25，例如 {1}",
  ],
  ["a queue needs two more packages: {}", "队列还需要两个软件包：{1}"],
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
