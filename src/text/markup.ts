/**
 * A text as it stands between the tags of XML and HTML: without the characters that these give a meaning or refuse, and
 * without those that control a text and show nothing.
 */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** The same in the double quotes of an attribute. */
export function escapedAttribute(text: string): string {
  return escaped(text).replaceAll('"', "&quot;");
}
