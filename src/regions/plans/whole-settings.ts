import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { packageStrengths, scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Region } from "../../scenario/region/region.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { need } from "../../text/need.ts";
import { isOfGrid, supplyLever } from "../downscale/levers.ts";
import type { LeftOut, Setting } from "./settings.ts";
import type { PolicyTables } from "./tables.ts";

/**
 * The settings of a part: a lever that its own documents give a number, or name where its whole's scenario has not
 * pulled it, stands as `asked`; all others are set as in the whole's scenario. What acts in the whole's grid comes with
 * the whole's power supply as that scenario has it. What projects bring there already is left out.
 */
export function settingsOfPart(
  asked: readonly Setting[],
  region: Region,
  whole: Scenario,
  tables: Pick<PolicyTables, "measures">,
): { settings: Setting[]; leftOut: LeftOut[] } {
  const { levers, id } = whole;
  const hasNumber = ({ of }: Setting): boolean => of === region.id;
  const isNamed = ({ lever }: Setting): boolean =>
    tables.measures.some((row) => row.region === region.id && row.lever === lever);
  const acts = (lever: string): boolean => {
    const known = region.levers.get(lever);
    return known !== undefined && !isOfGrid(known);
  };
  const supply = supplyLever(id.slice(id.lastIndexOf("/") + 1));
  const own = asked.filter(
    (setting) => acts(setting.lever) && (hasNumber(setting) || (isNamed(setting) && !levers.has(setting.lever))),
  );
  const owned = new Set(own.map(({ lever }) => lever));
  const inherited = [...levers.values()].filter(({ lever }) => acts(lever.id) && !owned.has(lever.id));
  const settings = [
    ...(region.levers.has(supply)
      ? [
          {
            lever: supply,
            basis: "own" as const,
            strength: 1,
            source: `as in ${id}: the grid that it takes its electricity from`,
          },
        ]
      : []),
    ...own.map((setting) => {
      const pulled = levers.get(setting.lever);
      if (setting.reach === undefined || pulled === undefined) return setting;
      // Where the number stands without the lever, the whole's setting holds.
      return { ...setting, reach: { ...setting.reach, otherwise: settingOf(pulled, whole) } };
    }),
    ...inherited.map((pulled) => settingOf(pulled, whole)),
  ];
  const filled = settings.filter(({ strength }) => strength === 0).map(({ lever }) => lever);
  return {
    settings: settings.filter(({ lever }) => !filled.includes(lever)),
    leftOut: filled.map((lever) => ({ lever, why: `projects that are named bring all that it brings in ${id}` })),
  };
}

/** How a scenario of the whole pulls a lever, as a setting of its part: with what the lever brings there beyond projects. */
function settingOf(pulled: ScenarioLever, whole: Scenario): Setting {
  const { lever, ramp, source, basis = "unsized", responsible } = pulled;
  const { begins, ends, knots } = ramp;
  const left = Number(beyondProjects(pulled, whole).toFixed(4));
  const strength = left < 1 ? Number((pulled.strength * left).toFixed(4)) : pulled.strength;
  const less = left < 1 ? ` (there ${pulled.strength}, the rest of it are projects that are named)` : "";
  return {
    lever: lever.id,
    basis,
    responsible: responsible?.zh,
    strength,
    knots: knots && [...knots].map(([year, share]) => `${year}: ${share}`).join(", "),
    start: knots === undefined ? begins : undefined,
    full: knots === undefined ? ends : undefined,
    source: `as in ${whole.id}${less}: ${source ?? lever.source}`,
  };
}

/**
 * The part of what a lever adds to plans that projects of the scenario do not fill: they stand in the parts as they are, and
 * the rest of the lever comes on top of them. 1 where no project is of what it adds to.
 */
function beyondProjects({ lever, strength, full, weights }: ScenarioLever, scenario: Scenario): number {
  const { steps, levers } = scenario;
  const adding = lever.effects.find(({ parameter, mode, cells }) => {
    const others = (steps.get(parameter.name) ?? []).map(({ effect }) => effect);
    return mode === "add" && others.some((other) => other.mode === "fill" && other.cells.includes(cells[0]));
  });
  const at = Math.min(full ?? scenario.horizon, scenario.horizon) - scenario.baseYear;
  if (adding === undefined || !(strength * weights[at] * adding.amounts[at] > 0)) return 1;
  const { parameter, cells, amounts } = adding;
  const planned = (pulled: ReadonlyMap<string, number>): number =>
    need(scenarioInputs(scenario, pulled).values, parameter.name)[at * parameter.size + cells[0]];
  const all = packageStrengths({ levers });
  const without = new Map([...all].filter(([id]) => id !== lever.id));
  return (planned(all) - planned(without)) / (strength * weights[at] * amounts[at]);
}
