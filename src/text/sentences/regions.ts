import { quote } from "../quote.ts";
import type { SaidAs, Say } from "./templates.ts";
import { sentencesOf } from "./templates.ts";

/** What regions are made of: a balance in the yearbook's form, a table of countries, a starter table. */
export const regionSentences = sentencesOf({
  balance_heading: "no line heads the columns with fuels, such as 项目,{fuels:commas}",
  balance_by_years:
    "this is a balance over several years without fuels (综合能源平衡表); the balance of one year by fuel is needed (能源平衡表, 实物量 or 标准量)",
  balance_unit_unknown: 'unknown unit "{name:quote}"; there are {known:list}{near:guess}',
  balance_unit_missing:
    "no unit is given; write 单位：万吨标准煤 above the table, or a line 单位,{unit},… below the headings",
  balance_unit_wrong: '"{unit}" does not fit; {fuel} is given in {units:or}, or a multiple of it',
  balance_fuel_unknown: "unknown fuel; the columns are {known:list}{near:guess}",
  balance_fuel_twice: "this fuel stands at {place} already; give it once",
  balance_row_unknown: "unknown row; the rows are {known:list}{near:guess}",
  balance_row_twice: "this row stands in line {line} already; give it once",
  balance_row_length: "this row has {fields} fields, the headings {headings}",
  balance_number: '"{text:quote}" is not a number; write 1234.5, or nothing for none',
  balance_needs: ({ fuels, rows }: { fuels: readonly string[]; rows: readonly string[] }) =>
    `the balance needs ${[...fuels.map((name) => `the column ${name}`), ...rows.map((name) => `the row ${name}`)].join(" and ")}, and does not have it`,
  balance_sum_alone: "this sum stands without its parts, which the balance needs; give the rows {rows:list}",
  balance_sum: ({ text, unit, what, first, last, sum }: BalanceSum) =>
    `${text} ${unit} stands here, ${what === "parts" ? "its parts" : "supply, transformation, losses and use"} in lines ${first}-${last} give ${sum}; they may differ by 0.5 %`,
  balance_efficiency:
    "thermal plants would give {ratio} of the heat that they burn; the sheet by calorific value (当量值) is needed, not the one by equivalent value (等价值)",
  balance_year_missing: "the year of the balance is not given; write it above the table, or say --year 2023",
  balance_year_other: "the file speaks of {years:and}, --year of {year}",
  balance_year_open: ({ years }: { years: readonly { readonly year: number; readonly line?: number }[] }) =>
    `the lines above the table name ${years.map(({ year, line }) => `${year} (line ${line})`).join(" and ")}; say which one the balance is of with --year`,
  balance_year_doubtful:
    "{year} is the year of an edition, a date, a table's number or a span; say the year of the balance with --year",
  balance_base_year: "the balance is of {year}; a base year from {from} (the region's own) to {to} is allowed",
  balance_no_run: ({ scenario, from, to }: { scenario: string; from: number; to?: number }) =>
    `there is no scenario ${scenario} to run from ${from} to ${to}; write scenarios/${scenario}.yaml first`,
  balance_unfit: "the balance cannot be the base year: {fault:say}",

  number_from_0: '"{text:quote}" is not a number of 0 or more',
  year_missing: "a year is missing",
  not_a_year: '"{text:quote}" is not a year',
  no_country: "the table holds no country",
  country_missing: "the name of a country is missing",
  country_year_twice: "{year} of {name:quote} is given in line {line} already; give it once",
  country_code: '"{code:quote}" is no country code; 20 letters, digits, _ and - at most are allowed, such as FRA',
  country_code_taken: "the code {code} is given to {holder:quote} already, not only to {name:quote}",
  country_no_past: "{name} has no year before {year}, so no trend can be taken",
  country_no_co2: "{name} has no CO2 in {year}, so no trend can be taken",
  country_no_measure: "{name} has no CO2 in {year}, so nothing can be held against it",
  country_no_energy: "the table has no electricity or no fuel of {name} in {year}, so its energy is not known",
  country_no_gdp: "the table has no GDP and CO2 of {name} in {year}",
  country_no_residents: "the table has no residents of {name} in {year}",
  country_extreme: "the numbers of {name} are too large or too small to compute with",
  country_account: "the account of {name} has no {year}",
  /** What a country fails on, and where in its region; and the cell of the table that may be why, with its place. */
  country_fails: ({ name, path, fault }: { name: string; path?: string; fault: SaidAs<string> }, say: Say) =>
    `${name}: ${path === undefined ? "" : `${path}: `}${say(fault)}`,
  country_cell: "{fault:say} ({place}{cell:say})",

  form_missing: ({ names, one, unit, where }: FormMissing) =>
    `${one ? "one of " : ""}${names.map(quote).join(", ")} is missing, in ${unit}; ${where.en}`,
  form_there:
    "the region gives no energy; peakpath new {region} --template regional writes a form with every number that is asked for",
  form_range: "{text:quote} is outside what is plausible, {low} to {high} {unit}; is the value or its unit a slip?",
  form_heat: "{used} Mtce of heat are used and {supplied} supplied; give base_heat by source",
  form_electricity:
    "{load} TWh are supplied and {final} used, which leaves {closing} for losses where {stated} are given; 3 % of the load is the most that they may differ",
  form_unfit: "the region that follows from this form cannot be: {fault:say}",

  starter_unknown: "unknown variable; there are {known:list}{near:guess}",
  starter_twice: "given already in line {line}; give it once",
  starter_unit: ({ text, allowed }: { text: string; allowed: readonly string[] }) =>
    `${text === "" ? "the unit is missing" : `"${quote(text)}" does not fit`}; allowed are ${allowed.join(", ")} and what converts to them`,
  starter_above_0: "{name} is above 0 wherever people live, not {text}",
  starter_share: ({ percent, write }: { percent: number; write?: number }) =>
    `a share is 100 % at most, not ${percent} %${write === undefined ? "" : `; write ${write} with the unit %`}`,
  starter_missing: '"{name}" is missing; a starter table gives at least {needed:and}',
  starter_part:
    "{amount} is more than all of {parent} has in {year} ({all}); a part is no larger than its parent; correct it, or the parent first",
  starter_sectors: ({ sum, parent }: { sum: string; parent?: string }) =>
    `primary_share and secondary_share sum to ${sum} %${parent === undefined ? "" : `, of which ${parent} gives the one`}; 100 % is the most`,
  starter_urban: "{share} % of the residents would be urban, in {parent} it is {there} %; is the unit a slip?",
  starter_gdp:
    "GDP per head would be {amount} CNY, in {parent} it is {there}; is a value or a unit in lines {lines:and} a slip?",
  starter_electricity:
    "electricity per head would be {amount} MWh, in {parent} it is {there}; is the value or its unit a slip?",
  starter_industry: ({ factor, reached, least, most, silent, pumped }: IndustryFactor) =>
    `industry's use would be ${factor} times what its value added speaks for${
      reached === undefined ? "" : ` and ${reached.reached} in place of ${reached.wanted} be reached`
    }; ${least} to ${most} is allowed, or --force${silent === undefined ? "" : `; give ${silent}, which is guessed without`}${pumped === undefined ? "" : `; pumped storage takes ${pumped} TWh of the use (capacity_pumped): is it in this number?`}`,
  starter_unfit: "the region that follows from this table cannot be: {fault:say}",
});

/** What a form lacks: all of `names`, or one of them. */
interface FormMissing {
  readonly names: readonly string[];
  readonly one: boolean;
  readonly unit: string;
  /** Where such numbers are found. */
  readonly where: { readonly en: string; readonly zh: string };
}

/** A sum of a balance against what stands in the lines from `first` to `last`. */
interface BalanceSum {
  readonly text: string;
  readonly unit: string;
  readonly what: "parts" | "uses";
  readonly first: number;
  readonly last: number;
  readonly sum: number;
}

/** How far industry's use would have to be moved from what its value added speaks for. */
interface IndustryFactor {
  readonly factor: string;
  readonly reached?: { readonly reached: string; readonly wanted: string };
  readonly least: number;
  readonly most: number;
  /** What the table could give and does not. */
  readonly silent?: string;
  /** TWh of electricity use that pumped storage takes, where that is much of it. */
  readonly pumped?: string;
}
