import type { Model } from "../../engine/language/model.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { readRegion } from "../../scenario/region/region.ts";
import { tableWords } from "../../scenario/region/region-tables.ts";
import type { Library } from "../../text/library.ts";
import {
  InputError,
  type Label,
  type Message,
  type Place,
  type Problem,
  problem,
  RunError,
  saidOf,
} from "../../text/problems.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { readCsv } from "../csv.ts";
import { runValues } from "./build.ts";
import { type SubregionOrder, subregionFiles } from "./files.ts";
import { regionNumbers } from "./region-numbers.ts";
import { readCityRules } from "./rules.ts";
import { plainShares, shareOf } from "./shares.ts";
import { checkStarter } from "./starter-checks.ts";
import { readStarter, type Starter } from "./starter-table.ts";
import { type Subregion, subregionOf } from "./subregion.ts";

/** What `peakpath new` is asked for. */
export interface StarterOrder {
  readonly id: string;
  readonly parent: string;
  readonly label: Label;
  readonly table: { readonly text: string; readonly file: string };
  /** Whether to go on where energy is far from what the shares speak for. */
  readonly force?: boolean;
}

/** The files of a starter region (paths from the project's root), its numbers, and what had to be guessed. */
export interface StarterRegion {
  readonly files: ReadonlyMap<string, string>;
  readonly part: Subregion;
  /** Variables that the table does not give. */
  readonly silent: readonly string[];
  /** Whether hours and grid factor come from a reference run of the parent. */
  readonly withRun: boolean;
}

/**
 * A region of its own made from a short table and a parent: what the table says stands, everything else is the
 * parent's by the shares that `city_rules.csv` names (the method of the shipped cities).
 *
 * @throws InputError with every mistake in the table, or in the parent.
 */
export function starterRegion(library: Library, model: Model, order: StarterOrder): StarterRegion {
  const problems: Problem[] = [];
  const asked = { file: "--parent", line: 1, column: 1 };
  const region = readRegion(library, model, order.parent, asked, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const parent = regionNumbers(region, model);
  const words = { columns: tableWords(library, "starter"), variables: tableWords(library, "starter_variable") };
  const starter = readStarter(order.table.text, order.table.file, words, parent, problems);
  if (problems.length === 0) checkStarter(starter, parent, problems);
  if (problems.length > 0) throw new InputError(problems);
  const { facts, carriers, silent } = starter;
  const ruleOf = readCityRules(readCsv(chinaFiles(library)("city_rules.csv")), model);
  const plain = plainShares(parent, facts, parent.at("base_gdp"));
  const programs = sharedPrograms();
  const run = runValues(library, model, `${order.parent}/reference`, programs);
  const own = { facts, plain, parent: new Map() };
  const use = facts.get("electricity_use")?.get(region.baseYear)?.value;
  const share = shareOf(parent, own, [own]);
  const anchors = { electricityUse: use, carriers };
  const at = { file: order.table.file, line: 1, column: 1 };
  const moved = shownAt(at, () => subregionOf(parent, ruleOf, share, anchors));
  const far = farAnchors(moved, starter);
  if (far.length > 0 && order.force !== true) throw new InputError(far);
  const partOrder: SubregionOrder = {
    ...order,
    level: region.level === "nation" || region.level === "country" ? "province" : "city",
    plain,
    share,
    anchors,
    facts,
    downscaled: {
      en: `from ${region.label.en} by shares of residents, GDP, value added and listed plants, moved to the table of ${order.table.file}`,
      zh: `由${region.label.zh}按人口、生产总值、增加值和所列厂站份额降尺度，并按${order.table.file}调整`,
    },
    written: `Written by \`peakpath new\` from ${order.table.file}; yours to change.`,
  };
  const { files, subregion: part } = shownAt(at, () =>
    subregionFiles(library, parent, ruleOf, partOrder, run, programs, (keys) => keys),
  );
  return { files, part, silent, withRun: run !== undefined };
}

/** Factors on industry's use beyond which table and parent hardly speak of the same place, and those that stop. */
const doubtful = { least: 0.5, most: 2 };
const furthest = { least: 0.2, most: 5 };

/** Whether a factor is so far from the parent's mean that it is to be looked at. */
export function isDoubtful(factor: number): boolean {
  return factor < doubtful.least || factor > doubtful.most;
}

/** What the table gives of energy and the region cannot be moved to, or only by a factor beyond reason. */
function farAnchors({ moved, missed }: Subregion, { cells, silent }: Starter): Problem[] {
  const anchors = new Set([...moved.keys(), ...missed.map(({ anchor }) => anchor)]);
  return [...anchors].flatMap((anchor) => {
    const factor = moved.get(anchor) ?? 0;
    const cell = cells.get(anchor === "electricity" ? "electricity_use" : anchor);
    const miss = missed.find((other) => other.anchor === anchor);
    const far = !(factor >= furthest.least && factor <= furthest.most);
    const none = cell?.value === 0 && miss === undefined;
    if (cell === undefined || none || (!far && miss === undefined)) return [];
    const plants = `capacity_${anchor}`;
    const wrong = {
      factor: short(factor),
      reached: miss === undefined ? undefined : { reached: short(miss.reached), wanted: short(miss.asked) },
      ...furthest,
      silent: silent.includes(plants) ? plants : undefined,
    };
    return [problem(cell.at, anchor, "starter_industry", wrong)];
  });
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** What `make` gives; mistakes that come of the user's table are said at the table, since the files are not written. */
function shownAt<T>(at: Place, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const follows = (path: string, fault: Message) => problem(at, path, "starter_unfit", { fault: saidOf(fault) });
    if (error instanceof RunError) throw new InputError([follows("", error)]);
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((wrong) => follows(wrong.path, wrong)));
  }
}
