import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barChart } from "../../../src/report/draw/bar-chart.ts";
import { areaColours, energyColour, partColours, seriesColour } from "../../../src/report/draw/palette.ts";
import type { Picture } from "../../../src/report/draw/picture.ts";
import { stackedAreas, stackedColumns, withOther } from "../../../src/report/draw/stack.ts";
import { svgText } from "../../../src/report/draw/svg.ts";
import { xyChart } from "../../../src/report/draw/xy-chart.ts";
import { expectReadable, xmlElements } from "./seen.ts";

const years = Array.from({ length: 40 }, (_, i) => 2021 + i);
const axes = { x: { label: "Year", years: true }, y: "Mt CO₂/yr" };
const words = (picture: Picture) => picture.marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));

describe("xyChart", () => {
  const name = fc.constantFrom(
    "Energy CO₂ inside the region",
    "考核口径(能源加净调入电力)",
    "Coal",
    "Territorial and net imported electricity",
  );
  const line = fc.record({
    label: name,
    detail: fc.constantFrom("2025 (2024–2026): 543.9", "期内未达峰，2060：1,203"),
    from: fc.double({ min: -500, max: 5000, noNaN: true }),
    slope: fc.double({ min: -100, max: 100, noNaN: true }),
  });
  test("is readable whatever the lines: no text over another, all numbers inside the plot", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), fc.integer({ min: 2021, max: 2060 }), (all, year) => {
        const picture = xyChart({
          title: "浙江：碳排放及其峰值",
          subtitle: "Zhejiang, plans carried out",
          notes: ["Dot: highest year."],
          ...axes,
          lines: all.map(({ label, detail, from, slope }, i) => {
            const y = years.map((_, k) => from + slope * k);
            const peak = { x: year, y: y[year - 2021], band: { from: year - 1, to: year + 1 } };
            return { x: years, y, label, detail, colour: seriesColour(i), peak };
          }),
          spans: [{ from: year - 1, to: year + 1, label: "Peak, band" }],
          observed: { x: 2025, label: "Observed to 2025" },
        });
        expectReadable(picture);
        expect(words(picture)).toEqual(expect.arrayContaining(["Mt CO₂/yr", "Year"]));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test("stacks of both signs are readable", () => {
    const part = fc.record({
      label: name,
      values: fc.array(fc.double({ min: -50, max: 200, noNaN: true }), { minLength: 40, maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 16 }), (parts) => {
        expectReadable(xyChart({ title: "Capacity", ...axes, areas: stackedAreas(years, parts) }));
        expectReadable(xyChart({ title: "Drivers", ...axes, columns: stackedColumns(years, parts, 0.8) }));
      }),
      { seed: 8, numRuns: 25 },
    );
  });

  test("refuses a number that is not finite", () => {
    expect(() =>
      xyChart({ title: "x", ...axes, lines: [{ x: [2021, 2022], y: [1, Number.NaN], colour: "#000" }] }),
    ).toThrow("NaN cannot be drawn");
  });

  test("a single value still gets an axis", () => {
    expectReadable(xyChart({ title: "x", ...axes, lines: [{ x: [2021], y: [5], colour: "#000", label: "one" }] }));
  });
});

describe("stack", () => {
  test("each part lies on those before it, what is negative below zero", () => {
    const areas = stackedAreas(
      [2021, 2022],
      [
        { label: "a", values: [3, 4] },
        { label: "b", values: [2, -1] },
        { label: "c", values: [1, 1] },
      ],
    );
    expect(areas.map(({ label, lower, upper }) => [label, [...Array.from(lower)], [...Array.from(upper)]])).toEqual([
      ["a", [0, 0], [3, 4]],
      ["b", [3, 4], [5, 4]],
      [undefined, [0, -1], [0, 0]],
      ["c", [5, 4], [6, 5]],
    ]);
  });

  test("small parts become one that adds up; a single small one keeps its name, nothing is left out", () => {
    const parts = [
      { label: "large", values: [100, 90] },
      { label: "small", values: [0.4, 0.2] },
      { label: "tiny", values: [0.1, 0.3] },
      { label: "none", values: [0, 0] },
    ];
    const found = withOther(parts, 0.01, "other");
    expect(found.map(({ label, values }) => [label, ...Array.from(values)])).toEqual([
      ["large", 100, 90],
      ["other", 0.5, 0.5],
    ]);
    expect(withOther(parts.slice(0, 2), 0.01, "other").map(({ label }) => label)).toEqual(["large", "small"]);
  });
});

describe("barChart", () => {
  const row = fc.record({
    name: fc.constantFrom("Carbon price", "水泥、有色、炼油严禁新增产能", "Fourth UHVDC line (Gansu to Zhejiang)"),
    low: fc.double({ min: -2000, max: 0, noNaN: true }),
    high: fc.double({ min: 0, max: 2000, noNaN: true }),
  });
  test("is readable whatever the bars", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 18 }), fc.integer({ min: 1, max: 3 }), (rows, panels) => {
        const bars = rows.map(({ low, high }) => ({
          parts: [
            { from: 0, to: low, colour: "#0072b2" },
            { from: 0, to: high, colour: "#d55e00" },
          ],
          whisker: [low - 50, low + 50] as const,
          dot: high,
          text: low.toFixed(1),
        }));
        const picture = barChart({
          title: "Tornado",
          legend: [{ label: "lowers or advances", colour: "#0072b2" }],
          rows: rows.map(({ name }) => name),
          panels: Array.from({ length: panels }, (_, k) => ({ label: `Mt CO₂ ${k}`, reference: 0, bars })),
        });
        expectReadable(picture);
        expect(words(picture)).toContain("Mt CO₂ 0");
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  test("refuses a panel with another number of bars than rows", () => {
    expect(() => barChart({ title: "x", rows: ["a"], panels: [{ label: "y", bars: [] }] })).toThrow(
      "1 rows, but a panel of 0 bars",
    );
  });
});

describe("svgText", () => {
  const picture = xyChart({
    title: 'a < b & "c"',
    ...axes,
    lines: [{ x: [2021, 2022], y: [1, 2], colour: "#000", label: "煤 & 电" }],
  });
  test("is XML, names fonts with Chinese, and gives the same bytes again", () => {
    const text = svgText(picture, "zh-CN");
    expect(xmlElements(text)).toContain("polyline");
    expect(text).toContain("Noto Sans CJK SC");
    expect(text).toContain("Microsoft YaHei");
    expect(text).toContain('xml:lang="zh-CN"');
    expect(text).toContain('<title>a &lt; b &amp; "c"</title>');
    expect(svgText(picture, "zh-CN")).toBe(text);
  });

  test("the check of XML finds what is wrong", () => {
    expect(() => xmlElements("<svg><g></svg>")).toThrow("</svg> closes nothing");
    expect(() => xmlElements("<svg>a & b</svg>")).toThrow("not XML");
  });
});

test("no two parts of a picture have one colour, and a fuel has its own wherever it stands", () => {
  const names = [
    "hydro",
    "nuclear",
    "wind_onshore",
    "wind_offshore",
    "solar_utility",
    "solar_distributed",
    "coal",
    "gas",
  ];
  const colours = partColours([...names, "clean", "other", "fresh"]);
  expect(new Set(colours).size).toBe(colours.length);
  expect(partColours(["gas", "oil", "coal"]).at(-1)).toBe(energyColour("coal"));
  expect(new Set(areaColours).size).toBe(areaColours.length);
});

test("a panel in which nothing changes is left out, and the grid lies behind what is drawn", () => {
  const bars = (value: number) => [{ parts: [{ from: 0, to: value, colour: "#0072b2" }] }];
  const picture = barChart({
    title: "Delay",
    rows: ["One"],
    panels: [
      { label: "Nothing", reference: 0, bars: bars(0) },
      { label: "Something", reference: 0, bars: bars(2) },
    ],
  });
  expect(words(picture)).toContain("Something");
  expect(words(picture)).not.toContain("Nothing");
  const flat = years.map(() => 5);
  const { marks } = xyChart({ title: "Stack", ...axes, areas: stackedAreas(years, [{ label: "Coal", values: flat }]) });
  const area = marks.findIndex(({ kind }) => kind === "area");
  const grid = marks.filter((mark) => mark.kind === "line" && mark.colour === "#dddddd");
  expect(grid.length).toBeGreaterThan(2);
  expect(marks.indexOf(grid[grid.length - 1])).toBeLessThan(area);
});

test("a picture fills the size that is asked for, and keeps its shape where it needs more height", () => {
  const line = { x: years, y: years.map((year) => year - 2000), colour: "#000000", label: "Line" };
  const picture = xyChart({ title: "Line", ...axes, lines: [line] });
  expect(svgText(picture, "en", { width: 1600, height: 1200 })).toMatch(
    /width="1600" height="1200" viewBox="0 0 960 720"/,
  );
  const [, height] = /viewBox="0 0 960 (\d+)"/.exec(svgText(picture, "en", { width: 3000, height: 300 })) ?? [];
  expect(Number(height)).toBeGreaterThan(200);
});
