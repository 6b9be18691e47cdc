import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import type { NetworkInterfaceInfo } from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOwnHost, namesOf } from "../../src/commands/serve/hosts.ts";
import { type Served, startServer } from "../../src/commands/serve/server.ts";
import { packageFolder } from "../../src/files/installed.ts";

const ipv4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, family: "IPv4", netmask: "255.255.255.0", mac: "00:00:00:00:00:00", cidr: null },
});
const ipv6 = (address: string, internal = false): NetworkInterfaceInfo => ({
  ...{ address, internal, family: "IPv6", netmask: "ffff::", mac: "00:00:00:00:00:00", cidr: null, scopeid: 0 },
});
const machine = {
  name: "Climate-Office",
  interfaces: {
    lo: [ipv4("127.0.0.1", true), ipv6("::1", true)],
    eth0: [ipv4("192.0.2.7"), ipv6("2001:db8::7"), ipv6("fe80::7")],
    none: undefined,
  },
};

test.each([
  ["127.0.0.1", ["127.0.0.1", "localhost"]],
  ["::1", ["[::1]", "localhost"]],
  ["192.0.2.7", ["192.0.2.7"]],
  ["Office.Example", ["office.example"]],
  ["0.0.0.0", ["192.0.2.7", "climate-office", "127.0.0.1", "localhost"]],
  ["::", ["192.0.2.7", "[2001:db8::7]", "climate-office", "127.0.0.1", "[::1]", "localhost"]],
])("a server on %s may be asked for as %j", (host, names) => {
  expect(namesOf(host, machine)).toEqual(names);
});

test("a machine's name that is none in an address is left out", () => {
  expect(namesOf("0.0.0.0", { ...machine, name: "a b<img>" })).not.toContain("a b<img>");
  expect(namesOf("0.0.0.0", { ...machine, name: "" })).not.toContain("");
});

test.each([
  ["192.0.2.7:8080", true],
  ["CLIMATE-OFFICE:8080", true],
  ["192.0.2.7", false],
  ["192.0.2.7:80", false],
  ["192.0.2.70:8080", false],
  ["0.0.0.0:8080", false],
  ["evil.example:8080", false],
  ["192.0.2.7:8080.evil.example", false],
  ["", false],
  [undefined, false],
])("the host %j is one of the machine's own: %j", (host, isOwn) => {
  expect(isOwnHost(host, namesOf("0.0.0.0", machine), 8080)).toBe(isOwn);
});

test("browsers leave out the port of http", () => {
  expect(isOwnHost("192.0.2.7", namesOf("0.0.0.0", machine), 80)).toBe(true);
});

describe("a server on every interface", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakpath-hosts-"));
  let served: Served;
  let own = machine;
  beforeAll(async () => {
    const folders = { packageFolder: packageFolder(), workingFolder: folder };
    served = await startServer(folders, { host: "0.0.0.0", port: 0, language: "en" }, () => own);
  });
  afterAll(async () => {
    await served.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string, headers: Record<string, string>, method = "GET"): Promise<number> =>
    new Promise((done, failed) => {
      const { port } = new URL(served.addresses[0]);
      const asked = request({ hostname: "127.0.0.1", port, path, method, headers }, (response) => {
        response.resume().on("end", () => done(response.statusCode ?? 0));
      });
      asked.on("error", failed).end(method === "POST" ? "extends: nothing\n" : undefined);
    });

  test("is found by the addresses that it tells, with the token alone, and by no name of somebody else", async () => {
    for (const address of served.addresses) {
      const { host, pathname } = new URL(address);
      expect(await ask(pathname, { host })).toBe(200);
      expect(await ask("/", { host })).toBe(404);
      expect(await ask(pathname, { host: host.replace(/:\d+$/, ":1") })).toBe(403);
    }
    const { port, pathname } = new URL(served.addresses[0]);
    for (const name of ["evil.example", "0.0.0.0", "192.0.2.8"])
      expect(await ask(pathname, { host: `${name}:${port}` })).toBe(403);
  });

  test("takes what its own page saves, and of no other page, even of one of its own names", async () => {
    const [far, , near] = served.addresses.map((address) => new URL(address));
    const save = (host: string, origin: string) => ask(`${far.pathname}save/kaya/mine`, { host, origin }, "POST");
    // Refused for what it says, which is read.
    expect(await save(far.host, far.origin)).toBe(422);
    expect(await save(far.host, near.origin)).toBe(403);
    expect(await save(far.host, `https://${far.host}`)).toBe(403);
    expect(await save(far.host, "http://evil.example")).toBe(403);
    expect(await save(far.host, "null")).toBe(403);
  });

  test("goes by the addresses that the machine has now", async () => {
    const { port, pathname } = new URL(served.addresses[0]);
    own = { ...machine, interfaces: { ...machine.interfaces, eth0: [ipv4("198.51.100.9")] } };
    expect(await ask(pathname, { host: `198.51.100.9:${port}` })).toBe(200);
    expect(await ask(pathname, { host: `192.0.2.7:${port}` })).toBe(403);
    own = machine;
  });
});
