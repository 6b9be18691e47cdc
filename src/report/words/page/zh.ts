import type { PageWords } from "./en.ts";

/** 网页用语。 */
export const zh: PageWords = {
  tag: "zh-CN",
  name: "中文",
  verdict: ({ place, status, year, from, to, level, unit, horizon, lastObserved }) => {
    const at = `${level} ${unit}`;
    switch (status) {
      case "not_reached":
      case "rising":
        return `${place}到 ${horizon} 年仍未达峰：排放继续增长，升至 ${at}。`;
      case "plateau":
        return `${place}进入平台期：${from} 年至 ${to} 年排放与 ${at} 相差不到 2 %。`;
      case "pseudo_peak":
        return `${place} ${year} 年出现阶段性高点（${at}），但此后排放回升超过 5 %，不能算达峰。`;
      case "before_base":
        return `${place}已于 ${year} 年或更早达峰，峰值 ${at}。`;
      case "undecided":
      case "undetermined":
        return `${place}可能已于 ${year} 年达峰（${at}）：该年数据与上年尚难区分。`;
      default:
        return year <= lastObserved
          ? `${place}已于 ${year} 年达峰，峰值 ${at}。`
          : `${place}将于 ${year} 年达峰，峰值 ${at}。`;
    }
  },
  bandNote: (from, to) => `${from} 年至 ${to} 年与峰值相差不到 2 %，均可能为达峰年。`,
  compared: (year, value, change) => `${year} 年：${value}（${change}）`,
  asUntouched: "与原情景相同",
  sureMoved: "达峰把握程度是按原情景计算的，调整后不再适用。",
  sureTitle: "达峰把握",
  sureNone: "该情景的达峰把握程度尚未计算。",
  boundary: "核算口径",
  scenario: "情景",
  undo: "撤销",
  redo: "重做",
  reset: "全部还原",
  resetOne: (name) => `还原“${name}”`,
  share: "复制链接",
  shared: "链接已复制，包含全部调整。",
  shareByHand: "请复制以下地址，其中包含全部调整：",
  save: "保存",
  saveYaml: "情景文件（YAML），可用命令行运行",
  saveCsv: "全部数值（CSV）",
  savePeaks: "峰值（CSV）",
  saveSvg: "图片（SVG）",
  open: "打开情景文件…",
  opened: (name) => `已打开 ${name}。`,
  print: "打印",
  chart: (boundary) => `排放：${boundary}`,
  history: "此前核算",
  observed: "已观测",
  now: "调整后",
  untouched: "原情景",
  peak: "峰值",
  band: "与峰值相差不到 2 %",
  table: "表格",
  allPages: "地区与情景",
  numbers: "数值表",
  year: "年份",
  difference: "差值",
  levers: "措施",
  find: "查找措施",
  found: (count) => (count === 0 ? "没有同名措施。" : `找到 ${count} 项`),
  standing: "规划未列",
  pulledOnly: "只看规划所列措施",
  projects: "项目",
  economy: "经济假设",
  growth: "经济增速",
  growthText: (points, year, value) => `每年 ${points} 个百分点；${year} 年：${value}`,
  strength: (percent, text) => (text === "" ? percent : `${percent}：${text}`),
  byYear: (text, year) => `到 ${year} 年 ${text}`,
  towards: (percent, amount) => `向 ${amount} 推进 ${percent}`,
  on: "建设",
  off: "不建",
  more: (name) => `“${name}”详情`,
  start: "开始年份",
  full: "到位年份",
  knots: "规划按年给出份额；在此设定年份后改为匀速推进。",
  potential: "力度 100 %",
  basis: "依据",
  source: "来源",
  does: "作用于",
  differs: (count) => (count === 0 ? "尚未调整" : `已调整 ${count} 项`),
  differsHint: "拖动任一措施，图随之变化。",
  fromTo: (from, to) => `${from} → ${to}`,
  tabs: { effects: "各措施的作用", sectors: "部门", targets: "目标" },
  effectsNote: (years) =>
    `其他措施不变时该措施的作用：${years.join("、")} 年有无该措施的排放之差，以及没有它时的达峰时间。措施相互重叠，各行不可相加。`,
  effectsBusy: "计算中…",
  lever: "措施",
  peakWithout: "没有它时的达峰时间",
  all: "显示全部",
  few: "收起",
  sector: "部门",
  level: "峰值",
  status: "状态",
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
  target: "目标",
  asked: "要求",
  foundValue: "结果",
  verdictWord: "结论",
  noTargets: "该情景未设目标。",
  span: (from, to) => (from === to ? String(from) : `${from}–${to}`),
  explain: (name) => `“${name}”如何得出`,
  explainShort: "如何得出",
  formula: "公式",
  filled: "代入数值",
  inputs: "所用数值",
  close: "关闭",
  back: "返回",
  working: "准备中…",
  cannot: "此浏览器不能在页内计算（缺少 WebAssembly 向量指令）。所示为原情景的数值。",
  fileWrong: "无法打开该文件：",
  noResult: "此组设置算不出结果，仍显示上一组：",
  badLink: "网址无法识别，显示原情景。",
  language: "English",
  tour: "首次使用？",
  tourSteps: [
    "顶部一句话说明何时达峰；与峰值相差不到 2 % 的年份同样算在内。",
    "曲线为当前情景，移动指针可查看各年数值；虚线为原情景。",
    "拖动措施：从零到有文献依据的潜力上限。滑块下方的标记为规划力度。",
    "图下列出全部调整，可逐项还原。",
    "“复制链接”把调整写入网址；“保存”生成情景文件，命令行运行结果完全一致。",
  ],
  next: "下一步",
  done: "完成",
  made: (version) => `peakpath ${version}。全部在本页内计算，不发送任何数据。`,
  skip: "跳到措施",
  title: (place) => `${place}何时达峰`,
  saveHere: "保存到服务文件夹",
  saveName: "名称（小写字母、数字、_）",
  savedAs: (file) => `已保存 ${file}。`,
};
