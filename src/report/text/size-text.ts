import type { Words } from "../words/languages.ts";

const units = ["B", "kB", "MB", "GB", "TB"];

/** A number of bytes for people, such as `1.2 GB`. */
export function bytesText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

const MINUTE = 60;
const HOUR = 3600;

/** A duration for people, such as `3 min 20 s`. */
export function durationText(seconds: number, words: Words): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < MINUTE) return words.seconds(whole);
  if (whole < HOUR) return words.minutes(Math.floor(whole / MINUTE), whole % MINUTE);
  return words.hours(Math.floor(whole / HOUR), Math.round((whole % HOUR) / MINUTE));
}

/** A time that is waited, such as `30 min`. */
export function waitText(seconds: number, words: Words): string {
  if (seconds < MINUTE || seconds % MINUTE !== 0) return durationText(seconds, words);
  return words.wholeMinutes(seconds / MINUTE);
}
