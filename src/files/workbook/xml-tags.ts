/** Who hears the tags and texts of an XML file, one after the other; names come without their prefix. */
export interface XmlListener {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** The value of an attribute by its name without prefix. */
export type XmlAttributes = (name: string) => string | undefined;

/**
 * Reads the XML of a workbook's part, as programs write it; false where it is none. Whoever declares a document type of its
 * own, by which entities could grow without end, is not read.
 */
export function readXml(xml: string, { open, close, text }: XmlListener): boolean {
  let at = 0;
  while (at < xml.length) {
    const begin = xml.indexOf("<", at);
    if (begin < 0) return xml.slice(at).trim() === "";
    if (begin > at) text(plain(xml.slice(at, begin)));
    const special = xml[begin + 1];
    if (special === "?" || special === "!") {
      const [opening, closing] = specials.find(([mark]) => xml.startsWith(mark, begin)) ?? [];
      const end = closing === undefined ? -1 : xml.indexOf(closing, begin);
      if (opening === undefined || closing === undefined || end < 0) return false;
      if (opening === "<![CDATA[") text(xml.slice(begin + opening.length, end));
      at = end + closing.length;
      continue;
    }
    const end = tagEnd(xml, begin);
    if (end < 0) return false;
    const closes = special === "/";
    const alone = xml[end - 1] === "/";
    const tag = xml.slice(begin + (closes ? 2 : 1), alone ? end - 1 : end);
    const gap = tag.search(/\s/);
    const name = local(gap < 0 ? tag : tag.slice(0, gap));
    if (!closes) open(name, attributesOf(gap < 0 ? "" : tag.slice(gap)));
    if (closes || alone) close(name);
    at = end + 1;
  }
  return true;
}

const specials = [
  ["<?", "?>"],
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
] as const;

/** Where a tag ends: at the first bracket that stands in no value. */
function tagEnd(xml: string, begin: number): number {
  let end = xml.indexOf(">", begin);
  let quote = nextQuote(xml, begin);
  while (quote >= 0 && quote < end) {
    const closing = xml.indexOf(xml[quote], quote + 1);
    if (closing < 0) return -1;
    if (closing > end) end = xml.indexOf(">", closing);
    quote = nextQuote(xml, closing + 1, end);
  }
  return end;
}

function nextQuote(xml: string, from: number, until = xml.length): number {
  for (let at = from; at < until; at++) {
    const letter = xml[at];
    if (letter === '"' || letter === "'") return at;
    if (letter === ">") return -1;
  }
  return -1;
}

const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function attributesOf(written: string): XmlAttributes {
  let known: Map<string, string> | undefined;
  return (name) => {
    known ??= new Map([...written.matchAll(attribute)].map(([, own, a, b]) => [local(own), plain(a ?? b)]));
    return known.get(name);
  };
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const LAST_CHARACTER = 0x10ffff;

function plain(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= LAST_CHARACTER ? String.fromCodePoint(code) : whole;
  });
}
