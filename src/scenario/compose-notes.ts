import type { Inputs, Model, Parameter } from "../engine/language/model.ts";
import { need } from "../text/need.ts";
import { type Label, lineText, type Note, note, type Place } from "../text/problems.ts";
import type { Project, ProjectStatus } from "./levers/lever.ts";
import { applySteps } from "./levers/lever-steps.ts";
import { filledOf } from "./levers/project.ts";
import { bases, type ScenarioLever } from "./levers/scenario-levers.ts";
import { type CellPath, originAt } from "./paths/cell-path.ts";
import { packageStrengths } from "./paths/inputs.ts";
import type { GivenCells } from "./paths/layers.ts";
import type { LeverSpan } from "./paths/years.ts";
import type { Region } from "./region/region.ts";
import type { Scenario } from "./scenario.ts";
import type { Target } from "./targets/targets.ts";

/** Says where an assumption without years also replaces what was observed. */
export function noteReplacedObservations(region: Region, assumed: GivenCells, paths: GivenCells, notes: Note[]): void {
  const noted = new Set<string>();
  for (const [name, cells] of assumed) {
    for (const [cell, { constant, years }] of cells) {
      const below = region.given.get(name)?.get(cell);
      const own = paths.get(name)?.get(cell) as CellPath;
      const replaced = [...(below?.years ?? [])].filter(
        ([year, observed]) =>
          year >= region.baseYear &&
          year <= region.lastObserved &&
          observed.estimated === undefined &&
          originAt(own, year).givens[0] !== observed,
      );
      if (replaced.length === 0 || noted.has(name)) continue;
      noted.add(name);
      const at = constant?.at ?? ([...years.values()][0].at as Place);
      const [[from, given]] = replaced;
      const to = (replaced.at(-1) as [number, unknown])[0];
      const place = lineText(given.at);
      const en = `replaces what was observed in ${from}-${to} (${place})`;
      notes.push(note(at, `assume.${name}`, en, `取代了 ${from}-${to} 年的观测值（${place}）`));
    }
  }
}

/** Says what the strengths of the levers rest on, where the scenario says it, and how many of the region's are left out. */
export function noteBases(levers: ReadonlyMap<string, ScenarioLever>, region: Region, notes: Note[]): void {
  const pulled = [...levers.values()];
  // A planned project that is pulled is none of the region's levers, and says by itself what it rests on.
  const ofRegion = pulled.filter(({ lever }) => lever.project === undefined);
  if (ofRegion.every(({ basis }) => basis === undefined)) return;
  const [own, national, counted, unsized, listed] = bases.map(
    (basis) => pulled.filter((each) => each.basis === basis).length,
  );
  const [first] = pulled;
  const left = region.levers.size - ofRegion.length;
  const en = `by own numbers ${own}, by national numbers ${national}, as counted ${counted}, without a number ${unsized}, listed elsewhere ${listed}; ${left} of the region's are left out`;
  const zh = `按本地数字 ${own} 项，按国家数字 ${national} 项，按统计规模 ${counted} 项，无数字 ${unsized} 项，他处所列 ${listed} 项；该地区其余 ${left} 项措施未采用`;
  notes.push(note(first.at, "levers.basis", en, zh));
}

/** Says which targets measure from a year before the base year of which nothing is known: no run can judge them. */
export function noteUnknownYears(targets: readonly Target[], region: Region, notes: Note[]): void {
  for (const target of targets) {
    if (!("from" in target) || target.from >= region.baseYear) continue;
    const { variable, cell, from, name, at } = target;
    if (region.history.some((known) => known.variable === variable.name && known.cell === cell && known.year === from))
      continue;
    const en = `measured from ${from}, of which the region knows nothing; it cannot be computed`;
    notes.push(note(at, `targets.${name}`, en, `以 ${from} 年为基准，但该地区没有该年数据；无法计算`));
  }
}

/** Says which targets give a number without an operator, which is met by that number alone. */
export function noteExactTargets(targets: readonly Target[], notes: Note[]): void {
  for (const target of targets) {
    if (target.kind !== "level" || target.operator !== "=" || target.text.includes("=")) continue;
    const { text, name, year, at } = target;
    const en = `asks for exactly ${text}, to a millionth; a bound is written ">= ${text}" or "<= ${text}"`;
    const zh = `要求恰为 ${text}（误差百万分之一）；若为界限请写 ">= ${text}" 或 "<= ${text}"`;
    notes.push(note(at, `targets.${name}.${year}`, en, zh));
  }
}

/** Says which levers of the package push a parameter past its bounds, and from when on. */
export function noteClipped(
  steps: Scenario["steps"],
  base: Inputs,
  levers: ReadonlyMap<string, ScenarioLever>,
  model: Model,
  baseYear: number,
  notes: Note[],
): void {
  const strengths = packageStrengths({ levers });
  for (const [name, own] of steps) {
    const parameter = need(model.parameters, name);
    const first = new Map<string, number>();
    applySteps(parameter, need(base.values, name), own, strengths, {
      clipped: ({ effect: { path } }, place) => {
        const year = baseYear + Math.floor(place / parameter.size);
        first.set(path, Math.min(first.get(path) ?? year, year));
      },
    });
    for (const [path, year] of first) {
      const ids = [...new Set(own.filter(({ effect }) => effect.path === path).map(({ id }) => id))];
      const bounds = boundsInWords(parameter);
      const en = `pushes ${path} past its bounds from ${year} on; it is held ${bounds.en}`;
      const zh = `自 ${year} 年起使 ${path} 超出范围；按 ${bounds.zh} 截取`;
      notes.push(note(need(levers, ids[0]).at, `levers.${ids.join("+")}`, en, zh));
    }
  }
}

/**
 * Says of each potential that would forbid what projects build whether it gave way, since it was an estimate, or stands; and
 * which projects come later than their documents have them.
 */
export function noteProjects(
  pulled: ReadonlyMap<string, ScenarioLever>,
  base: Inputs,
  given: GivenCells,
  model: Model,
  { from, to, lastObserved }: LeverSpan,
  notes: Note[],
): void {
  const built = new Map<
    string,
    { id: string; pull: ScenarioLever; within?: Parameter; cell: number; amounts: Float64Array }[]
  >();
  for (const [id, pull] of pulled) {
    const filled = pull.strength > 0 ? filledOf(model, pull.lever) : undefined;
    if (filled === undefined) continue;
    const { path, cells, amounts, adds } = filled.effect;
    // What adds has its room with it.
    if (!adds)
      built.set(path, [...(built.get(path) ?? []), { id, pull, within: filled.within, cell: cells[0], amounts }]);
    const { last, status } = pull.lever.project as Project;
    if (last > lastObserved || status === "operating") continue;
    const en = `${status}, and its last year ${last} is observed; it is counted as missing and comes in ${pull.start}`;
    const zh = `进展为 ${zhStatus[status]}，其末年 ${last} 已有观测；按尚未投产计，自 ${pull.start} 年起计入`;
    notes.push(note(pull.at, `projects.${id}`, en, zh));
  }
  for (const [path, projects] of built) {
    const [{ within, cell, pull }] = projects;
    if (within === undefined) continue;
    const fills = need(model.parameters, path.split(".")[0]);
    // In the year in which all of them are whole: what operates in part begins at once and grows to its last year.
    const whole = Math.max(...projects.map(({ pull }) => Math.max(pull.full, (pull.lever.project as Project).last)));
    const at = Math.min(whole, to) - from;
    const stands = need(base.values, fills.name)[(lastObserved - from) * fills.size + cell];
    const total = projects.reduce(
      (sum, { pull: { strength, weights }, amounts }) => sum + strength * weights[at] * amounts[at],
      stands,
    );
    const most = need(base.values, within.name)[at * within.size + cell];
    if (!(total > most)) continue;
    const cited = given.get(within.name)?.get(cell);
    const origin = cited && originAt(cited, at + from).givens[0];
    const [wish, room] = [total, most].map((value) => `${Number(value.toPrecision(4))} ${within.unit.text}`);
    const gaveWay = origin?.estimated !== undefined;
    const en = gaveWay
      ? `${wish} with what stands is above the estimated potential of ${room}, which gives way to projects that are named`
      : `${wish} with what stands is above the potential of ${room} (${origin?.source ?? within.name}); no more than that is built`;
    const zh = gaveWay
      ? `连同现有共 ${wish}，高于推算的潜力 ${room}；有名有姓的项目优先，潜力随之上调`
      : `连同现有共 ${wish}，高于潜力 ${room}（${origin?.source ?? within.name}）；超出部分不会建成`;
    notes.push(note(pull.at, `projects.${projects.map(({ id }) => id).join("+")}`, en, zh));
  }
}

const zhStatus: Readonly<Record<ProjectStatus, string>> = {
  ...{ operating: "在运", building: "在建", approved: "已核准", planned: "规划" },
};

function boundsInWords({ min, max, unit }: Parameter): Label {
  if (min === undefined) return { en: `at ${max} ${unit.text} at most`, zh: `最高 ${max} ${unit.text}` };
  if (max === undefined) return { en: `at ${min} ${unit.text} at least`, zh: `最低 ${min} ${unit.text}` };
  return { en: `within ${min}–${max} ${unit.text}`, zh: `${min}–${max} ${unit.text}` };
}
