import { type Library, RefusedFile } from "../text/library.ts";
import { InputError, likely, type Place, type Problem, problem } from "../text/problems.ts";
import {
  type Cursor,
  cursorAt,
  field,
  isNothing,
  itemsAt,
  listingOf,
  type MapCursor,
  mapAt,
  refuse,
  report,
  standingAt,
  textAt,
  topAt,
  topOf,
} from "../text/reader.ts";
import type { Linked } from "../text/sentences/scenario.ts";
import { readYamlOn } from "../text/yaml.ts";

/** A file of a chain of `extends`. */
export interface Link {
  readonly id: string;
  readonly file: string;
  readonly root: MapCursor;
}

/** What a chain is made of: where a name's file is, and what such a file looks like. */
export interface ChainKind {
  readonly what: Linked;
  readonly example: string;
  readonly file: (id: string, library: Library) => string;
  /** The id that `extends: name` means in the file of `id`. */
  readonly parent: (id: string, name: string, library: Library) => string;
  readonly known: (library: Library) => readonly string[];
  /** The id that somebody may mean who names it as people do. */
  readonly like: (name: string, library: Library) => string | undefined;
}

/**
 * The file of `id` and all it extends, ancestors first, each once, at the first place where the order asks for it.
 * A missing file, a cycle and every mistake of syntax go to `problems`; what could be read comes back.
 */
export function readChain(library: Library, kind: ChainKind, id: string, problems: Problem[], askedAt?: Place): Link[] {
  const { what } = kind;
  const links: Link[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[], at: Cursor): void => {
    if (trail.includes(name)) {
      refuse(at, "extends_circle", { names: [...trail.slice(trail.indexOf(name)), name], what });
      return;
    }
    if (done.has(name)) return;
    done.add(name);
    if (leadsAway(name)) refuse(at, "file_name", { name, what });
    else if (done.size === MOST_FILES + 1) refuse(at, "files_too_many", { what, most: MOST_FILES });
    if (leadsAway(name) || done.size > MOST_FILES) return;
    const root = rootOf(library, kind, name, at);
    if (root === undefined) return;
    for (const item of itemsAt(field(root, "extends"))) {
      const parent = item.node.kind === "scalar" ? textAt(item) : undefined;
      if (parent !== undefined) visit(kind.parent(name, parent, library), [...trail, name], item);
      else if (item.node.kind !== "scalar") refuse(item, "link_needed", { what, found: standingAt(item.node) });
    }
    links.push({ id: name, file: kind.file(name, library), root });
  };
  visit(id, [], topAt(askedAt ?? topOf(kind.file(id, library)), askedAt === undefined ? "" : what, problems));
  return links;
}

/** Ten times the longest chain that is shipped. */
const MOST_FILES = 50;

/** All names are looked up for the first mistakes only: more are not printed. */
const MOST_LISTS = 50;

/** Whether a name leaves the folder of its kind; one that ends in .yaml is a path, and the library minds where it leads. */
function leadsAway(id: string): boolean {
  return !id.endsWith(".yaml") && id.split("/").some((part) => part === "" || part === "." || part === "..");
}

/** The map of a file of the chain; undefined after a report. */
function rootOf(library: Library, kind: ChainKind, name: string, at: Cursor): MapCursor | undefined {
  const { what, example } = kind;
  const { problems } = at;
  const file = kind.file(name, library);
  const read = readNamed(library, file, at);
  if (read === undefined) return undefined;
  if (read.text === undefined) {
    const all = problems.length < MOST_LISTS ? kind.known(library) : [];
    const near = likely(name, all) ?? (all.length > 0 ? kind.like(name, library) : undefined);
    // Those of the region that is meant come first.
    const folders = [name, near ?? name].map((id) => `${id.split("/")[0]}/`);
    const beneath = all.filter((other) => folders.some((folder) => other.startsWith(folder)));
    const known = listingOf([...new Set([...beneath, ...all])], 12);
    return refuse(at, "link_unknown", { what, name, file, known, near });
  }
  const root = readYamlAt(library, read.text, file, problems);
  if (root === undefined || !isNothing(root.node)) return mapAt(root, example);
  problems.push(problem(topOf(file), "", "file_empty", { what, example }));
  return undefined;
}

/** The top of a YAML file as it would stand without its mistakes, which go to `problems`; undefined where that cannot be told. */
export function readYamlAt(library: Library, text: string, file: string, problems: Problem[]): Cursor | undefined {
  const root = readYamlOn(text, file, problems, library.tree?.(file, text));
  return root && cursorAt(root, "", problems);
}

/**
 * The text of a file that is named at a place, undefined in it where there is none. A file that may not be read is
 * reported at the place that names it, and gives nothing.
 */
export function readNamed(library: Library, file: string, at: Cursor): { readonly text?: string } | undefined {
  try {
    return { text: library.read(file) };
  } catch (error) {
    if (error instanceof RefusedFile) return report(at, error.reason);
    if (!(error instanceof InputError)) throw error;
    at.problems.push(...error.problems);
    return undefined;
  }
}
