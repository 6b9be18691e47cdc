import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { cellIndex, cellNames } from "../../src/engine/language/cells.ts";
import type { Inputs, Model } from "../../src/engine/language/model.ts";
import { readModel } from "../../src/engine/language/read-model.ts";

const folder = new URL("../../src/model/regional/", import.meta.url);
const fixture = new URL("../fixtures/synthetic/values.yaml", import.meta.url);

export const baseYear = 2021;
export const years = 40;

/** The regional model as shipped. */
export function regionalModel(): Model {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return readModel(names.map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") })));
}

type Path = [number, number][];
type Entry = number | Path | { [member: string]: Entry };

/** Inputs of the made-up region: the fixture's values, and what must balance in the base year derived from them. */
export function syntheticInputs(model: Model): Inputs {
  const given = parse(readFileSync(fixture, "utf8")) as Record<string, Entry>;
  for (const name of Object.keys(given)) {
    if (!model.parameters.has(name)) throw new Error(`the fixture names "${name}", which the model lacks`);
  }
  const values = new Map<string, Float64Array>();
  for (const parameter of model.parameters.values()) {
    const { name, size, yearly, over } = parameter;
    const cells = new Float64Array(yearly ? years * size : size);
    for (const [cell, members] of cellNames(model, over).entries()) {
      const entry = find(given[name], members);
      if (entry === undefined && parameter.default === undefined && given[name] === undefined) {
        throw new Error(`the fixture lacks "${name}", which has no default`);
      }
      for (let year = 0; year < (yearly ? years : 1); year++) {
        cells[year * size + cell] = entry === undefined ? (parameter.default ?? 0) : valueAt(entry, baseYear + year);
      }
    }
    values.set(name, cells);
  }
  const inputs: Inputs = { baseYear, years, values, observed: new Map() };
  balance(model, inputs);
  return inputs;
}

function find(entry: Entry | undefined, members: readonly string[]): number | Path | undefined {
  if (entry === undefined || typeof entry === "number" || Array.isArray(entry)) return entry;
  const [member, ...rest] = members;
  return find(entry[member] ?? entry.else, rest);
}

function valueAt(entry: number | Path, year: number): number {
  if (typeof entry === "number") return entry;
  const after = entry.findIndex(([known]) => known >= year);
  if (after < 0) return entry[entry.length - 1][1];
  if (after === 0) return entry[0][1];
  const [[from, low], [to, high]] = [entry[after - 1], entry[after]];
  return low + ((high - low) * (year - from)) / (to - from);
}

/** Reads and writes single cells by member names; yearly parameters in the base year. */
export function cellsOf(model: Model, inputs: Inputs) {
  const place = (name: string, members: readonly string[]): [Float64Array, number] => {
    const parameter = model.parameters.get(name);
    if (parameter === undefined) throw new Error(`no parameter "${name}"`);
    const cell = cellIndex(model, parameter.over, members);
    if (cell === undefined) throw new Error(`"${name}" has no cell ${members.join(".")}`);
    return [inputs.values.get(name) as Float64Array, cell];
  };
  const get = (name: string, ...members: string[]): number => {
    const [cells, cell] = place(name, members);
    return cells[cell];
  };
  const set = (value: number, name: string, ...members: string[]): void => {
    const [cells, cell] = place(name, members);
    cells[cell] = value;
  };
  const over = (set: string): string[] => cellNames(model, [set]).map(([member]) => member);
  const sum = (name: string, ...members: (string | string[])[]): number => {
    const lists = members.map((member) => (typeof member === "string" ? [member] : member));
    const walk = (at: number, chosen: string[]): number =>
      at === lists.length
        ? get(name, ...chosen)
        : lists[at].reduce((total, member) => total + walk(at + 1, [...chosen, member]), 0);
    return walk(0, []);
  };
  return { get, set, over, sum };
}

const twhPerMtce = 29.3076 / 3.6;

/** Market imports close electricity, recovered heat closes heat, the inventory is energy times factor, a little off. */
export function balance(model: Model, inputs: Inputs): void {
  const { get, set, over, sum } = cellsOf(model, inputs);
  const [sectors, fossils, plants] = [over("sector"), over("fossil"), over("plant")];

  set(0, "base_heat", "recovered");
  const heat = sum("base_final_energy", sectors, "heat") + get("base_heat_loss");
  set(heat - sum("base_heat", over("heat_source")), "base_heat", "recovered");

  set(0, "base_generation", "import_market");
  const storageLoss = over("storage").reduce(
    (total, s) => total + get("base_storage_output", s) * (1 / get("storage_efficiency", s) - 1),
    0,
  );
  const consumed =
    (sum("base_final_energy", sectors, "electricity") +
      get("base_heat", "electric") / get("heat_efficiency", "electric")) *
      twhPerMtce +
    storageLoss;
  const net =
    plants.reduce((total, p) => total + get("base_generation", p) * (1 - get("own_use_rate", p)), 0) +
    sum("base_generation", over("imports"));
  set(consumed + get("base_grid_loss") + get("base_exports") - net, "base_generation", "import_market");

  const factor = (fossil: string) => get("emission_factor", fossil) * get("oxidation", fossil);
  for (const fossil of fossils) {
    for (const sector of sectors)
      set(get("base_final_energy", sector, fossil) * factor(fossil) * 1.03, "inventory_fuel", sector, fossil);
    set(sum("base_power_fuel", over("fossil_plant"), fossil) * factor(fossil) * 0.98, "inventory_power", fossil);
    set(sum("base_heat_fuel", over("heat_source"), fossil) * factor(fossil) * 0.99, "inventory_heat", fossil);
  }
  const blast = 1 - sum("base_route_share", ["scrap_eaf", "h2_dri"]);
  for (const product of over("product")) {
    const part = product === "crude_steel" ? blast : 1;
    set(get("base_output", product) * part * get("process_factor", product) * 1.02, "inventory_process", product);
  }
}
