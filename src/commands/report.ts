import { basename, dirname, resolve } from "node:path";
import { refuseWrongDesigns } from "../batch/design/scenario-designs.ts";
import { writeFiles } from "../files/files.ts";
import { installedLibrary } from "../files/installed.ts";
import { sha256Hex } from "../files/sha256.ts";
import type { Picture } from "../report/draw/picture.ts";
import { svgText } from "../report/draw/svg.ts";
import { element, type Html, inlinePicture, page, REPORT_STYLE } from "../report/page.ts";
import { notesPart, tablePart } from "../report/page-table.ts";
import { type ReportedRun, typedCommand } from "../report/tables/run-files.ts";
import { headLines } from "../report/text/head.ts";
import { planCounts, promiseRows } from "../report/text/plan-target-text.ts";
import { sureLines } from "../report/text/sure.ts";
import { accountStepLines, targetRows } from "../report/text/target-text.ts";
import { type Cell, right } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { loadRuns } from "../run/load.ts";
import type { ScenarioRun } from "../run/run.ts";
import { certaintyFinder } from "../run/stored-certainty.ts";
import { usageError } from "../text/problems.ts";
import { VERSION } from "../text/version.ts";
import { assessmentSummary } from "./assess/summary.ts";
import { peakPictures } from "./levers/pictures.ts";
import { estimateLines } from "./run/flags.ts";
import { leverSection } from "./run/levers.ts";
import { boundarySection, sectorSection } from "./run/peaks.ts";
import { runPictures } from "./run/pictures.ts";
import { planSection } from "./run/plan-text.ts";
import { summarySection } from "./run/summary.ts";
import { command } from "./shell/command.ts";
import { needed, withUnits } from "./shell/options.ts";
import { reportRuns } from "./shell/report-runs.ts";
import { progressOn } from "./shell/terminal.ts";

/** `peakpath report`: verdict, pictures, tables, method and sources of runs in one page that prints. */
export const reportCommand = command(
  (argv) =>
    withUnits(argv)
      .positional("scenarios", { type: "string", array: true, demandOption: true, describe: "Such as zhejiang/policy" })
      .option("out", needed("File to write, such as report.html"))
      .example("$0 report zhejiang/policy --out report.html", "one page to read, send and print")
      .example("$0 report huzhou/reference huzhou/policy --lang zh --out huzhou.html", "two scenarios, in Chinese"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    if (!/\.html?$/i.test(args.out)) throw usageError("report_html", { text: args.out });
    const progress = progressOn(terminal);
    const library = installedLibrary(terminal);
    const loaded = loadRuns(library, [...new Set(args.scenarios)]);
    await refuseWrongDesigns(library, loaded);
    const certainty = certaintyFinder(library, sha256Hex);
    const reported = reportRuns(loaded, { levers: true, progress: progress.show, kept: terminal.kept, certainty });
    progress.clear();
    const place = resolve(terminal.workingFolder, args.out);
    const text = reportPage(reported, typedCommand(call.words), words);
    await writeFiles(dirname(place), new Map([[basename(place), text]]));
    terminal.err(`${words.page.wrote(args.out)}\n`);
  },
);

/** The page of one or several runs; `typed` is the command that made it. */
export function reportPage(reported: readonly ReportedRun[], typed: string, words: Words): string {
  const m = words.page;
  const runs = reported.map(({ run }) => run);
  const several = runs.length > 1;
  const title = several ? m.several(runs.length) : titleOf(runs[0], words);
  const together = several
    ? [
        element("h1", {}, title),
        ...tablePart(summarySection(reported, words)),
        element("ol", {}, ...runs.map((run, i) => linkTo(`s${i + 1}`, titleOf(run, words)))),
      ]
    : [];
  const ids = runs.map(({ scenario }) => scenario.id);
  return page(
    { language: words.tag, title: title, style: REPORT_STYLE },
    ...together,
    ...reported.map((one, i) => scenarioPart(one, `s${i + 1}`, words)),
    element(
      "footer",
      {},
      element("p", {}, words.picture.made(VERSION, ids.join(", "))),
      element("p", {}, m.command(typed)),
    ),
  );
}

function titleOf({ scenario }: ScenarioRun, words: Words): string {
  const [region, title] = [scenario.region.label, scenario.title].map(words.say);
  return title.includes(region) ? title : `${region}${words.common.colon}${title}`;
}

function linkTo(anchor: string, text: string): Html {
  return element("li", {}, element("a", { href: `#${anchor}` }, text));
}

/** A part of the page with its anchor; without content it is left out, of the contents too. */
interface Part {
  readonly anchor: string;
  readonly title: string;
  readonly content: readonly Html[];
  /** Has tables that are printed across the page. */
  readonly isWide?: boolean;
}

function scenarioPart(one: ReportedRun, anchor: string, words: Words): Html {
  const m = words.page;
  const { run } = one;
  const named = (name: string, title: string, content: readonly Html[]): Part => {
    return { anchor: `${anchor}-${name}`, title, content };
  };
  const parts = [
    named("peaks", m.peaks, peakPart(one, words)),
    named("sure", m.sure, surePart(one, words)),
    named("pictures", m.pictures, picturePart(one, words)),
    named(
      "plan",
      m.plan,
      [planSection(run, words)].flatMap((section) => (section ? tablePart(section) : [])),
    ),
    { ...named("levers", m.levers, leverPart(one, words)), isWide: true },
    { ...named("targets", m.targets, targetPart(run, words)), isWide: true },
    named("assessment", m.assessment, assessmentPart(run, words)),
    named("method", m.method, methodPart(run, words)),
  ].filter(({ content }: Part) => content.length > 0);
  const [, verdict, ...about] = headLines(run, words);
  return element(
    "article",
    { class: "scenario", id: anchor },
    element("h1", {}, titleOf(run, words)),
    element("div", { class: "about" }, ...about.map((line) => element("p", {}, line.trim()))),
    element("p", { class: "verdict" }, verdict.trim()),
    element(
      "nav",
      { "aria-label": m.contents },
      element("ol", {}, ...parts.map((part) => linkTo(part.anchor, part.title))),
    ),
    ...parts.map((part) =>
      element(
        "section",
        { "aria-labelledby": part.anchor, class: part.isWide ? "wide" : undefined },
        element("h2", { id: part.anchor }, part.title),
        ...part.content,
      ),
    ),
  );
}

function peakPart({ run }: ReportedRun, words: Words): Html[] {
  const sectors = sectorSection(run, words);
  return [...tablePart(boundarySection(run, words)), ...(sectors === undefined ? [] : tablePart(sectors))];
}

function surePart({ run, certainty }: ReportedRun, words: Words): Html[] {
  if (certainty === undefined) return [];
  return sureLines(run, certainty, words).map((line) => element("p", {}, line.trim()));
}

function picturePart({ run, peaksByLever }: ReportedRun, words: Words): Html[] {
  const [first] = run.boundaries;
  const shown = peaksByLever.filter(({ boundary }) => boundary === first.name);
  const drawn = [...runPictures(run, words).values(), ...peakPictures(run, shown, words, { by: "lever" }).values()];
  return drawn.map((picture) => figure(picture, words));
}

/** A picture with its title as what stands for it where it is not seen. */
function figure(picture: Picture, words: Words): Html {
  return element("figure", { "aria-label": picture.title }, inlinePicture(svgText(picture, words.tag)));
}

/** The others are in `peakpath levers`, as the note says. */
const MOST_LEVERS = 20;

function leverPart({ run, peaksByLever }: ReportedRun, words: Words): Html[] {
  return peaksByLever
    .filter(({ boundary }) => boundary === run.boundaries[0].name)
    .flatMap((peaks) => tablePart(leverSection(run, peaks, words, { most: MOST_LEVERS })));
}

function targetPart(run: ScenarioRun, words: Words): Html[] {
  const own = targetRows(run, words);
  const promised = promiseRows(run, words);
  const counts = run.scenario.planStatements.length === 0 ? [] : [words.targets.counts(planCounts(run))];
  return [
    ...(own.length === 0 ? [] : tablePart({ title: words.common.targets, rows: own, notes: [] })),
    ...counts.map((text) => element("p", {}, text)),
    ...(promised.length === 0 ? [] : tablePart({ title: words.page.promises, rows: promised, notes: [] })),
    ...notesPart(accountStepLines(run, words).map((line) => line.trim())),
  ];
}

function assessmentPart(run: ScenarioRun, words: Words): Html[] {
  if (run.planTargets.length === 0) return [];
  return assessmentSummary(run, words).map((line) => element("p", {}, line.trim()));
}

/** Digits of a hash that tell two files apart. */
const HASH_DIGITS = 16;

function methodPart(run: ScenarioRun, words: Words): Html[] {
  const m = words.page;
  const { scenario, model } = run;
  const { baseYear, lastObserved, horizon } = scenario;
  const texts = [...scenario.files, ...model.files.map(({ name, text }) => [name, text] as const)];
  const files = texts
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]): Cell[] => [
      [m.file, name],
      [m.hash, sha256Hex(text).slice(0, HASH_DIGITS)],
    ]);
  const documents = new Map<string, { issued: string; count: number }>();
  for (const { statement } of run.planTargets) {
    const known = documents.get(statement.document) ?? { issued: statement.issued, count: 0 };
    documents.set(statement.document, { ...known, count: known.count + 1 });
  }
  const plans = [...documents].map(([name, { issued, count }]): Cell[] => [
    [m.document, name],
    [m.issued, issued],
    right(m.statements, String(count)),
  ]);
  const estimated = estimateLines(run, words);
  return [
    element("p", {}, m.modelled({ model: words.say(model.label), base: baseYear, observed: lastObserved, horizon })),
    ...estimated.map((line) => element("p", {}, line)),
    ...(plans.length === 0 ? [] : tablePart({ title: m.documents, rows: plans, notes: [] })),
    ...tablePart({ title: m.files, rows: files, notes: [] }),
  ];
}
