import type { Library } from "../../text/library.ts";
import { headingName, readTable } from "../../text/table.ts";

const tableWordsFile = "data/china/table_words.csv";

/** Tables whose headings and variables have other names, in English and Chinese. */
export type WordedTable = "starter" | "starter_variable" | "country" | "region";

let last: { readonly text: string; readonly words: ReadonlyMap<WordedTable, ReadonlyMap<string, string>> } | undefined;

/** What the columns or variables of a table are called beside their names: the name by `headingName` of each word. */
export function tableWords(library: Library, table: WordedTable): ReadonlyMap<string, string> {
  const text = library.read(tableWordsFile) ?? "table,name,en,zh";
  if (last?.text !== text) {
    const words = new Map<WordedTable, Map<string, string>>();
    for (const row of readTable(text, tableWordsFile, { required: ["table", "name", "en", "zh"], optional: [] }, [])) {
      const own = words.get(row.get("table") as WordedTable) ?? new Map<string, string>();
      words.set(row.get("table") as WordedTable, own);
      const name = row.get("name");
      for (const word of [name, ...row.get("en").split("|"), ...row.get("zh").split("|")])
        if (word !== "") own.set(headingName(word), name);
    }
    last = { text, words };
  }
  return last.words.get(table) ?? new Map();
}
