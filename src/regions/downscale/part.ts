import type { Parameter } from "../../engine/language/model.ts";
import { type Anchors, type MissedAnchor, type Moves, moveCarrier, moveCo2, moveElectricity } from "./anchors.ts";
import { alongside, closeElectricity, finalOfUse, type PartElectricity, twhPerMtce } from "./electricity.ts";
import {
  fuelByShare,
  heatShare,
  inventoryByShare,
  type PartFuel,
  powerCo2,
  type ShareAt,
  sectorCo2,
  wasteCo2,
  wholeHeatCo2,
} from "./fuel.ts";
import { type CityRule, type RuleOf, ruleOrThrow } from "./rules.ts";
import type { ShareOf } from "./shares.ts";
import type { Whole } from "./whole.ts";

/** Base-year numbers of a part of a region. */
export interface Part extends PartFuel {
  readonly electricity: PartElectricity;
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
 * The numbers of a part of `whole`: every quantity times the share that its rule names, then moved to what is known
 * in `anchors`, and the balances closed: heat is supplied as it is used, and what local plants do not give is imported
 * from the parent's grid, or what they give beyond the use is exported.
 */
export function partOf(whole: Whole, ruleOf: RuleOf, share: ShareOf, anchors: Anchors): Part {
  const shareAt: ShareAt = (id, members) => {
    const rule: CityRule = ruleOrThrow(ruleOf, whole.model.parameters.get(id) as Parameter, members);
    return share(rule.share, rule.otherwise, whole.region.baseYear);
  };
  const fuel = fuelByShare(whole, shareAt);
  const moves: Moves = { factors: new Map(), missed: [] };
  for (const [carrier, asked] of anchors.carriers ?? []) moveCarrier(whole, fuel, shareAt, carrier, asked, moves);
  const plants = anchors.co2 === undefined ? 1 : moveCo2(whole, fuel, shareAt, anchors.co2, moves);
  const beside = alongside(whole, fuel, shareAt);
  if (anchors.electricityUse !== undefined)
    moveElectricity(whole, fuel, finalOfUse(anchors.electricityUse, beside), twhPerMtce, moves);
  const heat = heatShare(fuel);
  return {
    ...fuel,
    electricity: closeElectricity(whole, fuel, beside),
    co2: {
      energy:
        sectorCo2(whole, fuel.energy) +
        powerCo2(whole, fuel.generation) +
        wholeHeatCo2(whole) * heat +
        inventoryByShare(whole, "inventory_transformation", shareAt) +
        wasteCo2(whole, fuel.generation),
      process: inventoryByShare(whole, "inventory_process", shareAt) * plants,
    },
    heat,
    plants,
    moved: moves.factors,
    missed: moves.missed,
  };
}
