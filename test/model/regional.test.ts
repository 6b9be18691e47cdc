import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { laneModule, runOnLanes } from "../../src/engine/lanes/lane-program.ts";
import { cellIndex, cellNames } from "../../src/engine/language/cells.ts";
import type { Inputs, Variable } from "../../src/engine/language/model.ts";
import { compile } from "../../src/engine/program/compile.ts";
import { interpret } from "../../src/engine/program/interpret.ts";
import { balance, baseYear, cellsOf, regionalModel, syntheticInputs, years } from "./synthetic.ts";

const model = regionalModel();
/** Rounding of sums of about a thousand terms. */
const tolerance = 1e-9;

function copyOf(inputs: Inputs): Inputs {
  const copy = (all: Map<string, Float64Array>) => new Map([...all].map(([name, cells]) => [name, cells.slice()]));
  return { ...inputs, values: copy(inputs.values), observed: copy(inputs.observed) };
}

/** A run of the model and readers of its cells and violations. */
function runOf(inputs: Inputs) {
  const program = compile(model, inputs, { touched: "all" });
  const memory = program.memory();
  program.run(memory);
  const variable = (name: string): Variable => {
    const found = model.variables.get(name);
    if (found === undefined) throw new Error(`no variable "${name}"`);
    return found;
  };
  const series = (name: string, ...members: string[]): Float64Array => {
    const cell = cellIndex(model, variable(name).over, members);
    if (cell === undefined) throw new Error(`"${name}" has no cell ${members.join(".")}`);
    return program.series(memory, name, cell);
  };
  const all = (name: string): Float64Array[] =>
    cellNames(model, variable(name).over).map((_, cell) => program.series(memory, name, cell));
  const violations = (severity: "error" | "flag") =>
    program
      .violations(memory)
      .filter(({ check }) => model.checks.get(check)?.severity === severity)
      .map(({ check, cell, year }) =>
        [check, ...(cellNames(model, model.checks.get(check)?.over ?? [])[cell] ?? []), year].join(" "),
      );
  return { program, memory, series, all, violations };
}

const inputs = syntheticInputs(model);
const run = runOf(inputs);
const members = (set: string) => cellNames(model, [set]).map(([member]) => member);
const total = (list: Float64Array[], year: number) => list.reduce((sum, cells) => sum + cells[year], 0);
const everyYear = Array.from({ length: years }, (_, year) => year);

function near(actual: number, expected: number, size = Math.abs(expected)): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(size, 1e-6));
}

describe("the regional model", () => {
  it("exports no flow of the base year that only a 0 stands in for", () => {
    const words = (variable: Variable) => variable.formula.flatMap(({ text }) => text.match(/\w+/g) ?? []);
    const exported = [...model.variables.values()].filter(({ iamc }) => iamc !== undefined);
    const unknown = new Set(exported.filter(({ firstUnknown }) => firstUnknown).map(({ name }) => name));
    for (const name of ["new_floor", "curtailed"]) expect(unknown).toContain(name);
    for (const variable of exported) {
      const { name, unit, initial } = variable;
      const standsIn = unit.text.endsWith("/yr") && initial?.every(({ text }) => text === "0") === true;
      const follows = initial === undefined && words(variable).some((word) => unknown.has(word));
      if (standsIn || follows) expect(unknown, name).toContain(name);
    }
  });

  it("documents every variable and check in both languages", () => {
    for (const { label, doc, name } of [...model.variables.values(), ...model.checks.values()]) {
      expect([name, label.en !== "", label.zh !== "", doc !== ""]).toEqual([name, true, true, true]);
    }
    for (const { name, doc } of model.parameters.values()) expect([name, doc !== ""]).toEqual([name, true]);
  });

  it("gives every member a name of its own", () => {
    for (const variable of model.variables.values()) {
      if (variable.iamc === undefined) continue;
      for (const name of variable.over)
        expect([variable.name, variable.iamc.includes(`{${name}}`)]).toEqual([variable.name, true]);
    }
  });

  it("runs on the synthetic region without a failed check", () => {
    expect(run.violations("error")).toEqual([]);
  });

  it("uses every parameter", () => {
    // The loss between regions is of a sum over regions and steps of accounts are printed: no formula needs either.
    const reported = new Set(
      [model.report?.rollUp?.trade?.closing?.loss, ...(model.report?.accountSteps ?? [])].map((of) => of?.name),
    );
    const unused = [...model.parameters.keys()].filter(
      (name) =>
        !reported.has(name) &&
        run.program.parameterCells(name) === undefined &&
        !model.parameters.get(name)?.structural,
    );
    expect(unused).toEqual([]);
  });

  it("reproduces the inventory in the base year", () => {
    const { get, sum } = cellsOf(model, inputs);
    for (const sector of members("sector")) {
      for (const carrier of members("carrier"))
        near(run.series("final_energy", sector, carrier)[0], get("base_final_energy", sector, carrier), 1);
      for (const fossil of members("fossil"))
        near(run.series("fuel_co2", sector, fossil)[0], get("inventory_fuel", sector, fossil));
    }
    const [fossils, products] = [members("fossil"), members("product")];
    const waste = get("fossil_waste_factor") * get("base_generation", "biomass");
    near(run.series("co2_power")[0], sum("inventory_power", fossils) + waste);
    near(run.series("co2_heat")[0], sum("inventory_heat", fossils));
    near(run.series("co2_process")[0], sum("inventory_process", products) + total(run.all("feedstock_co2"), 0));
    for (const technology of members("plant"))
      near(run.series("generation", technology)[0], get("base_generation", technology));
    for (const kind of members("imports"))
      near(run.series("electricity_imports", kind)[0], get("base_generation", kind));
    expect(run.series("unserved")[0]).toBeLessThan(1e-9);
  });

  it("closes all shares in every year", () => {
    for (const year of everyYear) {
      for (const sector of members("sector"))
        near(
          members("carrier").reduce((sum, carrier) => sum + run.series("carrier_share", sector, carrier)[year], 0),
          1,
        );
      for (const name of ["value_added_share", "route_share", "heat_share", "hydrogen_share"])
        near(total(run.all(name), year), 1);
    }
  });

  it("shares out the CO2 of supplied electricity and heat to the last tonne, and none of it twice", () => {
    for (const { series } of [run, runOf({ ...copyOf(inputs), observed: new Map() })]) {
      for (const year of everyYear) {
        const at = (name: string, ...of: string[]) => series(name, ...of)[year];
        const over = (name: string, set: string) => members(set).reduce((sum, member) => sum + at(name, member), 0);
        // What sectors emit and buy, and what the supply keeps, is what the region emits and imports.
        near(
          over("co2_with_purchased", "sector") +
            at("co2_not_sold") +
            at("co2_hydrogen") +
            at("co2_transformation_total"),
          at("co2_total") + at("co2_imports_total") - at("co2_exports"),
        );
        const bought = over("co2_purchased", "sector") + at("co2_not_sold");
        near(bought, at("co2_power") + at("co2_heat") + at("co2_imports_total") - at("co2_exports"));
        for (const sector of members("buildings"))
          near(at("co2_with_purchased", sector) - at("co2_purchased", sector), at("co2_by_sector", sector));
      }
    }
  });

  it("meets demand and losses with supply for every carrier", () => {
    for (const year of everyYear) {
      const at = (name: string, ...of: string[]) => run.series(name, ...of)[year];
      const finals = (carrier: string) =>
        members("sector").reduce((sum, sector) => sum + at("final_energy", sector, carrier), 0);
      const twh = 29.3076 / 3.6;
      const uses =
        finals("electricity") * twh +
        at("other_electricity") +
        at("grid_loss") +
        at("own_use") +
        at("storage_output", "pumped");
      near(at("electricity_supplied") + at("unserved"), uses);
      near(total(run.all("heat_supply"), year) * (1 - at("heat_loss_rate")), finals("heat") + at("capture_heat_use"));
      near(
        total(run.all("hydrogen_supply"), year),
        finals("hydrogen") + total(run.all("feedstock_hydrogen_use"), year),
        1,
      );
      for (const fossil of members("fossil")) {
        const made = members("transformation").reduce(
          (sum, t) => sum + at("transformation_output", t, fossil) - at("transformation_input", t, fossil),
          0,
        );
        near(at("fuel_production", fossil) + at("fuel_net_imports", fossil) + made, at("fuel_used", fossil));
      }
    }
  });

  it("takes the coal of products out of what the base year has, never beside it, and lets it grow as they do", () => {
    const products = members("product");
    const withNeed = (perTonne: number, growth = 0) => {
      const changed = copyOf(inputs);
      const put = (name: string, value: number, from: number): void => {
        const cells = changed.values.get(name) as Float64Array;
        for (let at = from * products.length; at < cells.length; at += products.length)
          cells[at + products.indexOf("methanol")] = value;
      };
      put("product_coal", perTonne, 0);
      put("product_growth_delta", growth, 5);
      return runOf(changed);
    };
    const held = (of: ReturnType<typeof runOf>, year: number): number =>
      of.series("feedstock_use", "coal", "chemicals")[year] +
      of.series("final_energy", "chemicals", "coal")[year] +
      of.series("transformation_input", "coal_chemistry", "coal")[year];
    // 0.5 Mt of methanol: part of the input of liquefaction (0.3 Mtce), of raw material (0.8), of fuel, and more than all.
    for (const perTonne of [0.4, 1, 4, 90]) {
      const same = withNeed(perTonne);
      const grown = withNeed(perTonne, 0.05);
      near(same.series("coal_product_total")[0], Math.min(0.5 * perTonne, held(run, 0)));
      for (const name of ["co2_total", "primary_energy", "total_final_energy"])
        near(same.series(name)[0], run.series(name)[0]);
      for (const year of [0, 4, 5, 20, years - 1]) {
        near(total(grown.all("coal_product_use"), year), grown.series("coal_product_total")[year]);
        expect(grown.series("coal_product_total")[year]).toBeLessThanOrEqual(held(grown, year) * (1 + tolerance));
        // What products do not take goes on as without them.
        near(
          held(grown, year) - grown.series("coal_product_total")[year],
          held(same, year) - same.series("coal_product_total")[year],
          held(same, year),
        );
        if (year < 5) near(held(grown, year), held(same, year));
        else expect(grown.series("coal_product_total")[year]).toBeGreaterThan(same.series("coal_product_total")[year]);
      }
    }
  });

  it("keeps the carbon balance", () => {
    for (const year of everyYear) {
      const at = (name: string) => run.series(name)[year];
      near(at("carbon_in"), at("co2_total") + at("captured_kept") + at("captured_away") + at("feedstock_stored"));
    }
    expect(run.series("captured")[years - 1]).toBeGreaterThan(1);
  });

  it("sums parts to totals", () => {
    const sums: [string, string[]][] = [
      ["co2_energy", ["co2_sector", "co2_plant", "co2_heat_source", "co2_hydrogen", "co2_transformation"]],
      ["co2_total", ["co2_by_sector"]],
      [
        "co2_total",
        ["co2_sector", "co2_process_sector", "co2_plant", "co2_heat_source", "co2_hydrogen", "co2_transformation"],
      ],
      ["total_final_energy", ["carrier_energy"]],
      ["total_final_energy", ["sector_energy", "feedstock_total"]],
      [
        "total_final_energy",
        [
          "industry_energy",
          "transport_energy",
          "commercial_energy",
          "residential_energy",
          "sector_energy.agriculture",
          "feedstock_total",
        ],
      ],
      ["generation_total", ["generation"]],
      ["capacity_total", ["capacity"]],
      ["primary_energy_physical", ["primary_physical"]],
      ["primary_energy", ["primary_equivalent"]],
      ["ch4_total", ["methane"]],
      ["n2o_total", ["nitrous"]],
      ["f_gas_total", ["fluorine"]],
      ["sinks_total", ["carbon_sink"]],
      ["population", ["residents"]],
      ["gdp", ["value_added"]],
      ["forest_area", ["forest_by_age"]],
    ];
    for (const [whole, parts] of sums) {
      for (const year of everyYear) {
        const sum = parts.reduce((all, part) => {
          const [name, member] = part.split(".");
          return all + (member === undefined ? total(run.all(name), year) : run.series(name, member)[year]);
        }, 0);
        near(sum, run.series(whole)[year]);
      }
    }
  });

  it("sums exchange names to their parents", () => {
    const named = new Map<string, Float64Array>();
    for (const variable of model.variables.values()) {
      if (variable.iamc === undefined) continue;
      for (const [cell, of] of cellNames(model, variable.over).entries()) {
        const name = variable.over.reduce((text, set, i) => {
          const parent = model.domains.get(set)?.parent ?? set;
          const member = model.sets.get(parent)?.members.find((candidate) => candidate.name === of[i]);
          return text.replace(`{${set}}`, member?.iamc ?? member?.label.en ?? of[i]);
        }, variable.iamc);
        expect([name, named.has(name)]).toEqual([name, false]);
        named.set(name, run.program.series(run.memory, variable.name, cell));
      }
    }
    for (const parent of [
      "Emissions|CO2",
      "Emissions|CO2|Energy",
      "Emissions|CO2|Energy|Demand",
      "Emissions|CO2|Energy|Demand|Industry",
      "Emissions|CO2|Energy|Supply",
      "Emissions|CO2|Energy|Supply|Electricity",
      "Emissions|CO2|Industrial Processes",
      "Final Energy|Industry",
      "Final Energy|Transportation",
      "Final Energy|Solids",
      "Capacity|Electricity",
      "Capacity|Electricity|Coal",
      "Capacity|Electricity|Wind",
      "Capacity|Electricity|Solar|PV",
      "Secondary Energy|Electricity",
      "Primary Energy",
      "Final Energy|Industry|Steel",
      "Final Energy|Industry|Steel|Solids",
      "Secondary Energy|Heat",
      "Carbon Capture",
      "Emissions|NOx",
    ]) {
      const depth = parent.split("|").length + 1;
      const children = [...named].filter(([name]) => name.startsWith(`${parent}|`) && name.split("|").length === depth);
      const levels = children.filter(([name]) => name !== "Carbon Capture|Energy");
      expect([parent, levels.length > 0]).toEqual([parent, true]);
      if (parent === "Carbon Capture") continue;
      for (const year of everyYear)
        near(
          levels.reduce((sum, [, cells]) => sum + cells[year], 0),
          named.get(parent)?.[year] ?? Number.NaN,
        );
    }
  });

  it("keeps all stocks at or above zero", () => {
    for (const name of [
      "capacity",
      "storage_capacity",
      "vehicles_by_age",
      "forest_by_age",
      "forest_stock",
      "sink_area",
      "intensity",
      "refrigerants_banked",
      "landfill_stock",
      "stock_in_use",
      "carrier_share",
    ]) {
      for (const cells of run.all(name)) expect([name, Math.min(...cells) >= 0]).toEqual([name, true]);
    }
  });

  it("agrees with the interpreter bit for bit", () => {
    const value = interpret(model, inputs);
    for (const { name, over } of model.variables.values()) {
      for (const cell of cellNames(model, over).keys()) {
        const cells = run.program.series(run.memory, name, cell);
        for (const year of [0, 1, 20, years - 1]) {
          if (!Object.is(cells[year], value(name, cell, year)))
            expect([name, cell, year, cells[year]]).toEqual([name, cell, year, value(name, cell, year)]);
        }
      }
    }
  }, 60_000);
});

describe("its equations, by hand", () => {
  it("emits pollutants by the fuel and the sector's controls, or by the sector's own factor", () => {
    const { get } = cellsOf(model, inputs);
    const fuels = members("burnt");
    const of = (own: (fuel: string) => number) =>
      fuels.reduce((sum, fuel) => sum + run.series("final_energy", "manufacturing", fuel)[3] * own(fuel), 0);
    const byFuel = (fuel: string) =>
      get("pollutant_factor", "nox", fuel) * (1 - get("pollutant_control", "nox", "manufacturing"));
    near(run.series("sector_pollution", "nox", "manufacturing")[3], of(byFuel));
    const own = runWith(40, "sector_pollutant_factor", "nox", "manufacturing", "oil");
    const expected = of((fuel) => (fuel === "oil" ? 40 : byFuel(fuel)));
    near(own.series("sector_pollution", "nox", "manufacturing")[3], expected);
    expect(expected).toBeGreaterThan(1.1 * of(byFuel));
    near(
      own.series("sector_pollution", "so2", "manufacturing")[3],
      run.series("sector_pollution", "so2", "manufacturing")[3],
    );
  });

  it("turns equipment over towards new intensity and shares", () => {
    const { get } = cellsOf(model, inputs);
    const sector = "manufacturing";
    const base = members("carrier").reduce((sum, carrier) => sum + get("base_final_energy", sector, carrier), 0);
    const growth = run.series("activity", sector)[1] - 1;
    const renewed = 1 - (1 - 1 / 18) / (1 + growth);
    const fresh = 0.85 * base * (1 - 0.008);
    near(run.series("intensity", sector)[1], base + renewed * (fresh - base));
    const oil = get("base_final_energy", sector, "oil") / base;
    const gas = get("base_final_energy", sector, "gas") / base;
    near(
      run.series("carrier_share", sector, "oil")[1],
      ((1 - renewed) * base * oil) / run.series("intensity", sector)[1],
    );
    near(
      run.series("carrier_share", sector, "gas")[1],
      ((1 - renewed) * base * gas + renewed * fresh * 0.15) / run.series("intensity", sector)[1],
    );
  });

  /** A run with `value` in all years of a parameter's cell. */
  const runWith = (value: number, name: string, ...of: string[]) => {
    const changed = copyOf(inputs);
    const cell = cellIndex(model, model.parameters.get(name)?.over ?? [], of) as number;
    const cells = changed.values.get(name) as Float64Array;
    for (const year of everyYear) cells[(year * cells.length) / years + cell] = value;
    return runOf(changed);
  };

  it("converts the coal of standing equipment in place, and needs less energy where the carrier does", () => {
    const sector = "manufacturing";
    const ratio = cellsOf(model, inputs).get("switch_ratio", sector, "electricity");
    const converted = runWith(0.1, "coal_conversion", sector, "electricity");
    const stays = 1 - run.series("renewal", sector)[1];
    const moved = 0.1 * stays * cellsOf(model, inputs).get("base_final_energy", sector, "coal");
    const more = (carrier: string) =>
      converted.series("intensity", sector)[1] * converted.series("carrier_share", sector, carrier)[1] -
      run.series("intensity", sector)[1] * run.series("carrier_share", sector, carrier)[1];
    expect(ratio).toBeLessThan(1);
    near(more("coal"), -moved);
    near(more("electricity"), moved * ratio);
    near(more("gas"), 0);
  });

  it("counts what is new, replaced or brought there by retrofit as capacity at the benchmark", () => {
    const changed = copyOf(inputs);
    const put = (name: string, value: (year: number) => number) => {
      const cell = cellIndex(model, model.parameters.get(name)?.over ?? [], ["steel"]) as number;
      const cells = changed.values.get(name) as Float64Array;
      const yearly = model.parameters.get(name)?.yearly === true;
      for (const year of yearly ? everyYear : [0])
        cells[(yearly ? (year * cells.length) / years : 0) + cell] = value(year);
    };
    put("base_benchmark_share", () => 0.05);
    put("equipment_lifetime", () => 25);
    put("first_new_intensity", () => 0.92);
    put("early_replacement", (year) => (year === 3 ? 0.06 : 0));
    put("retrofit_gain", (year) => (year === 5 ? 0.008 : 0));
    const output = model.variables.get("output") as Variable;
    const cells = new Float64Array(years * output.size).fill(Number.NaN);
    const steel = cellIndex(model, output.over, ["crude_steel"]) as number;
    for (const [i, made] of [8, 8.8, 8.8, 8.8 * 0.98, 4.4].entries()) cells[(i + 1) * output.size + steel] = made;
    changed.observed.set("output", cells);
    const share = runOf(changed).series("benchmark_share", "steel");
    // One plant in 25 is replaced; a tenth more plants are new; a tenth is replaced in year 3; of the fall of 2 % that
    // follows the old plants close; half the output gone closes no more than reach their age, and 0.008 of a mean that
    // lies 0.08 above the benchmark is a tenth of what was not there at first.
    const expected = [0.05, 0.09, 0.23 / 1.1, 0, 0, 0];
    expected[3] = expected[2] + 0.1;
    expected[4] = (expected[3] + 0.02) / 0.98;
    expected[5] = expected[4] / 0.96 + (0.008 * 0.95) / 0.08;
    for (const [year, part] of expected.entries()) near(share[year], part);
    // Not known of the other branches: nothing is made up.
    expect(Math.max(...run.series("benchmark_share", "steel"))).toBe(0);
    expect(Math.max(...share)).toBeLessThanOrEqual(1);
  });

  it("offsets the coal that growth adds, and none of what replaces old equipment", () => {
    const sector = "manufacturing";
    const offset = runWith(1, "coal_offset", sector, "gas");
    const growth = run.series("activity", sector)[1] - 1;
    const added = growth / (growth + 1 / 18);
    const coal = run.series("new_need", "coal", sector)[1];
    expect(coal).toBeGreaterThan(0);
    near(offset.series("new_need", "coal", sector)[1], coal * (1 - added));
  });

  it("converts coal heat in place and offsets the coal heat that growth adds", () => {
    const share = (of: ReturnType<typeof runOf>, name: string, source: string, year: number) =>
      of.series(name, source)[year];
    const joined = runWith(0.05, "heat_conversion", "recovered");
    const coal = share(run, "heat_share", "coal_chp", 0) + share(run, "heat_share", "coal_boiler", 0);
    expect(coal).toBeGreaterThan(0);
    near(
      share(joined, "heat_share", "recovered", 1) - share(run, "heat_share", "recovered", 1),
      0.05 * coal * (1 - run.series("heat_renewal")[1]),
    );
    const stopped = runWith(1, "heat_offset", "gas");
    const grown = everyYear.find(
      (year) => year > 0 && run.series("heat_supplied")[year] > run.series("heat_supplied")[year - 1],
    ) as number;
    const before = run.series("heat_supplied")[grown - 1];
    const added = (1 - before / run.series("heat_supplied")[grown]) / run.series("heat_renewal")[grown];
    expect(added).toBeGreaterThan(0);
    near(share(stopped, "new_heat", "coal_chp", grown), share(run, "new_heat", "coal_chp", grown) * (1 - added));
  });

  it("retires the base-year fleet by age, evenly where no year is known, and brings forward what is asked for", () => {
    const changed = copyOf(inputs);
    const early = changed.values.get("early_retirement") as Float64Array;
    const plants = members("plant");
    // 2021-2025: units of 1988 are overdue (a tenth a year); those of 1998 fall due in 2028.
    near(run.series("retired_fleet", "coal")[4], 0.4);
    near(run.series("retired_fleet", "coal")[7], 0.7 + 2);
    near(run.series("retired_fleet", "solar_utility")[5], (2 * 5) / 25);
    early[4 * plants.length + plants.indexOf("coal")] = 1.5;
    const earlier = runOf(changed);
    near(earlier.series("retired_fleet", "coal")[4], 0.3 + 1.5);
    near(earlier.series("retired_fleet", "coal")[6], 0.3 + 1.5);
    near(earlier.series("retired_fleet", "coal")[7], 0.7 + 2);
  });

  it("builds decided capacity a lead time later, within potential and growth cap, and tells the shortfall", () => {
    const changed = copyOf(inputs);
    const plants = members("plant");
    const decided = changed.values.get("decided_capacity") as Float64Array;
    for (let year = 5; year < years; year++) decided[year * plants.length + plants.indexOf("wind_offshore")] = 15;
    const more = runOf(changed);
    expect(more.series("capacity", "wind_offshore")[7]).toBe(run.series("capacity", "wind_offshore")[7]);
    const before = run.series("capacity", "wind_offshore")[7];
    near(more.series("capacity", "wind_offshore")[8], before - 0.5 / 25 + 0.4 * before + 1);
    near(
      more.series("capacity_shortfall", "wind_offshore")[8],
      run.series("wanted_capacity", "wind_offshore")[8] + 15 - more.series("capacity", "wind_offshore")[8],
    );
    near(more.series("capacity", "wind_offshore")[years - 1], 20);
    expect(more.violations("flag").some((text) => text.startsWith("build_limited_by_growth wind_offshore"))).toBe(true);
    expect(more.violations("flag").some((text) => text.startsWith("build_limited_by_potential wind_offshore"))).toBe(
      true,
    );
  });

  it("dispatches in merit order and flags what is unserved", () => {
    const changed = copyOf(inputs);
    for (const name of ["market_import_limit", "maximum_hours"]) {
      const cells = changed.values.get(name) as Float64Array;
      cells.fill(0, cells.length / years);
    }
    const short = runOf(changed);
    expect(short.series("unserved")[10]).toBeGreaterThan(50);
    expect(short.series("dispatched", "coal")[10]).toBe(0);
    expect(short.violations("error")).toEqual([]);
    expect(short.violations("flag").some((text) => text.startsWith("unserved_electricity"))).toBe(true);
    for (const year of everyYear.slice(1)) {
      const spare = run.series("offered", "coal")[year] - run.series("dispatched", "coal")[year];
      if (spare > 1e-9) expect(run.series("dispatched", "import_market")[year]).toBe(0);
    }
  });

  it("lets coal that must run and contracted market imports go before the merit order", () => {
    const fill = (changed: ReturnType<typeof copyOf>, name: string, value: number, member?: [string, string]): void => {
      const cells = changed.values.get(name) as Float64Array;
      const of = member === undefined ? [""] : members(member[0]);
      for (let i = of.length; i < cells.length; i++)
        if (member === undefined || of[i % of.length] === member[1]) cells[i] = value;
    };
    const kept = copyOf(inputs);
    fill(kept, "minimum_hours", 4000, ["fossil_plant", "coal"]);
    fill(kept, "market_import_contract", 30);
    const held = runOf(kept);
    expect(Math.min(...run.series("dispatched", "import_market").subarray(1))).toBeLessThan(1);
    expect(held.violations("error")).toEqual([]);
    for (const year of everyYear.slice(1)) {
      const floor = held.series("operating", "coal")[year] * 4 * (1 - 0.05);
      expect(held.series("dispatched", "coal")[year]).toBeGreaterThanOrEqual(
        Math.min(floor, held.series("offered", "coal")[year]) * (1 - 0.02),
      );
      const room = held.series("dispatched", "coal")[year] > held.series("minimum_output", "coal")[year] + 1e-9;
      if (room) expect(held.series("dispatched", "import_market")[year]).toBeGreaterThanOrEqual(30 - 1e-9);
    }
    expect(run.violations("flag").some((text) => text.startsWith("coal_above_least_hours"))).toBe(false);
    // With more nuclear power than is needed only the floor makes coal run, unless plants may not run that long.
    fill(kept, "minimum_hours", 3000, ["fossil_plant", "coal"]);
    fill(kept, "planned_capacity", 200, ["plant", "nuclear"]);
    for (const name of ["growth_limit", "capacity_potential"]) (kept.values.get(name) as Float64Array).fill(1000);
    const idle = runOf(kept);
    const flagged = idle.violations("flag").filter((text) => text.startsWith("coal_above_least_hours"));
    expect(flagged.length).toBeGreaterThan(0);
    fill(kept, "maximum_hours", 2500, ["fossil_plant", "coal"]);
    const limited = runOf(kept);
    for (const year of everyYear.slice(1))
      expect(limited.series("full_hours", "coal")[year]).toBeLessThanOrEqual(2500 + 1e-9);
    expect(limited.violations("flag").some((text) => text.startsWith("coal_above_least_hours"))).toBe(false);
  });

  it("sends out what must run beyond the load as far as corridors go, and curtails the rest", () => {
    const changed = copyOf(inputs);
    const planned = changed.values.get("planned_capacity") as Float64Array;
    const plants = members("plant");
    for (let year = 1; year < years; year++) planned[year * plants.length + plants.indexOf("nuclear")] = 200;
    for (const name of ["growth_limit", "capacity_potential"]) (changed.values.get(name) as Float64Array).fill(1000);
    const spilled = runOf(changed);
    const limit = copyOf(changed);
    (limit.values.get("surplus_export_limit") as Float64Array).fill(20, 1);
    const sent = runOf(limit);
    expect(spilled.series("exports")[20]).toBeLessThan(4);
    expect(sent.series("exports")[20]).toBe(20);
    expect(sent.violations("error")).toEqual([]);
    expect(sent.series("curtailed", "nuclear")[20]).toBeLessThan(spilled.series("curtailed", "nuclear")[20]);
  });

  it("curtails wind and solar beyond the threshold", () => {
    const changed = copyOf(inputs);
    const planned = changed.values.get("planned_capacity") as Float64Array;
    const plants = members("plant");
    for (let year = 1; year < years; year++)
      for (const plant of members("solar")) planned[year * plants.length + plants.indexOf(plant)] *= 6;
    for (const name of ["growth_limit", "capacity_potential"]) (changed.values.get(name) as Float64Array).fill(1000);
    const sunny = runOf(changed);
    const k = 1.2;
    const x0 = sunny.series("curtailment_from");
    const x = sunny.series("vre_share");
    const rate = sunny.series("curtailment_rate");
    const reach = (from: number) => (Math.sqrt((k * from) ** 2 + 3 * k) - k * from) / (3 * k);
    const within = everyYear.filter((year) => year > 0 && x[year] > x0[year] && x[year] < x0[year] + reach(x0[year]));
    const beyond = everyYear.filter((year) => x[year] > x0[year] + reach(x0[year]));
    expect(within.length).toBeGreaterThan(0);
    expect(beyond.length).toBeGreaterThan(0);
    for (const year of within) near(rate[year], k * (x[year] - x0[year]) ** 2);
    for (const year of beyond) {
      // What is taken is the most that the function gives for any share: found by trying them.
      const taken = (share: number) => share * (1 - k * Math.max(0, share - x0[year]) ** 2);
      const most = Math.max(...Array.from({ length: 4000 }, (_, i) => taken(i / 2000)));
      near(x[year] * (1 - rate[year]), most, 1e3);
    }
    expect(sunny.violations("error")).toEqual([]);
  });

  it("moves vehicles through their ages and sells what is missing", () => {
    const at = (name: string, year: number, ...of: string[]) => run.series(name, ...of)[year];
    const kept = (age: number) => Math.exp(-((age / 15) ** 4)) / Math.exp(-(((age - 1) / 15) ** 4));
    near(at("vehicles_by_age", 1, "car", "electric", "1"), at("vehicles_sold", 0, "car", "electric") * kept(1));
    near(at("vehicles_by_age", 6, "car", "electric", "5"), at("vehicles_by_age", 5, "car", "electric", "4") * kept(5));
    near(at("vehicles_in_use", 12, "car"), at("vehicle_stock", 12, "car"));
    near(at("vehicles_sold", 14, "car", "electric"), at("vehicle_sales", 14, "car") * 0.6);
    near(at("fleet_energy", 0, "oil", "car"), 5 * 0.85);
  });

  it("keeps a stock of buildings that adds up, by kind and by standard", () => {
    const at = (name: string, member: string, year: number) => run.series(name, member)[year];
    for (const year of everyYear.slice(1)) {
      for (const kind of members("building")) {
        const [floor, before] = [at("building_floor", kind, year), at("building_floor", kind, year - 1)];
        const [given, added] = [at("demolished_floor", kind, year), at("new_floor", kind, year)];
        near(before - given + added, floor);
        expect(Math.min(given, added)).toBeGreaterThanOrEqual(0);
        expect(at("recent_floor", kind, year)).toBeLessThan(floor);
        const retrofitted = at("retrofit_area", kind, year) - at("retrofit_area", kind, year - 1);
        const rate = kind === "public" && year <= 4 ? 0.002 : 0;
        near(retrofitted, (rate + (year >= 5 ? 0.01 : 0)) * floor);
        expect(at("deep_retrofit_area", kind, year) > 0).toBe(year >= 5);
      }
      for (const standard of members("building_standard")) {
        const share = at("standard_share", standard, year);
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThan(1);
      }
      // All that is new is green from 2030: what is not green is then the old stock alone, which only goes.
      const rest = (when: number) => at("standard_floor", "green", when) - at("standard_area", "green", when);
      if (year > 9) expect(rest(year)).toBeLessThan(rest(year - 1));
    }
    near(at("standard_share", "green", 0), 0.15);
    near(at("code_saving", "cold_homes", 1), 0.75);
  });

  it("moves nothing but the account of buildings by it", () => {
    const bare = copyOf(inputs);
    for (const name of [
      "base_public_floor",
      "base_standard_share",
      "new_building_share",
      "past_retrofit",
      "retrofit_rate",
    ])
      (bare.values.get(name) as Float64Array).fill(0);
    (bare.values.get("code_use") as Float64Array).fill(1);
    const { program } = run;
    const memory = program.memory();
    program.load(memory, bare);
    program.run(memory);
    const moved = [...model.variables.values()].filter(({ name, over }) =>
      cellNames(model, over).some((_, cell) => {
        const [now, before] = [program.series(memory, name, cell), program.series(run.memory, name, cell)];
        return now.some((value, year) => !Object.is(value, before[year]));
      }),
    );
    expect(new Set(moved.map(({ subject }) => subject))).toEqual(new Set(["buildings"]));
  });

  it("lets the forest's uptake fall as it ages", () => {
    near(run.series("forest_stock_change")[0], 2.5);
    near(run.series("carbon_sink", "forest")[0], (2.5 * 0.95 * 0.47 * 44) / 12);
    expect(run.series("carbon_sink", "forest")[years - 1]).toBeLessThan(run.series("carbon_sink", "forest")[0]);
    const area = run.series("forest_area");
    near(area[1] - area[0], 0.005);
  });

  it("takes the warming potentials of the chosen set", () => {
    const changed = copyOf(inputs);
    const { set } = cellsOf(model, changed);
    set(1, "gwp_choice", "ar4");
    set(25, "gwp_table", "ar4", "ch4");
    set(298, "gwp_table", "ar4", "n2o");
    set(1.05, "gwp_table", "ar4", "f_gas");
    const fourth = runOf(changed);
    near(fourth.series("ch4_equivalent")[5], run.series("ch4_total")[5] * 25);
    near(fourth.series("f_gas_equivalent")[5], run.series("f_gas_total")[5] * 1.05);
    near(run.series("ch4_equivalent")[5], run.series("ch4_total")[5] * 27.9);
  });

  it("counts non-fossil energy by coal equivalent", () => {
    const year = 9;
    const at = (name: string, ...of: string[]) => run.series(name, ...of)[year];
    const local = members("nonfossil_plant").reduce((sum, plant) => sum + at("generation", plant), 0);
    const clean =
      at("electricity_imports", "import_clean") +
      0.5 * at("electricity_imports", "import_mixed") +
      0.2 * at("electricity_imports", "import_market");
    const direct = at("biomass_direct") + at("carrier_energy", "solar_heat");
    near(at("nonfossil_energy"), (local + clean) * 0.302 + direct);
    near(at("clean_exports"), 0);
  });
});

describe("observed values", () => {
  it("are met and stay the level that the projection starts from", () => {
    const changed = copyOf(inputs);
    const impose = (name: string, values: readonly number[], from: number, ...of: string[]) => {
      const variable = model.variables.get(name) as Variable;
      const cells = changed.observed.get(name) ?? new Float64Array(years * variable.size).fill(Number.NaN);
      for (const [i, value] of values.entries())
        cells[(from + i) * variable.size + (cellIndex(model, variable.over, of) ?? 0)] = value;
      changed.observed.set(name, cells);
    };
    impose("electricity_use", [182, 195, 208], 1);
    impose("available_generation", [4.1, 4.0, 3.9], 1, "hydro");
    impose("capacity", [5.2, 6.6, 8.2], 1, "solar_distributed");
    impose("capacity", [15.8], 2, "coal");
    impose("vehicle_stock", [5.1, 5.5, 5.9], 1, "car");
    impose("output", [7.5, 7.2, 7], 1, "crude_steel");
    impose("gdp", [14800, 15700, 16400], 1);
    const observed = runOf(changed);
    expect(observed.violations("error")).toEqual([]);
    for (const [i, use] of [182, 195, 208].entries()) {
      expect(Math.abs(observed.series("electricity_supplied")[i + 1] / use - 1)).toBeLessThan(0.005);
      near(observed.series("available_generation", "hydro")[i + 1], 4.1 - 0.1 * i);
    }
    const correction = observed.series("electricity_correction");
    for (const year of everyYear.slice(4)) near(correction[year], correction[3]);
    expect(observed.series("vehicles_in_use", "car")[3]).toBeCloseTo(5.9, 9);
    near(observed.series("activity", "steel")[3], 7 / 8);
    near(
      observed.series("commissioned", "solar_distributed")[3],
      8.2 - 6.6 + observed.series("retired", "solar_distributed")[3],
    );
  });
});

describe("a region without data", () => {
  it("gives finite zeros and no failed check", () => {
    const empty = copyOf(inputs);
    const kept = ["base_population", "base_gdp"];
    for (const { name } of model.parameters.values()) {
      const zero =
        /^(base_|inventory_|planned_|contracted_|fleet_commissioned|export_plan|market_import|refrigerant_(bank|charge)|sink_available|gas_available|pollutant_available|cost_available|reference_|afforestation$|harvest$|engineered)/;
      if (zero.test(name) && !kept.includes(name)) (empty.values.get(name) as Float64Array).fill(0);
    }
    const nothing = runOf(empty);
    expect(nothing.violations("error")).toEqual([]);
    for (const cells of nothing.all("emissions")) expect(Math.max(...cells.map(Math.abs))).toBe(0);
  });
});

/** What levers may do: a parameter, and how a number u from 0 to 1 changes its cells. */
const moves: Record<string, (x: number, u: number) => number> = {
  gdp_growth: (x, u) => x + 0.1 * (u - 0.6),
  population_growth: (x, u) => x + 0.02 * (u - 0.5),
  structure_shift: (_, u) => 0.02 * (u - 0.5),
  growth_delta: (_, u) => 0.1 * (u - 0.5),
  freight_shift: (_, u) => 0.5 * u,
  travel_shift: (_, u) => 0.5 * u,
  pue: (_, u) => 1 + u,
  clinker_ratio: (x, u) => x * (0.6 + 0.5 * u),
  early_replacement: (_, u) => 0.2 * u,
  efficiency_gain: (_, u) => 0.06 * u,
  retrofit_gain: (_, u) => 0.04 * u,
  conservation: (_, u) => 0.3 * u,
  carbon_price: (_, u) => 800 * u,
  coal_switch: (_, u) => 0.4 * u,
  coal_offset: (_, u) => u,
  coal_conversion: (_, u) => 0.3 * u,
  fuel_switch: (_, u) => 0.4 * u,
  new_route_share: (_, u) => 0.3 * u,
  scrap_limit: (x, u) => x * u,
  sales_share: (_, u) => 0.24 * u,
  distance: (x, u) => x * (0.5 + u),
  biofuel_blend: (_, u) => 0.5 * u,
  feedstock_hydrogen: (_, u) => u,
  planned_capacity: (x, u) => 4 * x * u,
  decided_capacity: (_, u) => 5 * u,
  early_retirement: (_, u) => 2 * u,
  reserve_capacity: (_, u) => 3 * u,
  capacity_potential: (x, u) => x * u,
  planned_storage: (x, u) => 5 * x * u,
  storage_ratio: (_, u) => 0.4 * u,
  full_load_hours: (x, u) => x * (0.4 + 0.8 * u),
  minimum_hours: (_, u) => 5000 * u,
  maximum_hours: (_, u) => 8000 * u,
  hydro_factor: (_, u) => 0.7 + 0.5 * u,
  contracted_import: (x, u) => 4 * x * u,
  market_import_limit: (x, u) => x * u,
  import_clean_share: (_, u) => u,
  export_plan: (_, u) => 60 * u,
  demand_response: (_, u) => 0.3 * u,
  new_heat_share: (_, u) => 0.15 * u,
  heat_offset: (_, u) => u,
  heat_conversion: (_, u) => 0.3 * u,
  power_to_heat: (_, u) => u,
  hydrogen_path: (_, u) => 0.45 * u,
  capture_share: (_, u) => u,
  capture_rate: (_, u) => u,
  captured_exported: (_, u) => u,
  process_substitution: (_, u) => u,
  methane_abatement: (_, u) => u,
  nitrous_abatement: (_, u) => u,
  fluorine_abatement: (_, u) => u,
  refrigerant_substitution: (_, u) => u,
  afforestation: (_, u) => 0.02 * u,
  harvest: (_, u) => 12 * u,
  disturbance: (_, u) => 0.1 * u,
  forest_quality: (_, u) => 0.04 * (u - 0.5),
  engineered_removal: (_, u) => 20 * u,
};

describe("under any package", () => {
  const compiled = compile(model, inputs, { touched: new Set(Object.keys(moves)) });
  // WebAssembly gives the bits of the JavaScript, which test/engine holds, in a fraction of the time.
  const program = runOnLanes(compiled, laneModule(compiled).open());
  const memory = program.memory();
  const arbitrary = fc.record({
    start: fc.integer({ min: 1, max: years - 1 }),
    strengths: fc.array(fc.tuple(fc.constantFrom(...Object.keys(moves)), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 25,
    }),
    seed: fc.integer(),
  });
  const stocks = [
    "capacity",
    "storage_capacity",
    "vehicles_by_age",
    "forest_by_age",
    "forest_stock",
    "intensity",
    "carrier_share",
    "refrigerants_banked",
    "fuel_used",
    "heat_supply",
    "unserved",
    "curtailed",
    "exports",
  ];

  it("identities hold, stocks stay above zero and nothing changes before its start", () => {
    fc.assert(
      fc.property(arbitrary, ({ start, strengths, seed }) => {
        const changed = { ...inputs, values: new Map(inputs.values) };
        for (const name of new Set(strengths.map(([moved]) => moved)))
          changed.values.set(name, (inputs.values.get(name) as Float64Array).slice());
        let state = seed >>> 0;
        const random = () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return state / 2 ** 32;
        };
        for (const [name, strength] of strengths) {
          const cells = changed.values.get(name) as Float64Array;
          const size = cells.length / years;
          const own = Array.from({ length: size }, () => strength * random());
          for (let cell = start * size; cell < cells.length; cell++)
            cells[cell] = moves[name](cells[cell], own[cell % size]);
        }
        program.load(memory, changed);
        program.run(memory);
        const failed = program.violations(memory).filter(({ check }) => model.checks.get(check)?.severity === "error");
        expect(failed.map(({ check, year }) => `${check} ${year}`)).toEqual([]);
        for (const name of stocks) {
          for (const cell of cellNames(model, (model.variables.get(name) as Variable).over).keys()) {
            const least = Math.min(...program.series(memory, name, cell));
            if (least < -1e-9) expect([name, cell, least]).toEqual([name, cell, 0]);
          }
        }
        for (const [cell] of members("boundary").entries()) {
          const [now, before] = [
            program.series(memory, "emissions", cell),
            run.program.series(run.memory, "emissions", cell),
          ];
          for (let year = 0; year < start; year++) expect(now[year]).toBe(before[year]);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

describe("the fixture", () => {
  it("balances from any base energy", () => {
    const changed = copyOf(inputs);
    const { set, get } = cellsOf(model, changed);
    set(get("base_final_energy", "services", "electricity") + 0.5, "base_final_energy", "services", "electricity");
    balance(model, changed);
    expect(runOf(changed).violations("error")).toEqual([]);
    expect(baseYear).toBe(2021);
  });
});
