import { sumOf } from "../china/balance/grid.ts";
import { twhPerMtce } from "../china/balance/thermal-power.ts";
import { heatShare, type ShareAt, type SubregionFuel } from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** Electricity of a part in TWh, closed: local plants and imports give what is used, lost and exported. */
export interface SubregionElectricity {
  readonly imports: number;
  readonly exports: number;
  readonly loss: number;
  readonly use: number;
  /** Share in the parent's electricity use. */
  readonly share: number;
}

/** What goes with final use: plants' own use, storage, electric heat and the loss rate of the parent. */
export interface Alongside {
  readonly ownUse: number;
  readonly storageOutput: number;
  readonly storageLoss: number;
  readonly heat: number;
  readonly lossRate: number;
}

export function alongside(parent: RegionNumbers, fuel: SubregionFuel, shareAt: ShareAt): Alongside {
  const perMtce = twhPerMtce;
  const stored = parent.members("storage").map((storage) => {
    const output = parent.at("base_storage_output", [storage]);
    return {
      output: output === 0 ? 0 : output * shareAt("base_storage_output", [storage]),
      loss: 1 / parent.at("storage_efficiency", [storage]) - 1,
    };
  });
  return {
    ownUse: [...fuel.generation].reduce((sum, [plant, twh]) => sum + twh * parent.at("own_use_rate", [plant]), 0),
    storageOutput: stored.reduce((sum, { output }) => sum + output, 0),
    storageLoss: stored.reduce((sum, { output, loss }) => sum + output * loss, 0),
    heat: electricHeat(parent, perMtce) * heatShare(fuel),
    lossRate: lossRate(parent, perMtce),
  };
}

/** Final use that a total use leaves, TWh. */
export function finalOfUse(use: number, beside: Alongside): number {
  return (use - beside.ownUse - beside.storageOutput) * (1 - beside.lossRate) - beside.storageLoss - beside.heat;
}

/** Closes the balance of the part: what plants do not give is imported, what they give beyond the use is exported. */
export function closeElectricity(parent: RegionNumbers, fuel: SubregionFuel, beside: Alongside): SubregionElectricity {
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
    share: use / electricityUse(parent),
  };
}

/** Electricity use of the parent, TWh. */
export function electricityUse(parent: RegionNumbers): number {
  const sum = (id: string): number =>
    parent.cells(id).reduce((total, { members }) => total + parent.at(id, members), 0);
  return sum("base_generation") + sum("base_storage_output") - parent.at("base_exports");
}

function electricHeat(parent: RegionNumbers, perMtce: number): number {
  const heat = parent.at("base_heat", ["electric"]);
  return heat === 0 ? 0 : (heat * perMtce) / parent.at("heat_efficiency", ["electric"]);
}

/** Loss of the parent's grid over what is sent to its users. */
function lossRate(parent: RegionNumbers, perMtce: number): number {
  const loss = parent.at("base_grid_loss");
  const final = parent
    .members("sector")
    .reduce((sum, sector) => sum + parent.at("base_final_energy", [sector, "electricity"]), 0);
  const storage = parent
    .members("storage")
    .reduce(
      (sum, name) => sum + parent.at("base_storage_output", [name]) * (1 / parent.at("storage_efficiency", [name]) - 1),
      0,
    );
  return loss === 0 ? 0 : loss / (loss + final * perMtce + storage + electricHeat(parent, perMtce));
}
