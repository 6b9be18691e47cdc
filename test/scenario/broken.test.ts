import { expect, test } from "vitest";
import { fixturesIn } from "../fixtures/fixtures.ts";
import { mistakesIn } from "./broken-fixture.ts";

const fixtures = fixturesIn("broken");

/** Every fixture with the whole of what is said about it: place, path, what is wrong, what is allowed. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "history-rows.csv": [
    "data/regions/isle/history.csv:2:6  gdp: 2022 is not in the years of the history tables; years to 2021 are allowed",
    'data/regions/isle/history.csv:3:12  generation: "generation" names 4 cells; write generation.technology with one member each',
  ],
  "levers-amount-on-group.yaml": [
    'data/levers/sun.yaml:7:16  levers.more_sun.effects.1.path: 2 GW is an amount, and "planned_capacity.vre" names 3 cells that would each get all of it; write one line for each of planned_capacity.wind, planned_capacity.solar_field, planned_capacity.solar_roof',
  ],
  "levers-amount-unit.yaml": [
    'data/levers/sun.yaml:8:66  levers.more_sun.effects.1.amount: the unit "TW*h" does not fit; GW is needed, or a unit that converts to it',
  ],
  "levers-effects-are-map.yaml": [
    'data/levers/sun.yaml:8:7  levers.more_sun.effects: a list of effects is needed here, such as [{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}]; found a map',
  ],
  "levers-factor-unit.yaml": [
    'data/levers/sun.yaml:8:71  levers.more_sun.effects.1.amount: the unit "GW" does not fit; a plain number or a share in % is needed',
  ],
  "levers-family.yaml": [
    'data/levers/sun.yaml:6:13  levers.more_sun.family: "renewable" is none of demand, efficiency, structure, fuel_switch, electrification, renewables, nuclear, grid_imports, storage, industry_process, transport, buildings, waste_agriculture, ccus, sinks, market, projects; did you mean "renewables"?',
  ],
  "levers-full-before-start.yaml": [
    "data/levers/sun.yaml:10:11  levers.more_sun.full: a lever cannot be full in 2025, before it starts in 2026; full is 2026 or later",
  ],
  "levers-knots-elsewhere.yaml": [
    "data/levers/sun.yaml:12:12  levers.more_sun.knots: knots stand only where the shape is knots; here it is linear",
  ],
  "levers-level-missing.yaml": [
    "data/levers/sun.yaml:12:13  levers.more_sun.levels.4: a strength from 0 to 1 is needed here; found none",
  ],
  "levers-levels-fall.yaml": [
    "data/levers/sun.yaml:12:13  levers.more_sun.levels: level 3 is weaker than level 2; levels rise",
    "data/levers/sun.yaml:13:14  levers.more_sun.counted: low 0.6 to high 0.7 do not hold the value 0.5",
  ],
  "levers-mode.yaml": [
    'data/levers/sun.yaml:8:51  levers.more_sun.effects.1.mode: "plus" is none of set, add, fill, multiply, floor, ceiling',
  ],
  "levers-name-twice.yaml": [
    "data/levers/sun.yaml:4:3  levers.more_wind: a lever of this name stands in data/levers/power.yaml already; names are given once",
  ],
  "levers-no-amount.yaml": [
    'data/levers/sun.yaml:8:9  levers.more_sun.effects.1: "amount" is missing; an effect has a path, a mode and an amount',
  ],
  "levers-no-label.yaml": [
    'data/levers/sun.yaml:5:5  levers.more_sun: "label" is missing; a lever has a name in both languages',
  ],
  "levers-no-model.yaml": [
    'data/levers/sun.yaml:1:1  model: "model" is missing; a file of levers says which model they act on, such as model: toy',
  ],
  "levers-no-source.yaml": [
    'data/levers/sun.yaml:5:5  levers.more_sun: "source" is missing; every lever says where it comes from',
    'data/levers/sun.yaml:13:14  levers.more_sun.counted: "high" is missing; a count names its value, low, high and source',
  ],
  "levers-no-start.yaml": [
    'data/levers/sun.yaml:5:5  levers.more_sun: "start" is missing; a lever says the year in which it first acts',
  ],
  "levers-not-yearly.yaml": [
    'data/levers/sun.yaml:8:16  levers.more_sun.effects.1.path: "emission_factor" is one number for all years; a lever acts on yearly parameters only',
  ],
  "levers-path-is-number.yaml": [
    "data/levers/sun.yaml:8:16  levers.more_sun.effects.1.path: the path of a parameter is needed here, such as planned_capacity.nuclear; found the number 7",
  ],
  "levers-path-unknown.yaml": [
    'data/levers/sun.yaml:8:16  levers.more_sun.effects.1.path: unknown parameter "planed_capacity" of the model toy; did you mean "planned_capacity"?',
  ],
  "levers-set-beyond-bounds.yaml": [
    "data/levers/sun.yaml:8:64  levers.more_sun.effects.1.amount: -1 GW is below the least allowed, 0 GW",
  ],
  "levers-structural.yaml": [
    'data/levers/sun.yaml:8:16  levers.more_sun.effects.1.path: "lifetime" is part of the model\'s structure; a lever acts on yearly parameters only',
  ],
  "levers-unknown-key.yaml": [
    'data/levers/sun.yaml:11:5  levers.more_sun.shap: unknown key; allowed are label, family, effects, start, full, shape, knots, levels, potential, counted, source, doc; did you mean "shape"?',
  ],
  "observed-rows.csv": [
    "data/regions/isle/observed.csv:2:6  gdp: 2024 is not in the years of the observed tables; years from 2021 to 2023 are allowed",
    "data/regions/isle/observed.csv:3:6  gdp: a year is missing",
    'data/regions/isle/observed.csv:4:1  wind_share: "wind_share" takes no observed values; the model opens gdp to them',
    'data/regions/isle/observed.csv:5:1  gpd: unknown variable "gpd" of the model toy; did you mean "gdp"?',
    "data/regions/isle/observed.csv:7:1  gdp: 2022 is given already at data/regions/isle/observed.csv:6; give it once",
  ],
  "region-base-year-text.yaml": [
    'data/regions/isle.yaml:5:12  base_year: a year such as 2030 is needed here; found "now"',
  ],
  "region-cycle.yaml": [
    'data/regions/islet.yaml:2:10  extends: "extends" runs in a circle: isle -> islet -> isle; a region cannot extend itself',
  ],
  "region-given-twice.yaml": [
    "data/regions/isle/base.csv:2:1  planned_capacity.coal: given already at data/regions/isle/base.csv:2; give it once",
    "data/regions/isle/base.csv:3:1  planned_capacity.wind: given already at data/regions/isle/base.csv:3; give it once",
    "data/regions/isle/base.csv:4:1  planned_capacity.wind: given already at data/regions/isle/base.csv:4; give it once",
    "data/regions/isle/base.csv:5:1  gdp_growth: given already at data/regions/isle/base.csv:5; give it once",
    "data/regions/isle/base.csv:6:1  gdp_growth: given already at data/regions/isle/base.csv:6; give it once",
  ],
  "region-horizon-before-base.yaml": [
    "data/regions/isle.yaml:6:16  last_observed: 2023 does not lie between the base year 2021 and the year before the horizon 2020",
    "data/regions/isle.yaml:7:10  horizon: the horizon 2020 does not lie behind the base year 2021",
  ],
  "region-last-observed.yaml": [
    "data/regions/isle.yaml:6:16  last_observed: 2045 does not lie between the base year 2021 and the year before the horizon 2040",
  ],
  "region-level.yaml": [
    'data/regions/isle.yaml:5:8  level: "town" is none of nation, province, city, district, rest, country',
  ],
  "region-lever-twice-set.yaml": [
    'data/regions/isle.yaml:13:9  levers.fixed_wind.effects: "planned_capacity.vre" is set by this lever already (planned_capacity.wind, line 12); one of the two must go',
  ],
  "region-missing-parameter.yaml": [
    "data/regions/isle.yaml:9:1  parameters.base_gdp: the region isle gives no value, and the model has no default; give it in GCNY in the region's parameters or tables",
  ],
  "region-no-horizon.yaml": [
    'data/regions/isle.yaml:2:1  horizon: "horizon" is missing; a region says its first and its last year',
  ],
  "region-no-table.yaml": [
    'data/regions/isle.yaml:8:10  tables: there is no table data/regions/isle/bse.csv; did you mean "isle/base.csv"?',
  ],
  "region-null.yaml": [
    "data/regions/isle.yaml:3:19  label.zh: nothing stands here; write a value, or leave the key out",
    "data/regions/isle.yaml:6:1  last_observed: nothing stands here; write a value, or leave the key out",
    'data/regions/isle.yaml:13:3  parameters.planned_capacity.wind: there is nothing to remove: no parent gives the parameter "planned_capacity.wind"',
    'data/regions/isle.yaml:15:3  levers.mor_wind: there is nothing to remove: no parent gives the lever "mor_wind"; did you mean "more_wind"?',
    'data/regions/isle.yaml:17:24  levers.less_coal.shap: unknown key; allowed are label, family, effects, start, full, shape, knots, levels, potential, counted, source, doc; did you mean "shape"?',
  ],
  "region-other-model.yaml": [
    "data/regions/isle.yaml:3:8  model: the region isle has data for the model kaya; the scenario runs toy",
  ],
  "region-part-of-itself.yaml": ["data/regions/isle.yaml:5:9  parent: the region isle cannot be a part of itself"],
  "region-share-sum.yaml": [
    "data/regions/isle.yaml:12:23  sector_share: the shares over sector sum to 0.9 in 2021; 1 is needed",
  ],
  "region-sizes.yaml": [
    'data/regions/isle.yaml:10:3  sizes.more_wind: there is no lever "more_wind" that takes a size; there are more_roofs',
    'data/regions/isle.yaml:11:3  sizes.more_rofs: there is no lever "more_rofs" that takes a size; there are more_roofs; did you mean "more_roofs"?',
    'data/regions/isle.yaml:12:25  sizes.more_roofs.value: the unit "TW*h" does not fit; GW is needed, or a unit that converts to it',
    'data/regions/isle.yaml:12:37  sizes.more_roofs.full: a year such as 2030 is needed here; found "soon"',
  ],
  "region-table-and-yaml.yaml": [
    "data/regions/isle.yaml:11:3  parameters.planned_capacity.wind: given already at data/regions/isle/base.csv:4; give it once",
  ],
  "region-uncertainty.yaml": [
    "data/regions/isle.yaml:9:32  inventory_uncertainty: a share is needed here, such as {value: 10 %, source: …}",
  ],
  "region-unknown-key.yaml": [
    'data/regions/isle.yaml:6:1  last_observd: unknown key; allowed are region, model, label, parent, level, plans, downscaled, extends, base_year, last_observed, horizon, tables, observed, history, parameters, levers, projects, sizes, inventory_uncertainty, doc; did you mean "last_observed"?',
  ],
  "region-unknown-parent.yaml": [
    'data/regions/isle.yaml:4:10  extends: unknown region "naton" (no file data/regions/naton.yaml); there are isle, islet, nation; did you mean "nation"?',
  ],
  "region-unknown-whole.yaml": [
    'data/regions/isle.yaml:5:9  parent: there is no region "natoin" (no file data/regions/natoin.yaml); did you mean "nation"?',
  ],
  "region-year-outside-horizon.yaml": [
    "data/regions/isle.yaml:11:33  parameters.population.2050: 2050 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-above-most.yaml": [
    "scenarios/isle/test.yaml:4:32  assume.full_load_hours.wind.2025: 9000 h/yr is above the most allowed, 8784 h/yr",
  ],
  "scenario-alias.yaml": ['scenarios/isle/test.yaml:5:15  "*growth": aliases are not read; write the value out'],
  "scenario-assume-is-number.yaml": [
    "scenarios/isle/test.yaml:3:9  assume: a map is needed here, such as {gdp_growth: 5 %/yr}; found the number 5",
  ],
  "scenario-amount-on-group.yaml": [
    'scenarios/isle/test.yaml:3:3  assume.planned_capacity.solar_*: 5 GW is an amount, and "planned_capacity.solar_*" names 2 cells that would each get all of it; write one line for each of planned_capacity.solar_field, planned_capacity.solar_roof',
  ],
  "scenario-bad-indent.yaml": ["scenarios/isle/test.yaml:5:1  this line is not indented like its neighbours"],
  "scenario-below-least.yaml": [
    "scenarios/isle/test.yaml:4:25  assume.full_load_hours.wind: -1 h/yr is below the least allowed, 0 h/yr",
  ],
  "scenario-blanks-in-number.yaml": [
    'scenarios/isle/test.yaml:4:33  assume.planned_capacity.wind.2026: "21 000 MW" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    'scenarios/isle/test.yaml:4:69  assume.planned_capacity.wind.2027.low: "3 500 MW" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    'scenarios/isle/test.yaml:5:43  assume.planned_capacity.coal.unit: the number in a unit is a power of ten, such as 10000 or 1e4; found 000 in "000 MW"; a unit such as GW is needed',
    'scenarios/isle/test.yaml:7:32  targets.emissions.energy.2030: "7 500 ktCO2" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    'scenarios/isle/test.yaml:7:58  targets.emissions.energy.2031: "7 500 ktCO2" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
  ],
  "scenario-comma-in-flow.yaml": [
    "scenarios/isle/test.yaml:3:28  “；” is a full-width sign; write ,",
    "scenarios/isle/test.yaml:3:41  “、” is a full-width sign; write ,",
  ],
  "scenario-curly-quotes.yaml": [
    'scenarios/isle/test.yaml:4:22  targets.wind_share.2030: “>= 25 %” stands in quotation marks that are not straight; write ">= 25 %"',
    'scenarios/isle/test.yaml:4:39  targets.wind_share.2031: >= “25 %” stands in quotation marks that are not straight; write ">= 25 %"',
    'scenarios/isle/test.yaml:5:28  targets.emissions.energy.2030: "at most 3" is not a condition; write >=, <=, >, < or = and a number, such as ">= 25 MtCO2/yr"',
  ],
  "scenario-cycle-self.yaml": [
    'scenarios/isle/test.yaml:4:22  extends: "extends" runs in a circle: isle/test -> isle/test; a scenario cannot extend itself',
  ],
  "scenario-cycle.yaml": [
    'scenarios/isle/loop.yaml:1:10  extends: "extends" runs in a circle: isle/test -> isle/loop -> isle/test; a scenario cannot extend itself',
  ],
  "scenario-decimal-comma.yaml": [
    'scenarios/isle/test.yaml:2:33  a comma stands where a decimal point is needed in "0,7"; write 0.7',
    'scenarios/isle/test.yaml:3:30  a comma stands where a decimal point is needed in "3,5 %/yr"; write 3.5 %/yr',
    'scenarios/isle/test.yaml:3:73  "12,500 MW" has a comma inside; write the digits alone for thousands, a point for decimals',
  ],
  "scenario-decimal-comma-quoted.yaml": [
    'scenarios/isle/test.yaml:4:34  assume.planned_capacity.wind.2026: "2,5 GW" has a comma in place of the decimal point; write 2.5',
    'scenarios/isle/test.yaml:6:25  levers.more_wind.strength: "0,4" has a comma in place of the decimal point; write 0.4',
    'scenarios/isle/test.yaml:6:39  levers.more_wind.delay: a whole number of years, 0 or more, is needed here; found "0x1"',
  ],
  "scenario-duplicate-key.yaml": ["scenarios/isle/test.yaml:5:3  this key stands twice in the same map; keep one"],
  "scenario-empty.yaml": [
    "scenarios/isle/test.yaml:1:1  the file is empty; a scenario needs at least {model: regional, region: zhejiang}",
  ],
  "scenario-formula-declared-unit.yaml": [
    "scenarios/isle/test.yaml:4:23  indicators.per_head: the formula gives CNY/person (GCNY/(Mperson)), where MASS*LENGTH^2/TIME^3 (GW) is needed",
  ],
  "scenario-formula-function.yaml": [
    'scenarios/isle/test.yaml:4:13  indicators.per_head: "eval" is no function of the language; known are if, min, max, clip, abs, exp, log, sqrt, sum, previous, lag, before, after, shift',
  ],
  "scenario-formula-implicit-product.yaml": [
    'scenarios/isle/test.yaml:4:15  indicators.per_head: "2 gdp": two values stand side by side; write the operator between them',
  ],
  "scenario-formula-is-number-list.yaml": [
    'scenarios/isle/test.yaml:4:13  indicators.per_head: a formula is needed here, such as "energy / population"; found a list',
  ],
  "scenario-formula-name.yaml": [
    'scenarios/isle/test.yaml:4:19  indicators.per_head: unknown name "populaton"; did you mean "population"?',
  ],
  "scenario-formula-ternary.yaml": [
    'scenarios/isle/test.yaml:4:26  indicators.per_head: "?" is not part of the formula language; write if(condition, a, b)',
  ],
  "scenario-formula-unit.yaml": [
    "scenarios/isle/test.yaml:4:19  indicators.per_head: this is person (Mperson), where CNY (GCNY) is needed",
  ],
  "scenario-full-before-start.yaml": [
    "scenarios/isle/test.yaml:4:34  levers.more_wind.full: a lever cannot be full in 2028, before it starts in 2030; full is 2030 or later",
  ],
  "scenario-full-width-signs.yaml": [
    "scenarios/isle/test.yaml:1:8  “：” is a full-width sign; write :",
    "scenarios/isle/test.yaml:3:7  “：” is a full-width sign; write :",
    "scenarios/isle/test.yaml:4:13  “：” is a full-width sign; write :",
    "scenarios/isle/test.yaml:4:25  “：” is a full-width sign; write : and a blank behind it",
    "scenarios/isle/test.yaml:4:32  “，” is a full-width sign; write ,",
    "scenarios/isle/test.yaml:5:1  a full-width blank stands here; write a plain blank",
    "scenarios/isle/test.yaml:5:14  “【” is a full-width sign; write [",
    "scenarios/isle/test.yaml:5:14  assume.population: a number or a map of years is needed here, such as {2025-2030: 5 Mperson}; found a list",
    "scenarios/isle/test.yaml:5:19  “】” is a full-width sign; write ]",
    "scenarios/isle/test.yaml:7:23  “：” is a full-width sign; write :",
    "scenarios/isle/test.yaml:7:28  “，” is a full-width sign; write ,",
    "scenarios/isle/test.yaml:8:14  “｛” is a full-width sign; write {",
    'scenarios/isle/test.yaml:8:25  levers.all_hours.strength: a strength from 0 to 1 is needed here; found "0。6"; write it half-width, "0.6"',
    "scenarios/isle/test.yaml:8:28  “｝” is a full-width sign; write }",
    'scenarios/isle/test.yaml:10:22  targets.wind_share.2030: “>= 25 %” stands in quotation marks that are not straight; write ">= 25 %"',
    "scenarios/isle/test.yaml:10:33  targets.wind_share.shape: unknown key; a target has years, variable, reduction_from, change_from, increment_from, growth_from, decline_from, hold_from, plateau_by, than, over, label, source, or for a peak boundary, sector, variable, by, below, label, source",
    "scenarios/isle/test.yaml:11:1  “＃” is a full-width sign; write #",
  ],
  "scenario-full-width.yaml": [
    "scenarios/isle/test.yaml:4:50  assume.planned_capacity.wind.2027－2030: -1 GW is below the least allowed, 0 GW",
  ],
  "scenario-glob-fits-nothing.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.full_load_hours.hydro_*: "hydro_*" fits no member of technology; members are coal, wind, solar_field, solar_roof',
  ],
  "scenario-hexadecimal.yaml": [
    'scenarios/isle/test.yaml:4:33  assume.planned_capacity.wind.2026: "0x1F" is not a number; write a number with its unit, such as "5 GW"',
  ],
  "scenario-indicator-name.yaml": [
    'scenarios/isle/test.yaml:4:3  indicators.gdp: the model toy has a "gdp" already; choose another name',
    'scenarios/isle/test.yaml:5:3  indicators.Per Head: "Per Head" cannot be the name of an indicator; names are snake_case, such as coal_per_head',
  ],
  "scenario-infinite.yaml": ["scenarios/isle/test.yaml:4:22  assume.population.2025: .inf is not a finite number"],
  "scenario-knots-and-start.yaml": [
    'scenarios/isle/test.yaml:4:22  levers.all_hours.start: a lever with knots takes its years from them; move them with "delay"',
  ],
  "scenario-knots-are-number.yaml": [
    "scenarios/isle/test.yaml:4:22  levers.all_hours.knots: a path over years is needed here, such as {2026: 0, 2030: 0.4, 2040: 1}; found the number 0.5",
  ],
  "scenario-knots-share.yaml": [
    "scenarios/isle/test.yaml:4:29  levers.all_hours.knots.2026: a share of full strength from 0 to 1 is needed here; found the number 1.5",
  ],
  "scenario-level-five.yaml": [
    "scenarios/isle/test.yaml:4:22  levers.more_wind.level: an ambition level 1, 2, 3 or 4 is needed here; found the number 5",
  ],
  "scenario-lever-by-label.yaml": [
    'scenarios/isle/test.yaml:2:10  levers.利用小时: unknown lever "利用小时"; there are 5, see "peakpath list levers"; did you mean "all_hours"?',
    'scenarios/isle/test.yaml:2:20  levers.renewables: unknown lever "renewables"; there are 5, see "peakpath list levers"; did you mean "fixed_vre"?',
  ],
  "scenario-lever-is-number.yaml": [
    "scenarios/isle/test.yaml:4:14  levers.more_wind: a map is needed here, such as {strength: 0.8, start: 2026, full: 2040}; found the number 0.8",
  ],
  "scenario-lever-outside-horizon.yaml": [
    "scenarios/isle/test.yaml:4:34  levers.more_wind.full: 2045 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-lever-start-text.yaml": [
    'scenarios/isle/test.yaml:4:22  levers.more_wind.start: a year such as 2030 is needed here; found "soon"',
  ],
  "scenario-lever-without-size.yaml": [
    'scenarios/isle/test.yaml:4:3  levers.more_roofs: isle has no size for the lever "more_roofs"; where it can be built there, the region gives one, such as sizes: {more_roofs: {value: 2 GW, full: 2040, source: …}}',
  ],
  "scenario-list-for-map.yaml": [
    "scenarios/isle/test.yaml:2:1  a map is needed here, such as {model: regional, region: zhejiang}; found a list",
  ],
  "scenario-list-for-path.yaml": [
    "scenarios/isle/test.yaml:4:15  assume.gdp_growth: a number or a map of years is needed here, such as {2025-2030: 5 %/yr}; found a list",
  ],
  "scenario-low-above-value.yaml": ["scenarios/isle/test.yaml:4:23  assume.gdp_growth.value: low is above the value"],
  "scenario-milli.yaml": [
    'scenarios/isle/test.yaml:4:38  assume.planned_capacity.wind.2026: "mW" is no unit here: m is milli, a thousandth; a unit such as GW is needed; did you mean "MW"?',
    'scenarios/isle/test.yaml:5:26  assume.population.2026: unknown unit "mperson"; a unit such as Mperson is needed; did you mean "Mperson"?',
  ],
  "scenario-missing-model.yaml": [
    'scenarios/isle/test.yaml:2:1  model: "model" is missing; a scenario says which model it runs on, such as model: regional',
  ],
  "scenario-missing-region.yaml": [
    'scenarios/isle/test.yaml:2:1  region: "region" is missing; a scenario says which region it runs on, such as region: zhejiang',
  ],
  "scenario-missing-unit.yaml": [
    'scenarios/isle/test.yaml:4:27  assume.gdp_growth.2025-2030: 5 has no unit; write it with one, such as "5 %/yr"',
  ],
  "scenario-negative-delay.yaml": [
    "scenarios/isle/test.yaml:4:22  levers.more_wind.delay: a whole number of years, 0 or more, is needed here; found the number -2",
  ],
  "scenario-no-value.yaml": [
    "scenarios/isle/test.yaml:4:16  assume.gdp_growth.2025: there is nothing to remove: no parent gives a number for 2025; write one, or leave the year out",
    'scenarios/isle/test.yaml:5:15  assume.population: nothing is given here; write years such as "2025-2030: …", or value',
  ],
  "scenario-not-a-number.yaml": [
    'scenarios/isle/test.yaml:4:15  assume.gdp_growth: "fast" is not a number; write a number with its unit, such as "5 %/yr"',
    'scenarios/isle/test.yaml:5:15  assume.population: "true" is not a number; write a number with its unit, such as "5 Mperson"',
  ],
  "scenario-not-a-year.yaml": [
    'scenarios/isle/test.yaml:4:16  assume.gdp_growth.20255: "20255" is neither a year such as 2025 nor a range such as 2025-2030',
    'scenarios/isle/test.yaml:4:31  assume.gdp_growth.2030-: "2030-" is neither a year such as 2025 nor a range such as 2025-2030',
  ],
  "scenario-null-assumptions.yaml": [
    "scenarios/isle/test.yaml:3:16  assume.gdp_growth.2030: there is nothing to remove: no parent gives a number for 2030; write one, or leave the year out",
    'scenarios/isle/test.yaml:4:3  assume.population: there is nothing to remove: no parent gives the assumption "population"',
    'scenarios/isle/test.yaml:5:33  assume.full_load_hours.wind.value: 2000 has no unit; write it with one, such as "2000 h/yr"',
    "scenarios/isle/test.yaml:5:39  assume.full_load_hours.wind.unit: nothing stands here; write a value, or leave the key out",
    "scenarios/isle/test.yaml:5:47  assume.full_load_hours.wind.source: nothing stands here; write a value, or leave the key out",
    'scenarios/isle/test.yaml:6:3  assume.planed_capacity.wind: unknown parameter "planed_capacity" of the model toy; did you mean "planned_capacity"?',
  ],
  "scenario-null-names.yaml": [
    'scenarios/isle/test.yaml:3:3  levers.more_wnd: there is nothing to remove: no parent gives the lever "more_wnd"; did you mean "more_wind"?',
    'scenarios/isle/test.yaml:4:3  levers.less_coal: there is nothing to remove: no parent gives the lever "less_coal"; write what it is, or leave it out',
    'scenarios/isle/test.yaml:5:30  levers.more_wind.strenght: unknown key; allowed are strength, level, reach, start, full, delay, shape, knots, basis, responsible, source, doc; did you mean "strength"?',
    "scenarios/isle/test.yaml:5:46  levers.more_wind.fast: unknown key; allowed are strength, level, reach, start, full, delay, shape, knots, basis, responsible, source, doc",
    'scenarios/isle/test.yaml:6:11  targets.peek: there is nothing to remove: no parent gives the target "peek"; write what it is, or leave it out',
    'scenarios/isle/test.yaml:7:14  indicators.per_head: there is nothing to remove: no parent gives the indicator "per_head"; write what it is, or leave it out',
    "scenarios/isle/test.yaml:8:1  design: there is nothing to remove: no parent gives a design",
  ],
  "scenario-null-values.yaml": [
    "scenarios/isle/test.yaml:2:1  title: nothing stands here; write a value, or leave the key out",
    "scenarios/isle/test.yaml:4:15  levers.more_wind.strength: nothing stands here; write a value, or leave the key out",
    "scenarios/isle/test.yaml:5:15  levers.all_hours.level: nothing stands here; write a value, or leave the key out",
    "scenarios/isle/test.yaml:5:38  levers.all_hours.knots.2028: a share of full strength from 0 to 1 is needed here; found nothing",
    "scenarios/isle/test.yaml:7:16  targets.wind_share.source: nothing stands here; write a value, or leave the key out",
    'scenarios/isle/test.yaml:7:32  targets.wind_share.2030: a condition such as ">= 25 %" is needed here; found nothing',
    "scenarios/isle/test.yaml:9:30  indicators.double.unit: nothing stands here; write a value, or leave the key out",
    "scenarios/isle/test.yaml:9:57  indicators.double.label.zh: nothing stands here; write a value, or leave the key out",
  ],
  "scenario-open-quote.yaml": ['scenarios/isle/test.yaml:4:13  the quotation mark " here is never closed'],
  "scenario-other-model.yaml": [
    "scenarios/isle/test.yaml:2:8  model: the scenario runs the model regional; it was read with toy",
  ],
  "scenario-parent-is-map.yaml": [
    "scenarios/isle/test.yaml:2:10  extends: the name of a scenario is needed here, or a list of names; found a map",
  ],
  "scenario-peak-boundary.yaml": [
    'scenarios/isle/test.yaml:4:20  targets.peak.boundary: "enery" is no boundary of the model toy; there are energy, net; did you mean "energy"?',
  ],
  "scenario-peak-key.yaml": [
    'scenarios/isle/test.yaml:4:10  targets.peak.boundery: unknown key; allowed are boundary, sector, variable, by, below, label, source; did you mean "boundary"?',
  ],
  "scenario-peak-no-year.yaml": [
    'scenarios/isle/test.yaml:4:9  targets.peak: "by" is missing; a peak target says the latest year of the peak',
  ],
  "scenario-peak-unit.yaml": [
    'scenarios/isle/test.yaml:4:48  targets.peak.below: the unit "GW" does not fit; MtCO2/yr is needed, or a unit that converts to it',
  ],
  "scenario-peak-year.yaml": [
    "scenarios/isle/test.yaml:4:32  targets.peak.by: 2060 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-range-backwards.yaml": [
    "scenarios/isle/test.yaml:4:16  assume.gdp_growth.2030-2025: the range 2030-2025 runs backwards; write 2025-2030",
  ],
  "scenario-rate-for-stock.yaml": [
    'scenarios/isle/test.yaml:4:35  assume.planned_capacity.wind.2026: the unit "GW/yr" is of an amount per year, and this is none; GW is needed',
    'scenarios/isle/test.yaml:6:33  targets.generation.wind.2030: the unit "TWh/yr/yr" does not fit; TW*h/yr is needed, or a unit that converts to it',
    'scenarios/isle/test.yaml:7:56  targets.emissions.energy.2030: the unit "%/yr" is of an amount per year, and this is none; a plain number or a share in % is needed',
  ],
  "scenario-reach-course.yaml": [
    "scenarios/isle/test.yaml:3:15  levers.more_wind.full: full cannot stand beside a reach of several years, which is itself the course of the lever",
    "scenarios/isle/test.yaml:3:27  levers.more_wind.shape: shape cannot stand beside a reach of several years, which is itself the course of the lever",
    'scenarios/isle/test.yaml:3:83  levers.more_wind.reach.wind_share.2035: the unit "GW" does not fit; % is needed, or a unit that converts to it',
    "scenarios/isle/test.yaml:4:54  levers.less_coal.reach.generation.coal.change_from: 2030 does not lie before 2030, the year of the target",
    "scenarios/isle/test.yaml:5:36  levers.all_hours.reach.wind_share.decline_from: unknown key; allowed are reduction_from, change_from, increment_from, growth_from",
    "scenarios/isle/test.yaml:5:56  levers.all_hours.reach.wind_share.by: unknown key; allowed are reduction_from, change_from, increment_from, growth_from",
    "scenarios/isle/test.yaml:6:23  levers.fixed_wind.reach: a lever is sized for one quantity, such as {nonfossil_share: {2030: 30 %}}; 2 stand here",
  ],
  "scenario-reach-early.yaml": [
    "scenarios/isle/test.yaml:3:61  levers.more_wind.reach: the lever more_wind does nothing before 2032, so that 2030 is out of its reach",
    "scenarios/isle/test.yaml:5:41  levers.all_hours.reach: generation.coal in 2035 is what less_coal is sized for already (line 4); size one lever for it and give the other a strength",
  ],
  "scenario-reach-refused.yaml": [
    "scenarios/isle/test.yaml:3:30  levers.more_wind.reach: strength is given too, and reach finds the strength; one of the two must go",
    "scenarios/isle/test.yaml:4:42  levers.less_coal.reach.wind_share.2030: a lever comes to a number, whichever side it comes from; write 30 % without a sign in front",
    "scenarios/isle/test.yaml:4:53  levers.less_coal.reach.wind_share.2023: 2023 is observed (up to 2023); levers act afterwards",
    'scenarios/isle/test.yaml:4:64  levers.less_coal.reach.wind_share.2031-2033: "2031-2033" is more than one year; write each year with its own number',
    'scenarios/isle/test.yaml:4:87  levers.less_coal.reach.wind_share.2034: 30 has no unit; write it with one, such as "30 %"',
    'scenarios/isle/test.yaml:5:23  levers.all_hours.reach.generation: "generation" names 4 cells; write generation.technology with one member each',
    'scenarios/isle/test.yaml:5:59  levers.all_hours.start: a lever with knots takes its years from them; move them with "delay"',
    "scenarios/isle/test.yaml:6:24  levers.fixed_wind.reach.wind_share: there is no year; write what it is to come to, such as {2030: 30 %}",
    'scenarios/isle/test.yaml:7:3  levers.more_roofs: isle has no size for the lever "more_roofs"; where it can be built there, the region gives one, such as sizes: {more_roofs: {value: 2 GW, full: 2040, source: …}}',
    'scenarios/isle/test.yaml:7:23  levers.more_roofs.reach: a map is needed here, such as {nonfossil_share: {2030: 30 %}}; found "wind_share"',
  ],
  "scenario-reach-short.yaml": [
    "scenarios/isle/test.yaml:3:38  levers.more_wind.reach: at strength 1 planned_wind reaches 5 GW in 2027, not 6 GW (isle); by then the lever, which acts from 2026 to 2029, has come 50 % of its way: full: 2027 brings all of it",
    "scenarios/isle/test.yaml:4:41  levers.less_coal.reach: less_coal does not move generation.wind in 2035: at any strength it is 7 TW*h/yr (isle), and 8 TW*h/yr is asked",
  ],
  "scenario-reduction-unit.yaml": [
    'scenarios/isle/test.yaml:4:53  targets.emissions.energy.2030: the unit "MtCO2" does not fit; a plain number or a share in % is needed',
  ],
  "scenario-refused-unit.yaml": [
    'scenarios/isle/test.yaml:4:44  assume.full_load_hours.wind.unit: "year" differs between calendars; write yr (one step of the model); a unit such as h/yr is needed',
  ],
  "scenario-section-at-top.yaml": [
    "scenarios/isle/test.yaml:2:1  more_wind: unknown key; it is a lever: indent it below levers:",
    "scenarios/isle/test.yaml:3:1  planned_capacity.wind: unknown key; it is a parameter: indent it below assume:",
  ],
  "scenario-several.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.gdp_grwth: unknown parameter "gdp_grwth" of the model toy; did you mean "gdp_growth"?',
    'scenarios/isle/test.yaml:5:30  assume.full_load_hours.wind: the unit "GW" does not fit; h/yr is needed, or a unit that converts to it',
    'scenarios/isle/test.yaml:7:3  levers.more_wnd: unknown lever "more_wnd"; there are 5, see "peakpath list levers"; did you mean "more_wind"?',
    "scenarios/isle/test.yaml:9:32  targets.peak.by: 2060 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-shape-without-knots.yaml": [
    "scenarios/isle/test.yaml:4:3  levers.more_wind: the shape knots needs knots, such as {2026: 0, 2040: 1}",
  ],
  "scenario-share-sum.yaml": [
    "scenarios/isle/test.yaml:4:30  sector_share: the shares over sector sum to 1.02 in 2026; 1 is needed",
  ],
  "scenario-share-without-percent.yaml": [
    'scenarios/isle/test.yaml:4:23  assume.sector_share.steel: 40 is above the most allowed, 1; did you mean "40 %"?',
    'scenarios/isle/test.yaml:6:51  targets.emissions.energy.2030: 18 without % is 1800 %; write 1800 % where that is meant; did you mean "18 %"?',
    "scenarios/isle/test.yaml:6:78  targets.emissions.energy.2032: 1.5 without % is 150 %; write 150 % where that is meant",
    'scenarios/isle/test.yaml:6:91  targets.emissions.energy.2033: -20 without % is -2000 %; write -2000 % where that is meant; did you mean "-20 %"?',
    'scenarios/isle/test.yaml:7:50  targets.generation.wind.2030: 7 without % is 700 %/yr; write 700 %/yr where that is meant; did you mean "7 %/yr"?',
    "scenarios/isle/test.yaml:7:77  targets.generation.wind.2032: -150 % is below the least allowed, -100 %/yr",
  ],
  "scenario-slips.yaml": [
    "scenarios/isle/test.yaml:1:8  a blank is missing behind the colon; write extends: reference",
    'scenarios/isle/test.yaml:2:8  a second colon stands on this line; put the text that holds it in quotes: "方案: 更快"',
    "scenarios/isle/test.yaml:4:15  years and their values stand in braces; write {2026: 5 %/yr}",
    "scenarios/isle/test.yaml:5:32  a comma is missing before 2035",
    "scenarios/isle/test.yaml:7:12  a blank is missing behind the colon; write more_wind: {…",
    "scenarios/isle/test.yaml:7:22  a blank is missing behind the colon; write strength: 0.6",
    'scenarios/isle/test.yaml:8:25  the quotation mark " here is never closed',
    'scenarios/isle/test.yaml:9:3  levers.more_sn: unknown lever "more_sn"; there are 5, see "peakpath list levers"',
    "scenarios/isle/test.yaml:9:12  the { here is never closed; write } at the end of its line",
    'scenarios/isle/test.yaml:11:22  a condition that begins with > needs quotes; write ">= 25 %"',
    'scenarios/isle/test.yaml:13:11  a condition that begins with > needs quotes; write ">= 3"',
    'scenarios/isle/test.yaml:13:14  targets.emissions.energy.2030: 3 has no unit; write it with one, such as "3 MtCO2/yr"',
    "scenarios/isle/test.yaml:14:1  this line is not indented like its neighbours",
    'scenarios/isle/test.yaml:14:14  targets.emissions.energy.2031: 3 has no unit; write it with one, such as "3 MtCO2/yr"',
    'scenarios/isle/test.yaml:14:15  the text is opened by " and closed by ”; close it by "',
    'scenarios/isle/test.yaml:15:3  targets.wind_share.2: "wind_share.2" has 1 member; "wind_share" takes no members',
    "scenarios/isle/test.yaml:15:17  the brace at the end is not opened; write {2030: 25 %}",
    'scenarios/isle/test.yaml:16:1  titel: unknown key; allowed are model, region, regions, each, whole, trade_closes, extends, title, doc, project_status, assume, levers, projects, targets, indicators, design; did you mean "title"?',
  ],
  "scenario-strength-above-one.yaml": [
    "scenarios/isle/test.yaml:4:25  levers.more_wind.strength: a strength from 0 to 1 is needed here; found the number 1.2",
    'scenarios/isle/test.yaml:5:25  levers.less_coal.strength: a strength from 0 to 1 is needed here; found "full"',
  ],
  "scenario-strength-and-level.yaml": [
    "scenarios/isle/test.yaml:4:37  levers.more_wind.level: strength is given too; give one of the two",
    'scenarios/isle/test.yaml:5:22  levers.less_coal: nothing is counted of "less_coal", so that it has no size; give "strength" or "level", or "counted" in the lever itself',
    'scenarios/isle/test.yaml:6:22  levers.all_hours.basis: "guessed" is none of own, national, counted, unsized, listed',
  ],
  "scenario-strength-sixty.yaml": [
    'scenarios/isle/test.yaml:4:25  levers.more_wind.strength: a strength from 0 to 1 is needed here; found the number 60; did you mean "60 %"?',
    'scenarios/isle/test.yaml:5:38  levers.all_hours.knots.2030: a share of full strength from 0 to 1 is needed here; found "45"; did you mean "45 %"?',
  ],
  "scenario-structural-assumed.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.lifetime.coal: "lifetime" is part of the model\'s structure and cannot be assumed; set it in the region (7 other parameters can be assumed)',
  ],
  "scenario-tab.yaml": ["scenarios/isle/test.yaml:4:1  a tab is used to indent; YAML takes spaces only"],
  "scenario-target-condition.yaml": [
    'scenarios/isle/test.yaml:4:22  targets.wind_share.2030: "at least 25 %" is not a condition; write >=, <=, >, < or = and a number, such as ">= 25 %"',
  ],
  "scenario-target-decline-word.yaml": [
    'scenarios/isle/test.yaml:4:48  targets.emissions.energy.2030: "lowr" says nothing of a decline; write "lower"; did you mean "lower"?',
  ],
  "scenario-target-from-later.yaml": [
    "scenarios/isle/test.yaml:3:22  targets.gdp.growth_from: 2035 does not lie before 2030, the year of the target",
  ],
  "scenario-target-growth-unit.yaml": [
    'scenarios/isle/test.yaml:4:52  targets.generation.wind.2030: the unit "GW" does not fit; a plain number or a share in % is needed',
  ],
  "scenario-target-hold-word.yaml": [
    'scenarios/isle/test.yaml:4:44  targets.generation.wind.2030: "constant" says nothing of a hold; write "not above" or "not below"',
  ],
  "scenario-target-increment-unit.yaml": [
    'scenarios/isle/test.yaml:4:55  targets.generation.wind.2030: the unit "%" does not fit; TW*h/yr is needed, or a unit that converts to it',
  ],
  "scenario-target-is-number.yaml": [
    'scenarios/isle/test.yaml:4:15  targets.wind_share: a map of years is needed here, such as {2030: ">= 25 %"}; found the number 24',
  ],
  "scenario-target-no-unit.yaml": [
    'scenarios/isle/test.yaml:4:22  targets.wind_share.2030: 25 has no unit; write it with one, such as "25 %"',
  ],
  "scenario-target-no-year.yaml": [
    'scenarios/isle/test.yaml:4:15  targets.wind_share: a target says at least one year, such as {2030: ">= 25 %"}',
  ],
  "scenario-target-over-other-unit.yaml": [
    'scenarios/isle/test.yaml:4:27  targets.generation.wind.over: "gdp" is in GCNY and cannot be set against TW*h/yr',
  ],
  "scenario-target-parameter.yaml": [
    'scenarios/isle/test.yaml:4:3  targets.gdp_growth: "gdp_growth" is a parameter; a variable of the model is needed',
  ],
  "scenario-target-plateau-late.yaml": [
    "scenarios/isle/test.yaml:4:34  targets.emissions.energy.plateau_by: 2050 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-target-plateau-with-years.yaml": [
    "scenarios/isle/test.yaml:4:40  targets.emissions.energy.2030: a plateau has no years; plateau_by says it all",
  ],
  "scenario-target-range-order.yaml": [
    'scenarios/isle/test.yaml:4:22  targets.wind_share.2030: "30 to 25 %" is no range; the lower bound comes first',
  ],
  "scenario-target-range-unit.yaml": [
    'scenarios/isle/test.yaml:4:32  targets.wind_share.2030: the unit "GW" does not fit; % is needed, or a unit that converts to it',
  ],
  "scenario-target-several-cells.yaml": [
    'scenarios/isle/test.yaml:4:3  targets.generation: "generation" names 4 cells; write generation.technology with one member each',
  ],
  "scenario-target-statement-and-year.yaml": [
    'scenarios/isle/test.yaml:4:23  targets.carbon.statement: "T9999" is no statement of data/targets.csv; ids are such as T0259',
    "scenarios/isle/test.yaml:4:30  targets.carbon.2030: unknown key; allowed are statement",
  ],
  "scenario-target-statement-unknown.yaml": [
    'scenarios/isle/test.yaml:4:23  targets.carbon.statement: "T9999" is no statement of data/targets.csv; ids are such as T0259',
  ],
  "scenario-target-than-alone.yaml": [
    'scenarios/isle/test.yaml:4:28  targets.emissions.energy.than: "than" compares two reductions; give "reduction_from" with it',
  ],
  "scenario-target-than-unknown.yaml": [
    'scenarios/isle/test.yaml:4:50  targets.emissions.energy.than: unknown variable "gpd" of the model toy; did you mean "gdp"?',
  ],
  "scenario-target-two-measures.yaml": [
    "scenarios/isle/test.yaml:4:21  targets.emissions.energy: increment_from and growth_from are given; a target measures in one way",
  ],
  "scenario-target-unit.yaml": [
    'scenarios/isle/test.yaml:4:29  targets.wind_share.2030: the unit "GW" does not fit; % is needed, or a unit that converts to it',
  ],
  "scenario-target-year.yaml": [
    "scenarios/isle/test.yaml:4:16  targets.wind_share.2050: 2050 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-then.yaml": [
    "scenarios/isle/test.yaml:3:37  assume.gdp_growth.then: a value for all years has no last year; leave then out",
    'scenarios/isle/test.yaml:4:45  assume.planned_capacity.wind.then: "as parents" is none of held, as parent; did you mean "as parent"?',
    'scenarios/isle/test.yaml:4:63  assume.planned_capacity.wind.hold: "at most" is none of at least',
    "scenarios/isle/test.yaml:5:56  assume.emission_factor.coal.hold: unknown key; a path over years has years (2025 or 2025-2030), value, unit, between, source, estimated, low, high, doc",
  ],
  "scenario-thousands-mark.yaml": [
    'scenarios/isle/test.yaml:4:25  assume.full_load_hours.wind: "2,600 h/yr" has marks between its thousands; write the digits alone',
  ],
  "scenario-title-key.yaml": ["scenarios/isle/test.yaml:3:19  title.de: unknown key; allowed are en, zh"],
  "scenario-too-many-members.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.gdp_growth.steel: "gdp_growth.steel" has 1 member; "gdp_growth" takes no members',
    'scenarios/isle/test.yaml:5:3  assume.full_load_hours.wind.coal: "full_load_hours.wind.coal" has 2 members; "full_load_hours" stands over technology: full_load_hours.technology',
  ],
  "scenario-two-sets.yaml": [
    'scenarios/isle/test.yaml:5:3  levers.fixed_vre: sets planned_capacity.vre (data/levers/power.yaml:36), which "fixed_wind" sets too (planned_capacity.wind, data/levers/power.yaml:22); keep one of the two levers, whatever their years',
  ],
  "scenario-unit-nested.yaml": [
    'scenarios/isle/test.yaml:4:35  assume.planned_capacity.wind.2026: the unit "(((((((((GW)))))))))" has more than 8 parentheses in each other; a unit such as GW is needed',
    'scenarios/isle/test.yaml:4:65  assume.planned_capacity.wind.2027: the unit "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((…" has 302 characters, more than 100; a unit such as GW is needed',
  ],
  "scenario-unit-without-size.yaml": [
    'scenarios/isle/test.yaml:4:35  assume.planned_capacity.wind.2026: a number stands in front of a unit, or in parentheses as in tce/(10000 CNY), not as in "GW/0"; a unit such as GW is needed',
    'scenarios/isle/test.yaml:4:47  assume.planned_capacity.wind.2027: "3 0 GW" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    'scenarios/isle/test.yaml:4:63  assume.planned_capacity.wind.2028: a number stands in front of a unit, or in parentheses as in tce/(10000 CNY), not as in "GW/2"; a unit such as GW is needed',
    'scenarios/isle/test.yaml:4:77  assume.planned_capacity.wind.2029: % stands once in a unit, alone or per year, not as in "%%"; a unit such as GW is needed',
    'scenarios/isle/test.yaml:4:89  assume.planned_capacity.wind.2030: unknown unit "__proto__"; a unit such as GW is needed',
  ],
  "scenario-unknown-between.yaml": [
    'scenarios/isle/test.yaml:4:39  assume.gdp_growth.between: linear, step or smooth is needed here; found "spline"',
  ],
  "scenario-unknown-key.yaml": [
    'scenarios/isle/test.yaml:3:1  assumme: unknown key; allowed are model, region, regions, each, whole, trade_closes, extends, title, doc, project_status, assume, levers, projects, targets, indicators, design; did you mean "assume"?',
  ],
  "scenario-unknown-lever-key.yaml": [
    'scenarios/isle/test.yaml:4:15  levers.more_wind.strenght: unknown key; allowed are strength, level, reach, start, full, delay, shape, knots, basis, responsible, source, doc; did you mean "strength"?',
  ],
  "scenario-unknown-lever.yaml": [
    'scenarios/isle/test.yaml:4:3  levers.more_wnd: unknown lever "more_wnd"; there are 5, see "peakpath list levers"; did you mean "more_wind"?',
  ],
  "scenario-unknown-member.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.full_load_hours.wnd: "wnd" is no member of technology; members are coal, wind, solar_field, solar_roof; did you mean "wind"?',
  ],
  "scenario-unknown-parameter.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.gdp_grwth: unknown parameter "gdp_grwth" of the model toy; did you mean "gdp_growth"?',
  ],
  "scenario-unknown-parent.yaml": [
    'scenarios/isle/test.yaml:2:10  extends: unknown scenario "isle/refrence" (no file scenarios/isle/refrence.yaml); there are isle/loop, isle/reference, isle/test; did you mean "isle/reference"?',
  ],
  "scenario-unknown-path-key.yaml": [
    'scenarios/isle/test.yaml:4:30  assume.gdp_growth.beetween: unknown key; a path over years has years (2025 or 2025-2030), value, unit, between, source, estimated, low, high, doc, then, hold; did you mean "between"?',
  ],
  "scenario-unknown-region.yaml": [
    'scenarios/isle/test.yaml:3:9  region: unknown region "islle" (no file data/regions/islle.yaml); there are isle, islet, nation; did you mean "isle"?',
  ],
  "scenario-unknown-shape.yaml": [
    'scenarios/isle/test.yaml:4:22  levers.more_wind.shape: "linaer" is none of linear, s_curve, step, exponential, knots; did you mean "linear"?',
  ],
  "scenario-unknown-target.yaml": [
    'scenarios/isle/test.yaml:4:3  targets.wind_shre: unknown variable "wind_shre" of the model toy; did you mean "wind_share"?',
  ],
  "scenario-unknown-unit.yaml": [
    'scenarios/isle/test.yaml:4:30  assume.full_load_hours.wind: unknown unit "jahr"; a unit such as h/yr is needed',
  ],
  "scenario-value-and-years.yaml": [
    "scenarios/isle/test.yaml:4:23  assume.gdp_growth.value: a path has a value for all years or years, not both",
  ],
  "scenario-variable-assumed.yaml": [
    'scenarios/isle/test.yaml:4:3  assume.generation.coal: "generation" is computed by the model; only its parameters can be given, such as planned_capacity, full_load_hours; a lever can be sized for it: reach: {generation.coal: {2030: …}}',
  ],
  "scenario-wrong-unit.yaml": [
    'scenarios/isle/test.yaml:4:30  assume.full_load_hours.wind: the unit "GW" does not fit; h/yr is needed, or a unit that converts to it',
  ],
  "scenario-year-outside-horizon.yaml": [
    "scenarios/isle/test.yaml:4:16  assume.gdp_growth.2020: 2020 lies outside the horizon; years from 2021 to 2040 are allowed",
    "scenarios/isle/test.yaml:4:30  assume.gdp_growth.2035-2050: 2050 lies outside the horizon; years from 2021 to 2040 are allowed",
  ],
  "scenario-year-spelt-twice.yaml": [
    "scenarios/isle/test.yaml:3:30  this key stands twice in the same map; keep one",
    "scenarios/isle/test.yaml:3:46  this key stands twice in the same map; keep one",
    "scenarios/isle/test.yaml:3:61  this key stands twice in the same map; keep one",
  ],
  "scenario-year-twice.yaml": [
    "scenarios/isle/test.yaml:6:5  assume.gdp_growth.2030-2040: 2030 is given at line 5 already; give each year once",
  ],
  "scenario-years-for-constant.yaml": [
    "scenarios/isle/test.yaml:4:26  assume.emission_factor.coal.2025: this is one number, not a path over years; give it without years",
  ],
  "scenario-years-overlap.yaml": [
    "scenarios/isle/test.yaml:3:48  levers.all_hours.knots.2030: 2030 is given at line 3 already; give each year once",
    "scenarios/isle/test.yaml:5:38  targets.wind_share.2035: 2035 is given at line 5 already; give each year once",
  ],
  "table-amount-on-group.csv": [
    'data/regions/isle/base.csv:2:18  planned_capacity.solar_*: 4 GW is an amount, and "planned_capacity.solar_*" names 2 cells that would each get all of it; write one line for each of planned_capacity.solar_field, planned_capacity.solar_roof',
  ],
  "table-below-least.csv": [
    "data/regions/isle/base.csv:3:28  planned_capacity.wind: -3 GW is below the least allowed, 0 GW",
  ],
  "table-blank-value.csv": [
    "data/regions/isle/base.csv:2:24  planned_capacity.coal: a value is missing",
    'data/regions/isle/base.csv:3:24  planned_capacity.wind: "0x1F" is not a number',
    'data/regions/isle/base.csv:4:28  planned_capacity.wind: "1 200" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
    'data/regions/isle/base.csv:5:28  planned_capacity.wind: "1,200" has marks between its thousands; write the digits alone',
    'data/regions/isle/base.csv:6:31  planned_capacity.wind: the number in a unit is a power of ten, such as 10000 or 1e4; found 000 in "000 MW"; a unit such as GW is needed',
    'data/regions/isle/base.csv:7:33  planned_capacity.wind: "mW" is no unit here: m is milli, a thousandth; a unit such as GW is needed; did you mean "MW"?',
    'data/regions/isle/base.csv:8:30  planned_capacity.wind: the unit "GW/yr" is of an amount per year, and this is none; GW is needed',
    "data/regions/isle/base.csv:9:28  planned_capacity.wind: 1e400 is not a finite number",
    'data/regions/isle/base.csv:10:21  sector_share.steel: 40 is above the most allowed, 1; did you mean "40 %"?',
  ],
  "table-empty.csv": [
    "data/regions/isle/base.csv:1:1  the table is empty; its first line names the columns id,members,year,value,unit,source,estimated,low,high,note,shared_out",
  ],
  "table-full-width.csv": [
    'data/regions/isle/base.csv:4:28  planned_capacity.wind: "6。5" is not a number; write it half-width, "6.5"',
    'data/regions/isle/base.csv:5:21  sector_share.steel: "４０％" is not a number',
  ],
  "table-missing-column.csv": [
    'data/regions/isle/base.csv:1:1  the column "unit" is missing; a table has id,members,year,value,unit,source,estimated,low,high,note,shared_out',
  ],
  "table-open-quote.csv": ["data/regions/isle/base.csv:4:33  a quotation mark is opened here and never closed"],
  "table-row-length.csv": ["data/regions/isle/base.csv:2:1  this row has 6 fields, the header 7"],
  "table-row-twice.csv": [
    "data/regions/isle/base.csv:3:1  planned_capacity.coal: given already at data/regions/isle/base.csv:2; give it once",
  ],
  "table-rows.csv": [
    'data/regions/isle/base.csv:2:30  planned_capacity.wind: 3 has no unit; write it with one, such as "3 GW"',
    "data/regions/isle/base.csv:3:28  planned_capacity.coal: a value is missing",
    'data/regions/isle/base.csv:4:28  planned_capacity.coal: "ten" is not a number',
    'data/regions/isle/base.csv:5:23  planned_capacity.wind: "soon" is neither a year such as 2025 nor a range such as 2025-2030',
    'data/regions/isle/base.csv:6:30  planned_capacity.wind: unknown unit "GWatt"; a unit such as GW is needed',
    'data/regions/isle/base.csv:7:30  planned_capacity.wind: the unit "h" does not fit; GW is needed, or a unit that converts to it',
    "data/regions/isle/base.csv:8:23  planned_capacity.wind: 2050 lies outside the horizon; years from 2021 to 2040 are allowed",
    'data/regions/isle/base.csv:9:22  emission_factor.wind: "emission_factor" is one number, not a path over years; leave the year empty',
  ],
  "table-unknown-column.csv": [
    "data/regions/isle/base.csv:1:28  sauce: unknown column; allowed are id, members, year, value, unit, source, estimated, low, high, note, shared_out",
  ],
  "table-unknown-id.csv": [
    'data/regions/isle/base.csv:2:1  planed_capacity.coal: unknown parameter "planed_capacity" of the model toy; did you mean "planned_capacity"?',
  ],
  "table-unknown-member.csv": [
    'data/regions/isle/base.csv:2:18  planned_capacity.cole: "cole" is no member of technology; members are coal, wind, solar_field, solar_roof',
  ],
};

test.each(Object.entries(expected))("%s", (name, messages) => {
  expect(mistakesIn(name, fixtures.get(name) ?? "")).toEqual(messages);
});

test("a word in the column shared_out is one of those that are understood", () => {
  const observed = (word: string) =>
    mistakesIn(
      "observed-shared-out",
      `id,members,year,value,unit,shared_out\ngdp,,2022,103,GCNY,\ngdp,,2023,108,GCNY,${word}\n`,
    );
  for (const word of ["yes", "No", "是", "否", ""]) expect(observed(word), word).toEqual([]);
  expect(observed("true")).toEqual(['data/regions/isle/observed.csv:3:20  gdp: "true" is none of yes, no, 是, 否']);
});

test("every fixture is asserted", () => {
  expect(Object.keys(expected).sort()).toEqual([...fixtures.keys()].sort());
});
