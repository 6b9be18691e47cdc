/** Annual values of one quantity: `values[i]` belongs to `years[i]`. Years ascend; gaps are allowed. */
export interface Series {
  readonly years: readonly number[];
  readonly values: ArrayLike<number>;
}

/**
 * The series that starts in `first` and has one value for every year.
 *
 * @example annualSeries(2020, [5, 4, 3]).years; // => [2020, 2021, 2022]
 */
export function annualSeries(first: number, values: ArrayLike<number>): Series {
  return { years: Array.from({ length: values.length }, (_, i) => first + i), values };
}

/**
 * The value of the series in `year`, or undefined where it has none.
 *
 * @example valueIn({ years: [2020, 2025], values: [5, 4] }, 2025); // => 4
 */
export function valueIn(series: Series, year: number): number | undefined {
  const first = series.years[0];
  const guess = year - first;
  if (series.years[guess] === year) return series.values[guess];
  const position = series.years.indexOf(year);
  return position < 0 ? undefined : series.values[position];
}

/**
 * The value of the series in `year`.
 *
 * @throws RangeError where it has none.
 * @example valueAt({ years: [2020, 2025], values: [5, 4] }, 2020); // => 5
 */
export function valueAt(series: Series, year: number): number {
  const value = valueIn(series, year);
  if (value === undefined) throw new RangeError(`no value is known for ${year}`);
  return value;
}

/**
 * Refuses what no analysis can use: no years, years that do not ascend, values that are not finite.
 *
 * @example checkSeries({ years: [2020, 2025], values: [5, 4] }); // => undefined
 */
export function checkSeries(series: Series): void {
  const { years, values } = series;
  if (years.length === 0) throw new RangeError("a series needs at least one year");
  if (years.length !== values.length)
    throw new RangeError(`a series needs one value per year, not ${values.length} for ${years.length}`);
  for (let i = 0; i < years.length; i++) {
    if (!Number.isInteger(years[i])) throw new RangeError(`a year must be a whole number, not ${years[i]}`);
    if (i > 0 && years[i] <= years[i - 1])
      throw new RangeError(`years must ascend, but ${years[i]} follows ${years[i - 1]}`);
    if (!Number.isFinite(values[i])) throw new RangeError(`the value in ${years[i]} is ${values[i]}, not a number`);
  }
}
