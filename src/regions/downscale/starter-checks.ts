import { type Message, message, type Problem } from "../../text/problems.ts";
import { electricityUse } from "./electricity.ts";
import { parentCarrier } from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { parentQuantity, secondarySectors } from "./shares.ts";
import type { Starter, StarterCell } from "./starter-table.ts";

/** By how much a part may exceed its parent: they can be counted in other prices, or by other books. */
const most = 1.1;

/** Residents of one country are seldom so much richer or poorer than those of another part of it; a slip of ten thousand is. */
const richest = 20;
/** A smelter in a small town uses as much more electricity than its parent, by residents or by GDP but not by both. */
const hungriest = 50;

/**
 * Holds the numbers of a starter table against each other and against the parent: shares that sum to more than the
 * whole, a part that is larger than its parent, and slips of a unit, which residents, GDP and electricity show.
 */
export function checkStarter(starter: Starter, parent: RegionNumbers, problems: Problem[]): void {
  const begun = problems.length;
  const complain = (name: string, cell: StarterCell, wrong: Message): void =>
    void problems.push({ at: cell.at, path: name, ...wrong });
  checkShares(starter, parent, complain);
  const { id, baseYear } = parent.region;
  for (const [name, cell] of starter.cells) {
    const total = parentTotal(parent, name);
    if (total === undefined || cell.value <= most * total) continue;
    const inParent = `${written((cell.number / cell.value) * total)} ${cell.unit}`.trim();
    const own = `${cell.number} ${cell.unit}`.trim();
    complain(name, cell, message("starter_part", { amount: own, parent: id, year: baseYear, all: inParent }));
  }
  if (problems.length === begun) checkSlips(starter, parent, complain);
}

type Complain = (name: string, cell: StarterCell, wrong: Message) => void;

function checkShares({ cells }: Starter, parent: RegionNumbers, complain: Complain): void {
  const [primary, secondary] = [cells.get("primary_share"), cells.get("secondary_share")];
  const last = secondary ?? primary;
  if (last === undefined) return;
  const path = (sector: string): number => parent.at("value_added_path", [sector]) * 100;
  const first = primary?.value ?? path("agriculture");
  const second = secondary?.value ?? secondarySectors.reduce((sum, sector) => sum + path(sector), 0);
  if (first + second <= 100 + 1e-9) return;
  const whose = primary === undefined || secondary === undefined ? parent.region.id : undefined;
  complain(
    secondary === undefined ? "primary_share" : "secondary_share",
    last,
    message("starter_sectors", { sum: written(first + second), parent: whose }),
  );
}

function checkSlips({ cells }: Starter, parent: RegionNumbers, complain: Complain): void {
  const urban = cells.get("urban_share");
  const share = parent.at("urban_share") * 100;
  if (urban !== undefined && urban.value > 0 && apart(urban.value / share, richest))
    complain(
      "urban_share",
      urban,
      message("starter_urban", {
        share: written(urban.value),
        parent: parent.region.id,
        there: written(share),
      }),
    );
  const [population, gdp, electricity] = ["population", "gdp", "electricity_use"].map((name) => cells.get(name));
  if (population === undefined || gdp === undefined) return;
  const { id } = parent.region;
  const people = population.value / (parentTotal(parent, "population") as number);
  const product = gdp.value / (parentTotal(parent, "gdp") as number);
  const lines = [population.at.line, gdp.at.line].sort((a, b) => a - b);
  if (apart(product / people, richest)) {
    // 1e8 CNY over 1e4 people.
    const perHead = (1e4 * gdp.value) / population.value;
    const there = written((perHead * people) / product);
    complain("gdp", gdp, message("starter_gdp", { amount: written(perHead), parent: id, there, lines }));
    return;
  }
  if (electricity === undefined) return;
  const use = electricity.value / (parentTotal(parent, "electricity_use") as number);
  if (!apart(use / people, hungriest) || !apart(use / product, hungriest)) return;
  // TWh over 1e4 people.
  const perHead = (100 * electricity.value) / population.value;
  const there = written((perHead * people) / use);
  const amount = written(perHead);
  complain("electricity_use", electricity, message("starter_electricity", { amount, parent: id, there }));
}

function apart(ratio: number, factor: number): boolean {
  return !(ratio <= factor && ratio >= 1 / factor);
}

/** What all of the parent has, in the unit of the facts; undefined where it does not know, or the variable is a share. */
function parentTotal(parent: RegionNumbers, name: string): number | undefined {
  if (name === "population") return parent.at("base_population") * 100;
  if (name === "gdp") return parent.at("base_gdp");
  if (name === "electricity_use") return electricityUse(parent);
  if (name === "land") return parent.at("land_area") * 1e4 || undefined;
  if (name === "forest_stock") return parent.at("base_forest_stock") || undefined;
  if (name === "coal" || name === "coke" || name === "oil" || name === "gas") return parentCarrier(parent, name);
  if (name.endsWith("_share") || name === "forest_cover") return undefined;
  return parentQuantity(parent, name, parent.region.baseYear);
}

function written(value: number): string {
  return String(Number(value.toPrecision(4)));
}
