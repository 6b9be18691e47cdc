const span = ({ from, to }: { readonly from: number; readonly to: number }) =>
  from === to ? String(from) : `${from}-${to}`;

/** The sentence on top of a report. */
export const verdict = {
  subject: (region: string, boundary: string) =>
    `${region}, ${/^[A-Z][a-z ]/.test(boundary) ? `${boundary[0].toLowerCase()}${boundary.slice(1)}` : boundary}: `,
  level: ({ value, unit }: VerdictLevel, digits: (value: number) => string) => `${digits(value)} ${unit}`,
  /** By how the top of emissions is to be taken. */
  peak: {
    rising: ({ year, level }: PeakWords) => `emissions still rise, to ${level} in ${year}`,
    not_reached: ({ year, level }: PeakWords) => `no peak by ${year}, when emissions are ${level}`,
    plateau: ({ band, level }: PeakWords) => `a plateau in ${span(band)} at up to ${level}`,
    peaked: ({ year, band, level }: PeakWords) => `peak in ${year} (${span(band)}) at ${level}`,
    pseudo_peak: ({ year, level }: PeakWords) =>
      `a top of ${level} in ${year} that is no peak, since emissions rise again after it`,
    before_base: ({ year, level }: PeakWords) => `highest in ${year} or before, ${level}`,
    undetermined: ({ year, level }: PeakWords) =>
      `highest in ${year} at ${level}; whether that is the peak cannot be told`,
    undecided: ({ year, level }: PeakWords) =>
      `highest in ${year} at ${level}, at the end of what is observed; whether that is the peak is undecided`,
  },
  summits: ({ summits, level }: PeakWords & { readonly summits: readonly number[] }) =>
    `tops of up to ${level} in ${summits.join(" and ")} that cannot be told apart`,
  seam: (year: number) => `the peak lies in the last observed year, ${year}`,
  below: (falls: readonly YearWords[]) =>
    falls.map(({ year, amount }, i) => `${amount}${i === 0 ? " below it" : ""} by ${year}`).join(", "),
  level_with: ({ year, amount }: YearWords) => `${year} less than ${amount} below it`,
  against: ({ first, second }: { readonly first: string; readonly second: string }) => `${second} against ${first}: `,
  change: ({ year, amount, share }: YearWords & { readonly share: string }) => `${year} ${amount} (${share})`,
  sum: ({ from, to, amount }: SumWords) => `${amount} in all of ${from}-${to}`,
  targets: ({ own, count, met, missed, undecided }: TargetWords) =>
    [
      `${met} of ${count} ${own ? "own targets" : "targets of plans"} met`,
      ...(missed > 0 ? [`${missed} missed`] : []),
      ...(undecided > 0 ? [`${undecided} open`] : []),
    ].join(", "),
  whole: (parts: readonly string[]) => `${parts.join("; ")}.`,
};

/** An amount of emissions in the unit that people count in. */
interface VerdictLevel {
  readonly value: number;
  readonly unit: string;
}

interface PeakWords {
  readonly year: number;
  readonly band: { readonly from: number; readonly to: number };
  readonly level: string;
}

interface YearWords {
  readonly year: number;
  readonly amount: string;
}

interface SumWords {
  readonly from: number;
  readonly to: number;
  readonly amount: string;
}

/** How many targets there are, and how many are met and missed; of the others nothing can be said yet. */
interface TargetWords {
  /** The scenario's own, or those of plans. */
  readonly own: boolean;
  readonly count: number;
  readonly met: number;
  readonly missed: number;
  readonly undecided: number;
}
