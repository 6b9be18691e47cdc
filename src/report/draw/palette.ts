/**
 * Colours that people with any common colour blindness tell apart (Okabe and Ito 2008, without their yellow, which
 * vanishes on paper). Each also differs from its neighbour in the list in how dark it prints.
 */
const seriesColours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00"] as const;

/** For many areas on each other, no two alike: dark and light alternate, so that neighbours differ in grey print too. */
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
  "#f7c6d9",
  "#661100",
  "#0072b2",
  "#a8d8b9",
  "#b35900",
  "#c3b3e6",
  "#004d40",
  "#f4a582",
  "#5c4a8a",
  "#c5d86d",
  "#7f3b4a",
  "#e69f00",
  "#5c8a8a",
  "#ff9da7",
] as const;

/**
 * What a fuel or technology is drawn in wherever it stands, by its name in the model or what that begins with before a
 * `_`: relatives are light and dark of one hue.
 */
const energyColours: ReadonlyMap<string, string> = new Map(
  Object.entries({
    coal: "#4d4d4d",
    coal_ccs: "#8c8c8c",
    coke: "#6b4c3b",
    oil: "#a0522d",
    gas: "#ddcc77",
    gas_ccs: "#b39b2e",
    nuclear: "#aa4499",
    hydro: "#0072b2",
    wind: "#88ccee",
    wind_offshore: "#44aa99",
    solar: "#f2a900",
    solar_distributed: "#ffd97a",
    biomass: "#117733",
    heat: "#cc6677",
    electricity: "#332288",
    hydrogen: "#a8d8b9",
    import: "#9b7fd1",
    import_clean: "#c3b3e6",
    import_market: "#5c4a8a",
    electricity_import: "#9b7fd1",
  }),
);

/** The colour of a fuel or technology; undefined for what is neither. */
export function energyColour(name: string): string | undefined {
  return energyColours.get(name) ?? energyColours.get(name.split("_")[0]);
}

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

/** Colours for named parts of one picture: those of fuels and technologies, and of the others what none has yet. */
export function partColours(names: readonly string[]): string[] {
  const fixed = names.map(energyColour);
  const taken = new Set<string | undefined>();
  // A second part of the same hue has to look for another.
  const own = fixed.map((colour) => {
    if (colour === undefined || taken.has(colour)) return undefined;
    taken.add(colour);
    return colour;
  });
  const free = areaColours.filter((colour) => !taken.has(colour));
  let next = 0;
  return own.map((colour) => colour ?? free[next++ % free.length]);
}
