import type { Words } from "../en.ts";

const TEN_THOUSAND = 10_000;

const span = ({ from, to }: { readonly from: number; readonly to: number }) =>
  from === to ? `${from}年` : `${from}-${to}年`;

export const verdict: Words["verdict"] = {
  subject: (region, boundary) => `${region}${boundary.replace(/[(（].*$/, "")}`,
  level: ({ value, unit }, digits) => {
    const plain = unit.replace(/二氧化碳$/, "");
    const many = plain.startsWith("万") && Math.abs(value) >= TEN_THOUSAND;
    if (many) return `${digits(value / TEN_THOUSAND)}亿${plain.slice(1)}`;
    return `${digits(value)}${/^[A-Za-z]/.test(plain) ? " " : ""}${plain}`;
  },
  peak: {
    rising: ({ year, level }) => `仍在上升，${year}年${level}`,
    not_reached: ({ year, level }) => `到${year}年未达峰，当年${level}`,
    plateau: ({ band, level }) => `${span(band)}处于平台期，最高${level}`,
    peaked: ({ year, band, level }) => `${year}年达峰（${span(band)}），${level}`,
    pseudo_peak: ({ year, level }) => `${year}年达到${level}后回升，并非达峰`,
    before_base: ({ year, level }) => `${year}年或更早最高，${level}`,
    undetermined: ({ year, level }) => `${year}年最高，${level}，是否达峰无法判定`,
    undecided: ({ year, level }) => `${year}年最高，${level}，处于观测期末，是否达峰未定`,
  },
  summits: ({ summits, level }) => `${summits.join("年和")}年两度接近最高（${level}），无法区分`,
  seam: (year) => `峰值在最后一个观测年${year}年`,
  below: (falls) =>
    falls.map(({ year, amount }, i) => `${year}年${i === 0 ? "较峰值" : ""}降${amount.replace(" ", "")}`).join("，"),
  level_with: ({ year, amount }) => `${year}年与峰值相差不到${amount.replace(" ", "")}`,
  against: ({ first, second }) => `${second} 与 ${first} 相比：`,
  change: ({ year, amount, share }) => `${year}年${amount}（${share.replace(" ", "")}）`,
  sum: ({ from, to, amount }) => `${from}-${to}年累计${amount}`,
  targets: ({ own, count, met, missed, undecided }) =>
    [
      `${own ? "自定目标" : "规划目标"}${count}项达到${met}项`,
      ...(missed > 0 ? [`未达到${missed}项`] : []),
      ...(undecided > 0 ? [`未定${undecided}项`] : []),
    ].join("、"),
  whole: (parts) => `${parts.join("；")}。`,
};
