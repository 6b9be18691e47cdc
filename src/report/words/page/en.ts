import type { PeakStatus } from "../../../run/peak/peak-status.ts";

/** Numbers of a verdict in words. */
export interface VerdictWords {
  readonly place: string;
  readonly status: PeakStatus;
  readonly year: number;
  readonly from: number;
  readonly to: number;
  readonly level: string;
  readonly unit: string;
  readonly horizon: number;
  readonly lastObserved: number;
}

const span = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`);

/** What the page says in English. */
export const en = {
  tag: "en",
  name: "English",
  verdict: ({ place, status, year, from, to, level, unit, horizon, lastObserved }: VerdictWords): string => {
    const at = `${level} ${unit}`;
    switch (status) {
      case "not_reached":
      case "rising":
        return `${place} does not peak by ${horizon}: emissions still grow, to ${at}.`;
      case "plateau":
        return `${place} levels off: from ${from} to ${to} emissions stay within 2 % of ${at}.`;
      case "pseudo_peak":
        return `${place} seems to peak in ${year} at ${at}, but emissions rise again by more than 5 %.`;
      case "before_base":
        return `${place} peaked in ${year} or before, at ${at}.`;
      case "undecided":
      case "undetermined":
        return `${place} may have peaked in ${year} at ${at}: the numbers of that year cannot yet be told from those before.`;
      default:
        return year <= lastObserved ? `${place} peaked in ${year}, at ${at}.` : `${place} peaks in ${year}, at ${at}.`;
    }
  },
  bandNote: (from: number, to: number) => `The years ${from} to ${to} lie within 2 % of it and could each be the peak.`,
  compared: (year: number, value: string, change: string) => `${year}: ${value} (${change})`,
  asUntouched: "as untouched",
  sureMoved: "How sure this is was computed for the untouched scenario and does not hold for a moved one.",
  sureTitle: "How sure",
  sureNone: "How sure this is has not been computed for this scenario.",
  boundary: "What is counted",
  scenario: "Scenario",
  undo: "Undo",
  redo: "Redo",
  reset: "Reset all",
  resetOne: (name: string) => `Reset ${name}`,
  share: "Copy link",
  shared: "The link holds everything that was moved. It is in the clipboard.",
  sharedFile:
    "It opens for whoever has this very file in the same place; with the file sent along, add the part behind # to its address.",
  shareByHand: "Copy this address; it holds everything that was moved:",
  save: "Save",
  saveYaml: "Scenario file (YAML), for the command line",
  saveCsv: "All numbers (CSV)",
  savePeaks: "Peaks (CSV)",
  saveSvg: "Picture (SVG)",
  open: "Open a scenario file…",
  opened: (name: string) => `${name} is open.`,
  print: "Print",
  chart: (boundary: string) => `Emissions: ${boundary}`,
  history: "earlier account",
  observed: "observed",
  now: "as moved",
  untouched: "untouched",
  peak: "Peak",
  band: "within 2 % of the peak",
  table: "Table",
  allPages: "Regions and scenarios",
  keep: "Keep line",
  dropKept: (letter: string) => `Drop line ${letter}`,
  ownTargets: "Targets of the scenario",
  promises: "What the plans in force promise",
  numbers: "The numbers as a table",
  year: "Year",
  difference: "Difference",
  levers: "Levers",
  find: "Find a lever",
  found: (count: number) => (count === 0 ? "No lever is called so." : `${count} found`),
  standing: "not in the plan",
  pulledOnly: "Only levers of the plan",
  projects: "Projects",
  economy: "Assumptions",
  growth: "Growth of the economy",
  growthText: (points: string, year: number, value: string) => `${points} points a year; ${year}: ${value}`,
  strength: (percent: string, text: string) => (text === "" ? percent : `${percent}: ${text}`),
  byYear: (text: string, year: number) => `${text} by ${year}`,
  towards: (percent: string, amount: string) => `${percent} of the way to ${amount}`,
  on: "built",
  off: "not built",
  more: (name: string) => `More about ${name}`,
  start: "from",
  full: "full in",
  knots: "Its plan gives shares by year; years set here make it rise evenly instead.",
  potential: "At 100 %",
  basis: "Rests on",
  source: "Source",
  does: "Acts on",
  differs: (count: number) =>
    count === 0 ? "Nothing is moved" : count === 1 ? "One thing is moved" : `${count} things are moved`,
  differsHint: "Drag a lever; the picture follows.",
  fromTo: (from: string, to: string) => `${from} → ${to}`,
  tabs: {
    effects: "What each lever does",
    sectors: "Sectors",
    targets: "Targets",
  },
  effectsNote: (years: readonly number[]) =>
    `What a lever changes while the others stay: emissions with it less those without it in ${years.join(" and ")}, and when they would peak without it. Levers overlap, so the lines do not add up.`,
  effectsBusy: "computing…",
  lever: "Lever",
  peakWithout: "Peak without it",
  all: "Show all",
  few: "Show fewer",
  sector: "Sector",
  level: "Level",
  status: "Status",
  statuses: {
    rising: "rising",
    not_reached: "not reached",
    plateau: "plateau",
    peaked: "peaked",
    pseudo_peak: "pseudo-peak",
    before_base: "at or before start",
    undetermined: "undetermined",
    undecided: "undecided",
  } satisfies Readonly<Record<PeakStatus, string>>,
  target: "Target",
  asked: "Asked",
  foundValue: "Found",
  verdictWord: "Verdict",
  noTargets: "The plans in force promise nothing that the model computes here.",
  span,
  explain: (name: string) => `How ${name} came about`,
  explainShort: "How this came about",
  formula: "Formula",
  filled: "With its numbers",
  inputs: "What went in",
  close: "Close",
  back: "Back",
  working: "Getting ready…",
  cannot:
    "This browser cannot compute here (it has no WebAssembly with vectors). The numbers shown are those of the untouched scenario.",
  fileWrong: "This file cannot be opened:",
  noResult: "These settings have no result; the last ones that do are shown:",
  badLink: "The address was not understood; the untouched scenario is shown.",
  language: "中文",
  tour: "First visit?",
  tourSteps: [
    "The sentence on top says when emissions peak. Years in which they are within 2 % of the top count as well.",
    "The line is this scenario. Move the pointer over it to read a year; the dashed line stays as the scenario was.",
    "Drag a lever: from nothing to all that its documented potential allows. The mark below shows where the plan has it.",
    "What you moved is listed below the picture; each can be put back.",
    "Copy link keeps what you moved in the address. Save writes a file that the command line runs to the same numbers.",
  ],
  next: "Next",
  done: "Done",
  made: (version: string) => `peakpath ${version}. Computed here, in this page; nothing is sent anywhere.`,
  skip: "Skip to the levers",
  title: (place: string) => `${place}: when emissions peak`,
  saveHere: "Save into the served folder",
  saveName: "Name (small letters, digits, _)",
  savedAs: (file: string) => `${file} is saved.`,
};

export type PageWords = Omit<typeof en, "tag"> & { readonly tag: string };
