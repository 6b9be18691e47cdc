import { sumBy, sumOf } from "../../statistics/sum.ts";
import { type Place, type Problem, problem } from "../../text/problems.ts";
import { balanceYear, readYearbookForm, type YearbookForm, type YearbookLine } from "./yearbook-form.ts";
import type { YearbookRow, YearbookWords } from "./yearbook-tables.ts";

/** An energy balance as the data step takes it. */
export interface YearbookBalance {
  readonly year: number;
  /** Mtce: material, then process; exports positive, inputs of transformation negative, losses positive. */
  readonly balance: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Columns of the file that no material of the model takes, although they hold numbers. */
  readonly left: readonly string[];
}

/** How far a sum may differ from its parts, beside the rounding of what is printed. */
const tolerance = 0.005;

/** Above this part of their heat, thermal plants would give more than any can: the sheet counts electricity otherwise. */
const highestEfficiency = 0.62;

/** Columns and rows without which a balance says nothing of power and use. */
const needed = { fuels: ["电力"], rows: ["火力发电", "工业"] };

/**
 * The balance in a file of the yearbook's form (see `readYearbookForm`). Sums are held against their parts, so that a
 * slip in a number or a column shows. Every mistake goes to `problems`; undefined beside problems.
 *
 * @param asked the year of the balance where the file does not name it.
 */
export function readYearbookBalance(
  text: string,
  file: string,
  words: YearbookWords,
  asked: number | undefined,
  problems: Problem[],
): YearbookBalance | undefined {
  const before = problems.length;
  const form = readYearbookForm(text, file, words, problems);
  const start = { file, line: 1, column: 1 };
  if (form === undefined || problems.length > before) return undefined;
  checkNeeded(form, start, problems);
  const year = balanceYear(form.years, asked, start, problems);
  checkParts(form, words, problems);
  checkSums(form, problems);
  const balance = new Map<string, Map<string, number>>();
  const left = new Set<string>();
  const details = detailsOf(form);
  for (const { row, cells } of form.lines) {
    if (details.has(row)) continue;
    for (const [heading, { value }] of cells) {
      const material = form.fuels.get(heading)?.material ?? "";
      if (row.process === "" || value === 0) continue;
      if (material === "") {
        if (row.section !== "total" && heading !== "能源合计") left.add(heading);
        continue;
      }
      const cellsOf = balance.get(material) ?? new Map<string, number>();
      // What leaves the region is an amount in the balance, whether it is printed with its minus or without.
      const amount = row.times * (row.sign < 0 ? Math.abs(value) : value);
      cellsOf.set(row.process, (cellsOf.get(row.process) ?? 0) + amount);
      balance.set(material, cellsOf);
    }
  }
  checkCalorific(form, problems);
  if (year === undefined || problems.length > before) return undefined;
  return { year, balance: withTotals(balance), left: [...left] };
}

function checkNeeded({ fuels, lines }: YearbookForm, at: Place, problems: Problem[]): void {
  const missing = {
    fuels: needed.fuels.filter((heading) => !fuels.has(heading)),
    rows: needed.rows.filter((heading) => !lines.some(({ row }) => row.heading === heading)),
  };
  if (missing.fuels.length + missing.rows.length > 0) problems.push(problem(at, "", "balance_needs", missing));
}

/** Every sum against its parts, and the closing difference against supply, transformation, losses and use. */
function checkSums(form: YearbookForm, problems: Problem[]): void {
  const find = (heading: string): YearbookLine | undefined => form.lines.find(({ row }) => row.heading === heading);
  const details = detailsOf(form);
  const sums = new Set(form.lines.flatMap(({ row }) => row.partOf));
  for (const heading of sums) {
    const total = find(heading);
    if (total === undefined) continue;
    const parts = form.lines.filter(
      ({ row }) => row.partOf.includes(heading) && (row.partOf[0] === heading || !details.has(row)),
    );
    const signed = parts.map((line) => ({ line, sign: line.row.sign }));
    holdAgainst(form, total, signed, "parts", problems);
  }
  const difference = find("平衡差额");
  const signs = { 可供本地区消费的能源量: 1, 加工转换投入产出量: 1, 损失量: -1, 终端消费量: -1 };
  const closing = Object.entries(signs).flatMap(([heading, sign]) => {
    const line = find(heading);
    return line === undefined ? [] : [{ line, sign }];
  });
  if (difference !== undefined && closing.length >= 3) holdAgainst(form, difference, closing, "uses", problems);
}

/** Rows that only say what another row of the same process is made of, such as the stocks behind their change. */
function detailsOf({ lines }: YearbookForm): Set<YearbookRow> {
  const rows = lines.map(({ row }) => row);
  const processOf = new Map(rows.map(({ heading, process }) => [heading, process]));
  return new Set(rows.filter(({ partOf: [nearest = ""], process }) => process && processOf.get(nearest) === process));
}

/** Sums whose parts the balance needs: printed alone, as some provinces do, they say too little. */
function checkParts({ lines }: YearbookForm, words: YearbookWords, problems: Problem[]): void {
  const stands = new Set(lines.map(({ row }) => row.heading));
  const all = [...new Set([...words.rows.values()].flat())];
  for (const { row, cells, at } of lines) {
    if (row.process !== "" || cells.size === 0) continue;
    const parts = all.filter(({ partOf, process }) => partOf[0] === row.heading && process !== "");
    const rows = parts.map(({ heading }) => heading);
    if (rows.length === 0 || rows.some((heading) => stands.has(heading))) continue;
    problems.push(problem(at, row.heading, "balance_sum_alone", { rows }));
  }
}

function holdAgainst(
  { fuels }: YearbookForm,
  total: YearbookLine,
  parts: readonly { readonly line: YearbookLine; readonly sign: number }[],
  what: "parts" | "uses",
  problems: Problem[],
): void {
  if (total.cells.size === 0) return;
  for (const heading of fuels.keys()) {
    // An empty cell in a row that has numbers is 0.
    const like = parts.map(({ line }) => line.cells.get(heading)).find((part) => part !== undefined);
    const cell = total.cells.get(heading) ?? (like && { ...like, value: 0, text: "0", at: total.at });
    if (cell === undefined) continue;
    const values = parts.map(({ line, sign }) => {
      const value = line.cells.get(heading)?.value ?? 0;
      return line.row.sign < 0 ? -Math.abs(value) : sign * value;
    });
    const sum = sumOf(values);
    const largest = Math.max(Math.abs(cell.value), ...values.map(Math.abs));
    if (Math.abs(sum - cell.value) <= Math.max(tolerance * largest, cell.digit * parts.length)) continue;
    const lines = parts.map(({ line }) => line.at.line);
    const { text, unit, mtce } = cell;
    const [first, last] = [Math.min(...lines), Math.max(...lines)];
    const wrong = { text, unit, what, first, last, sum: Number((sum / mtce).toPrecision(6)) };
    problems.push(problem(cell.at, `${total.row.heading}, ${heading}`, "balance_sum", wrong));
  }
}

/** Sheets of the yearbook count electricity by its heat, or by the coal that a plant would burn for it. */
function checkCalorific({ lines, fuels }: YearbookForm, problems: Problem[]): void {
  const power = lines.find(({ row }) => row.heading === "火力发电");
  const electricity = power?.cells.get("电力");
  if (power === undefined || electricity === undefined) return;
  const input = sumBy(power.cells, ([heading, { value }]) => {
    const material = fuels.get(heading)?.material ?? "";
    return value < 0 && material !== "" && !material.startsWith("Total") ? -value : 0;
  });
  if (input === 0 || electricity.value <= highestEfficiency * input) return;
  const ratio = (electricity.value / input).toFixed(2);
  problems.push(problem(electricity.at, "火力发电, 电力", "balance_efficiency", { ratio }));
}

/** Materials that the balance sums. */
const summed: Readonly<Record<string, readonly string[]>> = {
  "Total Coal": ["Coal Raw", "Coal Cleaned", "Coal Washed", "Coal Briquettes", "Gangue"],
  "Total Petroleum": [
    "Crude Oil,Gasoline,Kerosene,Diesel Oil,Fuel Oil,Naphtha,Lubricants,Petroleum Waxes,Solvents",
    "Bitumen Asphalt,Petroleum Coke,Liquid Petroleum Gas,Refinery Gas,Petroleum Other Products",
  ].flatMap((names) => names.split(",")),
};

/** The balance with its sums of coal and oil where the file leaves them out. */
function withTotals(balance: Map<string, Map<string, number>>): Map<string, Map<string, number>> {
  for (const [total, parts] of Object.entries(summed)) {
    if (balance.has(total)) continue;
    const sum = new Map<string, number>();
    for (const material of parts)
      for (const [process, mtce] of balance.get(material) ?? []) sum.set(process, (sum.get(process) ?? 0) + mtce);
    if (sum.size > 0) balance.set(total, sum);
  }
  return balance;
}
