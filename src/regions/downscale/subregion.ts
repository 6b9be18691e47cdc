import type { Parameter } from "../../engine/language/model.ts";
import { twhPerMtce } from "../china/balance/thermal-power.ts";
import { type Anchors, type MissedAnchor, type Moves, moveCarrier, moveCo2, moveElectricity } from "./anchors.ts";
import { alongside, closeElectricity, finalOfUse, type SubregionElectricity } from "./electricity.ts";
import {
  fuelByShare,
  heatShare,
  inventoryByShare,
  parentHeatCo2,
  powerCo2,
  type ShareAt,
  type SubregionFuel,
  sectorCo2,
  wasteCo2,
} from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { type CityRule, type RuleOf, ruleOrThrow } from "./rules.ts";
import type { ShareOf } from "./shares.ts";

/** Base-year numbers of a part of a region. */
export interface Subregion extends SubregionFuel {
  readonly electricity: SubregionElectricity;
  /** CO2 in Mt: energy, process. */
  readonly co2: { readonly energy: number; readonly process: number };
  /** Share in the parent's heat supply. */
  readonly heat: number;
  /** Factor on the output of listed fossil plants and clinker lines. */
  readonly plants: number;
  /** Factors by which industry's fuel, its electricity and the plants were moved, by anchor. */
  readonly moved: ReadonlyMap<string, number>;
  readonly missed: readonly MissedAnchor[];
}

/**
 * The numbers of a part of `parent`: every quantity times the share that its rule names, then moved to what is known
 * in `anchors`, and the balances closed: heat is supplied as it is used, and what local plants do not give is imported
 * from the parent's grid, or what they give beyond the use is exported.
 */
export function subregionOf(parent: RegionNumbers, ruleOf: RuleOf, share: ShareOf, anchors: Anchors): Subregion {
  const shareAt: ShareAt = (id, members) => {
    const rule: CityRule = ruleOrThrow(ruleOf, parent.model.parameters.get(id) as Parameter, members);
    return share(rule.share, rule.otherwise, parent.region.baseYear);
  };
  const fuel = fuelByShare(parent, shareAt);
  const moves: Moves = { factors: new Map(), missed: [] };
  for (const [carrier, asked] of anchors.carriers ?? []) moveCarrier(parent, fuel, shareAt, carrier, asked, moves);
  const plants = anchors.co2 === undefined ? 1 : moveCo2(parent, fuel, shareAt, anchors.co2, moves);
  const beside = alongside(parent, fuel, shareAt);
  if (anchors.electricityUse !== undefined)
    moveElectricity(parent, fuel, finalOfUse(anchors.electricityUse, beside), twhPerMtce, moves);
  const heat = heatShare(fuel);
  return {
    ...fuel,
    electricity: closeElectricity(parent, fuel, beside),
    co2: {
      energy:
        sectorCo2(parent, fuel.energy) +
        powerCo2(parent, fuel.generation) +
        parentHeatCo2(parent) * heat +
        inventoryByShare(parent, "inventory_transformation", shareAt) +
        wasteCo2(parent, fuel.generation),
      process: inventoryByShare(parent, "inventory_process", shareAt) * plants,
    },
    heat,
    plants,
    moved: moves.factors,
    missed: moves.missed,
  };
}
