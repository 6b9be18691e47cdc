import { onLine, quote } from "../../../text/quote.ts";
import type { commandSentences, runSentences } from "../../../text/sentences/commands.ts";
import { guess, search } from "./pieces.ts";

export const commands: typeof commandSentences = {
  say_what_to_do: () => "请说明要做什么，例如 peakpath run zhejiang/policy",
  say_what_to_run: () => "请说明要运行什么，例如 peakpath run zhejiang/policy，或 run --all",
  too_many_open: () => "打开的文件过多；请提高上限 (ulimit -n 256)",
  no_such_file: ({ path }) => `没有文件 ${path}`,
  table_unreadable: ({ file }) => `无法读取表格 ${file}`,
  balance_unreadable: ({ file }) => `无法读取平衡表 ${file}`,

  option_twice: ({ option, count }) => `--${option} 给了 ${count} 次；只需给一次`,
  option_wrong: ({ option, fault }, say) => `--${option}：${say(fault)}`,
  option_whole_number: ({ option, text }) => `--${option} 应为整数，而不是 “${quote(text)}”`,
  option_least: ({ option, least, number }) => `--${option} 应不小于 ${least}，而不是 ${number}`,
  option_most: ({ option, most, number }) => `--${option} 应不大于 ${most}，而不是 ${number}`,
  option_years: ({ option, from, to, text }) =>
    `--${option} 应为 ${from} 至 ${to} 的年份，以逗号分隔，例如 ${from},${to}；而不是 “${quote(text)}”`,
  option_share: ({ option, text, near }) =>
    `--${option} 应为大于 0 的份额，例如 “2 %”，而不是 “${quote(text)}”${guess(near)}`,
  option_growth: ({ text }) =>
    `--growth 应为以逗号分隔的年增速，各在 -100 % 与 100 % 之间，例如 “4 %,5 %”，而不是 “${quote(text)}”`,
  option_amount: ({ option, example, text }) =>
    `--${option} 应为带单位的数量，例如 ${example}，而不是 “${quote(text)}”`,
  option_level: ({ option, example, text }) => `--${option} 应为排放水平，例如 ${example}，而不是 “${quote(text)}”`,
  wait_minutes: ({ most, text }) => `--wait 应为大于 0、至多 ${most} 的分钟数(一周)，而不是 “${quote(text)}”`,
  lease_seconds: ({ least, most, text }) => `--lease 应为 ${least} 至 ${most} 的秒数，而不是 “${quote(text)}”`,
  workbook_name: ({ text }) => `--xlsx 后应为要写的工作簿，例如 --xlsx report.xlsx；现为 “${quote(String(text))}”`,
  folder_empty: ({ option }) => `--${option} 为空；请写文件夹名，例如 --${option} results`,
  folder_nul: ({ option, text }) => `--${option} 应为文件夹名；“${quote(text)}” 含 NUL 字符`,
  no_folder: ({ option, text }) => `--${option} 应为文件夹，而 “${text}” 不是`,
  boundary_unknown: ({ text, names, near }) => `没有边界 “${text}”；有 ${names.join(", ")}, all${guess(near)}`,
  one_boundary: ({ names }) => `此处须为单个边界，不可为 all；有 ${names.join(", ")}`,
  stands_already: ({ path, option }) =>
    `${path} 已存在；请${option === undefined ? "" : `用 --${option} `}另取名称，或用 --force`,
  no_region: ({ where, id, near }) =>
    `${where === "<region>" ? "" : `${where}：`}没有地区 “${onLine(id)}”(没有文件 data/regions/${onLine(id)}.yaml)；见 peakpath list regions${guess(near)}`,
  region_name: ({ id, example }) => `“${id}” 不能作地区名；只可用小写字母、数字和 _，例如 ${example}`,
  new_way: ({ ways }) =>
    `请在 --parent(配 --from)、--country、--template 中选一项，或单独用 --from 给出独立地区的表格${ways.length === 0 ? "" : `，而不是 ${ways.join(" 和 ")}`}`,
  new_from: ({ id }) => `--parent 需要 --from，即该地区的表格；peakpath new ${id} --template part 可生成空表供填写`,
  new_no_from: () => "--template 生成空表；请去掉 --from",
  no_country_of: ({ asked, near, codes }) =>
    `--country：表中没有国家 “${onLine(asked)}”${guess(near)}；有 ${codes.join(", ")}（peakpath list countries）；其他国家请用 --from 给出 Our World in Data 格式的表格`,
  country_lacks: ({ country, fault }, say) => `--country ${country}：${say(fault)}`,
  init_folder: ({ text }) => `init 需要目录名，而不是 “${quote(text)}”`,
  init_stands: ({ path }) => `${path} 已存在；请另选目录，不会覆盖任何文件`,
  init_no_scenario: ({ region }) => `${region} 没有可沿用的情景；peakpath list scenarios 列出全部`,
  region_of_itself: ({ region }) => `--id ${region}：新地区以 ${region} 为上级；请另取名称`,

  page_of_one_region: ({ id }) =>
    `${id} 汇总多个地区；请写明至多四个单个地区的情景（peakpath list scenarios），网页可将其并列`,
  run_all_named: ({ names }) => `--all 运行所有地区；请去掉 ${names.join(", ")}，或去掉 --all`,
  run_all_xlsx: () => "--all 只打印覆盖所有地区的一张表；请去掉 --xlsx，或写明一个工作簿的情景",
  run_all_table: () => "--all 只打印所有地区的总表；请去掉 --table",
  run_all_svg: () => "--svg 只画列出的情景；请去掉 --all 或 --svg",
  run_workers: () => "--workers 只与 --all 同用",
  thread_ended: ({ ends, code }) =>
    `计算它的 ${ends} 个线程先后自行退出(退出码 ${code})；如内存不足，请减少线程：--workers 1`,
  run_no_plan: ({ model }) => `模型 ${model} 的 report 部分没有表 “plan”`,
  no_subject: ({ name, names, near }) => `模型没有主题 “${quote(name)}”${guess(near)}；有 ${names.join(", ")}`,
  method_file: ({ file }) => `--out ${file}：网页以 .html 结尾，Markdown 以 .md 结尾`,
  list_quality: ({ option }) => `--${option} 只用于 list regions`,
  delay_years: ({ most, horizon, years }) => `--years 应为 1 至 ${most} 年(模型至 ${horizon} 年)，而不是 ${years}`,
  budget_from: ({ base, horizon, from }) =>
    `--from 应为 ${base}(基年；此前属另一账户)至 ${horizon} 的年份，而不是 ${from}`,
  allocate_model: ({ model }) => `模型 ${model} 没有说明按什么分解总量(report 部分的 allocate)`,
  allocate_no_parts: ({ id }) =>
    `${onLine(id)} 没有成员：没有同名且只由其下级地区组成的多地区情景；请写出一个，例如 provinces/policy`,
  allocate_from: ({ base, horizon, from }) => `--from 应为 ${base} 至 ${horizon} 前一年的年份，而不是 ${from}`,
  assess_year: ({ from, to, year }) => `--year 应为 ${from} 至 ${to} 的年份，而不是 ${year}`,
  asked_in_year: ({ option, example, text }) =>
    `--${option} 应为所要求的量及年份，例如 ${example}，而不是 “${quote(text)}”`,
  report_html: ({ text }) => `--out 应为网页文件名，例如 report.html，而不是 ${quote(text)}`,
  picture_size: ({ least, most, text }) =>
    `--size 应为宽和高（${least} 至 ${most}），例如 1600x900，而不是 ${quote(text)}`,
  png_package: () =>
    "输出 PNG 需要 @resvg/resvg-js，尚未安装；请安装（npm install @resvg/resvg-js），或用 --svg 输出 SVG",
  png_fonts: () =>
    "本机没有含汉字的字体，PNG 中的汉字将无法显示；请安装一种（Debian、Ubuntu：apt install fonts-noto-cjk），或用 --svg 输出 SVG",
  png_latin_fonts: () => "本机没有任何字体，PNG 中将没有文字；请安装一种（例如 fonts-noto-cjk），或用 --svg 输出 SVG",
  asked_year: ({ option, first, last, year }) => `--${option} 的 @ 后应为 ${first} 至 ${last} 的年份，而不是 ${year}`,
  allocate_nothing: ({ from }) => `请写出所要求的量，例如 --fall '5 %@2040'：自 ${from} 年起算时不取 2030 年`,
  allocate_below_zero: ({ region, year }) =>
    `${region} 在 ${year} 年该边界上没有排放，各规则无从给出份额；请换一个边界`,
  cost_years: ({ first, last, from, to }) =>
    `--from 和 --to 应为 ${first} 至 ${last} 的年份，先早后晚，而不是 ${from} 和 ${to}`,
  compare_two: ({ count }) => `compare 需要两个或以上不同的情景，而不是 ${count} 个`,
  compare_models: ({ models }) => `只有同一模型的情景可以对比；这些情景的模型为 ${models.join(" 和 ")}`,
  levers_pollutants: () => "--pollutants 列出各项措施单独实施的作用；请去掉 --method shapley 和 --by basis",
  levers_pollutant_years: ({ year, horizon }) =>
    `--pollutants 自 ${year} 年起给出，而情景止于 ${horizon} 年；请去掉该选项`,
  levers_no_pollutants: ({ id }) => `${id} 没有大气污染物数据；请去掉 --pollutants`,
  levers_only: ({ id, near }) => `--only 中的措施 “${id}” 不存在${guess(near)}`,
  seek_two_things: ({ first, second }) => `--${first} 和 --${second} 是两个问题；请只问一个`,
  seek_lever: ({ option }) => `--lever 单独使用或与 --latest-start 同用，不与 --${option} 同用`,
  seek_name: ({ name }) => `--save 应为由小写字母、数字和 _ 组成的名称，而不是 “${name}”`,
  seek_goal: () => "请写 --peak-by 年份，或 --target 量@年份，二者取一",
  seek_peak_only: ({ option }) => `--${option} 与 --peak-by 同用，不与 --target 同用`,
  seek_target_form: ({ text }) =>
    `--target 应写明量、年份和条件，例如 "nonfossil_share@2030 >= 30 %"，相对某年则写 "coal_physical@2030/2025 <= -8 %"，或写情景自有目标的名称；而不是 “${text}”`,
  seek_target_none: ({ text, name, year, names }) =>
    `--target ${text} 没有条件，${names.length === 0 ? "情景也没有自有目标" : `也不是情景自有目标 ${names.join(", ")} 之一`}；请写明，例如 "${name}@${year} >= 30 %"`,
  seek_target_several: ({ text, names }) => `--target ${text} 对应情景的多个目标；请写明年份：${names.join(", ")}`,
  seek_target_peak: ({ text }) => `--target ${text} 是达峰目标；请用 --peak-by`,
  seek_year: ({ from, to, by }) => `--peak-by 应为 ${from} 至 ${to} 的年份，而不是 ${by}`,
  backtest_subject: () => "请写一个省、一个 .csv 文件或 --all，例如 peakpath backtest zhejiang",
  backtest_from: ({ first, last, from, drivers }) =>
    `--from 应为 ${first} 至 ${last - 1} 的年份，而不是 ${from}：驱动因素自 ${drivers} 年起已知，账户至 ${last} 年`,
  backtest_to: ({ first, last, to }) => `--to 应为 ${first} 至 ${last} 的年份，而不是 ${to}`,
  backtest_to_behind: ({ from, to }) => `--to 应晚于 --from(${from})，而不是 ${to}`,
  backtest_forecasts_of: () => "--forecasts 用于国家表（.csv），例如 peakpath backtest my.csv --forecasts",
  backtest_forecasts_to: () => "--forecasts 用 --horizons（提前年数，例如 5,10）而不用 --to",
  backtest_horizons: () => "--horizons 须与 --forecasts 同用",
  backtest_no_forecast: ({ file, years, from }) =>
    `${file} ${from === "" ? "" : `从 ${from} 年起`}无法预测：需要基年及以前共 ${years} 年的二氧化碳（大于 0）、首末两年的人口，以及其他国家在八个基年中的误差（提前一年自 1983 年起，提前十年自 1992 年起）`,
  option_spans: ({ option, least, most, text }) =>
    option === "from"
      ? `--from 应为年份，例如 2010、1990,2000 或 1990-2015（先小后大），而不是“${quote(text)}”`
      : `--${option} 应为 ${least} 至 ${most} 的数，例如 5、1,5 或 1-10（先小后大），而不是“${quote(text)}”`,
  backtest_province: ({ id, near }) => `“${id}” 没有分部门、分能源品种的历史账户；已有的是各省${guess(near)}`,
  batch_needs_out: ({ option }) => `--${option} 须与 --out 同用，即保存批量运行的文件夹`,
  batch_shard_whole: () => "分片不是完整的批量运行；--svg 请给 peakpath merge",
  merge_counts: () => "这些文件夹只存了计数，没有存每次运行；请用 --keep outcomes 计算各分片，或合并时不加 --keep",
  batch_workers: ({ most, workers }) => `--workers 应为 1 至 ${most}，而不是 ${workers}`,
  batch_no_worker: () => "程序旁缺少 batch-worker.js，--workers 只能为 1；请重新构建",
  batch_keep: ({ tables, name, near }) => `--keep 可为 ${tables.join(", ")}，而不是 “${name}”${guess(near)}`,
  merge_folders: () => "merge 应给出各分片的文件夹，例如 s1 s2",
};

export const runs: typeof runSentences = {
  as_it_is: ({ text }) => text,
  circle: ({ names }) => `在同一年内依赖自身：${names.join(" -> ")}；请用 previous() 断开`,
  names_both: ({ name, owner, here }) => `“${quote(name)}” 同时指 ${owner} 和 ${here}`,
  name_signs: ({ name }) => `“${quote(name)}” 不可含 ; : " \``,
  several: ({ faults }, say) => faults.map(say).join("\n"),
  not_finite: ({ name, year, file, line }) =>
    `${name} 在 ${year} 年不是有限数：所用数值除以 0 或大得无界；其公式见 ${file}:${line}`,
  check_fails: ({ check, year }) => `模型的检验 ${check} 在 ${year} 年不成立`,
  checks_fail: ({ checks }) =>
    checks
      .map(
        ({ place, cell, label, year, more, others, doc }) =>
          `${place}  ${cell}：${label.zh}在 ${year} 年${more > 0 ? `及另外 ${more} 年` : ""}不成立${others.length > 0 ? `，${others.join("、")} 亦然` : ""}；${doc}`,
      )
      .join("\n"),
  levers_fail: ({ levers, moved, fault }, say) =>
    `措施为 ${levers.join(", ") || "全无"}${moved.map((name) => `，${name} 改变`).join("")}时：${say(fault)}`,
  mixture_fails: ({ scenario, taken, other, fault }, say) =>
    `${scenario} 取 ${other} 的 ${taken.join(", ") || "空"}时：${say(fault)}`,
  member_fails: ({ scenario, region, fault }, say) => `${scenario}，${region}：${say(fault)}`,
  no_roll_up: ({ model }) => `模型 ${model} 没有在 report.roll_up 中写明哪些量可按地区相加`,
  answer_differs: ({ id }) => `按 ${id} 运行所得结果与求得的答案不符；请报告此问题`,

  no_year_of_run: ({ year, from, to }) => `${year} 年不在运行之内；允许 ${from} 至 ${to} 年`,
  nothing_named: ({ name, model, near, sought }) =>
    `模型 ${model} 没有变量或参数 “${quote(name)}”${search(sought)}${guess(near)}`,
  no_such_cell: ({ cells, count, near }) =>
    `没有该单元；有 ${cells.join(", ")}${count > cells.length ? `, … (${count})` : ""}${guess(near)}`,
  pulls_no_lever: ({ scenario, lever, near }) => `情景 ${scenario} 没有采用措施 “${lever}”${guess(near)}`,
  least_of_one: () => "最小力度须针对一项措施；没有写出措施",
  target_not_judged: ({ name, reason }) => `本次运行无法判断 “${quote(name)}”（${reason}）`,
  boundary_not_peaking: ({ name, near }) => `没有边界 “${name}”${guess(near)}`,
  runs_of_kind: ({ kind, runs }) => `${kind} 的运行次数由其内容决定(${runs})；请去掉运行次数`,
  runs_from_1: ({ most, runs }) => `批量运行应有 1 至 ${most} 次运行，而不是 ${runs} 次`,
};
