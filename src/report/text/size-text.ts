import type { Language } from "../words/messages.ts";

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
export function durationText(seconds: number, language: Language): string {
  const [hours, minutes, short] = language === "zh" ? ["小时", "分", "秒"] : [" h", " min", " s"];
  const whole = Math.max(1, Math.round(seconds));
  if (whole < MINUTE) return `${whole}${short}`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}${minutes} ${whole % MINUTE}${short}`;
  return `${Math.floor(whole / HOUR)}${hours} ${Math.round((whole % HOUR) / MINUTE)}${minutes}`;
}

/** A time that is waited, such as `30 min`. */
export function waitText(seconds: number, language: Language): string {
  if (seconds < MINUTE || seconds % MINUTE !== 0) return durationText(seconds, language);
  return `${seconds / MINUTE}${language === "zh" ? " 分钟" : " min"}`;
}
