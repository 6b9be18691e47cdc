const wide = /[\uFF01-\uFF5E\u3000\u2212\u200B\u2060]/g;

/**
 * The text with full-width forms (`６０％`, as Chinese input methods write them), blanks of no or full width and the
 * minus sign as the characters that a keyboard has. Each stands for one, so that places in the text stay the same.
 */
export function asciiForms(text: string): string {
  return text.replace(wide, (character) => {
    if ("\u3000\u200B\u2060".includes(character)) return " ";
    if (character === "\u2212") return "-";
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  });
}
