import type { Model, Variable } from "../../engine/language/model.ts";
import { parseUnit, type Unit } from "../../engine/language/units.ts";
import { type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, itemsOf, nodeAt } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../paths/address.ts";

/** How a model's quantities add up over regions, as its `report.roll_up` section declares it. */
export interface RollUpLayout {
  /** Quantities in a unit of one of these dimensions add up. */
  readonly units: readonly Unit[];
  /** Names of variables whose sum over regions means nothing. */
  readonly leftOut: ReadonlySet<string>;
  readonly trade?: TradeLayout;
}

/** What regions trade with each other, which cancels in their sum. */
export interface TradeLayout {
  /** Gross flows of a region, and what they leave; each a variable without members. */
  readonly imports: Variable;
  readonly exports: Variable;
  readonly net: Variable;
  /** What the gross imports carry, and what the net trade of a region carries: the number that a sum replaces. */
  readonly importsCarry: Variable;
  readonly netCarries: Variable;
  /** The variable that counts the trade, and its cells that do. */
  readonly counting: Variable;
  readonly countedIn: ReadonlySet<number>;
}

const tradeNames = ["imports", "exports", "net", "imports_carry", "net_carries"] as const;

/** The roll-up section of a model's report; undefined where it has none, so that its regions cannot be summed. */
export function readRollUpLayout(model: Model, report: LocatedMap, problems: Problem[]): RollUpLayout | undefined {
  const node = nodeAt(report, "roll_up");
  const path = "report.roll_up";
  const map = node === undefined ? undefined : asMap(node, path, "{units: [MtCO2/yr]}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["units", "left_out", "trade"], path, problems);
  const units = list(map, "units").flatMap((item) => {
    const text = asText(item, `${path}.units`, problems);
    const unit = text === undefined ? undefined : parseUnit(model.units, text);
    if (typeof unit === "string") problems.push({ at: item.at, path: `${path}.units`, message: unit });
    return unit === undefined || typeof unit === "string" ? [] : [unit];
  });
  const leftOut = list(map, "left_out").flatMap(
    (item) => variableAt(model, item, `${path}.left_out`, problems)?.name ?? [],
  );
  const trade = nodeAt(map, "trade");
  return {
    units,
    leftOut: new Set(leftOut),
    trade: trade === undefined ? undefined : readTrade(model, trade, `${path}.trade`, problems),
  };
}

function readTrade(model: Model, node: Located, path: string, problems: Problem[]): TradeLayout | undefined {
  const map = asMap(node, path, "{imports: imports_total, …}", problems);
  if (map === undefined) return undefined;
  checkKeys(map, [...tradeNames, "counted_in"], path, problems);
  const [imports, exports, net, importsCarry, netCarries] = tradeNames.map((key) => {
    const item = nodeAt(map, key);
    if (item !== undefined) return variableAt(model, item, `${path}.${key}`, problems);
    problems.push({
      at: map.at,
      path: `${path}.${key}`,
      message: `the variable is missing; trade names ${tradeNames.join(", ")}`,
    });
    return undefined;
  });
  const addresses = list(map, "counted_in").flatMap((item) => {
    const text = asText(item, `${path}.counted_in`, problems);
    const address = text === undefined ? undefined : variableAddress(model, text);
    if (typeof address === "string") problems.push({ at: item.at, path: `${path}.counted_in`, message: address });
    return address === undefined || typeof address === "string" ? [] : [address];
  });
  const counting = addresses[0]?.variable;
  if (!imports || !exports || !net || !importsCarry || !netCarries || counting === undefined) return undefined;
  const countedIn = new Set(addresses.filter(({ variable }) => variable === counting).map(({ cell }) => cell));
  return { imports, exports, net, importsCarry, netCarries, counting, countedIn };
}

function variableAt(model: Model, item: Located, path: string, problems: Problem[]): Variable | undefined {
  const name = asText(item, path, problems);
  if (name === undefined) return undefined;
  const variable = model.variables.get(name);
  if (variable === undefined) {
    const message = `unknown variable "${quote(name)}"${suggestion(name, model.variables.keys())}`;
    problems.push({ at: item.at, path, message });
  }
  return variable;
}

function list(map: LocatedMap, key: string): readonly Located[] {
  const node = nodeAt(map, key);
  return node === undefined ? [] : itemsOf(node);
}
