/** What the help of the command line says, by its English. */
export const help: Readonly<Record<string, string>> = {
  "Regional emission pathways, year by year, to their peak.": "逐年推算区域排放，直至达峰。",
  "Let files of this folder be read too, beside those of the working folder and the package":
    "本次还可读取该文件夹中的文件（工作文件夹和程序包内的文件总可读取）",
  "No colours": "不用颜色",
  "when and at what level emissions peak": "何时达峰、峰值多高",
  "what can be run": "可以运行哪些情景",
  "Run scenarios: when and at what level emissions peak": "运行情景：何时达峰、峰值多高",
  "The peak under each lever and family and without each project, or shares that add up (Shapley values)":
    "只采取或去除每项、每类措施时的达峰情况；或相加等于总量的贡献（沙普利值）",
  "Why emissions peak when they do: what moves them from year to year": "为何在那时达峰：逐年由哪些因素推动",
  "What it takes to peak by a year: least strength, fewest levers, latest start":
    "要在某年前达峰需要什么：最小力度、最少措施、最晚启动",
  "What waiting costs: each lever and all of them some years later": "推迟的代价：每项及全部措施推迟若干年",
  "Cumulative emissions against a budget, and the year of net zero on each boundary":
    "累计排放与碳预算对照，以及各核算边界的净零年份",
  "Share a total, an intensity or a budget out among cities or provinces, by several rules":
    "按多种规则把总量、强度或碳预算分解到各市或各省",
  "What a tonne less costs, lever by lever, where cost data exist": "各项措施每减排一吨的成本（有成本数据时）",
  "What the peak hangs on: every assumption and lever between its low and high":
    "达峰取决于什么：每项假设和措施取低值、高值",
  "Validate scenarios and all that they rest on; what run refuses, check refuses":
    "检查情景及其所依据的全部文件；run 拒绝的，check 也拒绝",
  "Compare scenarios: their results, the inputs in which they differ, and which of these explain the difference":
    "比较情景：结果、不同的输入，以及差异由哪些输入造成",
  "How a variable, parameter, lever or project came about: formula, numbers, files and lines":
    "变量、参数、措施或项目的来历：公式、数值、文件和行号",
  "List regions, countries, scenarios, levers, projects, parameters, variables or targets":
    "列出地区、国家、情景、措施、项目、参数、变量或目标",
  "Find levers, parameters, variables, quantities, regions and scenarios by a word in either language":
    "按中文或英文词语查找措施、参数、变量、指标、地区和情景",
  "Hold scenarios against what the plans promise, document by document": "把情景与规划的各项表述逐条、逐文件对照",
  "Are we on the way? A light for each promise in force, what is short and what would close it":
    "是否按进度推进：每项现行承诺一盏灯，差多少、如何补上",
  "Project past years from an earlier one and compare with what was observed":
    "从较早年份推算已过去的年份，与实际观测比较",
  "Thousands of runs: how likely the peak comes in time, what it depends on, when it fails":
    "成千上万次运行：按时达峰的概率、取决于什么、何时落空",
  "Put the shards of a batch together and report the whole": "合并批量运行的各分片并报告全部",
  "Compute parts of batches that wait in a queue (Redis)": "计算排在队列（Redis）中的批量运行",
  "Write a starter region from a parent and a short table": "由上级地区和一张简表生成新的地区",
  "Move a region's base year to a newer energy balance in the yearbook's form":
    "按统计年鉴形式的较新能源平衡表更新地区的基年",
  "Language of the report": "报告的语言",
  "Print JSON for machines": "输出 JSON，供程序读取",
  "Only what each scenario comes to, in a few lines": "只用几行说明每个情景的结论",
  "Write CSV and JSON files into this folder": "把 CSV 和 JSON 文件写入该文件夹",
  "One column a year in trajectories.csv": "trajectories.csv 每年一列",
  "Byte-order mark for Excel": "文件带字节顺序标记，供 Excel 识别中文",
  "Draw pictures (SVG) into this folder": "把图（SVG）写入该文件夹",
  "Such as zhejiang/policy": "例如 zhejiang/policy",
  "Reference and policy of every region; with --out each region's files in a folder of its own":
    "每个地区的参考情景和规划情景；加 --out 时每个地区一个文件夹",
  "The peak under each lever; left out with --all, where it takes far longer than the runs":
    "各项措施下的达峰情况；--all 时不含，因为远比运行本身费时",
  "Print the plan's annex of key indicators instead": "改为输出规划附表的主要指标",
  "Exit 3 where a target is missed, or cannot be told to be met": "有目标未达到或无法判定时，退出码为 3",
  "the report": "完整报告",
  "two scenarios, and their files": "两个情景及其文件",
  "and its pictures": "并画图",
  "the annex of a plan, in Chinese": "规划附表，中文",
  "what each comes to, in a few lines": "每个情景的结论，几行",
  "every region, and one table over all": "所有地区，以及一张总表",
  "Boundary to show; all of them with `all`": "要显示的核算边界；all 为全部",
  "The peak under each lever alone and without it, or shares that add up":
    "只采取或去除每项措施时的达峰情况，或相加等于总量的贡献",
  "Levers, families of levers, or (in shares) what their strengths rest on":
    "按措施、按措施类别，或（贡献）按力度的依据",
  "Levers to tell apart, with commas; in shares the others count as one":
    "要分开列出的措施，用逗号隔开；在贡献中其余合为一项",
  "What each lever alone changes of air pollutants, and per tonne of its CO2":
    "每项措施单独对大气污染物的影响，以及每吨减碳的影响",
  "Shares of more than 14: standard error to reach, of the whole": "超过 14 项时的贡献：允许的标准误差，占总量的份额",
  "Shares of more than 14: the most pairs of orders to draw": "超过 14 项时的贡献：最多抽取多少对次序",
  "Shares of more than 14: seed of the sample": "超过 14 项时的贡献：抽样种子",
  "the peak under each lever, on the default boundary": "默认核算边界上各项措施下的达峰情况",
  "of two levers alone": "只看两项措施",
  "air pollutants by lever, and per tonne of its CO2": "各项措施的大气污染物，以及每吨减碳",
  "and a picture of the bands": "并画出平台期的图",
  "shares that add up": "相加等于总量的贡献",
  "shares of own numbers, national ones, counted": "按本地数字、国家数字、统计规模的贡献",
  "Write CSV files into this folder": "把 CSV 文件写入该文件夹",
  "drivers in percentage points a year": "各因素，每年百分点",
  "and the balance as a picture": "并画出各因素的图",
  "with drivers.csv, by sector and year": "并写 drivers.csv，按部门和年份",
  "Year of the peak at the latest": "最晚达峰年",
  "Level of the peak at most, such as 540Mt": "峰值上限，例如 540Mt",
  "Boundary that is to peak (one)": "要达峰的核算边界（一个）",
  "Least strength of this lever": "这一项措施的最小力度",
  "Least factor on all levers (the default)": "全部措施的最小系数（默认）",
  "Fewest levers": "最少的措施",
  "Most years of delay": "最多推迟几年",
  "A mix with little effort, 1 at full strength of each lever": "用力较少的组合，每项措施满力度计 1",
  "Write the answer as a scenario of this name beside the one asked about": "把答案写成该名称的情景，放在所问情景旁边",
  "Replace a scenario that stands there": "覆盖已有的同名情景",
  "least ambition of all levers": "全部措施的最小力度",
  "fewest levers": "最少的措施",
  "Years of delay, from one to this many": "推迟的年数，从一年到这么多年",
  "one to ten years later, on the default boundary": "推迟一至十年，默认核算边界",
  "with delay.csv": "并写 delay.csv",
  "What may be emitted, such as 9000Mt or 9Gt": "允许的排放总量，例如 9000Mt 或 9Gt",
  "First year counted; the base year without it": "起算年；不写即为基年",
  'Fall of CO2 per GDP from the last observed year, such as "17 %@2030"; without it what plans promise':
    '自最后观测年起单位 GDP 二氧化碳的降幅，例如 "17 %@2030"；不写即按规划承诺',
  "Yearly growth of GDP, such as 4 %,5 %,6 %; without it the scenario's own and a point about it":
    "GDP 年增速，例如 4 %,5 %,6 %；不写即为情景自身的增速及上下一个百分点",
  "when it is used up, on each boundary": "各核算边界上何时用完",
  "and what this promise leaves until 2030": "以及该承诺到 2030 年还留多少",
  "cumulative emissions and net zero, with budget.csv": "累计排放和净零年份，并写 budget.csv",
  "Boundary that is shared out (one)": "要分解的核算边界（一个）",
  "What may be emitted in a year, such as 460Mt@2030; without any, what the scenario gives":
    "某年允许的排放，例如 460Mt@2030；都不写即按情景",
  'How much less than in the year counted from, such as "5 %@2035"': '比起算年少多少，例如 "5 %@2035"',
  'How much less per GDP, such as "17 %@2030"': '单位 GDP 比起算年少多少，例如 "17 %@2030"',
  "What may be emitted until the end of a year, such as 4Gt@2035": "到某年底允许的累计排放，例如 4Gt@2035",
  "The year counted from; the last observed year without it": "起算年；不写即为最后观测年",
  "When the rule of convergence has come to equal shares a head": "趋同规则到哪一年达到人均相等",
  "the province's promise, city by city": "全省承诺，逐市分解",
  "a national level, province by province": "全国总量，逐省分解",
  "allocation.csv and lines to paste under targets:": "allocation.csv，以及可粘贴到 targets: 下的各行",
  "Boundary of the emissions (one)": "排放的核算边界（一个）",
  "First year; the first that levers reach": "首年；措施起作用的第一年",
  "Last year; the horizon": "末年；期末",
  "With more than 14 levers: the most pairs of orders to draw": "超过 14 项措施时：最多抽取多少对次序",
  "Seed of the sample": "抽样种子",
  "all years from the first that levers reach": "措施起作用以来的全部年份",
  "ten years, with cost_curve.csv": "十年，并写 cost_curve.csv",
  "Widest first by peak year, peak level or cumulative emissions": "按达峰年、峰值或累计排放的幅度由大到小排列",
  "by cumulative emissions, on the default boundary": "按累计排放，默认核算边界",
  "by the peak's year, with tornado.csv": "按达峰年，并写 tornado.csv",
  "Such as zhejiang/policy; all scenarios without": "例如 zhejiang/policy；不写即为全部情景",
  "one scenario, its parents, region and levers": "一个情景及其上级、地区和措施",
  "all scenarios": "全部情景",
  "Two or more": "两个或更多",
  "Years to show, with commas": "要显示的年份，用逗号隔开",
  "Boundary to explain; all of them with `all`": "要解释的核算边界；all 为全部",
  "Explain by lever or by family of levers": "按措施或按措施类别解释",
  "what differs, and what it does": "有何不同，作用多大",
  "in two years, with files": "两个年份，并写文件",
  "A variable, parameter, lever or project, such as emissions.assessed, capacity.wind_offshore or nev_sales":
    "变量、参数、措施或项目，例如 emissions.assessed、capacity.wind_offshore 或 nev_sales",
  "Calendar year; without it the year of the peak, of a lever the one in which it is full":
    "年份；不写即为达峰年，措施则为达到满力度之年",
  "a variable": "一个变量",
  "a parameter": "一个参数",
  "a lever; levers.capture_rate where a parameter is called so too": "一项措施；参数同名时写 levers.capture_rate",
  "a project": "一个项目",
  "What to list": "要列出什么",
  "Only what this scenario can use; all scenarios without": "只列该情景可用的；不写即为全部情景",
  "Of regions: calibration factors, cross-checks, estimated shares, model against observation":
    "地区：校准系数、交叉核对、估算占比、模型与观测对比",
  "Of regions: how much of the levers' effect in 2030 rests on whose numbers": "地区：2030 年措施作用依据谁的数字",
  "every region: base year, plans, promises by status": "每个地区：基年、规划、各状态的承诺",
  "what the scenario pulls, and what it could pull": "情景所用的措施，以及还可用的措施",
  "what may be assumed, with its range and what it is here": "可以假设的参数，其范围和此处的取值",
  "projects of plans: size, years, status, document": "规划中的项目：规模、年份、进展、文件",
  "Words in English or Chinese, all of which stand in a name or an id": "中文或英文词语，须全部出现在名称或代号中",
  "Levers, projects and scenarios of this region, with its scenario in the commands":
    "该地区的措施、项目和情景，命令中用其情景",
  "All that is found, not only the first 8 of each kind": "列出全部结果，而非每类前 8 个",
  "levers, parameters, variables, quantities, regions and scenarios called so":
    "这样称呼的措施、参数、变量、指标、地区和情景",
  "the same by a Chinese word, as Huzhou has it": "用中文词查找，按湖州的情况",
  "all of them, with their Chinese names": "全部结果，带中文名称",
  "Also what the model does not compute, and why": "也列出模型不计算的表述及原因",
  "Say how each quantity is counted": "说明每个指标如何核算",
  "Write targets.csv into this folder, and for one scenario promises.csv, which `assess --targets` reads":
    "把 targets.csv 写入该文件夹；只有一个情景时还写 promises.csv，可供 `assess --targets` 读取",
  "Exit 3 where a promise in force is missed, or cannot be judged though its numbers are there":
    "有现行承诺未达到，或有数值而无法判定时，退出码为 3",
  "each promise with document, section, value and verdict": "每项承诺的文件、章节、数值和结论",
  "with what is outside the model, in Chinese": "并列出模型之外的表述，中文",
  "A region such as zhejiang (its policy, national or reference scenario), or a scenario":
    "地区，例如 zhejiang（用其 policy、national 或 reference 情景），或一个情景",
  "The year that is assessed; the last observed one without it": "评估年份；不写即为最后观测年",
  "CSV of the region's own values: year, indicator, value, unit (年份,指标,数值,单位)":
    "本地区上报值的 CSV：年份,指标,数值,单位",
  "CSV of promises to assess in place of the plans', as `targets --out` writes promises.csv":
    "代替规划的承诺表 CSV，格式同 `targets --out` 所写的 promises.csv",
  "a light for each promise, what is short and what would close it": "每项承诺一盏灯，差多少、如何补上",
  "with the city's own values, in Chinese": "带市里的上报值，中文",
  "assessment.csv for Excel": "assessment.csv，供 Excel",
  "A province, or a .csv in the columns of Our World in Data": "一个省份，或按 Our World in Data 列名的 .csv",
  "Base year [default: 2010]; of --forecasts also 1990,2000-2010 [default: all]":
    "基年 [默认：2010]；--forecasts 还可写 1990,2000-2010 [默认：all]",
  "Year that is predicted; of countries any year [default: 2019]": "被预测的年份；国家可为任意年份 [默认：2019]",
  "Countries: p05 to p95 and chances of a peak, of every origin and horizon, with scores":
    "国家：每个起点和年限的 5 %-95 % 区间和达峰概率，并评分",
  "Years ahead of --forecasts [default: 1,5,10,15]": "--forecasts 向前预测的年数 [默认：1,5,10,15]",
  "All provinces in one table": "所有省份，一张表",
  "Write backtest.csv and the reduced regions, or forecasts.csv, chances.csv and scores.csv":
    "写 backtest.csv 和缩减后的地区，或 forecasts.csv、chances.csv 和 scores.csv",
  "2010 projected to 2019 with observed drivers, by sector and fuel":
    "以观测到的驱动因素由 2010 年推算到 2019 年，按部门和燃料",
  "all provinces, beside persistence and trend": "所有省份，与不变和趋势外推比较",
  "countries, with the peaks of their histories": "各国，带其历史峰值",
  "a forecast: no driver behind 2023 is needed": "一次预测：不需要 2023 年以后的驱动因素",
  "how such forecasts would have done": "这样的预测过去会有多准",
  "Minutes to wait for a queue from which nothing comes": "队列中没有回音时等待的分钟数",
  "YAML file with the design; without it that of the scenario, or what past errors say":
    "写有设计的 YAML 文件；不写即用情景的设计，或按以往误差",
  "How many runs (10000)": "运行次数 (10000)",
  "Seed of the draws (1)": "抽样种子 (1)",
  "Cores to use (all); of run with --all": "使用的核数(默认全部)；run 须配合 --all",
  "Cores to use (all)": "使用的核数（全部）",
  "Keep parts and write CSV and JSON files in this folder": "在该文件夹保存各段，并写 CSV 和 JSON 文件",
  "Tables of every run in --out: outcomes, trajectories, with commas":
    "--out 中每次运行的表：outcomes、trajectories，用逗号隔开",
  "Tables of every run as CSV or Parquet (CSV up to 100,000 runs or 6 million numbers)":
    "各次运行的表用 CSV 或 Parquet（10 万次运行或 600 万个数以内用 CSV）",
  "Go on with the batch in --out": "继续 --out 中的批量运行",
  "Only a share of the runs, such as 3/8; auto under SLURM or Kubernetes":
    "只算一部分运行，例如 3/8；在 SLURM 或 Kubernetes 下写 auto",
  "Let workers on other machines compute it (peakpath worker), through this Redis":
    "由其他机器（peakpath worker）通过该 Redis 计算",
  "Say how many runs, how long, how much disk": "说明运行次数、所需时间和磁盘",
  "WebAssembly (where the machine has it) or JavaScript; the numbers are the same":
    "WebAssembly（机器支持时）或 JavaScript；数值相同",
  "how sure the peak is, and what that depends on": "达峰有多大把握，取决于什么",
  "keeps what is done; --resume goes on": "已算的会保留；用 --resume 继续",
  "half of it; then: peakpath merge s1 s2": "一半；之后：peakpath merge s1 s2",
  "The folders of --out, one a shard": "各分片的 --out 文件夹",
  "Tables of every run in --out, as in batch": "--out 中每次运行的表，同 batch",
  "the same bytes as one batch in one folder": "与在一个文件夹中的一次批量运行逐字节相同",
  "Address of the Redis, such as redis://127.0.0.1:6379; rediss:// for TLS":
    "Redis 的地址，例如 redis://127.0.0.1:6379；TLS 用 rediss://",
  "Seconds of silence after which a part is given to another worker": "没有回音多少秒后，该段交给另一台",
  "one on every machine; then: peakpath batch ... --queue ...": "每台机器一个；之后：peakpath batch ... --queue ...",
  "Name of the new region, such as dali": "新地区的代号，例如 dali",
  "Region it is a part of": "它所属的地区",
  "CSV with variable,value,unit: population, gdp, electricity_use, coal, oil, gas, …":
    "CSV：variable,value,unit：population、gdp、electricity_use、coal、oil、gas 等",
  "Its name in reports; the id without": "报告中的名称；不写即为代号",
  "Replace a region that stands there; go on where its energy is far from the parent's":
    "覆盖已有的地区；能源与上级相差很大时也继续",
  "files beneath data/regions and scenarios": "data/regions 和 scenarios 下的文件",
  "Region to start from, such as yunnan": "作为起点的地区，例如 yunnan",
  "CSV with the yearbook's Chinese headings, in 万吨标准煤 or physical units":
    "按年鉴中文表头的 CSV，单位为万吨标准煤或实物量",
  "Year of the balance, where its file names none or several": "平衡表的年份，文件未写或写了几个时用",
  "Name of the new region; <region>_<year> without": "新地区的代号；不写即为 <region>_<year>",
  "Its name in reports": "报告中的名称",
  "Project folder to write into; here without": "写入的项目文件夹；不写即为当前文件夹",
  "Replace a region that stands there": "覆盖已有的地区",
  "writes the region yunnan_2023 and its scenarios": "写出地区 yunnan_2023 及其情景",
  "What it takes to peak by a year or to meet a target: least strength, fewest levers, latest start":
    "要在某年前达峰或达到某个目标需要什么：最小力度、最少措施、最晚启动",
  "Write runs as one page to read, send and print: verdict, pictures, tables, method and sources":
    "把运行结果写成一页网页，可阅读、发送和打印：结论、图、表、方法与来源",
  "The method book: all equations by subject with units, and the sources of a scenario's numbers":
    "方法说明：按主题列出全部公式和单位，以及情景所用数值的来源",
  "One HTML file in which levers are moved and the peak follows, without a network":
    "生成一个网页文件，拖动措施即见达峰变化，不需要网络",
  "Pages of all scenarios in a browser of this machine, with saving of what is moved":
    "在本机浏览器中显示所有情景的网页，并可保存调整",
  "Write a region of your own: part of another by a short table, a country, or a form to fill in":
    "新建地区：由简表从上级地区划出、一个国家，或填写完整表格",
  "Begin: a folder of your own with a scenario that runs, schemas for editors and a page to read":
    "建立工作目录：可运行的情景、供编辑器使用的模式文件和说明",
  "Check and run scenarios whenever one of their files is saved, until Ctrl-C":
    "每次保存情景文件即检查并运行，按 Ctrl-C 结束",
  "Print what a shell (bash, zsh) needs to complete words": "输出 shell（bash、zsh）补全所需的内容",
  "Units of texts and pictures: those of Chinese plans (usual with zh), or SI":
    "文字和图片的单位：official 为规划常用单位（中文默认），si 为国际单位",
  "one workbook, in Chinese": "一个中文工作簿",
  "In its place a quantity and a year, such as 'nonfossil_share@2030 >= 30 %'":
    "改求某个量在某年的数值，例如 'nonfossil_share@2030 >= 30 %'",
  "8 % less coal than in 2025": "煤炭消费较 2025 年下降 8 %",
  "any quantity that is computed": "任何由模型计算的量",
  "both in one workbook": "两个情景写入一个工作簿",
  "one page to read, send and print": "一页网页，可阅读、发送和打印",
  "two scenarios, in Chinese": "两个情景，中文",
  "open it in any browser, mail it, put it on an intranet": "用任意浏览器打开，可邮件发送或放在内网",
  "two scenarios, in Chinese first": "两个情景，先显示中文",
  "then open the address that it prints; Ctrl-C ends it": "打开所显示的地址；按 Ctrl-C 结束",
  "for other machines too, by the addresses that it prints": "其他机器也可用所显示的地址打开",
  "the equations of CO2 and its boundaries": "二氧化碳及其核算边界的公式",
  "the whole book, with links from formula to formula": "全部公式，公式之间有链接",
  "the small model, in Chinese": "小模型，中文",
  "a folder with a scenario of Huzhou that is yours to change": "含一份可自行修改的湖州情景的目录",
  "the same with a Chinese page and comments": "同上，说明和注释为中文",
  "mistakes and the verdict after each save; Ctrl-C ends it": "每次保存后给出错误或结论；按 Ctrl-C 结束",
  "a county or city: region, reference and plan": "县或市：地区、趋势情景和规划情景",
  "a country: region and reference, which run at once": "国家：地区和趋势情景，可立即运行",
  "dali.csv with every number that can be given, and where to find it": "dali.csv 列出全部可填数值及出处",
  "ireland.csv: every number of a region that has no parent here": "ireland.csv：没有上级地区时所需的全部数值",
  "its region from the form: what is missing, or what runs": "由填好的表格生成地区：列出缺项，或可运行的结果",
  "Draw pictures (PNG) into this folder; needs the package @resvg/resvg-js":
    "把图片（PNG）画入该文件夹；需安装 @resvg/resvg-js",
  "Width and height of pictures, such as 1600x900": "图片的宽和高，例如 1600x900",
  "Boundary that pictures show (one); all of them without it": "图片所画的核算边界（一个）；不写即为全部",
  "Write one workbook for Excel and WPS, such as report.xlsx": "写出一个 Excel、WPS 工作簿，例如 report.xlsx",
  "Region it is a part of, from which comes what its table does not say": "所属的上级地区，表中未给的数由其推得",
  "Its name in reports; the id, or the country's name, without": "报告中的名称；不写即为代号或国名",
  "Only this part of the model, such as emissions": "只列模型的这一部分，例如 emissions",
  "Write it as a page (.html) or as Markdown (.md) into this file": "写成网页（.html）或 Markdown（.md）文件",
  "The file to write; without it such as zhejiang-policy.html": "写出的文件；不写则如 zhejiang-policy.html",
  "Where to begin; the working folder without": "在何处建立；不写即为当前文件夹",
  "Such as huzhou/mine": "例如 huzhou/mine",
  "Region of the first scenario; peakpath list regions shows all": "首个情景的地区；peakpath list regions 列出全部",
  "CSV or .xlsx of promises to assess in place of the plans', as `targets --out` writes promises.csv":
    "所要评估的承诺表（CSV 或 .xlsx），代替规划，格式同 `targets --out` 写出的表",
  "CSV or .xlsx of the region's own values: year, indicator, value, unit (年份,指标,数值,单位)":
    "本地上报值（CSV 或 .xlsx）：年份、指标、数值、单位",
  "CSV or .xlsx: a form that was filled in, or with --country a table in the columns of Our World in Data":
    "填好的表格（CSV 或 .xlsx）；与 --country 同用时为 Our World in Data 列式的表",
  "A country by its ISO code, such as MAR, for the model kaya; a wrong one lists all":
    "国家的 ISO 代码，例如 MAR，用于 kaya 模型；写错时列出全部",
  "A province, or a .csv or .xlsx in the columns of Our World in Data":
    "省份，或 Our World in Data 列式的 .csv 或 .xlsx",
  "Write an empty form to fill in: part (for --from), or regional (every number of a region of its own)":
    "写出待填的空表：part（供 --from 用），或 regional（没有上级地区时的全部数值）",
  "Interface to listen on (0.0.0.0: all): whoever reaches it and knows the address may save":
    "监听的网络接口（0.0.0.0 为全部）：能访问且知道地址者都可保存",
  "Units of texts and pictures: those of Chinese plans (usual with zh), or SI (usual with en)":
    "文字和图片的单位：official 为规划常用单位（中文默认），si 为国际单位",
  "File to write, such as report.html": "写出的文件，例如 report.html",
  "Port to listen on; 0 for any that is free": "监听端口；0 为任一空闲端口",
};
