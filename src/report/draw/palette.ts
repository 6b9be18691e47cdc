/**
 * Colours that people with any common colour blindness tell apart (Okabe and Ito 2008, without their yellow, which
 * vanishes on paper). Each also differs from its neighbour in the list in how dark it prints.
 */
export const seriesColours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00"] as const;

/** For many areas on each other: dark and light alternate, so that neighbours differ in grey print too. */
export const areaColours = [
  "#332288",
  "#88ccee",
  "#117733",
  "#ddcc77",
  "#882255",
  "#44aa99",
  "#cc6677",
  "#999933",
  "#aa4499",
  "#4d4d4d",
  "#f0e0a0",
  "#661100",
  "#0072b2",
  "#a8d8b9",
] as const;

export const ink = "#222222";
export const quietInk = "#555555";
export const gridColour = "#dddddd";
export const spanColour = "#eceff4";
export const historyColour = "#777777";
export const paper = "#ffffff";
/** What is too small to be told apart. */
export const otherColour = "#bbbbbb";
/** Falls and rises of one quantity. */
export const lessColour = "#0072b2";
export const moreColour = "#d55e00";
/** From the years of a peak to those ever further below it. */
export const bandColours = [lessColour, "#7fb2d6", "#cfe1ee"] as const;

export function seriesColour(position: number): string {
  return seriesColours[position % seriesColours.length];
}

export function areaColour(position: number): string {
  return areaColours[position % areaColours.length];
}
