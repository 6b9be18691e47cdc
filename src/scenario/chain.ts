import type { Library } from "../text/library.ts";
import { InputError, type Place, type Problem, suggestion } from "../text/problems.ts";
import { listed, quote } from "../text/quote.ts";
import { asMap, asText, isNothing, itemsOf, topOf } from "../text/reader.ts";
import { type LocatedMap, readYaml } from "../text/yaml.ts";
import { readNamed } from "./read-named.ts";

/** A file of a chain of `extends`. */
export interface Link {
  readonly id: string;
  readonly file: string;
  readonly root: LocatedMap;
}

/** What a chain is made of: where a name's file is, and what such a file looks like. */
export interface ChainKind {
  readonly what: "scenario" | "region";
  readonly example: string;
  readonly file: (id: string) => string;
  /** The id that `extends: name` means in the file of `id`. */
  readonly parent: (id: string, name: string, library: Library) => string;
  readonly known: (library: Library) => readonly string[];
}

/**
 * The file of `id` and all it extends, ancestors first, each once, at the first place where the order asks for it.
 * A missing file, a cycle and every mistake of syntax go to `problems`; what could be read comes back.
 */
export function readChain(library: Library, kind: ChainKind, id: string, problems: Problem[], askedAt?: Place): Link[] {
  const links: Link[] = [];
  const done = new Set<string>();
  const visit = (own: string, trail: readonly string[], at: Place, path: string) => {
    if (trail.includes(own)) {
      const cycle = [...trail.slice(trail.indexOf(own)), own].map(quote).join(" -> ");
      problems.push({ at, path, message: `"extends" runs in a circle: ${cycle}; a ${kind.what} cannot extend itself` });
      return;
    }
    if (done.has(own)) return;
    done.add(own);
    const wrong = leadsAway(own)
      ? `"${quote(own)}" cannot be the name of a ${kind.what}; write it as a name, or as names with one "/" between them`
      : done.size === MOST_FILES + 1
        ? `a ${kind.what} can rest on ${MOST_FILES} files at most, all that they extend counted; put some of them together`
        : undefined;
    if (wrong !== undefined) problems.push({ at, path, message: wrong });
    if (wrong !== undefined || done.size > MOST_FILES) return;
    const file = kind.file(own);
    const read = readNamed(library, file, at, path, problems);
    if (read === undefined) return;
    const { text } = read;
    if (text === undefined) {
      // All names are looked up for the first mistakes only: more are not printed.
      const all = problems.length < MOST_LISTS ? kind.known(library) : [];
      // Of a region that is named alone, its own come first.
      const beneath = all.filter((name) => name.startsWith(`${own.split("/")[0]}/`));
      const known = beneath.length === 0 ? all : [...beneath, ...all.filter((name) => !beneath.includes(name))];
      const list = known.length === 0 ? `see "peakpath list ${kind.what}s"` : `there are ${listed(known, 12)}`;
      problems.push({
        at,
        path,
        message: `unknown ${kind.what} "${quote(own)}" (no file ${quote(file)}); ${list}${suggestion(own, known)}`,
      });
      return;
    }
    const root = readRoot(text, file, kind, problems);
    if (root === undefined) return;
    const node = root.entries.get("extends")?.value;
    if (node !== undefined && !isNothing(node)) {
      for (const item of itemsOf(node)) {
        const name = item.kind === "scalar" ? asText(item, "extends", problems) : undefined;
        if (name !== undefined) visit(kind.parent(own, name, library), [...trail, own], item.at, "extends");
        else if (item.kind !== "scalar")
          problems.push({
            at: item.at,
            path: "extends",
            message: `the name of a ${kind.what} is needed here, or a list of names; found a ${item.kind}`,
          });
      }
    }
    links.push({ id: own, file, root });
  };
  visit(id, [], askedAt ?? topOf(kind.file(id)), askedAt === undefined ? "" : kind.what);
  return links;
}

/** Ten times the longest chain that is shipped. */
const MOST_FILES = 50;

const MOST_LISTS = 50;

/** Whether a name leaves the folder of its kind; one that ends in .yaml is a path, and the library minds where it leads. */
function leadsAway(id: string): boolean {
  return !id.endsWith(".yaml") && id.split("/").some((part) => part === "" || part === "." || part === "..");
}

function readRoot(text: string, file: string, kind: ChainKind, problems: Problem[]): LocatedMap | undefined {
  try {
    const root = readYaml(text, file);
    if (isNothing(root)) {
      problems.push({
        at: topOf(file),
        path: "",
        message: `the file is empty; a ${kind.what} needs at least ${kind.example}`,
      });
      return undefined;
    }
    return asMap(root, "", kind.example, problems);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
