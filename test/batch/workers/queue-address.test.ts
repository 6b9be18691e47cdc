import { expect, test } from "vitest";
import { hidePasswords } from "../../../src/batch/workers/hidden-passwords.ts";
import { bareAddress, placeText, redisPlace } from "../../../src/batch/workers/queue-address.ts";
import { wording } from "../../../src/report/words/wording.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { UsageError } from "../../../src/text/problems.ts";
import { peakpath } from "../../commands/toy.ts";

test("an address names host, port, name, password and number of the database", () => {
  expect(redisPlace("redis://:se%20cret@redis.lan:7000/3")).toEqual({
    host: "redis.lan",
    port: 7000,
    username: undefined,
    password: "se cret",
    db: 3,
    tls: undefined,
  });
  expect(redisPlace("redis://amy:p%40ss%2F%25@10.0.0.7")).toMatchObject({
    username: "amy",
    password: "p@ss/%",
    port: 6379,
  });
  expect(redisPlace("rediss://127.0.0.1")).toMatchObject({ port: 6379, tls: {}, db: undefined });
  expect(redisPlace("redis://[fd00::12]:7001/2")).toMatchObject({ host: "fd00::12", port: 7001, db: 2 });
  expect(redisPlace("unix:///run/redis.sock")).toEqual({ path: "/run/redis.sock" });
  expect(redisPlace("unix://:o%2Fk@/run/redis.sock")).toEqual({ path: "/run/redis.sock", password: "o/k" });
});

test("an address is shown without name and password", () => {
  const shown = (address: string) => [placeText(redisPlace(address)), bareAddress(redisPlace(address))];
  expect(shown("redis://amy:hush@[::1]:7001/2")).toEqual(["[::1]:7001", "redis://[::1]:7001/2"]);
  expect(shown("rediss://:hush@redis.lan")).toEqual(["redis.lan:6379", "rediss://redis.lan:6379"]);
  expect(shown("unix://:hush@/run/r.sock")).toEqual(["/run/r.sock", "unix:///run/r.sock"]);
});

/** Addresses with a mistake, what is said of them, and never the password. */
const broken: readonly (readonly [string, string])[] = [
  ["here", '--queue takes an address such as redis://127.0.0.1:6379, not "here"'],
  ["localhost:6379", '--queue takes an address that begins with redis:// or rediss://, not "localhost:6379"'],
  ["redi://:hush@10.0.0.7:6379", 'redis:// or rediss://, not "…@10.0.0.7:6379"'],
  [":hush@10.0.0.7", 'not "…@10.0.0.7"'],
  ["amy:hush@10.0.0.7", 'not "…@10.0.0.7"'],
  ["redis://:hush", "--queue takes an address such as redis://127.0.0.1:6379"],
  ["redis://", "--queue names no host"],
  ["redis:///3", "--queue names no host"],
  ["redis://:hush%zz@10.0.0.7", "--queue has a % in its name or password that is no %-code"],
  ["redis://:hu/sh@10.0.0.7", "--queue cannot read its address; in a name or password write % / ?"],
  ["redis://amy:12/hush@10.0.0.7", "--queue takes nothing behind host and port but the number of a database"],
  ["redis://amy:12#hush@10.0.0.7", "--queue takes nothing behind host and port"],
  ["redis://10.0.0.7?password=hush", "--queue takes nothing behind host and port"],
  ["redis://10.0.0.7/hush", "--queue takes nothing behind host and port"],
  ["redis://10.0.0.7/1/2", "--queue takes nothing behind host and port"],
  ["redis://10.0.0.7:99999", "--queue takes an address such as"],
  ["unix://sock", "--queue takes an address that begins with redis:// or rediss://"],
];

test.each(broken)("the address %s is refused in both languages, its password unsaid", (address, message) => {
  let refusal = new UsageError("");
  try {
    redisPlace(address);
  } catch (error) {
    refusal = error as UsageError;
  }
  const { message: said } = refusal;
  expect(said).toContain(message);
  expect(said).not.toContain("hush");
  expect(wording(zh)(refusal)).not.toBe(said);
});

test("no message repeats the name and password of an address, wherever in the command line it stands", async () => {
  for (const words of [
    "worker redis://amy:hush@127.0.0.1:1",
    "worker --queue redi://amy:hush@127.0.0.1:1",
    "worker --queue redis://amy:hush@127.0.0.1:1",
    "batch toyland/policy redis://amy:hush@127.0.0.1:1",
    "batch toyland/policy --queu redis://amy:hush@127.0.0.1:1",
    "run redis://amy:hush@127.0.0.1:1",
    "worker --queue redis://127.0.0.1:1 --lease redis://amy:hush@127.0.0.1:1",
    "batch toyland/policy --queue=amy:hush@127.0.0.1",
  ]) {
    const { code, out, err } = await peakpath(words);
    expect({ words, code }).toEqual({ words, code: 2 });
    expect(out + err).not.toMatch(/hush/);
  }
  expect(hidePasswords("no file me@home", ["--out", "me@home"])).toBe("no file me@home");
});

test("times are bounded", async () => {
  for (const [words, message] of [
    ["--lease never", '--lease takes a number of seconds from 1 to 86400, not "never"'],
    ["--lease 0.5", "--lease takes"],
    ["--lease 0x10", "--lease takes"],
    ["--lease 1e9", "--lease takes"],
    ["--wait 0", '--wait takes minutes above 0, at most 10080 (a week), not "0"'],
    ["--wait -1", "--wait takes"],
    ["--wait 1e5", "--wait takes"],
  ]) {
    const { code, err } = await peakpath(`worker --queue redis://127.0.0.1:1 ${words}`);
    expect(code).toBe(2);
    expect(err).toContain(message);
    const chinese = await peakpath(`worker --queue redis://127.0.0.1:1 ${words} --lang zh`);
    expect(chinese.err).toMatch(/[一-鿿]/);
  }
  expect((await peakpath("batch toyland/policy --wait soon")).err).toContain('at most 10080 (a week), not "soon"');
});
