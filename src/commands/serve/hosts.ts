import { hostname, type NetworkInterfaceInfo, networkInterfaces } from "node:os";

/** Listening on these means on every interface of the machine. */
export const everyInterface: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);
const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1"]);
const hostName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
/** Browsers leave it out. */
const HTTP_PORT = 80;

/** What is known of the machine, as `node:os` says it. */
export interface Machine {
  readonly interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;
  readonly name: string;
}

export function thisMachine(): Machine {
  return { interfaces: networkInterfaces(), name: hostname() };
}

/**
 * The names by which a server that listens on `host` may be asked for, those that other machines can use first, as they
 * stand in an address. Of all interfaces these are the machine's own addresses and its name: a name that somebody else
 * lets lead here is none of them.
 */
export function namesOf(host: string, machine: Machine): string[] {
  if (!everyInterface.has(host)) return [inAddress(host.toLowerCase()), ...(loopback.has(host) ? ["localhost"] : [])];
  const reached = Object.values(machine.interfaces)
    .flatMap((own) => own ?? [])
    // On every interface of IPv6 is on those of IPv4 too. No browser takes an address that holds on one link alone.
    .filter(({ family, address }) => (family === "IPv4" || host === "::") && !/^fe[89ab]/i.test(address));
  const [far, near] = [false, true].map((internal) => reached.filter((one) => one.internal === internal));
  const name = machine.name.toLowerCase();
  const texts = [
    ...far.map(({ address }) => inAddress(address)),
    ...(hostName.test(name) ? [name] : []),
    ...near.map(({ address }) => inAddress(address)),
    "localhost",
  ];
  return [...new Set(texts)];
}

/** Whether the `Host` line of a request is one of these names with the port. */
export function isOwnHost(asked: string | undefined, names: readonly string[], port: number): boolean {
  const told = asked?.toLowerCase();
  return names.some((name) => told === `${name}:${port}` || (port === HTTP_PORT && told === name));
}

function inAddress(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
