import { readCsv } from "../csv.ts";

/** Gives the text of a file of `data/sources`. */
export type ReadText = (file: string) => string;

type Row = Record<string, string>;

/** The tables of `data/sources`, each parsed once. */
export interface SourceTables {
  /** All rows of the file. */
  table(file: string): readonly Row[];
  /** Rows of the file whose column `province` holds the name. */
  of(file: string, province: string): readonly Row[];
}

const known = new WeakMap<ReadText, SourceTables>();

/** The tables that `read` gives; asked again for the same function it gives the same tables, so that 31 regions parse them once. */
export function sourceTables(read: ReadText): SourceTables {
  const tables = known.get(read) ?? parseOnce(read);
  known.set(read, tables);
  return tables;
}

function parseOnce(read: ReadText): SourceTables {
  const parsed = new Map<string, readonly Row[]>();
  const grouped = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  const table = (file: string): readonly Row[] => {
    const rows = parsed.get(file) ?? readCsv(read(file));
    parsed.set(file, rows);
    return rows;
  };
  const group = (file: string): ReadonlyMap<string, readonly Row[]> => {
    const groups = new Map<string, Row[]>();
    for (const row of table(file)) {
      const rows = groups.get(row.province) ?? [];
      rows.push(row);
      groups.set(row.province, rows);
    }
    return groups;
  };
  return {
    table,
    of: (file, province) => {
      const groups = grouped.get(file) ?? group(file);
      grouped.set(file, groups);
      return groups.get(province) ?? [];
    },
  };
}
