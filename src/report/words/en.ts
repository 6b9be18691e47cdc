import { placeText as at, type RedisPlace } from "../../batch/workers/queue-address.ts";
import { namesOf, type Refusal, type RefusalCode } from "../../batch/workers/queue-refusal.ts";
import type { Trouble, TroubleKind } from "../../batch/workers/queue-trouble.ts";
import type { FoundKind } from "../../questions/found.ts";
import { type TargetStatus, targetStatuses } from "../../run/targets/target-status.ts";
import type { Mode } from "../../scenario/levers/effect.ts";
import { familyLabels } from "../../scenario/levers/lever.ts";
import type { Shape } from "../../scenario/levers/lever-ramp.ts";
import { type PlanKind, planKinds } from "../../scenario/targets/plan-targets.ts";
import type { Label } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { english } from "../../text/sentences/english.ts";
import { verdict } from "./en/verdict.ts";
import { en as page } from "./page/en.ts";

/** What the shares of a batch hold under. */
export interface ConditionWords {
  /** Whether levers are among the inputs. */
  readonly variesLevers: boolean;
  /** How inputs move; undefined where no distribution is drawn from. */
  readonly inputs: "low_high" | "spread" | "correlated" | undefined;
  readonly several: boolean;
}

/** A limit of a box: its bounds are text with unit where the input has one. */
export interface LimitWords {
  readonly name: string;
  readonly as: "scale" | "shift" | "value" | "strength" | "start" | "delay" | "within";
  readonly low: string | undefined;
  readonly high: string | undefined;
}

/** The level of a year and the ends between which it lies with 90 %. */
export interface LevelWords {
  readonly year: number;
  readonly level: string;
  readonly low: string;
  readonly high: string;
  readonly unit: string;
}

/** The probability of a peak by a year under each condition, and the years between which it lies with 90 %. */
export interface SurePeakWords {
  readonly year: number;
  readonly shares: readonly string[];
  readonly bands: readonly string[];
}

/** The level of a year as the scenario has it, and between which ends it lies with 90 % under each condition. */
export interface SureLevelWords {
  readonly year: number;
  readonly level: string;
  readonly unit: string;
  readonly spans: readonly string[];
}

/** How many regions near their record peaked within so many years. */
export interface BaseRateWords {
  readonly share: string;
  readonly years: number;
  readonly n: number;
  readonly regions: number;
  readonly window: string;
}

/** The hashes of what stored probabilities rest on and of what they would have to. */
export interface StaleWords {
  readonly stored: string;
  readonly now: string;
  readonly scenario: string;
}

/** The probability that the peak of an answer comes by a year. */
export interface SureAnswerWords {
  readonly by: number;
  readonly shares: readonly string[];
  readonly runs: string;
}

/** How many statements of plans there are, by what came of them. */
export interface PlanCounts extends Readonly<Record<TargetStatus, number>> {
  readonly statements: number;
  readonly mapped: number;
  readonly promises: number;
  /** Of those met, within error or not, the ones that a lever is sized by. */
  readonly met_sized: number;
  /** Of documents that are drafts for comment, beside those in force. */
  readonly draft: number;
}

/** The counts in words, those of met and missed also where they are 0. */
export function countsInWords(
  counts: PlanCounts,
  verdicts: Readonly<Record<TargetStatus, string>>,
  text: (count: number, verdict: string) => string,
): string[] {
  return targetStatuses
    .filter((status) => counts[status] > 0 || status === "met" || status === "missed")
    .map((status) => text(counts[status], verdicts[status]));
}

/** How many promises an assessment is about. */
export interface VerdictOf {
  readonly boundary: string;
  readonly year: string;
  readonly band: string;
  readonly level: string;
  readonly status: string;
}

interface AssessedCounts {
  readonly year: number;
  readonly count: number;
  readonly lights: string;
  /** Judged by a reported or published value, and by a projected one. */
  readonly known: number;
  readonly projected: number;
}

/** The peak's year with a lever, and by how many years that is earlier where there was a peak without it. */
export interface AssessedPeakPush {
  readonly lever: string;
  readonly years: number | undefined;
  readonly peak: number;
  /** Its strength now and then. */
  readonly from: string;
  readonly to: string;
}

/** The fall of CO2 per GDP that a promise leaves to be made, or the rise that it allows. */
export interface IntensityRoomWords {
  readonly statement?: string;
  readonly from: number;
  readonly year: number;
  readonly fall: string;
  readonly isRise: boolean;
}

/** Where a promise stands against its path; all as text. */
export interface AssessedGap {
  readonly name: string;
  readonly target: string;
  readonly required: string;
  readonly actual: string;
  readonly origin: string;
  readonly gap: string;
}

/** How fast a promise has to come nearer. */
export interface AssessedPace {
  readonly name: string;
  readonly year: number;
  readonly needed: string;
  readonly untilNow: string | undefined;
}

const verdicts: Readonly<Record<TargetStatus, string>> = {
  met: "met",
  met_within_error: "met within error",
  missed_within_error: "missed within error",
  missed: "MISSED",
  undecided: "undecided",
  not_planned: "not planned",
  not_computable: "not computable",
};

function between(low: string | undefined, high: string | undefined, words: Record<"above" | "below" | "from", string>) {
  if (low === undefined) return `${words.below} ${high}`;
  return high === undefined ? `${words.above} ${low}` : `${words.from} ${low} and ${high}`;
}

const usual = { above: "above", below: "below", from: "between" };

/** What inputs explain together and what is left, where there is any, with draws by year in it or without. */
interface JointWords {
  readonly share: string;
  readonly rest: string | undefined;
  readonly yearly: boolean;
}

function limit({ name, as, low, high }: LimitWords): string {
  switch (as) {
    case "strength":
      return `${name}${/strength$/i.test(name) ? "" : " at a strength"} ${between(low, high, usual)}`;
    case "start":
      return `${name} started ${between(low, high, { above: "after", below: "before", from: "between" })}`;
    case "delay":
      return `${name} delayed by ${between(low, high, { above: "more than", below: "less than", from: "between" })}`;
    case "scale":
      return `${name} ${between(low, high, usual)} of the scenario's values`;
    case "shift":
      return `${name} shifted by ${between(low, high, { above: "more than", below: "less than", from: "between" })}`;
    case "value":
    case "within":
      return `${name} ${between(low, high, usual)}`;
  }
}

function condition({ variesLevers, inputs, several }: ConditionWords): string {
  const levers = variesLevers
    ? "With all levers that are no input carried out as the scenario has them"
    : "With all levers carried out as the scenario has them";
  if (inputs === undefined) return `${levers}.`;
  if (inputs === "correlated")
    return `${levers}; inputs move within their stated spreads, correlated as the design says.`;
  const within = inputs === "low_high" ? "between their stated low and high" : "within their stated spreads";
  return `${levers}; inputs move independently ${within}${several ? ", so that many inputs average out" : ""}.`;
}

const netError =
  "± is the standard error that as many independent runs would have; with these points it is usually smaller.";

const byParent = "by the parent's mean";

const who = ({ host, pid }: Refusal) => `${host}, process ${pid}`;

const troubles: Readonly<Record<TroubleKind, (detail: string, place: RedisPlace) => string>> = {
  refused: (_, place) =>
    `no Redis answers at ${at(place)} (connection refused); start one${place.port === undefined ? "" : `, such as: redis-server --port ${place.port}`}`,
  no_socket: (_, place) => `there is no socket of a Redis at ${at(place)}`,
  unknown_host: (_, place) => `the host ${place.host} is not known here (name not found)`,
  unreachable: (detail, place) => `${at(place)} cannot be reached from here (${quote(detail)})`,
  no_connection: (_, place) =>
    place.tls === undefined
      ? `${at(place)} does not take the connection within 10 s`
      : `${at(place)} does not answer in TLS within 10 s; if it speaks without TLS, write redis:// in place of rediss://`,
  silent: (_, place) => `${at(place)} is connected, but nothing there answers within 10 s`,
  loading: (_, place) => `the Redis at ${at(place)} is still loading its data`,
  closed: (_, place) =>
    `${at(place)} closes the connection${place.tls === undefined ? "; if it speaks TLS, write rediss:// in place of redis://" : "; it may ask for a certificate of the client, which peakpath has not"}`,
  lost: (_, place) => `the connection to the Redis at ${at(place)} is lost`,
  needs_password: (_, place) =>
    `the Redis at ${at(place)} asks for a password; write it into the address: redis://:PASSWORD@${at(place)}`,
  wrong_password: (_, place) => `the Redis at ${at(place)} refuses this name or password`,
  not_allowed: (detail, place) =>
    `the user of the Redis at ${at(place)} may not do what a queue needs (${quote(detail)}); give it the keys peakpath:* and all commands on them`,
  no_database: (_, place) => `the Redis at ${at(place)} has no database ${place.db}; usually there are 0 to 15`,
  no_redis: (_, place) => `what answers at ${at(place)} is no Redis`,
  untrusted: (_, place) =>
    `the certificate of ${at(place)} is signed by nobody whom this machine trusts; name the file of its authority in NODE_EXTRA_CA_CERTS`,
  wrong_certificate: (detail, place) => `the certificate of ${at(place)} does not hold (${quote(detail)})`,
  no_tls: (detail, place) =>
    `${at(place)} and this machine come to no TLS (${quote(detail)}); if it speaks without TLS, write redis:// in place of rediss://`,
  refuses: (detail, place) => `the Redis at ${at(place)} gives an error: ${quote(detail)}`,
};

const refusals: Readonly<Record<RefusalCode, (refusal: Refusal) => string>> = {
  version: ({ version }) => `it runs peakpath ${version}; install the same version on both`,
  files: (refusal) =>
    `these differ from those of the batch: ${namesOf(refusal, (count) => ` and ${count} more`)}; install the same on both`,
  place: (refusal) =>
    `it cannot read the batch there (${namesOf(refusal, (count) => ` and ${count} more places`)}); its own output says why`,
  settings: () => "the batch is not allowed there; its own output says why",
  error: () => "an error of the program stopped it; its own output says which",
};

/** A phrase of yargs for one and for more. */
export function counted(one: string, other = one): { readonly one: string; readonly other: string } {
  return { one, other };
}

const counts: Readonly<Record<string, string>> = { "10000": "10,000", "1000": "1,000" };

/** The units of Chinese plans and yearbooks for those that the model counts in. */
const officialUnits: Readonly<Record<string, string>> = {
  GW: "1e4 kW",
  "GW/yr": "1e4 kW/yr",
  "TW*h/yr": "1e8 kW*h/yr",
  "Mtce/yr": "1e4 tce/yr",
  "Mt/yr": "1e4 t/yr",
  "MtCO2/yr": "1e4 tCO2/yr",
  MtCO2: "1e4 tCO2",
  "kt/yr": "t/yr",
  "1e6 person": "1e4 person",
  "1e6 m^3": "1e8 m^3",
  "1e6 m^3/yr": "1e8 m^3/yr",
  "1e6 vehicle": "1e4 vehicle",
  "1e6 vehicle/yr": "1e4 vehicle/yr",
  "1e6 ha": "1e4 ha",
};

/** All that reports say, section by section; every other language has the same object. */
/** CO2 of a region's base year, each number in words. */
interface FormCo2 {
  readonly year: number;
  readonly energy: string;
  readonly territorial: string;
  readonly assessed: string;
}

/** The base year of a country, each number in words. */
interface CountryBase {
  readonly base: number;
  readonly population: string;
  readonly gdp: string;
  readonly energy: string;
  readonly co2: string;
}

/** The yearly changes by which a country goes on. */
interface CountryTrend {
  readonly observed: number;
  readonly window: string;
  readonly population: string;
  readonly income: string;
  readonly intensity: string;
  readonly carbon: string;
}

/** A lever as the first scenario of a folder shows it. */
interface ShownLever {
  readonly label: string;
  /** What it is at full strength. */
  readonly full: string | undefined;
  /** How the parent pulls it. */
  readonly here: string | undefined;
  readonly scenario: string;
}

export const en = {
  /** What a page in this language is marked with. */
  tag: "en",
  /** A name that data give; in a language that they do not have, the English one. */
  say: (label: Label) => label.en,
  /** A unit of the model in the words and letters that people write. */
  unit: (unit: string): string =>
    unit
      .replaceAll("1e4 ", "10,000 ")
      .replaceAll("1e6 ", "million ")
      .replaceAll("1e8 ", "100 million ")
      .replace(/\(([^ ()]+)\)/g, "$1")
      .replace(/\((1000|10000) ([\w^]+)\)/g, (_, count: string, of: string) => `${counts[count]} ${of}`)
      .replace(/\b([kMGT]?W)\*h\b/g, "$1h"),
  /** Whether numbers stand in the units of plans and yearbooks or in the model's. */
  units: "si" as "official" | "si",
  /** The unit of plans and yearbooks for one of the model; a text that the model's units know. */
  officialUnit: (unit: string): string => officialUnits[unit] ?? unit,
  commas: (items: readonly string[]) => items.join(", "),
  /** Of what has commas itself. */
  semicolons: (items: readonly string[]) => items.join("; "),
  sentences: (all: readonly string[]) => all.join(" "),
  /** The text as a sentence. */
  ended: (text: string) => `${text}.`,
  /** A remark behind a name. */
  bracketed: (text: string) => ` (${text})`,
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
  wholeMinutes: (minutes: number) => `${minutes} min`,
  seconds: (seconds: number) => `${seconds} s`,

  verdict,
  common: {
    sector: "Sector",
    region: "Region",
    year: "Year",
    input: "Input",
    met: "Met",
    notComputed: "not computed",
    keyIndicators: "Key indicators",
    fromTo: ({ before, after }: { before: string; after: string }) => `from ${before} to ${after}`,
    lever: "Lever",
    exactRuns: (runs: number) => `Exact: all ${runs} packages were run.`,
    peak: "Peak",
    peakLevelIn: (unit: string) => `Peak level, ${unit}`,
    horizonBound:
      "≥ no peak by the horizon, whose year counts as the year after it; ≤ highest in the first year, so that the peak lies there or before.",
    strength: "Strength",
    basis: "Basis",
    bases: {
      own: "own number",
      national: "national number",
      counted: "counted",
      unsized: "no number",
      listed: "listed elsewhere",
    },
    responsible: "responsible",
    peakYear: "Peak year",
    otherLevers: (count: number) => `The other ${count} levers`,
    noLevers: "No levers: this is a reference.",
    colon: ": ",
    comma: ", ",
    boundary: "Boundary",
    band: "Band",
    level: "Level",
    statuses: page.statuses,
    targets: "Targets",
    target: "Target",
    asked: "Asked",
    verdicts,
    peakBy: (year: number) => `by ${year}`,
    none: "none",
    observed: "observed",
    indicator: "Indicator",
    unit: "Unit",
    reconstructed: "* reconstructed by a rule, not observed",
    scenario: "Scenario",
    failed: "failed",
    wrote: (count: number, folder: string) => `${count} files in ${folder}`,
    source: "source",
    serving: (folder: string) =>
      `Serves ${folder} and what ships with peakpath. Whoever knows the address may save there; Ctrl-C ends it.`,
    wroteFile: (path: string) => `  wrote ${path}`,
    sum: "Sum",
  },

  /** A workbook of answers: its tabs, and headings that no printed table has. */
  workbook: {
    sheets: {
      verdict: "Verdict",
      plan: "Plan table",
      peaks: "Peaks",
      levers: "Peak under each lever",
      targets: "Targets",
      assessment: "Assessment",
      trajectories: "Trajectories",
      sources: "Sources and method",
    },
    wrote: (file: string) => `workbook ${file}`,
    reconstructed: "Reconstructed years",
    reconstructedNote: "Reconstructed: by a rule, not observed.",
    kind: "Kind",
    name: "Name",
    what: "What it is",
    start: "Starts",
    full: "Full from",
    quantity: "Quantity",
    exchangeName: "Name in scenario exchange (IAMC)",
    trajectoriesNote:
      "All digits stand in the cells; four are shown of the largest number of a row. Quantities that are 0 in all years are left out.",
    program: "Program",
    command: "Command",
    method: "Method",
    units: "Units",
    unitsNote:
      "Energy and emissions are per year. Shares of sums may differ from printed ones in the last digit, which is rounded.",
    document: "Document",
    numbers: "Numbers from it",
    estimated: "Estimated among them",
    sourcesNote:
      "`peakpath explain` with scenario and quantity shows formula, numbers and place of every source behind a number.",
    verdictOf: ({ boundary, year, band, level, status }: VerdictOf) =>
      `${boundary}: ${year} (${band}), ${level}, ${status}`,
    verdict: "verdict",
    remarks: "remarks",
    light: "light",
  },

  /** What `backtest` says in words, in both languages. */
  backtest: {
    between: "; ",
    title: (name: string, from: number, to: number) => `${name} · backtest ${from}-${to}`,
    all: (count: number, kind: "provinces" | "countries") => `${count} ${kind}`,
    basis: {
      provinces:
        "CO2 of fuel burnt inside the province (CEADs, without process and double-counted furnace gas), MtCO2/yr. The model knows the account up to the base year only.",
      countries:
        "Fossil CO2 with cement and flaring (Global Carbon Project through Our World in Data), MtCO2/yr, by the kaya model. Energy follows from the CO2 by fuel and electricity without CO2.",
    },
    window: (since: number, from: number) => `Trends are taken from ${since}-${from}.`,
    carriedOn: (share: string) =>
      `The forecast carries ${share} of past growth per head on, as chosen on countries; its band is made of errors of growth elsewhere and of the model's own. A hindcast is told what came: GDP, residents, energy and thermal generation.`,
    methods: {
      observed_drivers: "Hindcast: model, observed drivers",
      extrapolated_drivers: "Forecast: model, extrapolated drivers",
      persistence: "Persistence: nothing changes",
      trend: "Straight line through the years before",
      gdp_intensity: "Hindcast: observed GDP, past trend of CO2 per GDP",
    },
    shortMethods: {
      observed_drivers: "Hindcast",
      extrapolated_drivers: "Forecast",
      persistence: "Persistence",
      trend: "Trend",
      gdp_intensity: "GDP, intensity",
    },
    method: "Method",
    observed: "Observed",
    hindcast: "Hindcast",
    forecastBand: "Forecast, 90 %",
    inBand: "In band",
    isInBand: (inside: boolean): string => (inside ? "yes" : "no"),
    bandHolds: (inside: number, of: number) =>
      `The 90 % band of the forecast holds what came in ${inside} of ${of}. They share one history: a boom and its turn count once, not ${of} times.`,
    error: "Error",
    bySector: "By sector (hindcast: model with observed drivers)",
    byFuel: "By fuel (hindcast: model with observed drivers)",
    bySectorPooled: "All together by sector (hindcast: model with observed drivers)",
    byFuelPooled: "All together by fuel (hindcast: model with observed drivers)",
    fuel: "Fuel",
    powerHeat: "Power and heat",
    misses: "Largest misses",
    median: "Median |error|",
    mean: "Mean |error|",
    largest: "Largest",
    hindcastNearer: "Hindcast nearer in",
    worse: (count: number) =>
      `Where persistence was nearer than the hindcast (${count}), and what the hindcast got wrong there`,
    largestMisses: "predicted less observed",
    peaks: "Peaks of the histories",
    history: "History",
    projected: (from: number) => `Hindcast from ${from}`,
    published: "Published",
    publishedYear: (year: number, year5: number) =>
      year === year5 ? `peaked ${year}` : `peaked ${year} (mean of 5 years: ${year5})`,
    notPeaked: "not peaked",
    agreement: (counts: { same: number; of: number; year: number; peaked: number; pseudo: number }) =>
      `Of ${counts.peaked} that peaked as published, ${counts.year} have their year within the band here. The verdict is the same in ${counts.same} of ${counts.of}; ${counts.pseudo} that peaked as published are pseudo-peaks here, because they later rose again by more than 5 % of the peak (column Rebound).`,
    rebound: "Rebound",
    leftOut: "Left out",
    cells: (count: number, first: string) =>
      `${count} ${count === 1 ? "cell" : "cells"} of the table, such as ${first}`,
    more: (count: number) => `and ${count} more`,
    tautology:
      "With observed drivers the model is GDP with its past intensity, a hindcast that knows GDP and residents; with extrapolated ones it is the residents' trend and a share of the trend per head. Only the latter, persistence and the trend are forecasts; 5 % to 95 % come from the past errors of other countries.",
    forecasts: {
      title: (count: number, span: string) =>
        `${count} ${count === 1 ? "country" : "countries"} · forecast from ${span}`,
      basis:
        "MtCO2/yr. Residents keep their trend of ten years and emissions per head a share of theirs; around it lie the errors that the same rule made for other countries and that were known in the base year. No driver of a later year is used.",
      levels: "Levels: nine tenths of what came lay between 5 % and 95 %",
      many: (count: number) =>
        `${count} forecasts of more than one base year: --json or --out has them, by region and year.`,
      peaks: "Chances, and whether they came",
      scores: "How forecasts did whose year is known",
      chanceScores: "How chances did that are decided",
      year: "Year",
      base: "Base",
      ownTrend: "Own trend",
      randomWalk: "Random walk",
      came: "(came)",
      cameNot: "(did not)",
      events: {
        record_stands: (years: number) => `record stands ${years} yr`,
        peak_by: (years: number) => `peak by +${years} of 15`,
      },
      event: "Event",
      ahead: "Years ahead",
      count: "n",
      holds90: "90 % holds",
      holds50: "50 % holds",
      halfWidth: "Half-width",
      crpsRatio: "CRPS / random walk",
      error: "Median |error|",
      cameShare: "Came",
      baseRate: "Base rate",
      logLoss: "Log loss",
      reliability: "Said > came, % (cases)",
      atRecord: (n: number, said: string, came: string) =>
        `Of ${n} cases within 2 % of their record the peak came by the sixth year in ${came}; ${said} was said.`,
      leftOut: (names: string, years: number) =>
        `No forecast of ${names}: CO2 of ${years} years in a row up to the base year is needed, or too few past errors were known then.`,
    },
  },

  /** What `peakpath batch` and `peakpath merge` say beside their report. */
  batch: {
    progress: ({ runs, of, rate, left }: { runs: string; of: string; rate: string; left: string }) =>
      `${runs} of ${of} runs, ${rate} a second, ${left} left`,
    dryRun: (plan: {
      runs: string;
      inputs: string;
      kind: string;
      parts: string;
      time: string;
      workers: number;
      disk: string;
      csv: string;
      /** Whether the tables of all runs are written anyway, only when asked for, or not by this command. */
      tables: "written" | "asked" | "none";
    }) => [
      `${plan.runs} runs (${plan.kind}) over ${plan.inputs} inputs, in ${plan.parts} parts`,
      `About ${plan.time} on ${plan.workers} ${plan.workers === 1 ? "core" : "cores"}, measured just now on this machine, for the runs alone (reading, statistics and files come on top)`,
      {
        written: `With --out: ${plan.disk} for the parts and ${plan.csv} for the tables of all runs`,
        asked: `With --out: ${plan.disk} for the parts; with --keep outcomes ${plan.csv} more for the tables of all runs`,
        none: `With --out: ${plan.disk} for the parts`,
      }[plan.tables],
    ],
    kinds: {
      grid: "grid",
      list: "list",
      monte_carlo: "Monte Carlo",
      latin_hypercube: "Latin hypercube",
      quasi_monte_carlo: "scrambled Sobol' points",
      sobol: "Saltelli's design for Sobol' indices",
      morris: "Morris trajectories",
    } as Readonly<Record<string, string>>,
    shardDone: ({ shard, of, runs, folder }: { shard: number; of: number; runs: string; folder: string }) =>
      `Shard ${shard} of ${of}: ${runs} runs are in ${folder}. When all shards are done: peakpath merge <folders> --out <folder>`,
    stopped: ({ runs, of, folder }: { runs: string; of: string; folder: string | undefined }) =>
      folder === undefined
        ? `Stopped after ${runs} of ${of} runs; without --out nothing is kept`
        : `Stopped after ${runs} of ${of} runs; they are kept in ${folder}, and the same command with --resume goes on from there`,
    cannotWrite: ({ message, folder }: { message: string; folder: string }) =>
      `${message}. The parts that were written are whole, and the same command with --resume goes on in ${folder}`,
    holdsBatch: (folder: string) =>
      `${folder} holds a batch already; --resume goes on with it, and another folder begins anew`,
    otherBatch: (folder: string, changes: readonly string[]) =>
      `${folder} holds another batch, which cannot be resumed: ${changes.join("; ")}. Undo the change, or take another folder`,
    noBatch: (folder: string) => `${folder} holds no batch (no batch.json)`,
    changed: (what: string, before?: string | number, now?: string | number) =>
      before === undefined || now === undefined ? `${what} has changed` : `${what} was ${before} and is ${now}`,
    unlike: (first: string, other: string, changes: readonly string[]) =>
      `${other} holds another batch than ${first}: ${changes.join("; ")}`,
    missingParts: ({ count, runs, first }: { count: number; runs: string; first: string }) =>
      `${count} parts (${runs} runs) are missing, the first of them ${first}; run the shards that lack them again with --resume`,
  },

  /** What the report of a batch says. */
  batchReport: {
    /** An input that is a path over years, by the year in which its range is widest. */
    widestIn: (name: string, year: number) => `${name} (widest in ${year})`,
    ofYear: (name: string, year: number) => `${name} (in ${year})`,
    designs: {
      grid: "a grid",
      list: "a list",
      monte_carlo: "independent draws (Monte Carlo)",
      latin_hypercube: "a Latin hypercube",
      quasi_monte_carlo: "scrambled Sobol' points",
      sobol: "Saltelli's design over scrambled Sobol' points",
      morris: "Morris trajectories",
    },
    head: ({
      runs,
      design,
      inputs,
      yearly,
      seed,
    }: {
      runs: string;
      design: string;
      inputs: number;
      yearly: string;
      seed: number;
    }) =>
      `${runs} ${runs === "1" ? "run" : "runs"}, ${design} over ${inputs} ${inputs === 1 ? "input" : "inputs"}${yearly}, seed ${seed}`,
    failed: (count: string, share: string) => `Failed and left out: ${count} (${share})`,
    failure: (run: number, reason: string) => `run ${run}: ${reason}`,
    feedsNothing: (count: number) =>
      `Not varied: ${count} more inputs with a range that feed none of the outcomes (such as costs and pollutants)`,
    contradicts: (inputs: string) => `Not varied, since any other number contradicts the observed base year: ${inputs}`,
    noResult: "No run came to a result.",
    probability: "Probability that the peak is reached by",
    frequency: "Share of runs that peak by",
    spreadOfAssumptions: "Spread of assumptions: share of runs that peak by",
    /** The same under a condition, where past errors are drawn. */
    deliveries: {
      as_before: "As plans were delivered before",
      as_planned: "If the plan is carried out",
      own: "As the design has plans delivered",
    },
    probabilityIf: (condition: string) => `${condition}: probability that the peak is reached by`,
    level: ({ year, level, low, high, unit }: LevelWords) => `${year}: ${level} ${unit}, 90 %: ${low}-${high}`,
    levels: (boundary: string) => `Emissions: ${boundary}`,
    drawnYearly: ", and yearly errors of growth and of the model",
    /** Of a scenario without a plan. */
    calibratedTrend:
      "Drawn from errors of past projections (data/certainty): growth of the economy and of activity, which projects are built and how late, the model's own error.",
    calibrated:
      "Drawn from errors of past projections (data/certainty): growth of the economy and of activity, deliveries of plans by family of levers, the model's own error.",
    calibratedPlan:
      "Drawn from errors of past projections (data/certainty): growth of the economy and of activity, and the model's own error; every measure comes as the scenario has it.",
    highest: "The peak is the highest year.",
    untilLastSure: (last: number) =>
      `Nothing is said of years after ${last}: no past projection was compared so far ahead; what the scenario has then, run prints.`,
    after: (year: number) => `after ${year}`,
    beyond: (last: number, targets: string) => `Of years after ${last}, not told: ${targets}`,
    sure: { almostAll: "> 95 %", hardlyAny: "< 5 %" },
    spreadNote:
      "Shares of the runs between stated lows and highs, which nobody has called likely; how sure a peak is they do not say.",
    by: (year: number) => String(year),
    notBy: (year: number) => `not before ${year}`,
    levelColumn: (unit: string) => `Level, median and 5-95 % (${unit})`,
    errorNotes: {
      grid: "Shares of the runs of this grid, not probabilities.",
      list: "Shares of the runs of this list, not probabilities.",
      monte_carlo: "± is the Monte Carlo standard error.",
      latin_hypercube: netError,
      quasi_monte_carlo: netError,
      sobol: "± is the standard error between the blocks of the design, whose runs share coordinates.",
      morris: "Shares of the runs of this screening on a grid of four levels, not probabilities.",
    },
    condition: condition,
    shareNote: "The peak is the highest year; runs that are highest in the last year have none within the horizon.",
    joint: (boundary: string, unit: string) => `When and how high: ${boundary} (${unit})`,
    runsShare: "Runs",
    upTo: "Up to it",
    levelRange: "Level, median and 5-95 %",
    otherYears: (count: number) => `${count} other years with less than 0.5 % each`,
    fan: (what: string, unit: string) => `How it may go: ${what} (${unit})`,
    fanMarks: "█ median   ▒ half of the runs (25-75 %)   ░ nine of ten (5-95 %)",
    fanKept: (runs: string) => `Of ${runs} runs whose years are kept.`,
    fanBinned: "Quantiles are exact to 0.1 % of their value.",
    matters: (outcome: string) => `What matters most to ${outcome}`,
    peakYear: (boundary: string) => `the peak year (${boundary})`,
    peakLevel: (boundary: string) => `the peak level (${boundary})`,
    levelOf: (what: string, year: number) => `the level of ${year} (${what})`,
    targetMet: (target: string) => `whether this is met: ${target}`,
    first: "Alone",
    total: "With interactions",
    effect: "Effect of its range (mu*)",
    spread: "Sigma",
    explained: "Part explained",
    direction: "More of it",
    raises: "raises it",
    lowers: "lowers it",
    later: "later",
    earlier: "earlier",
    helps: "more often met",
    hurts: "less often met",
    bothWays: "both ways",
    givenNote: (runs: string, noise: string) =>
      `Part explained: variance of the outcome that goes with this input alone, from ${runs} runs in bins (first order, bias of the bins taken off); below ${noise} it cannot be told from none.`,
    deliveriesNote: "Deliveries of the families go together, so that each tells a part of what the others do.",
    sobolNote: (blocks: string) =>
      `Sobol' indices of first and total order from ${blocks} blocks, with 95 % intervals (bootstrap).`,
    morrisNote: (trajectories: string) =>
      `Mean size of the change when an input moves over its whole range, from ${trajectories} trajectories, with 95 % intervals; a sigma as large as mu* means that it bends or interacts.`,
    nothingMatters: "It is the same in every run.",
    jointly: ({ share, rest, yearly }: JointWords) =>
      `All inputs that can be told apart explain ${share} together, each by what it does alone${rest === undefined ? "" : `; ${rest} is not explained: their acting together${yearly ? ", and what is drawn year by year" : ""}`}.`,
    mattersToTargets: "What matters most to whether targets are met (part explained)",
    more: (way: string) => `more of it: ${way}`,
    targets: "Targets: how often they are met",
    targetsSpread: "Targets: in how many of the runs they are met",
    margin: "95 % interval",
    openRuns: (count: string) => `cannot be judged in ${count} runs, which count as not met`,
    peakBy: ({ what, year, below }: { what: string; year: number; below: string | undefined }) =>
      `Peak by ${year}${below === undefined ? "" : ` below ${below}`}: ${what}`,
    inYear: ({ what, year, condition }: { what: string; year: number; condition: string }) =>
      `${what} in ${year}: ${condition}`,
    boxes: "When targets are missed",
    mostlyMet: "Met with > 95 %",
    hardlyMet: "Met with < 5 %",
    alwaysMet: "Met in all runs",
    neverMet: "Missed in all runs",
    listed: (targets: readonly string[]) => targets.join("; "),
    moreBoxes: (count: number) => `${count} more ${count === 1 ? "box stands" : "boxes stand"} in boxes.csv (--out).`,
    tablesLeftOut:
      "Inputs and outcomes of every run would be more than 20 million numbers and are left out; --keep outcomes writes them",
    /** Of a target that no run tells apart. */
    boxNeedsBoth: (target: string, met: boolean) =>
      `"${target}" is ${met ? "met" : "missed"} in every run: there is no box of conditions for it.`,
    noBox: (target: string, share: string) => `"${target}" is missed in ${share} of the runs; no conditions stand out.`,
    box: ({ target, share, density }: { target: string; share: string; density: string }) =>
      `"${target}" is missed in ${share} of the runs, but in ${density} of those with`,
    boxShares: ({ mass, coverage }: { mass: string; coverage: string }) =>
      `These are ${mass} of the runs and hold ${coverage} of all misses.`,
    byChance: "(this condition may be chance)",
    boxNote: (runs: string) =>
      `Boxes found by PRIM on ${runs} runs; the conditions are read off the same runs, so a plan should not lean on their last digit.`,
    and: (parts: readonly string[]) =>
      parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`,
    limit: limit,
    /** Words in pictures. */
    drawn: {
      fan: (region: string, what: string) => `${region}: how it may go (${what})`,
      probability: "How likely the peak is reached by a year",
      probabilityIf: (condition: string) => `${condition}: how likely the peak is reached by a year`,
      shares: "Spread of assumptions: runs that have peaked by a year",
      sharesAxis: "Share of runs, %",
      scenario: "The scenario itself, no forecast",
      held: (condition: string) => `${condition}; drawn from errors of past projections.`,
      probabilityAxis: "Probability, %",
      range: (low: string, high: string) => `${low}–${high} % of the runs`,
      median: "Median",
      index: "Part of the variance, %",
      later: "More of it: later",
      earlier: "More of it: earlier",
      raises: "More of it: higher",
      lowers: "More of it: lower",
      missed: (target: string) => `When this is missed: ${target}`,
      missedNote: (share: string) =>
        `Bars: where in its own range (0 to 100 % of its values) an input lies. Missed in ${share} of all runs.`,
      box: (box: { number: number; conditions: string; density: string; coverage: string }) =>
        `${box.number}. ${box.conditions}: missed in ${box.density} of these runs, ${box.coverage} of all misses.`,
      boxAxis: (number: number, share: string) => `Box ${number}: missed in ${share}`,
      note: ({ runs, design }: { runs: string; design: string }) => `${runs} runs, ${design}.`,
    },
  },

  /** What `peakpath budget` says. */
  budget: {
    title: ({ from, to, budget, unit }: { from: number; to: number; budget: string | undefined; unit: string }) =>
      budget === undefined
        ? `Cumulative emissions ${from}-${to} (${unit}) and the year of net zero`
        : `Cumulative emissions ${from}-${to} against a budget of ${budget} (${unit}), and the year of net zero`,
    boundary: "Boundary",
    emitted: (unit: string) => `Emitted, ${unit}`,
    until: (year: number) => `until ${year}`,
    exhausted: "Budget used up",
    lasts: "lasts",
    restored: (year: number) => `, within it again at the end of ${year}`,
    left: (unit: string) => `Left, ${unit}`,
    zero: "At or below zero from",
    never: "not reached",
    last: (year: number, unit: string) => `${year}, ${unit}`,
    note: "A year counts with its whole emissions, spread evenly: 2031.3 is after three tenths of 2031.",
    netNote: (net: string) => `"${net}" at zero is carbon neutrality.`,
    room: ({ statement, from, year, fall, isRise }: IntensityRoomWords) =>
      `What ${statement === undefined ? "a promise" : `promise ${statement}`} leaves: CO2 per GDP ${fall} ${isRise ? "higher" : "lower"} in ${year} than in ${from}`,
    own: (from: number, to: number, unit: string) => `Scenario ${from}-${to}, ${unit}`,
    atGrowth: (growth: string) => `allowed at ${growth} growth`,
    roomNote: "The same fall is asked of every boundary; left is what is allowed less what the scenario emits.",
  },

  /** What `peakpath allocate` says. */
  allocate: {
    title: ({ year, total, unit, boundary, isBudget }: AllocationTitle) =>
      `${boundary}: ${total} ${unit} ${isBudget ? "until the end of" : "in"} ${year} shared out`,
    sum: "Sum",
    own: (year: number, isBudget: boolean) => (isBudget ? `own scenario until ${year}` : `own scenario ${year}`),
    rules: {
      equal_fall: "equal fall",
      emissions: "emissions",
      gdp: "GDP",
      residents: "residents",
      convergence: "convergence",
      capability: "capability",
    },
    note: ({ from, intensity, isBudget }: { from: number; intensity: boolean; isBudget: boolean }) =>
      isBudget
        ? `What each may emit from ${from + 1} on. Every column adds up to the total.`
        : `In brackets the change of ${intensity ? "emissions per GDP" : "emissions"} from ${from}. Every column adds up to the total.`,
    ruleNote: (by: number) =>
      `Equal fall: the same for all. Emissions: by what each has emitted since the base year. GDP and residents: by their shares. Convergence: from shares of emissions to equal shares a head in ${by}. Capability: who earns more a head avoids more.`,
    difference: ({ year, amount, unit }: { year: number; amount: string; unit: string }) =>
      `The members' own accounts together less the region's own: ${amount} ${unit} in ${year}, since each counts its electricity from outside by itself. It is nobody's share.`,
  },

  check: {
    checked: (id: string, detail: string) => `${id}: no mistakes (${detail})`,
    counts: (counts: { levers: number; assumptions: number; targets: number; files: number }) =>
      `${counts.levers} levers, ${counts.assumptions} given parameters, ${counts.targets} targets, ${counts.files} files`,
  },

  /** What `peakpath compare` says. */
  compare: {
    where: "Where it stands",
    first: "First year",
    moreInputs: (count: number) => `${count} more stand in inputs.csv (--out).`,
    byDefault: "default",
    through: (lever: string) => `lever ${lever}`,
    title: ({ first, second, boundary }: { first: string; second: string; boundary: string }) =>
      `Which inputs explain the difference ${first} → ${second} on "${boundary}": shares that add up (Shapley values)`,
    assumption: (name: string) => `assumption ${name}`,
    rest: ({ levers, assumptions }: { levers: number; assumptions: number }) => {
      const parts = [
        ...(levers > 0 ? [`${levers} levers`] : []),
        ...(assumptions > 0 ? [`${assumptions} assumptions`] : []),
      ];
      return `The other ${parts.join(" and ")}`;
    },
    total: "All together",
    exact: (runs: number, players: number) => `Exact: all mixtures of the ${players} inputs were run (${runs} runs).`,
    censored: "One of the two does not peak within the years; its peak counts as the year after them.",
    none: {
      other_region: "they are of different regions, which differ in every number",
      other_years: "they run over different years",
      not_computed: "the boundary is not computed in both",
      same_inputs: "all inputs are the same",
    },
    notTakenApart: ({ first, second, reason }: { first: string; second: string; reason: string }) =>
      `The difference ${first} → ${second} is not taken apart by inputs: ${reason}.`,
    differences: "Differing inputs",
    noDifferences: "The inputs are the same.",
    allYears: "all",
  },

  /** What `peakpath cost-curve` says. */
  costCurve: {
    title: (boundary: string, from: number, to: number) =>
      `What a tonne less costs on "${boundary}", ${from}-${to}, levers that save money first, then the cheapest (Shapley shares of cost over shares of emissions)`,
    data: "Cost data",
    priced: {
      all: "yes",
      some: "in part",
      none: "none",
    },
    reduction: (unit: string) => `Less, ${unit}`,
    running: "so far",
    cost: (unit: string) => `Cost, ${unit}`,
    unitCost: (unit: string) => `${unit}`,
    all: "All levers",
    partly:
      "In part (≥): some of what the lever changes has no price, so that its cost is a lower bound and its saving at most what stands there; none: only the fuel and electricity that it saves would count, so no cost per tonne is given.",
    unpriced: (names: string) => `Without a price: ${names}`,
    idle: (count: number, cost: string) => `${count} levers change nothing on this boundary; they cost ${cost}.`,
    raising: "adds emissions",
    /** In place of a cost per tonne below 0; of a lever priced in part the saving is the most it can be. */
    saves: "saves money",
    savesAtMost: "saves at most",
    savingNote:
      "Levers that save money stand first by their total saving (column of costs), without a number per tonne: the fewer tonnes a saving is divided by, the better it would look.",
    sampled: ({ orders, runs, seed }: { orders: number; runs: number; seed: number }) =>
      `Sampled: ${orders} orders, ${runs} runs, seed ${seed}; ± is the standard error. Both columns add up exactly.`,
    note: "Yearly costs (annuities of what is built, running costs, fuel, imports, priced measures) at 2020 prices, summed without discounting; national cost data, most of them estimated. No transfers such as a carbon price.",
    noLayout: (model: string) => `the model ${model} does not say what its levers cost (report.cost)`,
    noLevers: "No levers: there is nothing whose cost could be told.",
    noData: (region: string) => `there are no cost data for ${region} (cost_available is 0)`,
  },

  /** What the table of all regions says in words. */
  coverage: {
    level: "Level",
    levels: {
      nation: "nation",
      province: "province",
      city: "city",
      district: "district",
      rest: "rest of a province",
      country: "country",
    } as Readonly<Record<string, string>>,
    energy: "CO2 energy",
    assessed: "assessed",
    estimated: "Estimated",
    check: "Inventory check",
    plans: "Plans",
    mapped: "Mapped",
    counts: {
      met: "Met",
      met_within_error: "within error",
      met_sized: "of these sized",
      met_observed: "observed",
      met_reference: "by reference",
      met_policy: "by policy",
      missed_within_error: "Missed within error",
      missed: "Missed",
      undecided: "Undecided",
      not_planned: "Not planned",
      not_computable: "Open",
      draft: "Draft",
    },
    referencePeak: "Peak, reference",
    policyPeak: "Peak, policy",
    sure: "By 2030, how sure",
    sureNote:
      "How sure: the stored probability that the policy's peak comes by 2030, if the plan is carried out / as plans were delivered before; of a region without a plan of its own, on observed trends. A dash: nothing is said, as the peak lies in observed years that cannot be told apart; empty: not stored for these files.",
    effect: "Levers in 2030",
    total: (regions: number) => `${regions} regions`,
    effectNote:
      "Levers in 2030: what they change on the assessed boundary in Mt; then how much of it, in Mt and as a share (Shapley values between the five groups, which add up to the whole), rests on numbers of the region's own documents and planned projects that they name, on national numbers, on measures sized as such measures were counted, on named measures without any size (level 1), and on planned projects that only public lists or plans of other regions name. A group that raises emissions has the other sign, and a share below 0. No share is given where groups undo each other and less than half of what they move is left.",
    note: "CO2 of the base year in Mt, by energy burnt inside and as assessed. Estimated: share of the base year's energy set by a rule (downscaled: all of it). Inventory check: the base year against the CEADs inventory of 2019 moved forward, to which nothing is calibrated. Mapped: statements of the plans that the model has a quantity for; what follows counts the promises in force under the policy scenario, each once: met or missed, within error (the uncertainty of the change can turn the verdict), undecided (its year is past and nothing was observed of it), not planned (for a year that no measure is sized for), open (not computable). Draft: promises of drafts for comment, which are in force nowhere yet and count in none of these. Of the met, each once: those whose own number sizes a lever of the scenario (sized), so that meeting them says nothing about the rest; those that were observed; those that the reference meets already; those that only the policy meets. Peaks on the assessed boundary; > means not within the horizon.",
    withoutRuns: "Regions without a scenario that runs",
    nowcast:
      "Model against observation after the base year, largest difference of each quantity and its year (* not observed there: the region's part of a total that was shared out)",
    qualityCheck: "Check",
    /** The name of a check of the base year, with the cell that it is about (its members by id, and in words). */
    checkName: (check: string, cell: string, _members: string) => (cell === "" ? check : `${check} ${cell}`),
    computed: "Computed",
    published: "Published",
    reason: "Reason",
  },

  /** What `peakpath delay` says. */
  delay: {
    title: (boundary: string) => `What waiting costs on "${boundary}"`,
    allTitle: "All levers later by",
    leversTitle: (unit: string) => `One lever later, the others as they stand (peak level and cumulative in ${unit})`,
    asIs: "as it stands",
    yearsLater: (years: number) => (years === 1 ? "1 year" : `${years} years`),
    band: "Band",
    toldApart: (years: number) =>
      years === 1
        ? "One year is enough to tell the peaks apart in time."
        : `The peaks can be told apart in time from ${years} years on, not before.`,
    neverToldApart:
      "None of these peaks can be told apart in time from the one as it stands (each in the other's band).",
    rest: (count: number) => `${count} more levers, each with less, stand in delay.csv (--out).`,
    yearChange: "Peak later by, years",
    levelChange: "more",
    cumulative: (unit: string) => `Cumulative more, ${unit}`,
    peakOf: (years: number) => `Peak year and level, ${years} years later`,
    cumulativeOf: (years: number) => `Cumulative, ${years}`,
    idle: (count: number) =>
      `${count === 1 ? "One more lever changes" : `${count} more levers change`} nothing here by being late.`,
    note: (first: number) =>
      `A delay moves the whole ramp of a lever; none starts before ${first}, the first year that is not observed. Cumulative: from the base year to the horizon.`,
    none: "No levers: there is nothing to delay.",
  },

  explain: {
    byDefault: "default",
    /** What the modes of levers do. */
    modes: {
      set: "set",
      add: "add",
      fill: "fill",
      multiply: "multiply",
      floor: "floor",
      ceiling: "ceiling",
    } satisfies Readonly<Record<Mode, string>>,
    formula: "Formula",
    withNumbers: "With numbers",
    inputs: "Inputs",
    estimated: "estimated",
    overrides: "in place of",
    /** Where a number of a made table comes from. */
    converted: (number: string) => `converted from ${number}`,
    fromRow: (row: string) => `from ${row}`,
    fromRows: (count: number, rows: string) => `from ${count} rows: ${rows}`,
    /** How an assumption stands to its parent's path, with the number that it gives. */
    rules: {
      as_parent: (text: string) => `then as parent, after ${text}`,
      at_least: (text: string) => `the larger of its parent's and at least ${text}`,
    },
    /** What is said of a lever. */
    effect: "Acts on",
    path: "Path",
    atFull: "What it does at 100 %",
    without: "Without it",
    strengthOf: (strength: string) => `At strength ${strength}`,
    years: "Years, from its start to full strength",
    shapes: {
      linear: "linear",
      s_curve: "S curve",
      step: "at once",
      exponential: "slow at first",
      knots: "share by year",
    } satisfies Readonly<Record<Shape, string>>,
    pulls: (scenario: string, strength: string) => `${scenario} pulls it at ${strength}`,
    notPulled: (scenario: string) => `${scenario} does not pull it`,
    counted: (strength: string) => `Counted elsewhere at ${strength}`,
    does: (year: number) => `What it does in ${year}, all other levers as in the scenario`,
    moreCells: (count: number) => ` (and ${count} more)`,
    leverPeak: (command: string) => `What it does to emissions and their peak: ${command}`,
    precedence:
      "Precedence: region's parents, region, scenario's parents, scenario (assume); then levers in the order set, add, fill, multiply, floor, ceiling; then the parameter's own limits.",
  },

  /** What `explain` and `list` say of projects. */
  projects: {
    project: "Project",
    kind: "Kind",
    size: "Size",
    years: "In service",
    status: "Status",
    probability: "probability",
    responsible: "in charge",
    unknownEnd: "not known",
    kinds: { technology: "power", product: "product", storage: "storage", line: "line" } as Readonly<
      Record<string, string>
    >,
    statuses: {
      operating: "operating",
      building: "being built",
      approved: "approved",
      planned: "planned",
    } as Readonly<Record<string, string>>,
    acts: (strength: string) => `acts at ${strength} in this scenario`,
    off: "does not act in this scenario; at full strength:",
    stands: "part of what was observed: it adds nothing",
    hours: (hours: string) => `${hours} of full load`,
    clean: (share: string) => `${share} non-fossil`,
  },

  /** What `peakpath levers --method shapley` says. */
  levers: {
    peaks: (boundary: string, unit: string) => `The peak under each lever on "${boundary}" (${unit})`,
    noLever: "No lever",
    allLevers: "All levers (this scenario)",
    aloneOn: "This lever alone",
    withoutIt: "All levers but this one",
    below: (percent: number) => `${percent} % below`,
    past: (status: string) => `past, ${status}`,
    summits: (years: string) => `several summits: ${years}`,
    pastNote: (years: string) => `highest in observed years (${years}), which no lever moves`,
    pollutants: ({ boundary, unit, pollutant }: { boundary: string; unit: string; pollutant: string }) =>
      `Air pollutants by lever: what each alone changes, CO2 on "${boundary}" (${unit}) and pollutants (${pollutant})`,
    perCo2: (year: number) => `t per 1,000 t CO2, ${year}`,
    pollutantNote:
      "Per CO2: change of the pollutant over the change of CO2; below zero where the pollutant rises, - where CO2 does not fall. Pollutants are those of the region; CO2 of bought electricity counts on some boundaries, its pollutants on none.",
    summitsNote: (years: string) => `equally high (within 2 %) in ${years}; which of them is the peak is chance`,
    stillMoves:
      "Where that is so, what still moves stands first: levels, the first year from which on emissions stay 5 % and 10 % below the peak, and the band, whose end is that of the plateau.",
    more: (count: number, command: string) => `${count} more with smaller effect, and families of levers: ${command}`,
    idleLevers: (count: number, names: string) =>
      `${count === 1 ? "One lever changes" : `${count} levers change`} nothing on this boundary: ${names}`,
    note: (command: string) =>
      `Levers overlap and reinforce each other: neither what they do alone nor what is lost without them adds up to the whole. Shares that do: ${command}`,
    title: (boundary: string) =>
      `What each lever does on "${boundary}": shares that add up to the whole (Shapley values)`,
    byFamily: "By family",
    withoutProject: "Without this project:",
    cumulative: (unit: string) => `Cumulative, ${unit}`,
    alone: "alone",
    removed: "removed",
    count: (count: number) => `${count} levers`,
    total: "All together",
    without: "Without the levers",
    withAll: "with all of them",
    sampled: ({ orders, runs, seed, bound }: { orders: number; runs: number; seed: number; bound: string }) =>
      `Sampled: ${orders} orders in which families come together (Owen values), ${runs} runs, seed ${seed}; ± is the standard error, asked to be below ${bound} of the whole. The sum is exact whatever the sample.`,
    idle: (count: number) =>
      `${count === 1 ? "One lever changes" : `${count} levers change`} nothing on this boundary (0 each).`,
    noYears:
      "Shares of the peak year are left out: both peaks are past, or summits that are equally high (within 2 %) take turns.",
    unsettled: "Some errors are still larger than asked; --pairs allows more orders.",
    censored: (share: string) =>
      `In ${share} of the runs the maximum lies at an end of the years (beyond the horizon it counts as the year after it): shares of the peak year are bounds.`,
    raising: (names: string) => `Raise cumulative emissions: ${names}`,
    delaying: (names: string) => `Delay the peak: ${names}`,
    pairs: (unit: string) => `Pairs that overlap or strengthen each other most (cumulative, ${unit})`,
    overlap: "overlap",
    reinforce: "strengthen each other",
    families: {
      ...Object.fromEntries(Object.entries(familyLabels).map(([family, { en }]) => [family, en])),
      rest: "The others",
    } as Readonly<Record<string, string>>,
  },

  list: {
    leftOut: (id: string) => `${id} has mistakes and is left out; see: peakpath check ${id}`,
    sumOf: (count: number) => `sum of ${count} regions`,
    title: "Title",
    family: "Family",
    label: "Label",
    name: "Name",
    years: "Years",
    here: "In this scenario",
    potential: "Strength 1 is",
    range: "Range",
    assume: "assume:",
    mayAssume: (may: boolean): string => (may ? "yes" : "no"),
  },

  /** What `find` says. */
  /** The words of the method book. */
  method: {
    title: (model: string) => `Method: ${model}`,
    about: (title: string) => `All equations of the model by subject, and the sources of the numbers of: ${title}.`,
    howToRead:
      "Each quantity has its name in formulas, its label, its unit and the file and line where it stands. In brackets stand the sets over which it is counted; previous(x) is the year before, sum(x, set) the sum over the members, before and after the members in front of and behind this one. [n] is the number of a source.",
    boundaries: "What each boundary counts",
    equations: "Equations",
    numbers: "Given numbers",
    conditions: "What must hold",
    sources: "Sources",
    others: "all others",
    inBaseYear: "in the base year",
    observed: "Observed values take its place where a region has them.",
    exchangeName: (name: string) => `In files: ${name}.`,
    yearly: "by year",
    least: (value: string) => `at least ${value}`,
    most: (value: string) => `at most ${value}`,
    otherwise: (value: string) => `${value} where nothing is given`,
    from: (places: string) => `from ${places}`,
    estimated: "estimated in part",
    severities: { error: "A run that breaks it fails.", flag: "A run that breaks it is flagged." },
  },

  find: {
    kinds: {
      lever: "lever",
      project: "project",
      parameter: "parameter",
      variable: "variable",
      quantity: "quantity of plans",
      region: "region",
      scenario: "scenario",
    } satisfies Readonly<Record<FoundKind, string>>,
    kind: "What",
    goOn: "Go on with",
    scenario: "SCENARIO",
    stands: (example: string) => `SCENARIO stands for one such as ${example}; --region names one.`,
    more: (count: number, kind: string, command: string) => `${count} more (${kind}): ${command}`,
    nothing: (text: string, near: string | undefined) =>
      `Nothing is called "${text}"${near === undefined ? "" : `; did you mean "${near}"?`}`,
  },

  /** What `peakpath new` says. */
  new: {
    made: (id: string, of: string | undefined) => (of === undefined ? id : `${id}, made of ${of}`),
    co2: (energy: string, process: string) => `  Base year: energy CO2 ${energy} Mt, process CO2 ${process} Mt`,
    electricity: (use: string, imports: string, exports: string) =>
      `  Electricity: use ${use} TWh, from the parent's grid ${imports}, to it ${exports}`,
    moved: "Moved to what the table gives (factor on industry's share)",
    anchor: (anchor: string, factor: string, doubtful: boolean) =>
      `  ${anchor}: times ${factor}${doubtful ? " (!) far from the parent's mean: check the number, its unit and the plants" : ""}`,
    pumped: (twh: string) =>
      `    pumped storage takes ${twh} TWh of the use (capacity_pumped): is it in the table's electricity_use?`,
    missed: (anchor: string, asked: string, reached: string) =>
      `  ${anchor}: the table asks for ${asked}, ${reached} could be reached`,
    guessed: "Guessed, because the table does not say it",
    guesses: {
      electricity_use: "electricity: homes by residents, services and industry by value added",
      coal: "coal: industry by value added of secondary industry, power by its plants",
      coke: "coke: as steel, the rest by value added of secondary industry",
      oil: "oil: vehicles by residents and GDP, industry by value added",
      gas: "gas: homes by urban residents, industry by value added",
      primary_share: `value added of agriculture: ${byParent}`,
      secondary_share: `value added of secondary industry: ${byParent}`,
      urban_share: `urban share: ${byParent}`,
      land: "land: as rural residents",
      forest_cover: "forest: as land",
      forest_stock: "forest stock: as forest area",
      crude_steel: "steel: by value added of secondary industry",
      aluminium: "aluminium: by value added of secondary industry",
      refinery: "refineries: by value added of secondary industry",
      capacity_coal: "coal plants: by value added of secondary industry",
      capacity_gas: "gas plants: by value added of secondary industry",
      capacity_nuclear: "nuclear plants: none",
      capacity_hydro: "hydro: as land",
      capacity_pumped: "pumped storage: as land",
      capacity_wind_onshore: "onshore wind: as land",
      capacity_wind_offshore: "offshore wind: none",
      capacity_solar: "solar: as land (utility) and value added of secondary industry (roofs)",
      capacity_biomass: "biomass and waste power: by residents",
    } as Readonly<Record<string, string>>,
    noRun: (parent: string) =>
      `hours of plants and grid factor: the base year's, since ${parent}/reference is not there to run`,
    give: ({ name, unit, where }: { name: string; unit: string; where: string }) => `${name} (${unit}): ${where}`,
    plan: (own: string, parent: string) =>
      `Levers and targets of ${own} are those of ${parent}, in amounts by its share: put its own in their place`,
    noPlan: (parent: string) => `No scenario of a plan is written: ${parent} has none that could be followed`,
    next: (scenarios: string) => `Next: peakpath run ${scenarios}`,
    form: (count: number) =>
      `  ${count} numbers, each with its unit and where it is found; population and gdp are needed, the others are guessed where they stay empty. All are those of the parent's base year, which \`peakpath run\` names`,
    formNext: (id: string) =>
      `Next: fill in what you know, then peakpath new ${id} --parent <region it is a part of> --from ${id}.csv`,
    regionalForm: (count: number) =>
      `  ${count} numbers, each with its unit and where it is found; what is not there stays empty, and what is needed and empty is told`,
    regionalFormNext: (id: string) => `Next: fill it in, then peakpath new ${id} --from ${id}.csv`,
    formCo2: ({ year, energy, territorial, assessed }: FormCo2) =>
      `  ${year}: energy CO2 ${energy} Mt, with processes ${territorial} Mt, energy with net imported electricity ${assessed} Mt`,
    noPublished: "  Give published_co2, to hold the energy CO2 against the inventory",
    published: (published: string, off: string, far: boolean) =>
      `  Published energy CO2: ${published} Mt; the form comes to ${off}${far ? " (!) more than 5 %: look for fuel that is missing or counted twice" : ""}`,
    losses: (closing: string, stated: string) =>
      `  Loss of the grid that closes the balance: ${closing} TWh, stated ${stated} TWh`,
    derived: (count: number) =>
      `  ${count} numbers follow by rule (derived.csv): inventory, shares of new equipment, hours; technology is China's defaults until you give your own`,
    country: {
      base: ({ base, population, gdp, energy, co2 }: CountryBase) =>
        `  ${base}: ${population} million residents, ${gdp} billion international dollars of 2011, ${energy} EJ, ${co2} Mt CO2`,
      goesOn: ({ observed, window, population, income, intensity, carbon }: CountryTrend) =>
        `  From ${observed + 1} a year, by what goes on of ${window}: residents ${population}, income per head ${income}, energy per product ${intensity}, CO2 per energy ${carbon}`,
    },
  },

  /** What `peakpath init` says and writes. */
  init: {
    made: (folder: string) => `A place to work in: ${folder}`,
    next: "Next",
    notFound: (alias: string) => `Where the shell does not know peakpath: ${alias}`,
    title: (region: string) => `${region}: my scenario`,
    head: ({ id, parent }: { id: string; parent: string }) => [
      `Your own scenario: all of ${parent}, and in place of its values what stands here. What follows # is not read.`,
      `See what is wrong: peakpath check ${id} · results: peakpath run ${id} · both at each save: peakpath watch ${id}`,
    ],
    levers: (scenario: string, lever: string) => [
      "Levers. strength is the part of the potential that is used, 0 % to 100 %; start and full are the years between which it",
      "comes, those of the parent or the library without. Take away a # before an entry to use it too.",
      `All of them: peakpath list levers ${scenario} · one: peakpath explain ${scenario} ${lever}`.trim(),
    ],
    lever: ({ label, full, here, scenario }: ShownLever) =>
      `${label}${full === undefined ? "" : ` (100 %: ${full})`}${here === undefined ? "" : `; ${scenario}: ${here}`}`,
    assume: (scenario: string, region: string) => [
      "Assumptions: parameters by year with their unit. Between years a line is straight; behind the last the value is held.",
      `All of them: peakpath list parameters ${scenario} · by a word: peakpath find GDP --region ${region}`,
    ],
    targets: (boundaries: readonly string[]) => [
      `Targets: what the run is held against. Boundaries: ${boundaries.join(", ")}.`,
    ],
    readme: ({ id, parent, region }: { id: string; parent: string; region: string }) => [
      `# Pathways of ${region}`,
      "",
      "| here | what |",
      "| --- | --- |",
      `| \`scenarios/${id}.yaml\` | a scenario that is yours to change; it goes on from \`${parent}\` |`,
      "| `schemas/` | by which editors know keys and names of levers, parameters and regions (in VS Code: the extension YAML of Red Hat) |",
      "| `data/regions/` | regions of your own, as `peakpath new` and `peakpath rebase` write them; not there yet |",
      "",
      "Files here stand before those of the package of the same path; nothing in the package need be changed.",
      "",
      "1. Change a number in the scenario and save it.",
      `2. \`peakpath check ${id}\` says every mistake with its line and column; \`peakpath watch ${id}\` does so at each save.`,
      `3. \`peakpath run ${id}\` gives peaks, targets and levers; with \`--out results\` tables too, with \`--svg pictures\` pictures.`,
      `4. \`peakpath compare ${parent} ${id}\` tells what the change did, and through which input.`,
      "",
      `Names: \`peakpath find heat pumps --region ${region}\`. A second scenario: copy the file under another name beside it.`,
      `A county or a country: \`peakpath new --help\`.`,
    ],
  },

  /** What `peakpath watch` says. */
  watch: {
    before: "before",
    waits: (files: number) => `Watching ${files} files; save one to check and run again, Ctrl-C ends.`,
    saved: (files: string) => `Saved: ${files}`,
    ends: "Watching ended.",
  },

  /** Titles, axes and notes of the pictures. */
  page: {
    several: (count: number) => `${count} scenarios side by side`,
    contents: "Contents",
    pictures: "Pictures",
    peaks: "Peaks",
    plan: "Key indicators",
    levers: "The peak under each lever",
    targets: "Targets and promises",
    promises: "Promises of plans that are in force",
    sure: "How sure",
    assessment: "Assessment",
    method: "Method and sources",
    modelled: ({
      model,
      base,
      observed,
      horizon,
    }: {
      model: string;
      base: number;
      observed: number;
      horizon: number;
    }) =>
      `Computed with the model ${model}: base year ${base}, observed to ${observed}, projected to ${horizon}. Each number, with its formula and the file and line of what it was made of: peakpath explain.`,
    command: (typed: string) => `Made with: ${typed}`,
    noPeak: "nothing computed",
    files: "Files that the results rest on",
    file: "File",
    hash: "SHA-256 (first 16 digits)",
    documents: "Documents of the plans",
    document: "Document",
    issued: "Issued",
    statements: "Statements",
    wrote: (file: string) => `page written: ${file}`,
  },

  picture: {
    trajectory: (region: string) => `${region}: emissions and their peaks`,
    history: (from: number, to: number) => `Grey: history ${from}–${to}, which is another account.`,
    peakNote: "Dot: highest year. Broad line: years within 2 % of it, which the numbers cannot tell from it.",
    bandOf: ({ from, to }: { from: number; to: number }) => (from === to ? `Peak ${from}` : `Peak, band ${from}–${to}`),
    inYears: ({ from, to }: { from: number; to: number }) => (from === to ? String(from) : `${from}–${to}`),
    sectors: (region: string) => `${region}: the order in which sectors peak`,
    sectorNote: (unit: string) =>
      `Dot: highest year. Bar: years within 2 % of it. Behind it: the level at the peak, ${unit}.`,
    stack: (region: string, what: string) => `${region}: ${what[0].toLowerCase()}${what.slice(1)}`,
    observedTo: (year: number) => `Observed to ${year}`,
    observedNote: (year: number) => `Broken line: ${year}, the last observed year.`,
    stackNote: (year: number) => `Behind the names: values in ${year}.`,
    other: "Other",
    wedges: (boundary: string) => `What takes emissions down: ${boundary}`,
    without: "Without levers",
    withAll: "With all levers",
    raising: "Raised again by levers that need energy",
    wedgeNote:
      "Shares that add up to the difference in every year (Shapley values). Below the lower line: what levers take off that others add again.",
    sampledNote: "Sampled within families (Owen values).",
    shares: (boundary: string) => `What each lever does: ${boundary}`,
    peaksByLever: (boundary: string) => `The peak under each lever: ${boundary}`,
    within: "within 2 % of the peak",
    fivePercent: "up to 5 % below",
    tenPercent: "up to 10 % below",
    peaksByLeverNote: (unit: string) =>
      `Dot: highest year, left out where several summits are equally high. Behind it: the level at the peak, ${unit}.`,
    yearsEarlier: "Peak year, change in years",
    peakLevel: (unit: string) => `Peak level, change in ${unit}`,
    cumulative: ({ unit, from, to }: { unit: string; from: number; to: number }) => `Cumulative ${from}–${to}, ${unit}`,
    whisker: "Thin line: two standard errors of the sample to either side.",
    lowers: "lowers or advances",
    raises: "raises or delays",
    drivers: (boundary: string) => `What moves emissions: ${boundary}`,
    points: "Percentage points a year",
    peakAt: (year: number) => `Peak ${year}`,
    driverNote: "Each column is the change against the year before; emissions peak where the sum crosses zero.",
    compared: (boundary: string) => `Scenarios side by side: ${boundary}`,
    difference: ({ first, second }: { first: string; second: string }) =>
      `Which inputs explain the difference: ${first} → ${second}`,
    tornado: (boundary: string) => `What the peak hangs on: ${boundary}`,
    tornadoNote: "One input at a time; behind each name: low | as it stands | high.",
    atLow: "input at its low",
    atHigh: "input at its high",
    delay: (boundary: string) => `What waiting costs, all levers later: ${boundary}`,
    delayOfOne: ({ boundary, years }: { boundary: string; years: number }) =>
      `What waiting costs, one lever ${years === 1 ? "1 year" : `${years} years`} later: ${boundary}`,
    delayNote: "Dot: highest year; bar: years within 2 % of it; behind it: the level at the peak.",
    peakYear: "Year of the peak",
    later: (years: number) => (years === 1 ? "1 year later" : `${years} years later`),
    costCurve: (boundary: string) => `What a tonne less costs: ${boundary}`,
    costCurveNote:
      "What saves money first, by its total saving (the area), then the cheapest; behind each name of these: cost per tonne. * Not all of its costs are known: the least it may be. Columns that reach further are cut; levers without cost data are left out.",
    costCurveLeft: (count: number) => `Too narrow to be seen, and left out: ${count} levers.`,
    reduction: ({ unit, from, to }: { unit: string; from: number; to: number }) =>
      `Less emissions ${from}–${to}, ${unit}`,
    made: (version: string, id: string) => `peakpath ${version}, ${id}`,
    nothing: "there is nothing to draw",
    nothingOf: (what: string) => `there is nothing to draw of: ${what} (0 in every year)`,
    wrote: (count: number, folder: string) => `${count} pictures in ${folder}`,
  },

  /** What `peakpath worker` says, and `peakpath batch` of its queue. */
  queue: {
    ready: (queue: string) => `Waiting for parts of batches at ${queue}; Ctrl-C ends it after the part in hand`,
    served: (parts: number) => `${parts} parts computed`,
    /** What is wrong with a Redis. */
    trouble: ({ kind, detail }: Trouble, place: RedisPlace) => troubles[kind](detail, place),
    waiting: (trouble: string, limit: string) => `${trouble}. Waiting up to ${limit} for it (--wait)`,
    back: (queue: string) => `The Redis at ${queue} answers again`,
    gaveUp: (waited: string, why: string) => `nothing came back for ${waited} (--wait): ${why}`,
    noWorker: (queue: string, seen: boolean) =>
      `no worker listens ${seen ? "any more" : "yet"}; start one with: peakpath worker --queue ${queue}`,
    /** The number of workers is undefined where Redis does not tell it. */
    nothingBack: (waited: string, workers: number | undefined) =>
      `nothing has come back for ${waited}${workers === undefined ? "" : `, though ${workers} ${workers === 1 ? "worker listens" : "workers listen"}`}`,
    refusal: (refusal: Refusal) =>
      `worker on ${who(refusal)}, gives its parts back: ${refusals[refusal.code](refusal)}`,
    nobodyFits: (refusals: readonly string[], more: number) =>
      `no worker that fits listens:\n  ${refusals.join("\n  ")}${more > 0 ? `\n  and ${more} more` : ""}`,
    givesBack: (scenario: string, why: string) => `a part of ${scenario} is given back: ${why}`,
    kept: (folder: string | undefined) =>
      folder === undefined
        ? "Without --out nothing is kept"
        : `What had come back is kept in ${folder}, and the same command with --resume goes on from there`,
    damaged: (part: number) => `part ${part} came back damaged again and again; something else writes into this Redis`,
    wrongJob: (what: string) => `a job in the queue is none of peakpath's (its ${what}); it was thrown away`,
    outOfReach: (scenario: string) =>
      `--queue takes scenarios by their name, such as zhejiang/policy, or by a path below this folder, since workers read them on their own machine; not "${quote(scenario)}"`,
    largeDesign: (most: string) =>
      `a design of more than ${most} does not go through a queue; compute it in shards (--shard)`,
  },

  /** What `peakpath rebase` says. */
  rebase: {
    made: (id: string, from: string, before: number, year: number, file: string) =>
      `${id}: ${from}, base year moved from ${before} to ${year} by ${file}`,
    base: (year: number, before: number) =>
      `Base year ${year}: the balance beside what the run from ${before} has for it`,
    quantity: "Quantity",
    run: (before: number) => `run from ${before}`,
    balance: "balance",
    change: "change",
    peaks: (unit: string) => `Peaks: year, band, level (${unit})`,
    boundary: "Boundary",
    from: (year: number) => `from ${year}`,
    carried: "Where the numbers come from, and what was guessed or carried over",
    words: (balance: number, run: number, paths: number) =>
      `  ${balance} numbers from the balance, ${run} stocks from the old run, ${paths} numbers of paths moved`,
    fromBalance:
      "  From the balance: energy, inventory, electricity, heat, transformation, by the rules of the data step",
    fromRun: (year: number, before: number, words: string) =>
      `  As ${year} in the run from ${before}, with what was observed: ${words}`,
    fromPaths:
      "  Moved with the balance where they were its rule: hours, new equipment and heat, exports, limit of imports",
    kept: (id: string, year: number) =>
      `  Carried over from ${id}: growth, plans, levers, factors, reference years; observed years after ${year}`,
    history: (year: number) => `  History ends where it did; the years between it and ${year} are not filled`,
    notKnown: (year: number, before: number) =>
      `  Not in the balance, so as in the run from ${before}: how ${year}'s wind, solar and imports divide by kind, biomass power, charging of vehicles, data centres`,
    industry: (own: boolean): string =>
      own
        ? "  Industry by branch: shares of the data step (fuels CEADs of the newest year, electricity and heat recalled)"
        : "  Industry by branch: shares of the old run",
    derived: (plant: string, gw: string) =>
      `  Capacity of ${plant}: derived, ${gw} GW; the balance has more generation than what stands in the old run can give`,
    left: (columns: string) => `  Columns without use in the model: ${columns}`,
    next: (folder: string, ids: string) => `Next: ${folder === "" ? "" : `cd ${folder} && `}peakpath run ${ids}`,
  },

  /** What reports of several regions say in words. */
  rollUp: {
    header: (run: { model: string; base: number; horizon: number; count: number; each: string }) =>
      `Model ${run.model}, base year ${run.base}, horizon ${run.horizon}, sum of ${run.count} regions${run.each === "" ? "" : `, each with its scenario "${run.each}"`}`,
    parts: (boundary: string, unit: string) =>
      `Who holds up the total on "${boundary}" (${unit}), in the order of their own peaks`,
    ownPeak: "Own peak",
    partIn: (year: number) => `Part ${year}`,
    change: (from: number, to: number) => `${from}-${to}`,
    difference: (whole: string, unit: string) => `Statistical difference: the sum less ${whole} on its own (${unit})`,
    differenceNote:
      "Parts are run on their own base years; what they do not add up to is left here and spread over nobody.",
    tradeOfWhole: (whole: string) =>
      `What members together import comes from outside ${whole} and is counted as in its own run.`,
    outside: "Electricity from outside",
    sum: "Total",
    partsNote:
      "Parts are without traded electricity, which cancels between members; the own peak counts it, so own levels do not add up.",
    stillRising: (year: number) => `Still rising after ${year}`,
    drivers: "It never falls; what drives it up",
    trade: (unit: string) => `Electricity that members import and export (${unit})`,
    imports: "Imports",
    exports: "Exports",
    gap: "Imports less exports",
    counted: (unit: string) => `Counted as from outside (${unit})`,
    noSender: ({ years, most, unit }: { years: string; most: string; unit: string }) =>
      `Flag: members together import more than they export in ${years}, at most ${most} ${unit} of electricity that no member generates. It is counted at the mean factor of their gross imports, and their own results take it for granted.`,
    surplus: "Below zero members export more than all of them import; nobody takes it, and it is not credited.",
    openTrade: (left: { years: string; most: string; unit: string }) =>
      `The runs allowed leave a gap of at most ${left.most} ${left.unit} in ${left.years}, beside that of the observed year.`,
    closed: (year: number) =>
      `After ${year} imports are what is exported less the loss of lines, with the gap of ${year} (statistics, foreign trade) kept: surplus that would be curtailed and then spare coal power is sent where more is wished, exports nobody wishes are cut. Senders are credited with the CO2 that importers pay, so that it sums to zero; a region's own run has its own exports and factor.`,
    nowcast:
      "Observed of the whole, beside the sum of its members. Members publish no use of fuel by year: theirs follows activity, and what the whole used beyond it stands in no member.",
    flows: "Who trades with whom is not published, so trade between members is taken to cancel.",
    limits: "Flags of members",
    leftOut: (count: number) =>
      `${count} reported quantities are left out: ratios that do not follow from sums, and gross trade that would count what members sell each other.`,
    inputs: "Inputs that differ, by region",
    otherMembers: "The regions are not the same, so inputs are not compared.",
  },

  run: {
    pollutants: {
      title: (unit: string, compared: boolean) =>
        `Air pollutants (${unit})${compared ? "; behind the rule the change against no lever" : ""}`,
      pollutant: "Pollutant",
      held: (year: number) =>
        `Factors and controls stay as in ${year}, the nation's, a factor of two either way: what fuel and output change is computed, retrofits and stricter standards come on top. Changes say more than levels.`,
      officialTotals: (year: number) => `Official totals of ${year} in this scope`,
      official: (name: string, total: string, difference: string) => `${name} ${total} (model ${difference})`,
    },
    header: (run: { model: string; base: number; observed: number; horizon: number; levers: number }) =>
      `Model ${run.model}, base year ${run.base}, observed to ${run.observed}, horizon ${run.horizon}, ${run.levers} levers`,
    chain: "Builds on",
    downscaled: "Downscaled: every number of this region is estimated from a larger one",
    status: "Status",
    after10: "10 years on",
    beside: "With purchased",
    trend: "Trend after, per year",
    peaks: (unit: string) => `Peak of each boundary (${unit})`,
    sectors: (unit: string) => `Order in which sectors peak (${unit})`,
    kinds: {
      active: "peaked, active",
      passive: "peaked, passive",
    },
    nowcast:
      "Nowcast: what was observed (base year = 100, capacities in GW; * the region's part of a total shared out), and the model's difference",
    nowcastFurthest: (quantity: string, year: number, difference: string) =>
      `Largest difference: ${quantity} ${year}, ${difference}`,
    undecidedNote: (year: number) =>
      `Undecided: ${year} rests in part on numbers shared out from the nation's, so that it cannot be told from the year before.`,
    bandNote: "Band: years within 2 % of the peak, which the numbers cannot tell from it.",
    localPeaks: "Other summits",
    historyPeak: (history: { from: number; to: number; year: number; band: string; level: string; status: string }) =>
      `History ${history.from}-${history.to}: highest ${history.year} (${history.band}) at ${history.level} (${history.status})`,
    stepFromNothing: ({ from, to }: { from: number; to: number }) =>
      `History (${from}) is 0 or negative: its step to ${to} is not computable as a share, and nothing is claimed across it`,
    spliceStep: (splice: { from: number; to: number; step: string; uncertainty: string | undefined; one: boolean }) =>
      `Step between history (${splice.from}) and ${splice.from === splice.to ? "this account" : "base year"} (${splice.to}): ${splice.step}; ${
        splice.uncertainty === undefined
          ? "the inventory's uncertainty is not known, so nothing is claimed across it"
          : splice.one
            ? `within the inventory's uncertainty of ${splice.uncertainty}, read as one series`
            : `above the inventory's uncertainty of ${splice.uncertainty}, so nothing is claimed across it`
      }`,
    splicedPeak: (year: number, level: string) => `Highest of history and projection together: ${year} at ${level}`,
    history: "history",
    indicatorWithout: ({ years, at }: { years: string; at: string }) =>
      `not computable in ${years}: the formula divides by 0 or has no finite value there (${at})`,
    flags: "Flags",
    notes: "About the input",
    gaps: (count: number) => `Model against observation: ${count} imposed values, largest differences`,
    modelled: "formula",
    sharedOut: "* Not observed here: the region's part of a total that was shared out.",
    corrections:
      "What observed values add to the formulas (it is part of the values above, and kept after the last observed year)",
    estimatedShare: "Estimated share of the base year",
    summary: (unit: string) => `Peaks side by side: year, band, level (${unit})`,
    reversed: (reversal: { boundary: string; higher: string; lower: string; levers: string }) =>
      `On "${reversal.boundary}" the order turns round: ${reversal.higher} peaks later or higher than ${reversal.lower}. Levers that raise or delay it there: ${reversal.levers}`,
    failedCount: (count: number) => `${count} scenarios failed and are left out; see above`,
  },

  /** How sure a peak is, from errors of past projections. */
  sure: {
    title: (boundary: string) => `How sure: ${boundary}`,
    conditions: {
      as_planned: "if the plan is carried out",
      as_before: "as plans were delivered before",
      no_plan: "on observed trends",
      own: "if plans are delivered as assumed",
    },
    short: {
      as_planned: "carried out",
      as_before: "as delivered before",
      no_plan: "",
      own: "as assumed",
    },
    share: (share: string, condition: string) => `${share} ${condition}`,
    peakBy: ({ year, shares, bands }: SurePeakWords) =>
      `Peak by ${year}: ${shares.join(", ")} (90 %: ${bands.join("; ")})`,
    also: "The same by",
    alsoBy: (year: number, shares: readonly string[]) => `${year}: ${shares.join(" and ")}`,
    undecided: "undecided",
    after: (year: number) => `after ${year}`,
    untilAfter: (from: number, year: number) => `${from} to after ${year}`,
    inYear: (year: number) => String(year),
    orBefore: (year: number) => `${year} or before`,
    fromBefore: (year: number, to: string) => `${year} or before, to ${to}`,
    level: ({ year, level, unit, spans }: SureLevelWords) =>
      `${year}: ${level} ${unit}, nine of ten between ${spans.join(", ")}`,
    within: (span: string, condition: string) => (condition === "" ? span : `${span} (${condition})`),
    baseRate: ({ share, years, n, regions, window }: BaseRateWords) =>
      `Of regions at their record elsewhere ${share} peaked within ${years} years (n ${n} in ${regions} countries, ${window})`,
    /** Why the second condition can have the higher share. */
    before:
      "As delivered before may be as high as carried out, or higher: earlier plans were on the whole met, and wind and solar beaten (data/certainty/README.md, Layer B).",
    stale: ({ stored, now, scenario }: StaleWords) =>
      `How sure: stored probabilities rest on other files (${stored}, now ${now}): npm run build:certainty; peakpath batch ${scenario} computes them for these (about 10 s)`,
    notStored: (scenario: string) =>
      `How sure: not stored for these files: peakpath batch ${scenario} computes it (about 10 s)`,
    answer: ({ by, shares, runs }: SureAnswerWords) =>
      `Probability of a peak by ${by} with this: ${shares.join(", ")} (${runs} calibrated runs)`,
    targetAnswer: ({ shares, runs }: Omit<SureAnswerWords, "by">) =>
      `Probability that it is met with this: ${shares.join(", ")} (${runs} calibrated runs)`,
    withoutOwnError:
      "Drawn from errors of growth and of plans' delivery alone: the model's own error is known of emissions, not of this quantity.",
    delayed: ({ by, years, shares, runs }: SureAnswerWords & { readonly years: number }) =>
      `Peak by ${by} ${years === 0 ? "as it stands" : `with all levers ${years} ${years === 1 ? "year" : "years"} later`}: ${shares.join(", ")} (${runs} calibrated runs)`,
  },

  samePeak: {
    same: (names: string, levels: string) =>
      `${names}: the same peak as far as the data can tell (years in each other's band; ${levels})`,
    sameYears: (names: string, levels: string) =>
      `${names}: peaks that cannot be told apart in time (years in each other's band); ${levels}`,
    different: (names: string, levels: string) =>
      `${names}: peaks at different times (not in each other's band); ${levels}`,
    apart: (difference: string) => `levels ${difference} apart, no uncertainty of the inventory is stated`,
    less: (difference: string, uncertainty: string) =>
      `levels ${difference} apart, less than the inventory's own uncertainty of ${uncertainty} (which moves both alike)`,
    more: (difference: string, uncertainty: string) =>
      `levels ${difference} apart, more than the inventory's own uncertainty of ${uncertainty} (which moves both alike)`,
    and: (a: string, b: string) => `${a} and ${b}`,
  },

  /** What `peakpath seek` says. */
  seek: {
    goal: ({ boundary, by, below }: { boundary: string; by: number; below: string | undefined }) =>
      `Sought: "${boundary}" peaks by ${by}${below === undefined ? "" : `, below ${below}`}`,
    before: (peak: string) => `The scenario as it stands peaks in ${peak}.`,
    targetGoal: "Sought: that this target is met",
    standing: "As it stands",
    withAnswer: "With the answer",
    nearest: "The nearest that is possible",
    targetTitle: (asked: string) => `${asked} (sought)`,
    answers: {
      lever: (value: string) => `The lever needs a strength of at least ${value}, the others as they are.`,
      ambition: (value: string) =>
        `All levers together need an ambition of at least ${value} (1 is the scenario, 2 all at full strength).`,
      smallest_set: (value: string) => `${value} levers are enough.`,
      latest_start: (value: string) => `A start up to ${value} years later is still in time.`,
      least_effort: (value: string) =>
        `A mix with an effort of ${value} is enough (strength times effort, summed over the levers).`,
    },
    nothingNeeded: "It is kept without any lever: nothing more is needed.",
    these: (levers: readonly string[]) => `Which: ${levers.join(", ")}`,
    impossible: "Impossible even at full strength.",
    impossibleLever: "Impossible by this means alone.",
    best: (peak: string) => `The nearest that is possible peaks in ${peak}.`,
    reached: (peak: string) => `It then peaks in ${peak}.`,
    notMonotone: "More is not always better here: a stronger setting misses it again.",
    proven: "All smaller sets were tried: none is enough.",
    notProven: "None of these levers can be left out; smaller sets of others were not all tried.",
    goodMix: "No lever of it can be weakened further by itself; a cheaper mix may exist.",
    fullStrength: "The scenario's own strengths do not suffice: these levers stand at full strength.",
    verified: (file: string) => `Run as a scenario, it keeps this promise: ${file}`,
    file: "As a scenario",
    title: ({ by, below }: { by: number; below: string | undefined }) =>
      `Peak by ${by}${below === undefined ? "" : ` below ${below}`} (sought)`,
  },

  /** What `peakpath targets` says. */
  targets: {
    found: "Found",
    margin: "Margin",
    firstMet: "First met",
    reasons: {
      no_series: "not computed for this region",
      no_data: "the region has no data of it",
      no_year: "no year printed",
      year_not_covered: "the year is not covered",
      base_year_not_covered: "nothing is known of the year it is measured from",
      base_zero: "measured from a year in which it is 0; no share of that can be told",
      base_negative: "measured from a year in which it is negative; no share of that can be told",
      other_base_not_positive: "what it is compared with is 0 or negative in the year that both are measured from",
      crosses_zero: "falls below 0, and no yearly rate leads there",
      over_zero: "set over 0",
      over_negative: "set over a negative amount",
      not_finite: "its formula divides by 0 or has no value in a year that it takes",
      undetermined: "too few years follow the maximum",
    },
    about: "about",
    peakOf: "Peak",
    reductionFrom: (year: number) => `below ${year}`,
    riseFrom: (year: number) => `above ${year}`,
    changeFrom: (year: number) => `change since ${year}`,
    rise: (amount: string) => `rises ${amount}`,
    largestChange: (change: string) => `${change} at most a year`,
    yearsUnit: "yr",
    baseEstimated: "base year estimated",
    accountSteps: "Reference years are counted in the base year's account, which differs from the published one",
    error: (amount: string) => `uncertain by ${amount}`,
    bandPastTarget: (year: number) => `band to ${year}`,
    levelAbove: (level: string) => `peaks too high, at ${level}`,
    points: "points",
    counts: (counts: PlanCounts) => {
      const { statements, mapped, promises, met_sized, draft } = counts;
      const parts = countsInWords(counts, verdicts, (count, verdict) => `${count} ${verdict.toLowerCase()}`);
      const sized = met_sized > 0 ? ` (of those met ${met_sized} sized by a lever)` : "";
      return `Plans: ${statements} statements, ${mapped} on what the model computes, ${promises} promises in force: ${parts.join(", ")}${sized}${draft > 0 ? `; ${draft} more of drafts for comment` : ""}`;
    },
    id: "Id",
    section: "Section",
    ranges: (low: string, high: string) => `${low} to ${high}`,
    increment: (from: number) => `more than ${from} by`,
    growth: (from: number) => `mean yearly growth from ${from}`,
    plateau: (year: number) => `plateau by ${year}`,
    decline: (from: number) => `falling from ${from}`,
    falling: (from: number) => `each year lower, from ${from}`,
    printedBase: (value: string, id: string) => `counted from ${value} (${id})`,
    standingRule: (year: number) => `no year is printed: checked in ${year}`,
    otherAccount: (label: string, actual: string, verdict: string) =>
      `beside it ${[label, actual, verdict].filter(Boolean).join(" ")}`,
    holdBelow: (from: number) => `not above ${from}`,
    holdAbove: (from: number) => `not below ${from}`,
    relative: "larger fall",
    relativeBy: (amount: string) => `larger fall by ${amount}`,
    fasterThan: (other: string, from: number) => `falls more than ${other} from ${from}, by`,
    over: (other: string) => `over ${other}`,
    inherited: (id: string) => `number of ${id}`,
    superseded: (id: string) => `superseded by ${id}`,
    repeated: "said again elsewhere",
    countedAs: (id: string) => `counted as ${id}`,
    beside: (id: string) => `beside ${id} of the same document, counted as one`,
    also: (ids: string) => `also ${ids}`,
    slip: "a copyist's slip, kept as printed",
    early: "a peak, without a year",
    earlyPeak: (peak: number) => `no year printed; the run's peak is ${peak}`,
    baseTaken: (year: number) => `no base year printed, ${year} taken`,
    draft: "draft for comment",
    stated: "stated, not promised",
    atOdds: (document: string | undefined, numbers: readonly string[]) =>
      `${document ?? "the document"} contradicts itself: ${numbers.join(", ")}`,
    printedIn: (printed: { id: string; section: string; year: string; number: string; unit: string }) =>
      `${printed.year}: ${printed.number} ${printed.unit} (${printed.id}, ${printed.section})`,
    measuredFrom: (year: number) => `from ${year}`,
    published: (year: number, value: string, run: string, decides: boolean) =>
      `published ${year}: ${value}, the run ${run}${decides ? "" : "; judged by the change from what is published"}`,
    sizedBy: (levers: string) => `lever sized by this statement: ${levers}`,
    unmapped: (count: number) => `Not on anything the model computes (${count})`,
    formulas: "How each is counted",
    none: (region: string) => `The plans state nothing about ${region}.`,
    more: (command: string) => `all of them, with document and section: ${command}`,
    missedOfPlans: "Missed promises of the plans",
  },

  /** What `peakpath assess` says. */
  assess: {
    title: ({ region, year }: { region: string; year: number }) => `${region} · assessment of progress ${year}`,
    basis: ({ scenario, year, observed }: { scenario: string; year: number; observed: number }) =>
      `Present course: ${scenario}; values to ${Math.min(year, observed)} are observed where published, otherwise the run's`,
    chosen: ({ scenario, year, promises }: { scenario?: string; year?: number; promises?: string }) =>
      [
        ...(promises === undefined ? [] : [`promises as in ${promises}, and no others`]),
        ...(scenario === undefined ? [] : [`no scenario named: ${scenario}`]),
        ...(year === undefined ? [] : [`no year named: the last observed one, ${year}`]),
      ].join("; "),
    dated: (year: number, asked: string) => `${year}: ${asked}`,
    named: (name: string, year: number) => `${name}, ${year}`,
    lights: { red: "RED", yellow: "yellow", green: "green", grey: "grey" },
    lightsOf: (counts: readonly { readonly word: string; readonly count: number }[]) =>
      counts.map(({ word, count }) => `${count} ${word}`).join(", "),
    origins: { reported: "reported", published: "published", projected: "projected" },
    reasons: {
      on_the_way: "on the way",
      course_misses: "on the way, but the present course misses it in its year",
      within_error: "within the uncertainty of the change",
      recoverable: "late, but met in its year on the present course",
      course_within_error: "late, and in its year missed by no more than the uncertainty",
      behind_and_missed: "late, and missed in its year on the present course",
      missed_in_year: "missed in its year",
      missed_as_projected: "missed in its year by what the run has; to be checked against what will be published",
      not_planned: "not clearly on the way, and no measure is planned for its year yet",
      not_begun: "it is measured from a later year",
      no_value: "no value of the year is known",
      no_baseline: "no value is known to start the path from",
      no_projection: "late, and nothing says how its year will be",
    },
    overall: "Overall",
    gaps: "Main gaps",
    measures: "Proposed measures",
    overallText: ({ year, count, lights, known, projected }: AssessedCounts) =>
      `Of ${count} promises in force for ${year} and later, ${lights}. ${known} are judged by reported or published values, ${projected} by what the run has.`,
    overallDoubt: (count: number) =>
      `${count} of the red lights rest on what the run has and wait for published values.`,
    overallPeaks: (count: number, lights: string) => `Of ${count} promises of a peak or plateau, ${lights}.`,
    notComputed: (count: number, command: string) =>
      `${count} more promises are about what is not computed (${command}).`,
    gapOf: ({ name, target, required, actual, origin, gap }: AssessedGap) =>
      `${name} (${target}): ${required} needed, ${actual} ${origin}, short by ${gap}`,
    courseGapOf: ({ name, target, projected, gap }: { name: string; target: string; projected: string; gap: string }) =>
      `${name} (${target}) would come to ${projected} on the present course, short by ${gap}`,
    peakGapOf: ({ name, by, found }: { name: string; by: string; found: string }) =>
      `peak of ${name} (${by}): ${found} on the present course`,
    peakIn: (year: number | undefined) => (year === undefined ? "none" : String(year)),
    overallDrafts: (count: number, lights: string) =>
      `Beside them ${count} promises of drafts for comment, which are not in force: ${lights}.`,
    noGap: "No promise is late beyond the uncertainty.",
    noGapJudged:
      "None of the promises that can be judged is late beyond the uncertainty; what is grey cannot be judged yet.",
    noneJudged: "None of the promises could be judged; what is missing stands below (Grey).",
    noneToMend:
      "Nothing can be proposed until the promises can be judged, by published or reported values (--observed).",
    noPromise: ({ region, year }: { region: string; year: number }) =>
      `The plans hold no promise of ${region} in force for ${year} or later.`,
    nextText: ({ name, year, needed, untilNow }: AssessedPace) =>
      `${name}: ${needed} a year until ${year}${untilNow === undefined ? "" : ` (${untilNow} a year so far)`}`,
    pushText: (levers: readonly string[], from: number) => `With most room from ${from} on: ${levers.join("; ")}`,
    pushed: ({ lever, effect, name }: { lever: string; effect: string; name: string }) =>
      `${lever} (${name} ${effect})`,
    closedText: (names: readonly string[]) =>
      `Now due and short, to be made up by the next promise of the kind: ${names.join("; ")}`,
    confirmText: (names: readonly string[]) =>
      `Within the uncertainty, to be confirmed by published or reported values: ${names.join("; ")}`,
    noMeasures: "Keep to the measures of the present course.",
    noRoom: "No lever of the scenario changes what is late, and what is grey cannot be judged yet.",
    aheadText: (names: readonly string[], year: number) =>
      `Missed in ${year} on the present course, unless more is done before: ${names.join("; ")}`,
    peakLate: ({ name, by, found }: { name: string; by: string; found: string }) => `${name} (${by}; ${found})`,
    peakMeasures: (names: readonly string[]) =>
      `Peaks that come late on the present course, or may: ${names.join("; ")}`,
    peakClosers: ({ name, levers, from }: { name: string; levers: string; from: number }) =>
      `What brings the peak of ${name} forward the most, all of it from ${from} on, one lever at a time: ${levers}`,
    peakPush: ({ lever, years, peak, from, to }: AssessedPeakPush) =>
      `${lever} (${from} → ${to}) to ${peak}${years === undefined ? "" : `, by ${years} ${years === 1 ? "year" : "years"}`}`,
    peakPassed: ({ lever, peak, from, to }: Omit<AssessedPeakPush, "years">) =>
      `${lever} (${from} → ${to}), after which the level of ${peak} is not passed again`,
    setToIt: ", set to it",
    noPeakCloser: (name: string) => `No single lever with room brings the peak of ${name} forward by a year`,
    peakSeek: (command: string) => `For a package that does: ${command}`,
    askDepartments: (departments: string) => `In charge: ${departments}`,
    promise: "Promise",
    target: "Asked",
    dueYear: "In",
    required: (year: number) => `Needed ${year}`,
    actual: (year: number) => `Stands ${year}`,
    origin: "Value",
    gap: "Ahead or behind",
    outlook: "Its year, present course",
    peaks: "Peaks",
    peakYear: "Peak (band)",
    peakAhead: "still ahead",
    peakDoubtful: "may have peaked",
    trend: (year: number) => `${year} on the year before`,
    details: "Red and yellow",
    greys: "Grey",
    progress: ({ required, actual, origin, gap }: Omit<AssessedGap, "name" | "target">) =>
      `needed ${required}, ${actual} ${origin}, ${gap}`,
    path: (points: string) => `path: ${points}`,
    point: (year: number, value: string) => `${year} ${value}`,
    pace: ({ needed, untilNow }: { needed: string; untilNow: string | undefined }) =>
      `needed from here: ${needed} a year${untilNow === undefined ? "" : `; so far ${untilNow} a year`}`,
    carriers: (levers: string) => `carried by: ${levers}`,
    noCarrier: "carried by no lever of the scenario",
    closers: (year: number, levers: string) => `levers with room, all of it from ${year} on: ${levers}`,
    noCloser: "no lever with room moves it",
    closes: "closes the gap",
    push: ({ lever, effect, from, to }: { lever: string; effect: string; from: string; to: string }) =>
      `${lever} (${from} → ${to}) ${effect}`,
    carry: (lever: string, effect: string) => `${lever} ${effect}`,
    responsible: (departments: string) => `in charge: ${departments}`,
    source: (document: string, section: string) => `source: ${section === "" ? document : `${document}, ${section}`}`,
    unused: (names: string) => `Reported, but about no promise here: ${names}`,
    later: (year: number, names: string) => `Reported of years after ${year}, and not counted: ${names}`,
    note: "Path: straight from the year a promise counts from, through earlier promises of the same quantity. Effects of levers are on the value in the promise's year, one lever at a time; they do not add up.",
  },

  /** The table of promises that `peakpath targets --out` writes and `peakpath assess --targets` reads. */
  promiseTable: {
    headings: {
      indicator: "indicator",
      kind: "kind",
      year: "year",
      operator: "operator",
      value: "value",
      value_high: "value_high",
      unit: "unit",
      base_year: "base_year",
      stage: "stage",
      document: "document",
      section: "section",
      responsible: "responsible",
    },
    kinds: Object.fromEntries(planKinds.map((kind) => [kind, kind])) as Readonly<Record<PlanKind, string>>,
    stages: { draft: "draft for comment" },
    operators: { ">=": ">=", "<=": "<=" },
  },

  /** What `peakpath tornado` says. */
  tornado: {
    title: (boundary: string, measure: string) =>
      `What "${boundary}" hangs on, one input at a time, widest first (${measure})`,
    now: ({ year, band, level, unit }: { year: string; band: string; level: string; unit: string }) =>
      `As it stands: peak ${year} (${band}) at ${level} ${unit}`,
    measures: {
      peak_year: "peak year",
      peak_level: "peak level",
      cumulative: "cumulative emissions",
    },
    input: "Assumption or lever",
    range: "Low | as it stands | high",
    peakYear: "Peak year: low | high",
    level: (unit: string) => `Peak level, ${unit}: low | high`,
    cumulative: (unit: string) => `Cumulative, ${unit}: low | high`,
    lever: "lever",
    rest: (count: number) => `${count} narrower ones stand in tornado.csv (--out).`,
    idle: (count: number) =>
      `${count === 1 ? "One input with a range changes" : `${count} inputs with a range change`} nothing on this boundary.`,
    refused: (count: number) =>
      `${count === 1 ? "One input cannot" : `${count} inputs cannot`} go to an end alone, since a check of the model fails there:`,
    note: "Assumptions move within the low and high that their source states, paths over years as a whole; levers between strength 0 and level 4, what is physically possible.",
    leftOut: "Not moved: structural parameters, shares that have to sum to 1, and assumptions without a stated range.",
    same: "≈ in the band of the peak as it stands: not to be told from it in time.",
    nothing: "No input with a range changes this boundary.",
  },

  /** What `peakpath why` says. */
  why: {
    title: (boundary: string) => `What moves "${boundary}": percentage points a year (mean of the years in each span)`,
    around: (year: number) => `Year by year around the peak of ${year}, percentage points`,
    driver: "Driver",
    unexplained: "Not explained",
    history: (from: number, to: number) =>
      `History ${from}-${to} is another account: it knows GDP, energy and totals. Only the drivers with numbers there can be told apart, and intensity holds structure.`,
    noHistory: "History cannot be split for this boundary: its energy or totals are not known.",
    crosses: (year: number) => `The sum crosses zero between ${year} and ${year + 1}: that is the peak.`,
    active: ({ from, to, share }: { from: number; to: number; share: string }) =>
      `Active peak: efficiency, mix and grid bring ${share} of the fall from ${from} to ${to}.`,
    activeMore: ({ from, to }: { from: number; to: number }) =>
      `Active peak: efficiency, mix and grid bring more than the whole fall from ${from} to ${to}; growth takes part of it back.`,
    passiveNone: ({ from, to }: { from: number; to: number }) =>
      `Passive peak: efficiency, mix and grid bring nothing of the fall from ${from} to ${to}; weaker activity or structure does.`,
    passive: ({ from, to, share }: { from: number; to: number; share: string }) =>
      `Passive peak: efficiency, mix and grid bring only ${share} of the fall from ${from} to ${to}; the rest is weaker activity or structure.`,
    withinBand: ({ from, to, band }: { from: number; to: number; band: string }) =>
      `Emissions stay within ${band} of the peak from ${from} to ${to}: there is no fall to take parts of.`,
    belowZero: "Where emissions are negative the year before, points are of their size; - where they are 0.",
    nothing: "Emissions are 0 throughout: nothing moves them.",
    missing: ({ points, year }: { points: string; year: number }) =>
      `Does not peak: nearest to it around ${year}, where emissions still grow by ${points} points a year; so much is missing.`,
    atStart: "Highest in the first year: what led to it lies before these years.",
    sectors: ({ from, to, unit }: { from: number; to: number; unit: string }) =>
      `By emitting sector, ${from} to ${to}, ${unit}`,
    notDeclared: (model: string) => `the model ${model} does not declare what moves its emissions (report.why)`,
  },
  /** What is refused, by its code. */
  refusals: english,
  /** What the help says of commands, options and examples, by its English. */
  help: (text: string): string => text,
  /** What yargs says of a command line, by its own phrases; where it counts, for one and for more. */
  parser: {
    "Not enough non-option arguments: got %s, need at least %s": counted(
      "Not enough non-option arguments: got %s, need at least %s",
    ),
    "Too many non-option arguments: got %s, maximum of %s": counted(
      "Too many non-option arguments: got %s, maximum of %s",
    ),
    "Not enough arguments following: %s": "Not enough arguments following: %s",
    "Missing required argument: %s": counted("Missing required argument: %s", "Missing required arguments: %s"),
    "Unknown argument: %s": counted("Unknown argument: %s", "Unknown arguments: %s"),
    "Unknown command: %s": counted("Unknown command: %s", "Unknown commands: %s"),
    "Commands:": "Commands:",
    "Positionals:": "Positionals:",
    "Options:": "Options:",
    "Examples:": "Examples:",
    "Show help": "Show help",
    "Show version number": "Show version number",
    boolean: "boolean",
    string: "string",
    array: "array",
    required: "required",
    "default:": "default:",
    "choices:": "choices:",
    "Did you mean %s?": "Did you mean %s?",
    "Invalid values:": "Invalid values:",
    "Argument: %s, Given: %s, Choices: %s": "Argument: %s, Given: %s, Choices: %s",
  },
};

export type Words = typeof en;

interface AllocationTitle {
  readonly year: number;
  readonly total: string;
  readonly unit: string;
  readonly boundary: string;
  readonly isBudget: boolean;
}
