import { type Problem, problem } from "../../text/problems.ts";
import { type TableRow, untilTooMany } from "../../text/table.ts";

/** Codes such as FRA, OWID_WRL and CN-ZJ: files are named by them. */
const codeForm = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,19}$/u;

/** The most letters of a name that stands in for a code. */
const mostLetters = 40;

/**
 * A code for each country, each once without regard to capitals: its own, or made of the letters and digits of its name. Codes
 * that are none, and one code for two countries, go to `problems`.
 */
export function countryCodes(
  countries: readonly { readonly name: string; readonly rows: readonly TableRow[] }[],
  problems: Problem[],
): string[] {
  const own = countries.map(({ name, rows }) => {
    const row = rows.find((candidate) => candidate.get("iso_code") !== "");
    return { name, code: row?.get("iso_code") ?? "", place: () => (row ?? rows[0]).place("iso_code") };
  });
  const taken = new Map<string, string>();
  for (const { name, code, place } of untilTooMany(own, problems)) {
    if (code === "") continue;
    const holder = taken.get(code.toLowerCase());
    if (!codeForm.test(code)) problems.push(problem(place(), "iso_code", "country_code", { code }));
    else if (holder !== undefined)
      problems.push(problem(place(), "iso_code", "country_code_taken", { code, holder, name }));
    else taken.set(code.toLowerCase(), name);
  }
  return own.map(({ name, code }) => {
    if (code !== "") return code;
    const letters = lettersOf(name);
    let free = letters;
    for (let i = 2; taken.has(free); i++) free = `${letters}_${i}`;
    taken.set(free, name);
    return free;
  });
}

/** The name in small letters without accents; what is no letter or digit becomes one `_`. */
function lettersOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .normalize("NFC")
    .toLowerCase();
  const letters = [...plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, "_").replace(/^_+/, "")].slice(0, mostLetters).join("");
  return letters.replace(/_+$/, "") || "country";
}
