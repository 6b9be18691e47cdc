import { sumOf } from "../china/balance/grid.ts";
import { heatShare, type PartFuel, type ShareAt } from "./fuel.ts";
import type { Whole } from "./whole.ts";

/** Electricity of a part in TWh, closed: local plants and imports give what is used, lost and exported. */
export interface PartElectricity {
  readonly imports: number;
  readonly exports: number;
  readonly loss: number;
  readonly use: number;
  /** Share in the parent's electricity use. */
  readonly share: number;
}

/** TWh per Mtce at the calorific value of electricity: 29.3076 GJ a tce, 3.6 GJ a MWh, both by definition. */
export const twhPerMtce = 29.3076 / 3.6;

/** What goes with final use: plants' own use, storage, electric heat and the loss rate of the parent. */
export interface Alongside {
  readonly ownUse: number;
  readonly storageOutput: number;
  readonly storageLoss: number;
  readonly heat: number;
  readonly lossRate: number;
}

export function alongside(whole: Whole, fuel: PartFuel, shareAt: ShareAt): Alongside {
  const perMtce = twhPerMtce;
  const stored = whole.members("storage").map((storage) => {
    const output = whole.at("base_storage_output", [storage]);
    return {
      output: output === 0 ? 0 : output * shareAt("base_storage_output", [storage]),
      loss: 1 / whole.at("storage_efficiency", [storage]) - 1,
    };
  });
  return {
    ownUse: [...fuel.generation].reduce((sum, [plant, twh]) => sum + twh * whole.at("own_use_rate", [plant]), 0),
    storageOutput: stored.reduce((sum, { output }) => sum + output, 0),
    storageLoss: stored.reduce((sum, { output, loss }) => sum + output * loss, 0),
    heat: electricHeat(whole, perMtce) * heatShare(fuel),
    lossRate: lossRate(whole, perMtce),
  };
}

/** Final use that a total use leaves, TWh. */
export function finalOfUse(use: number, beside: Alongside): number {
  return (use - beside.ownUse - beside.storageOutput) * (1 - beside.lossRate) - beside.storageLoss - beside.heat;
}

/** Closes the balance of the part: what plants do not give is imported, what they give beyond the use is exported. */
export function closeElectricity(whole: Whole, fuel: PartFuel, beside: Alongside): PartElectricity {
  const final = sumOf(fuel.energy, (_, carrier) => carrier === "electricity") * twhPerMtce;
  const consumed = final + beside.storageLoss + beside.heat;
  const loss = (consumed * beside.lossRate) / (1 - beside.lossRate);
  const generated = [...fuel.generation.values()].reduce((a, b) => a + b, 0);
  const missing = consumed + loss - (generated - beside.ownUse);
  const use = consumed + loss + beside.ownUse + beside.storageOutput;
  return {
    imports: Math.max(0, missing),
    exports: Math.max(0, -missing),
    loss,
    use,
    share: use / electricityUse(whole),
  };
}

/** Electricity use of the parent, TWh. */
export function electricityUse(whole: Whole): number {
  const sum = (id: string): number => whole.cells(id).reduce((total, { members }) => total + whole.at(id, members), 0);
  return sum("base_generation") + sum("base_storage_output") - whole.at("base_exports");
}

function electricHeat(whole: Whole, perMtce: number): number {
  const heat = whole.at("base_heat", ["electric"]);
  return heat === 0 ? 0 : (heat * perMtce) / whole.at("heat_efficiency", ["electric"]);
}

/** Loss of the parent's grid over what is sent to its users. */
function lossRate(whole: Whole, perMtce: number): number {
  const loss = whole.at("base_grid_loss");
  const final = whole
    .members("sector")
    .reduce((sum, sector) => sum + whole.at("base_final_energy", [sector, "electricity"]), 0);
  const storage = whole
    .members("storage")
    .reduce(
      (sum, name) => sum + whole.at("base_storage_output", [name]) * (1 / whole.at("storage_efficiency", [name]) - 1),
      0,
    );
  return loss === 0 ? 0 : loss / (loss + final * perMtce + storage + electricHeat(whole, perMtce));
}
