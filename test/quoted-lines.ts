/** Whether a line was printed, numbers and all; `…` stands for what was cut out of it. */
export function isPrinted(line: string, printed: readonly string[]): boolean {
  const [start, ...parts] = line.split("…").map(squeezed);
  return printed.some((candidate) => {
    let rest = squeezed(candidate);
    if (!rest.startsWith(start)) return false;
    for (const part of [start, ...parts]) {
      const at = rest.indexOf(part);
      if (at < 0) return false;
      rest = rest.slice(at + part.length);
    }
    return line.includes("…") || rest === "";
  });
}

/** Columns stand closer or wider with what else is in a table. */
function squeezed(line: string): string {
  return line.replace(/ +/g, " ").trimEnd();
}
