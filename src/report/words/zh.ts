import { placeText as at, type RedisPlace } from "../../batch/workers/queue-address.ts";
import { namesOf, type Refusal, type RefusalCode } from "../../batch/workers/queue-refusal.ts";
import type { TroubleKind } from "../../batch/workers/queue-trouble.ts";
import type { TargetStatus } from "../../run/targets/target-status.ts";
import { familyLabels } from "../../scenario/levers/lever.ts";
import { quote } from "../../text/quote.ts";
import { type ConditionWords, counted, countsInWords, type LimitWords, type Words } from "./en.ts";
import { refusals } from "./zh/refusals.ts";

const verdicts: Readonly<Record<TargetStatus, string>> = {
  met: "达到",
  met_within_error: "误差内达到",
  missed_within_error: "误差内未达到",
  missed: "未达到",
  undecided: "未定",
  not_planned: "无规划措施",
  not_computable: "无法计算",
};

/** What units are called in Chinese where their symbol is an English word; SI symbols stay. */
const units: Readonly<Record<string, string>> = {
  yr: "年",
  person: "人",
  Mperson: "百万人",
  vehicle: "辆",
  head: "头",
  money: "货币单位",
  CNY: "元",
  pkm: "人公里",
  tkm: "吨公里",
  ha: "公顷",
};

/** The units that plans and yearbooks count in, for those that the model counts in. */
const usualUnits: Readonly<Record<string, string>> = {
  GW: "万千瓦",
  "TW*h/yr": "亿千瓦时",
  "Mtce/yr": "万吨标准煤",
  "Mt/yr": "万吨",
  "MtCO2/yr": "万吨二氧化碳",
  "1e6 m^3": "亿立方米",
  "1e8 m^3/yr": "亿立方米",
  "1e6 vehicle": "万辆",
  "1e6 vehicle/yr": "万辆",
  "1e6 ha": "万公顷",
  "1e6 m^2": "万平方米",
  h: "小时",
  "tce/(10000 CNY)": "吨标准煤/万元",
  "tCO2/(10000 CNY)": "吨二氧化碳/万元",
  "Mt/(1e8 CNY)": "吨/万元",
  "kgCO2/(kW*h)": "千克二氧化碳/千瓦时",
  "gce/(kW*h)": "克标准煤/千瓦时",
  "tce/t": "吨标准煤/吨",
  "tCO2/t": "吨二氧化碳/吨",
};

const factors: readonly (readonly [RegExp, string])[] = [
  [/\bm\^2/g, "平方米"],
  [/\bm\^3/g, "立方米"],
  [/\b1e8 /g, "亿"],
  [/\b1e6 /g, "百万"],
  [/\b10000 /g, "万"],
  [/\b1000 /g, "千"],
];

function unit(text: string): string {
  const counted = factors.reduce((own, [factor, word]) => own.replace(factor, word), text);
  const plain = counted.replace(/\(([^ ()]+)\)/g, "$1").replaceAll("*", "·");
  return plain.replace(/[A-Za-z]+/g, (word) => units[word] ?? word);
}

function rangeZh(low: string | undefined, high: string | undefined): string {
  if (low === undefined) return `低于 ${high}`;
  return high === undefined ? `高于 ${low}` : `在 ${low} 至 ${high} 之间`;
}

function limit({ name: said, as, low, high }: LimitWords): string {
  // Chinese needs no space behind Chinese, but one behind Latin letters and figures.
  const name = /[0-9A-Za-z]$/.test(said) ? `${said} ` : said;
  switch (as) {
    case "strength":
      return `${name}的力度${rangeZh(low, high)}`;
    case "start":
      if (low === undefined) return `${name}在 ${high} 年之前启动`;
      return high === undefined ? `${name}在 ${low} 年之后启动` : `${name}在 ${low} 年至 ${high} 年之间启动`;
    case "delay":
      if (low === undefined) return `${name}推迟少于 ${high}`;
      return high === undefined ? `${name}推迟超过 ${low}` : `${name}推迟 ${low} 至 ${high}`;
    case "scale":
      return `${name}${rangeZh(low, high)}（以情景取值为 100 %）`;
    case "shift":
      return `${name}的变动${rangeZh(low, high)}`;
    case "value":
    case "within":
      return `${name}${rangeZh(low, high)}`;
  }
}

function condition({ variesLevers, inputs, several }: ConditionWords): string {
  const levers = variesLevers ? "前提：未列为输入的各项举措均按情景落实" : "前提：各项举措均按情景全部落实";
  if (inputs === undefined) return `${levers}。`;
  if (inputs === "correlated") return `${levers}；各输入在给定分布内变动，相关性按设计给定。`;
  const within = inputs === "low_high" ? "在给定的低值与高值之间" : "在给定分布内";
  return `${levers}；各输入${within}相互独立变动${several ? "，输入众多时彼此抵消" : ""}。`;
}

const netError = "± 为同样数量的独立运行的标准误差；采用此类点时实际误差通常更小。";

const troubles: Readonly<Record<TroubleKind, (detail: string, place: RedisPlace) => string>> = {
  refused: (_, place) =>
    `${at(place)} 没有 Redis 应答（连接被拒绝）；请启动一个${place.port === undefined ? "" : `，例如：redis-server --port ${place.port}`}`,
  no_socket: (_, place) => `${at(place)} 没有 Redis 的套接字`,
  unknown_host: (_, place) => `找不到主机 ${place.host}（无法解析名称）`,
  unreachable: (detail, place) => `从本机无法到达 ${at(place)}（${quote(detail)}）`,
  no_connection: (_, place) =>
    place.tls === undefined
      ? `${at(place)} 在 10 秒内未接受连接`
      : `${at(place)} 在 10 秒内没有 TLS 应答；若它不用 TLS，请把 rediss:// 改为 redis://`,
  silent: (_, place) => `已连上 ${at(place)}，但 10 秒内没有任何应答`,
  loading: (_, place) => `${at(place)} 的 Redis 仍在载入数据`,
  closed: (_, place) =>
    `${at(place)} 关闭了连接${place.tls === undefined ? "；若它使用 TLS，请把 redis:// 改为 rediss://" : "；它可能要求客户端证书，而 peakpath 没有"}`,
  lost: (_, place) => `与 ${at(place)} 的 Redis 的连接中断`,
  needs_password: (_, place) => `${at(place)} 的 Redis 需要密码；请写入地址：redis://:密码@${at(place)}`,
  wrong_password: (_, place) => `${at(place)} 的 Redis 拒绝该用户名或密码`,
  not_allowed: (detail, place) =>
    `${at(place)} 的 Redis 用户无权执行队列所需的命令（${quote(detail)}）；请授予 peakpath:* 各键的全部命令`,
  no_database: (_, place) => `${at(place)} 的 Redis 没有 ${place.db} 号数据库；通常为 0 至 15`,
  no_redis: (_, place) => `${at(place)} 上应答的不是 Redis`,
  untrusted: (_, place) => `本机不信任 ${at(place)} 证书的签发者；请用 NODE_EXTRA_CA_CERTS 指明其签发机构的证书文件`,
  wrong_certificate: (detail, place) => `${at(place)} 的证书无效（${quote(detail)}）`,
  no_tls: (detail, place) =>
    `本机与 ${at(place)} 无法建立 TLS（${quote(detail)}）；若它不用 TLS，请把 rediss:// 改为 redis://`,
  refuses: (detail, place) => `${at(place)} 的 Redis 报错：${quote(detail)}`,
};

const queueRefusals: Readonly<Record<RefusalCode, (refusal: Refusal) => string>> = {
  version: ({ version }) => `其 peakpath 版本为 ${version}；请在两边安装相同版本`,
  files: (refusal) =>
    `与批量运行不一致：${namesOf(refusal, (count) => ` 等，另有 ${count} 个`)}；请在两边安装相同的文件`,
  place: (refusal) => `在那里无法读取该批量运行(${namesOf(refusal, (count) => ` 等，另有 ${count} 处`)})；原因见其输出`,
  settings: () => "该批量运行的设定在那里不被允许；原因见其输出",
  error: () => "程序出错而停止；详情见其输出",
};

export const zh: Words = {
  tag: "zh-CN",
  say: (label) => label.zh,
  unit,
  usualUnit: (text) => usualUnits[text] ?? text,
  drawnUnit: unit,
  commas: (items) => items.join("、"),
  semicolons: (items) => items.join("；"),
  sentences: (all) => all.join(""),
  ended: (text) => `${text}。`,
  bracketed: (text) => `（${text}）`,
  hours: (hours, minutes) => `${hours}小时 ${minutes}分`,
  minutes: (minutes, seconds) => `${minutes}分 ${seconds}秒`,
  wholeMinutes: (minutes) => `${minutes} 分钟`,
  seconds: (seconds) => `${seconds}秒`,

  common: {
    sector: "部门",
    region: "地区",
    year: "年份",
    input: "输入",
    met: "达到",
    notComputed: "未计算",
    keyIndicators: "主要指标",
    fromTo: ({ before, after }) => `由 ${before} 到 ${after}`,
    lever: "措施",
    exactRuns: (runs) => `精确值：已运行全部 ${runs} 种组合。`,
    peak: "达峰年",
    peakLevelIn: (unit) => `峰值，${unit}`,
    horizonBound: "≥ 期末仍未达峰，达峰年按期末后一年计；≤ 首年最高，峰值在该年或更早。",
    strength: "力度",
    basis: "依据",
    bases: { own: "本地数字", national: "国家数字", counted: "统计规模", unsized: "无数字", listed: "他处所列" },
    responsible: "责任单位",
    peakYear: "达峰年",
    otherLevers: (count) => `其余 ${count} 项措施`,
    noLevers: "没有措施：本情景为参考情景。",
    colon: "：",
    comma: "，",
    boundary: "核算边界",
    band: "平台期",
    level: "峰值",
    statuses: {
      rising: "上升",
      not_reached: "期内未达峰",
      plateau: "平台",
      peaked: "已达峰",
      pseudo_peak: "伪达峰",
      before_base: "期初或更早",
      undetermined: "无法判定",
      undecided: "未定",
    },
    targets: "目标",
    target: "目标",
    asked: "要求",
    verdicts,
    peakBy: (year) => `不晚于 ${year} 年`,
    none: "无",
    observed: "观测",
    indicator: "指标",
    unit: "单位",
    reconstructed: "* 按规则重建，非观测值",
    scenario: "情景",
    failed: "失败",
    wrote: (count, folder) => `已在 ${folder} 写入 ${count} 个文件`,
    source: "来源",
    serving: (folder) => `提供 ${folder} 与随附数据的网页；知道上述地址者均可保存。按 Ctrl-C 结束。`,
    wroteFile: (path) => `  已写入 ${path}`,
    sum: "合计",
  },

  backtest: {
    between: ";",
    title: (name, from, to) => `${name} · ${from}-${to}年回测`,
    all: (count, kind) => (kind === "provinces" ? `${count}个省级地区` : `${count}个国家`),
    basis: {
      provinces:
        "辖区内燃料燃烧的二氧化碳(CEADs,不含工业过程与重复计算的高炉煤气),MtCO2/年。模型只知道基年及以前的清单。",
      countries:
        "化石燃料二氧化碳(含水泥与放空燃烧,全球碳计划,经Our World in Data),MtCO2/年,用kaya模型。能源由分燃料二氧化碳与零碳电力推算。",
    },
    window: (since, from) => `趋势取自${since}-${from}年。`,
    carriedOn: (share) =>
      `预测只延续过去人均增长的${share}(比例在各国历史上选定),其区间由别处出现过的增长误差与模型自身误差构成。事后模拟已知实际的增长、人口、能源与火电量。`,
    methods: {
      observed_drivers: "事后模拟:模型(实际驱动因素)",
      extrapolated_drivers: "预测:模型(外推驱动因素)",
      persistence: "不变预测",
      trend: "此前各年的直线趋势",
      gdp_intensity: "事后模拟:实际GDP与过去的排放强度趋势",
    },
    shortMethods: {
      observed_drivers: "事后模拟",
      extrapolated_drivers: "预测",
      persistence: "不变",
      trend: "趋势",
      gdp_intensity: "GDP强度",
    },
    method: "方法",
    observed: "实际",
    hindcast: "事后模拟",
    forecastBand: "预测90 %区间",
    inBand: "在区间内",
    isInBand: (inside) => (inside ? "是" : "否"),
    bandHolds: (inside, of) =>
      `预测的90 %区间在${of}个地区中包含实际值的有${inside}个。各地同处一段历史:一次繁荣与转折只算一次,而非${of}次。`,
    error: "误差",
    bySector: "分部门(事后模拟:模型,实际驱动因素)",
    byFuel: "分燃料(事后模拟:模型,实际驱动因素)",
    bySectorPooled: "合计分部门(事后模拟:模型,实际驱动因素)",
    byFuelPooled: "合计分燃料(事后模拟:模型,实际驱动因素)",
    fuel: "燃料",
    powerHeat: "电力与热力",
    misses: "最大偏差",
    median: "绝对误差中位数",
    mean: "绝对误差平均值",
    largest: "最大",
    hindcastNearer: "事后模拟更准",
    worse: (count) => `不变预测优于事后模拟的地区(${count}个)及事后模拟的偏差所在`,
    largestMisses: "预测减实际",
    peaks: "历史峰值",
    history: "历史",
    projected: (from) => `${from}年起的事后模拟`,
    published: "已发表",
    publishedYear: (year, year5) => (year === year5 ? `${year}年达峰` : `${year}年达峰(五年均值${year5}年)`),
    notPeaked: "未达峰",
    agreement: ({ same, of, year, peaked, pseudo }) =>
      `已发表为达峰的${peaked}个中,${year}个的年份在本结果的平台期内。${of}个中${same}个判断一致;${pseudo}个已发表为达峰者在此为伪达峰,因其后回升超过峰值的5 %(见反弹一栏)。`,
    rebound: "反弹",
    leftOut: "未计算",
    cells: (count, first) => `表中${count}个单元格，例如 ${first}`,
    more: (count) => `另有${count}个`,
    tautology:
      "用实际驱动因素时,模型即GDP乘以过去的排放强度,是已知GDP与人口的事后模拟;用外推驱动因素时,是人口趋势加人均排放趋势的一部分。只有后者、不变预测与趋势是预测;5 %至95 %来自其他国家过去的误差。",
    forecasts: {
      title: (count, span) => `${count}个国家 · ${span}年起的预测`,
      basis:
        "MtCO2/年。人口保持十年趋势,人均排放保持其趋势的一部分;其上叠加同一规则对其他国家在基年以前已知的误差。不使用以后年份的驱动因素。",
      levels: "水平:十分之九的实际值落在5 %与95 %之间",
      many: (count) => `多个基年的${count}个预测:用 --json 或 --out 按地区与年份列出。`,
      peaks: "概率,以及是否发生",
      scores: "年份已知的预测的表现",
      chanceScores: "已有结果的概率的表现",
      year: "年份",
      base: "基年",
      ownTrend: "自身趋势",
      randomWalk: "随机游走",
      came: "(发生)",
      cameNot: "(未发生)",
      events: {
        record_stands: (years) => `纪录保持${years}年`,
        peak_by: (years) => `15年内峰值在+${years}年前`,
      },
      event: "事件",
      ahead: "提前年数",
      count: "n",
      holds90: "90 %覆盖",
      holds50: "50 %覆盖",
      halfWidth: "半宽",
      crpsRatio: "CRPS/随机游走",
      error: "绝对误差中位数",
      cameShare: "发生",
      baseRate: "基准率",
      logLoss: "对数损失",
      reliability: "预测 > 实际,%(例数)",
      atRecord: (n, said, came) => `${n}例距纪录2 %以内,其中${came}在第六年前达峰;预测为${said}。`,
      leftOut: (names, years) => `未预测:${names}。需要基年及以前连续${years}年的二氧化碳,或当时已知的误差太少。`,
    },
  },

  batch: {
    progress: ({ runs, of, rate, left }) => `已完成 ${runs} / ${of} 次，每秒 ${rate} 次，剩余 ${left}`,
    dryRun: ({ runs, inputs, kind, parts, time, workers, disk, csv, tables }) => [
      `${runs} 次运行（${kind}），${inputs} 个输入，分 ${parts} 段`,
      `用 ${workers} 个核约需 ${time}（刚在本机实测；仅指运行本身，读取、统计和写文件另计）`,
      {
        written: `加 --out：各段共占 ${disk}，逐次结果表占 ${csv}`,
        asked: `加 --out：各段共占 ${disk}；再加 --keep outcomes，逐次结果表另占 ${csv}`,
        none: `加 --out：各段共占 ${disk}`,
      }[tables],
    ],
    kinds: {
      grid: "网格",
      list: "列表",
      monte_carlo: "蒙特卡洛",
      latin_hypercube: "拉丁超立方",
      quasi_monte_carlo: "扰动 Sobol' 点列",
      sobol: "Saltelli 设计（Sobol' 指数）",
      morris: "Morris 轨迹",
    },
    shardDone: ({ shard, of, runs, folder }) =>
      `第 ${shard} 片（共 ${of} 片）：${runs} 次运行已存入 ${folder}。全部完成后：peakpath merge <各文件夹> --out <文件夹>`,
    stopped: ({ runs, of, folder }) =>
      folder === undefined
        ? `已完成 ${runs} / ${of} 次后停止；未给 --out，结果未保存`
        : `已完成 ${runs} / ${of} 次后停止；结果保存在 ${folder}，同一命令加 --resume 可接着运行`,
    cannotWrite: ({ message, folder }) =>
      `${message}。此前写入的各段完整，同一命令加 --resume 可在 ${folder} 中接着运行`,
    holdsBatch: (folder) => `${folder} 中已有一批运行；加 --resume 接着运行，或换一个文件夹重新开始`,
    otherBatch: (folder, changes) =>
      `${folder} 中是另一批运行，不能接续：${changes.join("；")}。请撤销改动，或换一个文件夹`,
    noBatch: (folder) => `${folder} 中没有批量运行（缺 batch.json）`,
    changed: (what, before, now) =>
      before === undefined || now === undefined ? `${what} 已改动` : `${what} 原为 ${before}，现为 ${now}`,
    unlike: (first, other, changes) => `${other} 与 ${first} 不是同一批运行：${changes.join("；")}`,
    missingParts: ({ count, runs, first }) =>
      `缺 ${count} 段（${runs} 次运行），第一段为 ${first}；请对缺段的分片加 --resume 重新运行`,
  },

  batchReport: {
    widestIn: (name, year) => `${name}（${year} 年范围最宽）`,
    ofYear: (name, year) => `${name}（${year} 年）`,
    designs: {
      grid: "网格",
      list: "列表",
      monte_carlo: "独立抽样（蒙特卡洛）",
      latin_hypercube: "拉丁超立方",
      quasi_monte_carlo: "随机化 Sobol' 点",
      sobol: "基于随机化 Sobol' 点的 Saltelli 设计",
      morris: "Morris 轨迹",
    },
    head: ({ runs, design, inputs, yearly, seed }) =>
      `${runs} 次运行，${design}，输入 ${inputs} 个${yearly}，种子 ${seed}`,
    failed: (count, share) => `失败并略去：${count} 次（${share}）`,
    failure: (run, reason) => `运行 ${run}：${reason}`,
    feedsNothing: (count) => `未改变：另有 ${count} 个有取值范围的输入不影响所考察的结果（如成本、污染物）`,
    contradicts: (inputs) => `未改变（换任何数值都与基年观测矛盾）：${inputs}`,
    noResult: "没有一次运行得出结果。",
    probability: "在下列年份前达峰的概率",
    frequency: "在下列年份前达峰的运行占比",
    spreadOfAssumptions: "假设的离散范围：在下列年份前达峰的运行占比",
    deliveries: {
      as_before: "按以往规划的落实情况",
      as_planned: "若规划全部落实",
      own: "按设计给定的落实情况",
    },
    probabilityIf: (condition) => `${condition}，在下列年份前达峰的概率`,
    level: ({ year, level, low, high, unit }) => `${year} 年：${level} ${unit}，90 % 区间 ${low}-${high}`,
    levels: (boundary) => `排放：${boundary}`,
    drawnYearly: "，另有逐年的增速误差与模型误差",
    calibratedTrend:
      "抽样取自以往预测的误差（data/certainty）：经济与活动水平增速、项目是否建成及推迟年数、模型自身误差。",
    calibrated: "抽样取自以往预测的误差（data/certainty）：经济与活动水平增速、各类措施的规划落实情况、模型自身误差。",
    calibratedPlan:
      "抽样取自以往预测的误差（data/certainty）：经济与活动水平增速、模型自身误差；各项举措均按情景落实。",
    highest: "达峰年为数值最高的年份。",
    untilLastSure: (last) => `不说明 ${last} 年以后：以往预测没有比较到那么远；此后情景自身的数值见 run。`,
    after: (year) => `${year} 年以后`,
    beyond: (last, targets) => `${last} 年以后的目标不作说明：${targets}`,
    sure: { almostAll: "> 95 %", hardlyAny: "< 5 %" },
    spreadNote: "为给定低值与高值之间各次运行的占比，无人说明其可能性大小，不表示达峰有多大把握。",
    by: (year) => `${year} 年`,
    notBy: (year) => `${year} 年前未达峰`,
    levelColumn: (unit) => `峰值中位数及 5-95 %（${unit}）`,
    errorNotes: {
      grid: "为该网格各次运行的占比，不是概率。",
      list: "为该列表各次运行的占比，不是概率。",
      monte_carlo: "± 为蒙特卡洛标准误差。",
      latin_hypercube: netError,
      quasi_monte_carlo: netError,
      sobol: "± 为设计各区块之间的标准误差（同一区块的运行共用坐标）。",
      morris: "为四水平网格筛选中各次运行的占比，不是概率。",
    },
    condition: condition,
    shareNote: "达峰年为数值最高的年份；最高值在最后一年的运行，视为期内未达峰。",
    joint: (boundary, unit) => `何时、多高：${boundary}（${unit}）`,
    runsShare: "运行占比",
    upTo: "累计",
    levelRange: "峰值中位数及 5-95 %",
    otherYears: (count) => `另有 ${count} 个年份，各不足 0.5 %`,
    fan: (what, unit) => `可能的走势：${what}（${unit}）`,
    fanMarks: "█ 中位数   ▒ 半数运行（25-75 %）   ░ 九成运行（5-95 %）",
    fanKept: (runs) => `取自保留逐年结果的 ${runs} 次运行。`,
    fanBinned: "分位数误差不超过其数值的 0.1 %。",
    matters: (outcome) => `对${outcome}影响最大的输入`,
    peakYear: (boundary) => `达峰年（${boundary}）`,
    peakLevel: (boundary) => `峰值（${boundary}）`,
    targetMet: (target) => `是否达到“${target}”`,
    first: "单独",
    total: "含交互",
    effect: "全范围效应（mu*）",
    spread: "sigma",
    explained: "解释比例",
    direction: "取值越大",
    raises: "越高",
    lowers: "越低",
    later: "越晚",
    earlier: "越早",
    helps: "越容易达到",
    hurts: "越难达到",
    bothWays: "两个方向",
    givenNote: (runs, noise) =>
      `解释比例：结果的方差中仅由该输入解释的部分，由 ${runs} 次运行分组估计（一阶，已扣除分组偏差）；低于 ${noise} 时与没有影响无法区分。`,
    deliveriesNote: "各类措施的落实情况彼此相关，因此每一类也反映其他类别的一部分影响。",
    sobolNote: (blocks) => `一阶与总阶 Sobol' 指数，取自 ${blocks} 个区块，附 95 % 区间（自助法）。`,
    morrisNote: (trajectories) =>
      `输入在全范围内变动时结果变化的平均大小，取自 ${trajectories} 条轨迹，附 95 % 区间；sigma 与 mu* 相近表示非线性或有交互。`,
    nothingMatters: "各次运行结果相同。",
    targets: "目标达到的概率",
    targetsSpread: "目标在多少运行中达到",
    margin: "95 % 区间",
    openRuns: (count) => `${count} 次运行无法判定，按未达到计`,
    peakBy: ({ what, year, below }) =>
      `不晚于 ${year} 年达峰${below === undefined ? "" : `且不超过 ${below}`}：${what}`,
    inYear: ({ what, year, condition }) => `${what}（${year} 年）${condition}`,
    boxes: "目标在什么条件下未达到",
    mostlyMet: "达到的占比 > 95 %",
    hardlyMet: "达到的占比 < 5 %",
    alwaysMet: "全部运行均达到",
    neverMet: "全部运行均未达到",
    listed: (targets) => targets.join("；"),
    moreBoxes: (count) => `另有 ${count} 组条件，见 boxes.csv（--out）。`,
    tablesLeftOut: "experiments.csv 和 outcomes.csv 将超过 2000 万个数，未写出；需要时加 --keep outcomes",
    boxNeedsBoth: (target, met) => `“${target}”在全部运行中均${met ? "" : "未"}达到，因此没有条件组可列。`,
    noBox: (target, share) => `“${target}”在 ${share} 的运行中未达到，没有突出的条件。`,
    box: ({ target, share, density }) =>
      `“${target}”在 ${share} 的运行中未达到；同时符合下列条件时，${density} 未达到：`,
    boxShares: ({ mass, coverage }) => `符合这些条件的运行占 ${mass}，包含全部未达到情形的 ${coverage}。`,
    byChance: "（该条件可能出于偶然）",
    boxNote: (runs) => `由 PRIM 方法在 ${runs} 次运行中找出；条件取自同一批运行，末位数字不宜作为依据。`,
    and: (parts) => parts.join("，且"),
    limit: limit,
    drawn: {
      fan: (region, what) => `${region}：可能的走势（${what}）`,
      probability: "各年份前达峰的概率",
      probabilityIf: (condition) => `${condition}，各年份前达峰的概率`,
      shares: "假设的离散范围：各年份前达峰的运行占比",
      sharesAxis: "运行占比，%",
      scenario: "情景自身，不是预测",
      held: (condition) => `${condition}；抽样取自以往预测的误差。`,
      probabilityAxis: "概率，%",
      range: (low, high) => `${low}–${high} % 的运行`,
      median: "中位数",
      index: "占方差的比例，%",
      later: "取值越大：越晚",
      earlier: "取值越大：越早",
      raises: "取值越大：越高",
      lowers: "取值越大：越低",
      missed: (target) => `何时未达到：${target}`,
      missedNote: (share) => `条形：输入位于自身取值范围（0 至 100 %）的何处。全部运行中未达到的占 ${share}。`,
      box: ({ number, conditions, density, coverage }) =>
        `${number}. ${conditions}：其中 ${density} 未达到，占全部未达到的 ${coverage}。`,
      note: ({ runs, design }) => `${runs} 次运行，${design}。`,
    },
  },

  budget: {
    title: ({ from, to, budget, unit }) =>
      budget === undefined
        ? `${from}-${to} 年累计排放（${unit}）与净零年份`
        : `${from}-${to} 年累计排放与预算 ${budget} 的比较（${unit}），以及净零年份`,
    boundary: "边界",
    emitted: (unit) => `累计排放，${unit}`,
    until: (year) => `至 ${year} 年`,
    exhausted: "预算用尽",
    lasts: "未用尽",
    restored: (year) => `，${year} 年末重回预算之内`,
    left: (unit) => `剩余，${unit}`,
    zero: "降至零并保持",
    never: "未达到",
    last: (year, unit) => `${year} 年，${unit}`,
    note: "每年按全年排放均匀计入：2031.3 表示 2031 年过去十分之三时。",
    netNote: (net) => `“${net}”降至零即为碳中和。`,
    room: ({ statement, from, year, fall, isRise }) =>
      `${statement === undefined ? "强度目标" : `目标 ${statement} `}留下的排放空间：${year} 年单位生产总值二氧化碳较 ${from} 年${isRise ? "上升" : "下降"} ${fall}`,
    own: (from, to, unit) => `情景 ${from}-${to} 年，${unit}`,
    atGrowth: (growth) => `增速 ${growth} 时允许`,
    roomNote: "各边界均按同一降幅；剩余为允许排放减情景排放。",
  },

  allocate: {
    title: ({ year, total, unit, boundary, isBudget }) =>
      `${boundary}：${isBudget ? `至 ${year} 年末累计` : `${year} 年`} ${total} ${unit} 的分解`,
    sum: "合计",
    own: (year, isBudget) => (isBudget ? `自身情景至 ${year} 年` : `自身情景 ${year} 年`),
    rules: {
      equal_fall: "等比例下降",
      emissions: "历史排放",
      gdp: "生产总值",
      residents: "常住人口",
      convergence: "人均趋同",
      capability: "支付能力",
    },
    note: ({ from, intensity, isBudget }) =>
      isBudget
        ? `自 ${from + 1} 年起各自可排放的总量。各列合计均等于总量。`
        : `括号内为较 ${from} 年的${intensity ? "单位生产总值排放" : "排放"}变化。各列合计均等于总量。`,
    ruleNote: (by) =>
      `等比例下降：各地降幅相同。历史排放：按基年以来累计排放。生产总值、常住人口：按各自份额。人均趋同：由排放份额逐步过渡到 ${by} 年人均相等。支付能力：人均收入高者多减。`,
    difference: ({ year, amount, unit }) =>
      `各成员自身账户合计减全地区账户：${year} 年为 ${amount} ${unit}(各自分别核算区外电力所致)，不分摊给任何成员。`,
  },

  check: {
    checked: (id, detail) => `${id}：没有错误（${detail}）`,
    counts: ({ levers, assumptions, targets, files }) =>
      `措施 ${levers} 项，给定参数 ${assumptions} 个，目标 ${targets} 个，文件 ${files} 个`,
  },

  compare: {
    where: "出处",
    first: "起始年",
    moreInputs: (count) => `另有 ${count} 项见 inputs.csv（--out）。`,
    byDefault: "默认值",
    through: (lever) => `措施 ${lever}`,
    title: ({ first, second, boundary }) =>
      `差异来自哪些输入：${first} → ${second}，“${boundary}”，各项之和等于总差异（沙普利值）`,
    assumption: (name) => `参数 ${name}`,
    rest: ({ levers, assumptions }) => {
      const parts = [
        ...(levers > 0 ? [`${levers} 项措施`] : []),
        ...(assumptions > 0 ? [`${assumptions} 个参数`] : []),
      ];
      return `其余 ${parts.join("和 ")}`;
    },
    total: "全部差异",
    exact: (runs, players) => `精确值：${players} 项输入的所有组合均已运行（共 ${runs} 次）。`,
    censored: "其中之一在期内未达峰，其达峰年按期末后一年计。",
    none: {
      other_region: "地区不同，所有数据均不相同",
      other_years: "年份区间不同",
      not_computed: "并非两者都计算了该边界",
      same_inputs: "输入完全相同",
    },
    notTakenApart: ({ first, second, reason }) => `未将差异 ${first} → ${second} 分解到各项输入：${reason}。`,
    differences: "输入差异",
    noDifferences: "输入完全相同。",
    allYears: "全部",
  },

  costCurve: {
    title: (boundary, from, to) =>
      `“${boundary}”每减一吨的成本，${from}-${to} 年，先列节省资金的措施，再由低到高（成本与排放的沙普利份额之比）`,
    data: "成本数据",
    priced: { all: "有", some: "部分", none: "无" },
    reduction: (unit) => `减排，${unit}`,
    running: "累计",
    cost: (unit) => `成本，${unit}`,
    unitCost: (unit) => `${unit}`,
    all: "全部措施",
    partly:
      "部分（≥）：措施的部分作用没有价格，成本为下限（节省额为上限）；无：只剩节省的燃料与电力，因此不给出单位成本。",
    unpriced: (names) => `没有价格的参数：${names}`,
    idle: (count, cost) => `另有 ${count} 项措施对本边界没有作用，成本共 ${cost}。`,
    raising: "增加排放",
    saves: "节省资金",
    savesAtMost: "至多节省",
    savingNote:
      "节省资金的措施按节省总额（成本列）排在前面，不给出每吨数值：同样的节省额除以越少的吨数，看上去反而越好。",
    sampled: ({ orders, runs, seed }) =>
      `抽样值：${orders} 个次序，共 ${runs} 次运行，随机种子 ${seed}；± 为标准误。两列合计均精确。`,
    note: "各年成本（新建设施年金、运维、燃料、外购电、有价格的措施），2020 年价格，累加时不贴现；采用全国成本数据，多为估计值。不含碳价等转移支付。",
    noLayout: (model) => `模型 ${model} 没有说明措施的成本（report.cost）`,
    noLevers: "没有措施，无成本可言。",
    noData: (region) => `${region} 没有成本数据（cost_available 为 0）`,
  },

  coverage: {
    level: "层级",
    levels: { nation: "全国", province: "省级", city: "市", district: "区县", rest: "省内其余", country: "国家" },
    energy: "能源碳排放",
    assessed: "考核口径",
    estimated: "估算占比",
    check: "清单核对",
    plans: "规划文件",
    mapped: "已对应",
    counts: {
      ...verdicts,
      draft: "征求意见稿",
      met_sized: "其中按条定量",
      met_observed: "已由观测",
      met_reference: "参考即达到",
      met_policy: "靠规划措施",
    },
    referencePeak: "达峰(参考)",
    policyPeak: "达峰(规划)",
    effect: "2030 年措施作用",
    total: (regions) => `${regions} 个地区`,
    effectNote:
      "2030 年措施作用：考核口径变化量（百万吨），其后按依据分为五组，列出变化量（百万吨）与份额（组间 Shapley 值，合计即为总量）：本地文件数字及其点名的规划项目、国家文件数字、按同类措施统计规模、提到而无任何规模（等级 1）、仅见于公开名录或他地规划的规划项目。某组使排放增加时符号相反、份额为负；各组相互抵消、净值不足各组绝对值之和一半时不给份额。",
    note: "碳排放为基年值（百万吨），分辖区能源活动与考核口径。估算占比：基年能源数据中按规则估算的部分（降尺度者为全部）。清单核对：基年清单与前推至基年的 CEADs 2019 年清单之比，未据此校准。已对应：模型有对应指标的规划表述数；其后各列为规划情景下现行有效目标数，每条只计一次：达到或未达到；误差内达到或未达到（变化量的不确定性足以改变结论）；未定（年份已过而该指标没有观测）；无规划措施（该年份没有措施按其定量）；无法计算。征求意见稿：尚未生效的征求意见稿中的目标数，不计入前述各列。达到的目标再分四类，每条只计一次：情景措施力度即按该条数值确定的（按条定量，达到是必然结果）；已由观测达到的；参考情景即达到的；靠规划措施才达到的。达峰按考核口径，> 表示期内未达峰。",
    withoutRuns: "没有可运行情景的地区",
    nowcast: "基年之后模型与观测对照：各指标的最大偏差及其年份（* 并非当地观测值，由上级总量分摊）",
    qualityCheck: "核对项",
    checkName: (check, _cell, members) => {
      const names: Readonly<Record<string, string>> = {
        inventory: "燃料碳排放（对比CEADs）",
        mining_coal: "采矿业用煤碳排放",
        electricity_use: "全社会用电量",
        grid_factor: "电网排放因子",
        primary_energy: "能源消费总量",
        power_coal: "供电煤耗",
        nonfossil_share: "非化石能源占比",
        calibration: "校准系数",
        estimated_share: "估算占比",
        sum_of_provinces: "分省合计",
      };
      return `${names[check] ?? check}${members === "" ? "" : ` ${members}`}`;
    },
    computed: "计算值",
    published: "公布值",
    reason: "原因（英文原文）",
  },

  delay: {
    title: (boundary) => `推迟的代价：“${boundary}”`,
    allTitle: "全部措施推迟",
    leversTitle: (unit) => `单项措施推迟，其余措施不变（峰值与累计单位：${unit}）`,
    asIs: "不推迟",
    yearsLater: (years) => `${years} 年`,
    band: "峰值区间",
    toldApart: (years) => `推迟 ${years} 年起，达峰时间才可区分。`,
    neverToldApart: "这些峰值在时间上都无法与不推迟时区分（达峰年互在对方区间内）。",
    rest: (count) => `另有 ${count} 项影响较小的措施见 delay.csv（--out）。`,
    yearChange: "达峰推迟，年",
    levelChange: "增加",
    cumulative: (unit) => `累计增加，${unit}`,
    peakOf: (years) => `推迟 ${years} 年：达峰年与峰值`,
    cumulativeOf: (years) => `累计，${years} 年`,
    idle: (count) => `另有 ${count} 项措施推迟后没有影响。`,
    note: (first) =>
      `推迟使措施的整个进程后移；任何措施不早于 ${first} 年（首个无观测值的年份）开始。累计自基年至期末。`,
    none: "没有措施，无从推迟。",
  },

  explain: {
    byDefault: "默认值",
    modes: { set: "设定", add: "增加", fill: "填充", multiply: "乘", floor: "下限", ceiling: "上限" },
    formula: "公式",
    withNumbers: "代入数值",
    inputs: "输入",
    estimated: "估算",
    overrides: "替代",
    converted: (number) => `由 ${number} 换算`,
    fromRow: (row) => `来自 ${row}`,
    fromRows: (count, rows) => `来自 ${count} 行：${rows}`,
    rules: {
      as_parent: (text) => `此后与上级相同（then: as parent），之前为 ${text}`,
      at_least: (text) => `取上级数值与下限 ${text} 中较大者（hold: at least）`,
    },
    effect: "作用于",
    path: "路径",
    atFull: "全力度时的作用",
    without: "不采取时",
    strengthOf: (strength) => `力度 ${strength}`,
    years: "起止年份（开始至全力度）",
    shapes: { linear: "线性", s_curve: "S 形", step: "一步到位", exponential: "先慢后快", knots: "逐年份额" },
    pulls: (scenario, strength) => `${scenario} 采用的力度为 ${strength}`,
    notPulled: (scenario) => `${scenario} 未采用该措施`,
    counted: (strength) => `同类措施的统计规模为 ${strength}`,
    does: (year) => `${year} 年的作用（其余措施按本情景）`,
    moreCells: (count) => `（另有 ${count} 项）`,
    leverPeak: (command) => `对排放和达峰的作用：${command}`,
    precedence:
      "优先级：地区的上级、地区、情景的上级、情景（assume）；然后措施依次按设定 (set)、增加 (add)、填充 (fill)、乘 (multiply)、下限 (floor)、上限 (ceiling) 作用；最后受参数自身上下限约束。",
  },

  projects: {
    project: "项目",
    kind: "类别",
    size: "规模",
    years: "投产",
    status: "进展",
    probability: "概率",
    responsible: "责任部门",
    unknownEnd: "不详",
    kinds: { technology: "电源", product: "产品", storage: "储能", line: "输电线路" },
    statuses: { operating: "在运", building: "在建", approved: "已核准", planned: "规划" },
    acts: (strength) => `在本情景中按 ${strength} 起作用`,
    off: "在本情景中不起作用；全力度时：",
    stands: "已计入观测值，不再增加",
    hours: (hours) => `年利用 ${hours}`,
    clean: (share) => `非化石占比 ${share}`,
  },

  levers: {
    peaks: (boundary, unit) => `各项措施下的达峰：“${boundary}”（${unit}）`,
    noLever: "不采取措施",
    allLevers: "全部措施（本情景）",
    aloneOn: "只采取该项措施",
    withoutIt: "去除该项，保留其余全部措施",
    below: (percent) => `低于峰值 ${percent} %`,
    past: (status) => `已过，${status}`,
    summits: (years) => `多个高点：${years}`,
    pastNote: (years) => `最高值在观测年份（${years}），任何措施都不能改变`,
    pollutants: ({ boundary, unit, pollutant }) =>
      `各项措施对大气污染物的作用：单独实施的变化，“${boundary}”二氧化碳（${unit}）与污染物（${pollutant}）`,
    perCo2: (year) => `每千吨 CO2 吨数，${year}`,
    pollutantNote:
      "每千吨 CO2：污染物变化量除以二氧化碳变化量；污染物上升时为负，二氧化碳未下降时为 -。污染物只计本地区；部分边界计入外来电的二氧化碳，任何边界都不计其污染物。",
    summitsNote: (years) => `${years} 年的高点相差不超过 2 %，何者为峰值出于偶然`,
    stillMoves:
      "此时先列仍会变化的量：各年水平、排放此后一直低于峰值 5 % 和 10 % 的首年，以及平台期（其末年即平台结束之年）。",
    more: (count, command) => `另有 ${count} 项作用较小；连同各类措施：${command}`,
    idleLevers: (count, names) => `另有 ${count} 项措施对本边界没有作用：${names}`,
    note: (command) =>
      `措施之间相互重叠或增强：无论是单独实施的作用，还是去除后失去的作用，相加都不等于总量。合计等于总量的贡献：${command}`,
    title: (boundary) => `各项措施对“${boundary}”的贡献：各项之和等于总量（沙普利值）`,
    byFamily: "按类别",
    withoutProject: "去掉该项目：",
    cumulative: (unit) => `累计，${unit}`,
    alone: "单独实施",
    removed: "单独去除",
    count: (count) => `${count} 项措施`,
    total: "全部措施",
    without: "不采取措施",
    withAll: "采取全部措施",
    sampled: ({ orders, runs, seed, bound }) =>
      `抽样值：${orders} 个同类相连的次序（欧文值），共 ${runs} 次运行，随机种子 ${seed}；± 为标准误，要求低于总量的 ${bound}。无论如何抽样，合计都是精确的。`,
    idle: (count) => `另有 ${count} 项措施对本边界没有作用（均为 0）。`,
    noYears: "不列达峰年的贡献：两者的峰值均已过，或高度相当（相差不超过 2 %）的高点轮流居首。",
    unsettled: "部分标准误仍大于要求；可用 --pairs 增加次序数。",
    censored: (share) =>
      `在 ${share} 的运行中最高值位于年份区间的端点（期末仍未达峰的按期末后一年计）：达峰年的贡献只是界限。`,
    raising: (names) => `抬高累计排放的措施：${names}`,
    delaying: (names) => `推迟达峰的措施：${names}`,
    pairs: (unit) => `重叠或增强最显著的两两组合（累计，${unit}）`,
    overlap: "重叠",
    reinforce: "相互增强",
    families: {
      ...Object.fromEntries(Object.entries(familyLabels).map(([family, { zh }]) => [family, zh])),
      rest: "其他",
    },
  },

  list: {
    leftOut: (id) => `${id} 有错误，已略去；见：peakpath check ${id}`,
    sumOf: (count) => `${count} 个地区合计`,
    title: "标题",
    family: "类别",
    label: "名称",
    name: "标识",
    years: "年份",
    here: "本情景",
    potential: "力度 1 的含义",
    range: "范围",
    assume: "assume:",
    mayAssume: (may) => (may ? "是" : "否"),
  },

  find: {
    kinds: {
      lever: "措施",
      project: "项目",
      parameter: "参数",
      variable: "变量",
      quantity: "规划指标",
      region: "地区",
      scenario: "情景",
    },
    kind: "类别",
    goOn: "下一步",
    scenario: "情景",
    stands: (example) => `命令中的“情景”处填写情景标识，例如 ${example}；也可用 --region 指定地区。`,
    more: (count, kind, command) => `另有 ${count} 个${kind}：${command}`,
    nothing: (text, near) => `没有名为“${text}”的内容${near === undefined ? "" : `；是否指 “${near}”？`}`,
  },

  new: {
    made: (id, parent) => `${id}，由${parent}生成`,
    co2: (energy, process) => `  基年：能源活动二氧化碳 ${energy} 百万吨，工业过程 ${process} 百万吨`,
    electricity: (use, imports, exports) => `  电力：用电 ${use} 太瓦时，由上级电网受入 ${imports}，送出 ${exports}`,
    moved: "按表中数据调整(工业份额的倍数)",
    anchor: (anchor, factor, doubtful) =>
      `  ${anchor}：乘以 ${factor}${doubtful ? " (!) 与上级平均水平相差很大：请核对数值、单位和电厂" : ""}`,
    missed: (anchor, asked, reached) => `  ${anchor}：表中为 ${asked}，只能达到 ${reached}`,
    guessed: "表中未给出而推定的内容",
    guesses: {
      electricity_use: "用电量：居民按人口，服务业和工业按增加值",
      coal: "煤炭：工业按第二产业增加值，发电按电厂",
      coke: "焦炭：随钢铁，其余按第二产业增加值",
      oil: "油品：车辆按人口和生产总值，工业按增加值",
      gas: "天然气：居民按城镇人口，工业按增加值",
      primary_share: "第一产业增加值：按上级平均",
      secondary_share: "第二产业增加值：按上级平均",
      urban_share: "城镇化率：按上级平均",
      land: "土地：按农村人口",
      forest_cover: "森林：按土地",
      forest_stock: "森林蓄积：按森林面积",
      crude_steel: "钢铁：按第二产业增加值",
      aluminium: "电解铝：按第二产业增加值",
      refinery: "炼油：按第二产业增加值",
      capacity_coal: "煤电：按第二产业增加值",
      capacity_gas: "气电：按第二产业增加值",
      capacity_nuclear: "核电：无",
      capacity_hydro: "水电：按土地",
      capacity_pumped: "抽水蓄能：按土地",
      capacity_wind_onshore: "陆上风电：按土地",
      capacity_wind_offshore: "海上风电：无",
      capacity_solar: "光伏：集中式按土地，分布式按第二产业增加值",
      capacity_biomass: "生物质与垃圾发电：按人口",
    },
    noRun: (parent) => `机组利用小时和电网排放因子：取基年值(没有 ${parent}/reference 可运行)`,
    next: (id) => `下一步：peakpath run ${id}/reference`,
  },

  picture: {
    trajectory: (region) => `${region}：碳排放及其峰值`,
    history: (from, to) => `灰线：历史 ${from}–${to}，属另一套核算。`,
    peakNote: "圆点：最高年份。粗线：与峰值相差不超过 2 % 的年份，在数值上无法与峰值区分。",
    bandOf: ({ from, to }) => (from === to ? `峰值 ${from}` : `峰值，平台期 ${from}–${to}`),
    inYears: ({ from, to }) => (from === to ? String(from) : `${from}–${to}`),
    sectors: (region) => `${region}：各部门达峰次序`,
    sectorNote: (unit) => `圆点：最高年份。横条：与峰值相差不超过 2 % 的年份。其后数值：峰值，${unit}。`,
    stack: (region, what) => `${region}：${what}`,
    stackNote: (year) => `名称后的数值为 ${year} 年。`,
    other: "其他",
    wedges: (boundary) => `减排来自何处：${boundary}`,
    without: "无措施",
    withAll: "全部措施",
    raising: "被增加用能的措施抵消",
    wedgeNote: "各项贡献逐年之和等于两线之差（沙普利值）。下线以下：部分措施减去、又被另一些措施增加的部分。",
    sampledNote: "按类别内抽样（欧文值）。",
    shares: (boundary) => `各项措施的贡献：${boundary}`,
    peaksByLever: (boundary) => `各项措施下的达峰：${boundary}`,
    within: "与峰值相差不超过 2 %",
    fivePercent: "低于峰值不足 5 %",
    tenPercent: "低于峰值不足 10 %",
    peaksByLeverNote: (unit) => `圆点：最高年份；多个高点高度相当时不标。其后数值：峰值，${unit}。`,
    yearsEarlier: "达峰年变化，年",
    peakLevel: (unit) => `峰值变化，${unit}`,
    cumulative: ({ unit, from, to }) => `累计 ${from}–${to}，${unit}`,
    whisker: "细线：抽样标准误的两倍。",
    lowers: "降低或提前",
    raises: "抬高或推迟",
    drivers: (boundary) => `排放的驱动因素：${boundary}`,
    points: "百分点/年",
    peakAt: (year) => `${year} 年达峰`,
    driverNote: "每根柱为较上年的变化；合计由正转负处即为峰值。",
    compared: (boundary) => `情景对比：${boundary}`,
    difference: ({ first, second }) => `差异来自哪些输入：${first} → ${second}`,
    tornado: (boundary) => `峰值取决于什么：${boundary}`,
    tornadoNote: "每次只变动一项输入；名称后依次为低值、现值、高值。",
    atLow: "取低值",
    atHigh: "取高值",
    delay: (boundary) => `推迟的代价，全部措施推迟：${boundary}`,
    delayOfOne: ({ boundary, years }) => `推迟的代价，单项措施推迟 ${years} 年：${boundary}`,
    delayNote: "圆点：最高年份；横条：与峰值相差不超过 2 % 的年份；其后数值：峰值。",
    peakYear: "达峰年",
    later: (years) => `推迟 ${years} 年`,
    costCurve: (boundary) => `每减排一吨的成本：${boundary}`,
    costCurveNote:
      "先列节省资金的措施（按节省总额，即面积），再由低到高排列；名称后为每吨成本。超出范围的柱被截断；没有成本数据的措施未列出。",
    reduction: ({ unit, from, to }) => `减排量 ${from}–${to}，${unit}`,
    made: (version, id) => `peakpath ${version}，${id}`,
    nothing: "没有可绘制的内容",
    nothingOf: (what) => `没有可绘制的内容：${what}（各年均为零）`,
    wrote: (count, folder) => `已在 ${folder} 写入 ${count} 幅图`,
  },

  queue: {
    ready: (queue) => `正在 ${queue} 等待批量运行的分段；按 Ctrl-C 完成手头一段后结束`,
    served: (parts) => `已计算 ${parts} 段`,
    trouble: ({ kind, detail }, place) => troubles[kind](detail, place),
    waiting: (trouble, limit) => `${trouble}。最多等待 ${limit}（--wait）`,
    back: (queue) => `${queue} 的 Redis 恢复应答`,
    gaveUp: (waited, why) => `${waited}内没有任何结果返回（--wait）：${why}`,
    noWorker: (queue, seen) => `${seen ? "已" : "尚"}没有工作进程在等待；请启动：peakpath worker --queue ${queue}`,
    nothingBack: (waited, workers) =>
      `${workers === undefined ? "" : `虽有 ${workers} 个工作进程，`}${waited}内没有任何结果返回`,
    refusal: (refusal) =>
      `工作进程(主机 ${refusal.host}，进程 ${refusal.pid})退回分段：${queueRefusals[refusal.code](refusal)}`,
    nobodyFits: (refusals, more) =>
      `没有合适的工作进程：\n  ${refusals.join("\n  ")}${more > 0 ? `\n  另有 ${more} 个` : ""}`,
    givesBack: (scenario, why) => `退回 ${scenario} 的一段：${why}`,
    kept: (folder) =>
      folder === undefined ? "未给 --out，结果未保存" : `已返回的结果保存在 ${folder}，同一命令加 --resume 可接着运行`,
    damaged: (part) => `第 ${part} 段多次返回时已损坏；有别的程序在写这个 Redis`,
    wrongJob: (what) => `队列中有一项不是 peakpath 的任务(${what})；已丢弃`,
    outOfReach: (scenario) =>
      `--queue 只接受情景名称(例如 zhejiang/policy)或本文件夹之下的路径，因为工作进程在各自的机器上读取；而不是 “${quote(scenario)}”`,
    largeDesign: (most) => `超过 ${most} 的设计不能经队列传送；请分片计算(--shard)`,
  },

  rebase: {
    made: (id, from, before, year, file) => `${id}：${from}，基年由${before}移至${year}，依据 ${file}`,
    base: (year, before) => `基年${year}：平衡表与${before}年起算结果对照`,
    quantity: "指标",
    run: (before) => `${before}年起算`,
    balance: "平衡表",
    change: "变化",
    peaks: (unit) => `峰值：年份、区间、水平(${unit})`,
    boundary: "边界",
    from: (year) => `自${year}年`,
    carried: "数据来源，以及推定和沿用的内容",
    words: (balance, run, paths) => `  平衡表 ${balance} 个数，原情景存量 ${run} 个数，移动路径 ${paths} 个数`,
    fromBalance: "  取自平衡表：能源、清单、电力、热力、加工转换，按数据步骤的规则",
    fromRun: (year, before, words) => `  取自${before}年起算情景的${year}年值(含观测值)：${words}`,
    fromPaths: "  随平衡表移动(原按其规则推定者)：利用小时、新增设备与供热结构、外送电、外来电上限",
    kept: (id, year) => `  沿用 ${id}：增长、规划、措施、系数、对比年；${year}年以后的观测年份`,
    history: (year) => `  历史数据截止年不变；其后至${year}年之间未补齐`,
    notKnown: (year, before) =>
      `  平衡表未给出，取${before}年起算值：${year}年风电、光伏和外来电的构成，生物质发电，车辆充电，数据中心`,
    industry: (own) =>
      own ? "  工业分行业：按数据步骤的份额(燃料用最新CEADs，电力和热力为回忆值)" : "  工业分行业：按原情景份额",
    derived: (plant, gw) => `  ${plant} 装机为推算：${gw} 吉瓦；平衡表发电量超出原情景装机所能`,
    left: (columns) => `  模型未使用的列：${columns}`,
    next: (folder, ids) => `下一步：${folder === "" ? "" : `cd ${folder} && `}peakpath run ${ids}`,
  },

  rollUp: {
    header: ({ model, base, horizon, count, each }) =>
      `模型 ${model}，基年 ${base}，期末 ${horizon}，${count} 个地区合计${each === "" ? "" : `，各地区情景为“${each}”`}`,
    parts: (boundary, unit) => `“${boundary}”口径下的总量由谁支撑（${unit}），按各地区自身达峰先后排列`,
    ownPeak: "自身达峰",
    partIn: (year) => `${year} 年分量`,
    change: (from, to) => `${from}-${to}`,
    difference: (whole, unit) => `统计差额：合计减去${whole}自身运行（${unit}）`,
    differenceNote: "各组成部分按各自基年运行；合计与整体之差列于此处，不分摊给任何一方。",
    tradeOfWhole: (whole) => `各成员合计净调入的电力来自${whole}以外，按其自身运行计入。`,
    outside: "区外净调入电力",
    sum: "合计",
    partsNote: "分量不含成员间相互抵消的电力贸易；自身峰值则包含，因此自身峰值之和不等于总量。",
    stillRising: (year) => `${year} 年以后仍在上升`,
    drivers: "总量始终未下降，推高者",
    trade: (unit) => `各成员调入与调出电力（${unit}）`,
    imports: "调入",
    exports: "调出",
    gap: "调入减调出",
    counted: (unit) => `计为区外电力（${unit}）`,
    noSender: ({ years, most, unit }) =>
      `提示：${years} 年各成员合计调入多于调出，最多 ${most} ${unit}，这部分电力没有任何成员发出；合计按成员调入电量的平均因子计入，各成员自身结果则默认可以得到。`,
    surplus: "负值表示成员合计调出多于调入；多出部分无人接收，也不予扣减。",
    openTrade: ({ years, most, unit }) =>
      `在允许的迭代次数内，除观测年差额外，${years} 年仍有至多 ${most} ${unit} 的缺口。`,
    closed: (year) =>
      `${year} 年之后，调入等于扣除线路损耗的调出，并保持 ${year} 年的差额（统计差额与对外贸易）：需求较多时先送出将被弃掉的电量、再送出煤电余量，无人需要的调出则削减。送端按受端计入的二氧化碳核减，因此成员间合计为零；单个地区自身的运行仍用其自身的外送电量与因子。`,
    nowcast:
      "全国观测值与各成员之和对照。各成员没有逐年公布燃料消费，其燃料随活动变化；全国超出活动部分的消费不计入任何成员。",
    flows: "没有公布的双边电量，因此成员间的贸易按相互抵消处理。",
    limits: "各成员的提示",
    leftOut: (count) => `有 ${count} 个指标未列入：无法由合计推出的比率，以及会重复计算成员间互送电量的调入调出总量。`,
    inputs: "各地区的输入差异",
    otherMembers: "所含地区不同，不比较输入。",
  },

  run: {
    pollutants: {
      title: (unit, compared) => `大气污染物排放（${unit}）${compared ? "；竖线之后为与不采取措施相比的变化" : ""}`,
      pollutant: "污染物",
      held: (year) =>
        `排放因子与治理水平保持 ${year} 年不变，为全国水平，实际值可为其一半至两倍：只计算燃料与产量变化的作用，治理改造和更严标准另计。变化比绝对量可信。`,
      officialTotals: (year) => `${year} 年同口径官方总量`,
      official: (name, total, difference) => `${name} ${total}（模型 ${difference}）`,
    },
    header: ({ model, base, observed, horizon, levers }) =>
      `模型 ${model}，基年 ${base}，观测至 ${observed}，期末 ${horizon}，措施 ${levers} 项`,
    chain: "继承自",
    downscaled: "降尺度：本地区的数据均由上级地区估算",
    status: "状态",
    after10: "十年后",
    beside: "含外购",
    trend: "峰后年均变化",
    peaks: (unit) => `各核算边界的碳达峰（${unit}）`,
    sectors: (unit) => `各部门达峰次序（${unit}）`,
    kinds: { active: "主动达峰", passive: "被动达峰" },
    nowcast: "近年核对：观测值（基年 = 100，装机为 GW；* 为由全国数分摊）及模型偏差",
    nowcastFurthest: (quantity, year, difference) => `最大偏差：${quantity}，${year} 年，${difference}`,
    undecidedNote: (year) => `未定：${year} 年部分数据由全国数分摊，无法与上一年区分。`,
    bandNote: "平台期：与峰值相差不超过 2 % 的连续年份，在数值上无法与峰值区分。",
    localPeaks: "其他局部高点",
    historyPeak: ({ from, to, year, band, level, status }) =>
      `历史 ${from}-${to}：最高为 ${year} 年（${band}）${level}（${status}）`,
    stepFromNothing: ({ from, to }) =>
      `历史（${from}）为零或负值，与 ${to} 年的衔接差无法按比例计算，不跨越衔接点作判断`,
    spliceStep: ({ from, to, step, uncertainty, one }) =>
      `历史（${from}）与${from === to ? "本清单" : "基年"}（${to}）的衔接差：${step}；${
        uncertainty === undefined
          ? "清单不确定性未知，不跨越衔接点作判断"
          : one
            ? `在清单不确定性 ${uncertainty} 以内，视为同一序列`
            : `超过清单不确定性 ${uncertainty}，不跨越衔接点作判断`
      }`,
    splicedPeak: (year, level) => `历史与预测合并后的最高值：${year} 年 ${level}`,
    history: "历史",
    indicatorWithout: ({ years, at }) => `${years} 年无法计算：公式除以零或无有限值（${at}）`,
    flags: "提示",
    notes: "关于输入",
    gaps: (count) => `模型与观测对比：共 ${count} 个观测值，差异最大者`,
    modelled: "公式",
    sharedOut: "* 并非本地观测值，而是由上级总量分摊到本地的部分。",
    corrections: "观测值在公式之外的增量（已计入以上数值，并在最后观测年之后保持）",
    estimatedShare: "基年中估算数据的占比",
    summary: (unit) => `各情景达峰对比：年份、平台期、峰值（${unit}）`,
    reversed: ({ boundary, higher, lower, levers }) =>
      `在“${boundary}”边界上次序相反：${higher} 的峰值晚于或高于 ${lower}。在此边界上抬高或推迟峰值的措施：${levers}`,
    failedCount: (count) => `${count} 个情景失败，已略去，见上`,
  },

  sure: {
    title: (boundary) => `把握程度：${boundary}`,
    conditions: { as_planned: "若规划全部落实", as_before: "按以往规划的落实情况", no_plan: "按已观测趋势" },
    short: { as_planned: "全部落实", as_before: "按以往落实情况", no_plan: "" },
    share: (share, condition) => `${condition} ${share}`,
    peakBy: ({ year, shares, bands }) =>
      `不晚于 ${year} 年达峰的概率：${shares.join("，")}（达峰年 90 % 区间：${bands.join("；")}）`,
    also: "同上，不晚于",
    alsoBy: (year, shares) => `${year} 年：${shares.join(" 和 ")}`,
    undecided: "未定",
    after: (year) => `${year} 年以后`,
    untilAfter: (from, year) => `${from} 年至 ${year} 年以后`,
    inYear: (year) => `${year} 年`,
    orBefore: (year) => `${year} 年或以前`,
    fromBefore: (year, to) => `${year} 年或以前，至 ${to}`,
    level: ({ year, level, unit, spans }) => `${year} 年：${level} ${unit}，90 % 区间 ${spans.join("、")}`,
    within: (span, condition) => (condition === "" ? span : `${span}（${condition}）`),
    baseRate: ({ share, years, n, regions, window }) =>
      `其他地区处于历史最高值时，${share} 在 ${years} 年内达峰（n = ${n}，${regions} 个国家，${window} 年）`,
    before:
      "“按以往落实情况”可与“全部落实”相当，甚至更高：以往规划总体完成，风电、光伏还超额完成（data/certainty/README.md，Layer B）。",
    stale: ({ stored, now, scenario }) =>
      `把握程度：已存概率所依据的文件与现有文件不同（${stored}，现为 ${now}）：npm run build:certainty；针对现有文件可用 peakpath batch ${scenario} 计算（约 10 秒）`,
    notStored: (scenario) => `把握程度：这些文件没有已存概率：peakpath batch ${scenario} 可计算（约 10 秒）`,
    answer: ({ by, shares, runs }) =>
      `按此方案，不晚于 ${by} 年达峰的概率：${shares.join("，")}（${runs} 次经校准的运行）`,
    delayed: ({ by, years, shares, runs }) =>
      `${years === 0 ? "按现有安排" : `全部措施推迟 ${years} 年`}，不晚于 ${by} 年达峰的概率：${shares.join("，")}（${runs} 次经校准的运行）`,
  },

  samePeak: {
    same: (names, levels) => `${names}：就数据而言属同一峰值（达峰年互在对方区间内；${levels}）`,
    sameYears: (names, levels) => `${names}：达峰时间无法区分（达峰年互在对方区间内）；${levels}`,
    different: (names, levels) => `${names}：达峰时间不同（达峰年不互在对方区间内）；${levels}`,
    apart: (difference) => `峰值相差 ${difference}，未给出清单的不确定性`,
    less: (difference, uncertainty) =>
      `峰值相差 ${difference}，小于清单自身的不确定性 ${uncertainty}（该误差使两者同向变动）`,
    more: (difference, uncertainty) =>
      `峰值相差 ${difference}，大于清单自身的不确定性 ${uncertainty}（该误差使两者同向变动）`,
    and: (a, b) => `${a} 与 ${b}`,
  },

  seek: {
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
  },

  targets: {
    found: "结果",
    margin: "余量",
    firstMet: "首次达到",
    reasons: {
      no_series: "本地区未计算该量",
      no_data: "本地区没有该数据",
      no_year: "原文未写年份",
      year_not_covered: "不含该年份",
      base_year_not_covered: "缺少对比年份的数据",
      base_zero: "对比年份为零，无法计算比例",
      base_negative: "对比年份为负值，无法计算比例",
      other_base_not_positive: "对比对象在对比年份为零或负值",
      crosses_zero: "由正转负，无法计算年均增速",
      over_zero: "除数为零",
      over_negative: "除数为负值",
      not_finite: "所涉年份公式除以零或无值",
      undetermined: "最高值之后年份过少",
    },
    about: "约",
    peakOf: "达峰",
    reductionFrom: (year) => `较 ${year} 年下降`,
    riseFrom: (year) => `较 ${year} 年上升`,
    rise: (amount) => `上升 ${amount}`,
    largestChange: (change) => `各年变化至多 ${change}`,
    yearsUnit: "年",
    baseEstimated: "对比年份为估算",
    accountSteps: "对比年份按基年口径核算，与公布口径的差异",
    error: (amount) => `不确定性 ${amount}`,
    bandPastTarget: (year) => `平台期至 ${year} 年`,
    levelAbove: (level) => `峰值过高，为 ${level}`,
    points: "个百分点",
    counts: (counts) => {
      const { statements, mapped, promises, met_sized, draft } = counts;
      const parts = countsInWords(counts, verdicts, (count, verdict) => `${verdict} ${count}`);
      const sized = met_sized > 0 ? `（达到的条目中 ${met_sized} 条由措施按该条定量）` : "";
      return `规划表述 ${statements} 条，其中模型可计算 ${mapped} 条，现行承诺 ${promises} 条：${parts.join("，")}${sized}${draft > 0 ? `；另有征求意见稿承诺 ${draft} 条` : ""}`;
    },
    id: "编号",
    section: "章节",
    ranges: (low, high) => `${low} 至 ${high}`,
    increment: (from) => `较 ${from} 年增加`,
    growth: (from) => `自 ${from} 年年均增长`,
    plateau: (year) => `不晚于 ${year} 年进入平台期`,
    decline: (from) => `自 ${from} 年下降`,
    falling: (from) => `自 ${from} 年起逐年下降`,
    printedBase: (value, id) => `自 ${value} 起计（${id}）`,
    standingRule: (year) => `原文未给年份，按 ${year} 年检验`,
    otherAccount: (label, actual, verdict) => `另一口径：${[label, actual, verdict].filter(Boolean).join(" ")}`,
    holdBelow: (from) => `不高于 ${from} 年`,
    holdAbove: (from) => `不低于 ${from} 年`,
    relative: "降幅更大",
    relativeBy: (amount) => `降幅大 ${amount}`,
    fasterThan: (other, from) => `自 ${from} 年降幅大于${other}，差`,
    over: (other) => `与${other}之比`,
    inherited: (id) => `采用 ${id} 的数值`,
    superseded: (id) => `被 ${id} 取代`,
    repeated: "他处重申",
    countedAs: (id) => `计入 ${id}`,
    beside: (id) => `与同一文件的 ${id} 并列，计为一条`,
    also: (ids) => `另见 ${ids}`,
    slip: "抄录之误，照录原文",
    early: "达峰，未写年份",
    earlyPeak: (peak) => `原文未写年份，模型峰值在 ${peak} 年`,
    baseTaken: (year) => `原文未写基准年，取 ${year} 年`,
    draft: "征求意见稿",
    stated: "陈述，非承诺",
    atOdds: (document, numbers) => `${document ?? "文件"}前后不一：${numbers.join("、")}`,
    printedIn: ({ id, section, year, number, unit }) => `${year} 年 ${number} ${unit}（${id}，${section}）`,
    measuredFrom: (year) => `自 ${year} 年起计`,
    published: (year, value, run, decides) =>
      `${year} 年公布值 ${value}，模型 ${run}${decides ? "" : "；按公布值起的变化判断"}`,
    sizedBy: (levers) => `措施按本条定量：${levers}`,
    unmapped: (count) => `模型不计算的表述（${count} 条）`,
    formulas: "口径说明",
    none: (region) => `规划中没有关于${region}的表述。`,
    more: (command) => `全部目标及其文件、章节：${command}`,
    missedOfPlans: "未达到的规划目标",
  },

  assess: {
    title: ({ region, year }) => `${region}${year}年目标进展评估与预警`,
    basis: ({ scenario, year, observed }) =>
      `现行趋势：${scenario}；${Math.min(year, observed)} 年及以前有公布值的用公布值，其余为情景推算值`,
    chosen: ({ scenario, year, promises }) =>
      [
        ...(promises === undefined ? [] : [`承诺只取 ${promises} 所列`]),
        ...(scenario === undefined ? [] : [`未指定情景，取 ${scenario}`]),
        ...(year === undefined ? [] : [`未指定年份，取最近观测年 ${year} 年`]),
      ].join("；"),
    named: (name, year) => `${year}年${name}`,
    dated: (year, asked) => (/^[≥≤0-9]/.test(asked) ? `${year}年 ${asked}` : `${year}年${asked}`),
    lights: { red: "红", yellow: "黄", green: "绿", grey: "灰" },
    lightsOf: (counts) => counts.map(({ word, count }) => `${word}灯 ${count} 项`).join("、"),
    origins: { reported: "上报", published: "公布", projected: "推算" },
    reasons: {
      on_the_way: "按进度推进",
      course_misses: "目前符合进度，但按现行趋势到期不能完成",
      within_error: "与进度要求之差在不确定性以内",
      recoverable: "滞后，但按现行趋势到期可以完成",
      course_within_error: "滞后，到期缺口在不确定性以内",
      behind_and_missed: "滞后，且按现行趋势到期不能完成",
      missed_in_year: "目标年未完成",
      missed_as_projected: "按推算值目标年未完成，待公布值核实",
      not_planned: "尚不能认定符合进度，且目标年没有规划措施，不作判断",
      not_begun: "起算年份未到",
      no_value: "该年没有数值",
      no_baseline: "缺少起点数值，无法确定进度要求",
      no_projection: "滞后，目标年无法推算",
    },
    overall: "总体形势",
    gaps: "主要差距",
    measures: "建议措施",
    overallText: ({ year, count, lights, known, projected }) =>
      `${year} 年及以后到期的现行承诺共 ${count} 项，${lights}；其中 ${known} 项按上报或公布值判断，${projected} 项按推算值判断。`,
    overallDoubt: (count) => `红灯中 ${count} 项依据推算值，须以公布值核实。`,
    overallPeaks: (count, lights) => `达峰(含平台期)承诺 ${count} 项，${lights}。`,
    notComputed: (count, command) => `另有 ${count} 项承诺不在模型计算范围，未列入（${command}）。`,
    gapOf: ({ name, target, required, actual, origin, gap }) =>
      `${name}（${target}）应达 ${required}，${origin} ${actual}，差 ${gap}`,
    courseGapOf: ({ name, target, projected, gap }) => `${name}（${target}）按现行趋势到期为 ${projected}，差 ${gap}`,
    peakGapOf: ({ name, by, found }) => `${name}达峰（${by}；现行趋势：${found}）`,
    peakIn: (year) => (year === undefined ? "期内未达峰" : `${year} 年`),
    overallDrafts: (count, lights) => `另有征求意见稿承诺 ${count} 项，尚未生效，单独计数：${lights}。`,
    noGap: "没有超出不确定性的滞后项。",
    noGapJudged: "能够判断的各项中没有超出不确定性的滞后项；灰灯项暂不能判断。",
    noneJudged: "各项承诺均无法判断，所缺内容见灰灯说明。",
    noneToMend: "须先取得公布值或上报值（--observed），判断后方可提出措施。",
    noPromise: ({ region, year }) => `规划中没有${region} ${year} 年及以后到期的现行承诺。`,
    nextText: ({ name, year, needed, untilNow }) =>
      `${name}到 ${year} 年每年需 ${needed}${untilNow === undefined ? "" : `（此前每年 ${untilNow}）`}`,
    pushText: (levers, from) => `自 ${from} 年起可加力且作用最大的措施：${levers.join("、")}`,
    pushed: ({ lever, effect, name }) => `${lever}（${name} ${effect}）`,
    closedText: (names) => `${names.join("、")}已到目标年，缺口须在下一期同类目标中补足`,
    confirmText: (names) => `与要求之差在不确定性以内、须以公布或上报值确认：${names.join("、")}`,
    noMeasures: "保持现有措施力度，按期落实。",
    noRoom: "滞后项没有可加力的措施，灰灯项暂不能判断。",
    aheadText: (names, year) => `${names.join("、")}按现行趋势 ${year} 年不能完成，须在此前加力`,
    peakLate: ({ name, by, found }) => `${name}（${by}；现行趋势：${found}）`,
    peakMeasures: (names) => `达峰滞后或可能滞后：${names.join("、")}`,
    peakClosers: ({ name, levers, from }) => `${name}提前达峰作用最大的措施（自 ${from} 年起用足，逐项计）：${levers}`,
    peakPush: ({ lever, years, peak, from, to }) =>
      `${lever}（力度 ${from} → ${to}）至 ${peak} 年${years === undefined ? "" : `，提前 ${years} 年`}`,
    peakPassed: ({ lever, peak, from, to }) => `${lever}（力度 ${from} → ${to}）此后不再超过 ${peak} 年的水平`,
    setToIt: "（措施按本条定量）",
    noPeakCloser: (name) => `没有任何单项可加力措施能使${name}提前一年达峰`,
    peakSeek: (command) => `提前达峰的措施组合见 ${command}`,
    askDepartments: (departments) => `责任单位：${departments}`,
    promise: "指标",
    target: "目标",
    dueYear: "目标年",
    required: (year) => `${year}年应达`,
    actual: (year) => `${year}年数值`,
    origin: "数据",
    gap: "超前或滞后",
    outlook: "到期预计",
    peaks: "达峰承诺",
    peakYear: "峰值年(区间)",
    peakAhead: "预计达峰",
    peakDoubtful: "可能已达峰",
    trend: (year) => `${year}年较上年`,
    details: "红灯、黄灯说明",
    greys: "灰灯说明",
    progress: ({ required, actual, origin, gap }) => `应达 ${required}，${origin} ${actual}，${gap}`,
    path: (points) => `进度要求：${points}`,
    point: (year, value) => `${year}年 ${value}`,
    pace: ({ needed, untilNow }) => `今后每年需 ${needed}${untilNow === undefined ? "" : `，此前每年 ${untilNow}`}`,
    carriers: (levers) => `现有支撑措施：${levers}`,
    noCarrier: "情景中没有措施支撑该指标",
    closers: (year, levers) => `可加力措施（自 ${year} 年起用足）：${levers}`,
    noCloser: "没有仍有余力的措施",
    closes: "可补足缺口",
    push: ({ lever, effect, from, to }) => `${lever}（力度 ${from} → ${to}）${effect}`,
    carry: (lever, effect) => `${lever} ${effect}`,
    responsible: (departments) => `责任单位：${departments}`,
    source: (document, section) => `出处：${section === "" ? document : `${document}，${section}`}`,
    unused: (names) => `上报表中以下指标没有对应的现行承诺：${names}`,
    later: (year, names) => `${year} 年以后的上报值未采用：${names}`,
    note: "进度要求：自起算年起按直线，经过同一指标此前各期目标。措施作用为逐项变动对目标年数值的影响，不可相加。",
  },

  promiseTable: {
    headings: {
      indicator: "指标",
      kind: "类型",
      year: "目标年",
      operator: "要求",
      value: "目标值",
      value_high: "目标值上限",
      unit: "单位",
      base_year: "基准年",
      stage: "阶段",
      document: "文件",
      section: "章节",
      responsible: "责任单位",
    },
    kinds: {
      level: "水平",
      share: "占比",
      range: "区间",
      reduction: "下降",
      increment: "增加",
      growth: "年均增长",
      peak: "达峰",
      early: "尽早达峰",
      plateau: "平台期",
      decline: "持续下降",
      falling: "逐年下降",
      hold: "保持",
      relative: "降幅更大",
      crossing: "之比",
    },
    stages: { draft: "征求意见稿" },
    operators: { ">=": "不低于", "<=": "不高于" },
  },

  tornado: {
    title: (boundary, measure) => `“${boundary}”取决于什么：逐项变动，影响最大者在前（${measure}）`,
    now: ({ year, band, level, unit }) => `本情景：${year} 年达峰（${band}），峰值 ${level} ${unit}`,
    measures: { peak_year: "达峰年", peak_level: "峰值", cumulative: "累计排放" },
    input: "假设或措施",
    range: "低值 | 本情景 | 高值",
    peakYear: "达峰年：低 | 高",
    level: (unit) => `峰值，${unit}：低 | 高`,
    cumulative: (unit) => `累计，${unit}：低 | 高`,
    lever: "措施",
    rest: (count) => `另有 ${count} 项影响较小，见 tornado.csv（--out）。`,
    idle: (count) => `${count} 项有区间的输入对本边界没有影响。`,
    refused: (count) => `${count} 项输入不能单独取到端值，因为模型的校验不再成立：`,
    note: "假设在其来源给出的低值与高值之间变动，逐年路径整体移动；措施在力度 0 与第 4 级（物理上可行的上限）之间变动。",
    leftOut: "不变动：结构参数、总和须为 1 的份额、来源没有给出区间的假设。",
    same: "≈ 仍在本情景的峰值区间之内：时间上无法区分。",
    nothing: "没有影响本边界的有区间输入。",
  },

  why: {
    title: (boundary) => `“${boundary}”的驱动因素：百分点/年（各时段逐年均值）`,
    around: (year) => `${year} 年峰值前后逐年变化，百分点`,
    driver: "驱动因素",
    unexplained: "未解释",
    history: (from, to) =>
      `历史 ${from}-${to} 属另一套核算：仅有生产总值、能源消费和排放总量，只能区分表中有数值的因素，其中能源强度包含结构变化。`,
    noHistory: "该边界的历史无法分解：缺少能源消费或排放总量。",
    crosses: (year) => `合计在 ${year} 与 ${year + 1} 年之间由正转负，即为峰值。`,
    activeMore: ({ from, to }) =>
      `主动达峰：能效、能源结构与电网带来的下降超过 ${from}-${to} 年的全部降幅，其中一部分被增长抵消。`,
    passiveNone: ({ from, to }) =>
      `被动达峰：${from}-${to} 年的下降并非来自能效、能源结构与电网，而来自活动或结构走弱。`,
    active: ({ from, to, share }) => `主动达峰：${from}-${to} 年的下降中，能效、能源结构与电网贡献了 ${share}。`,
    passive: ({ from, to, share }) =>
      `被动达峰：${from}-${to} 年的下降中，能效、能源结构与电网只贡献了 ${share}，其余来自活动水平或结构走弱。`,
    withinBand: ({ from, to, band }) => `${from}-${to} 年排放均在峰值的 ${band} 以内，没有可分解的下降。`,
    belowZero: "上一年排放为负时，百分点按其绝对值计；为零时记作 -。",
    nothing: "排放始终为零，没有驱动因素。",
    missing: ({ points, year }) => `未达峰：${year} 年前后最接近，此时排放仍以每年 ${points} 个百分点增长，即为缺口。`,
    atStart: "期初即为最高：其原因在这些年份之前。",
    sectors: ({ from, to, unit }) => `分排放部门，${from} 至 ${to} 年，${unit}`,
    notDeclared: (model) => `模型 ${model} 未声明排放的驱动因素（report.why）`,
  },
  refusals,
  parser: {
    "Not enough non-option arguments: got %s, need at least %s": counted("参数不足：给了 %s 个，至少需要 %s 个"),
    "Too many non-option arguments: got %s, maximum of %s": counted("参数过多：给了 %s 个，至多 %s 个"),
    "Not enough arguments following: %s": "参数 %s 缺少值",
    "Missing required argument: %s": counted("缺少参数：%s"),
    "Unknown argument: %s": counted("未知参数：%s"),
    "Unknown command: %s": counted("未知命令：%s"),
    "Did you mean %s?": "是否指 %s？",
    "Invalid values:": "不允许的值：",
    "Argument: %s, Given: %s, Choices: %s": "参数 %s 为 %s；可为 %s",
  },
};
