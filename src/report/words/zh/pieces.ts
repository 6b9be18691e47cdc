import { quote } from "../../../text/quote.ts";
import type { Listing, Standing } from "../../../text/sentences/templates.ts";

/** What stands at a place. */
export function standing(what: Standing): string {
  if (what === "map") return "映射";
  if (what === "list") return "列表";
  if (what === "empty list") return "空列表";
  if (what === "nothing" || what === "none") return "空";
  return "number" in what ? `数值 ${quote(what.number)}` : `“${quote(what.text)}”`;
}

/** What was probably meant, at the end of a sentence. */
export function guess(near: string | undefined): string {
  return near === undefined ? "" : `；是否指 “${quote(near)}”？`;
}

export function search(name: string | undefined): string {
  return name === undefined ? "" : `；可查找：peakpath find ${quote(name)}`;
}

/** Names that a message lists, those beyond the first only counted. */
export function listing({ names, rest }: Listing): string {
  const shown = names.map(quote).join(", ");
  return rest > 0 ? `${shown} 等，另有 ${rest} 个` : shown;
}
