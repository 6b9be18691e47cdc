import { usageError } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";

/** Where a Redis is: a host and a port, or a socket of this machine. */
export interface RedisPlace {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls?: object;
}

const USUAL_PORT = 6379;
const EXAMPLE = "redis://127.0.0.1:6379";

/**
 * The place that an address names: `redis://user:password@host:6379/0`, `rediss://` for TLS, `redis://[::1]` for IPv6,
 * `unix://:password@/run/redis.sock` for a socket.
 *
 * @throws UsageError for what is no such address; a password never stands in it.
 */
export function redisPlace(address: string): RedisPlace {
  const socket = /^unix:\/\/(?:([^/]*)@)?(\/.+)$/s.exec(address);
  if (socket !== null) return { path: socket[2], ...login(socket[1] ?? "") };
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw /^rediss?:\/\/.*@/s.test(address)
      ? usageError("queue_unreadable", {})
      : usageError("queue_address_needed", { example: EXAMPLE, shown: shownAddress(address) });
  }
  if (url.protocol !== "redis:" && url.protocol !== "rediss:")
    throw usageError("queue_scheme_needed", { shown: shownAddress(address) });
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (host === "") throw usageError("queue_without_host", { example: EXAMPLE });
  const database = /^\/(\d{1,5})$/.exec(url.pathname);
  if (url.search !== "" || url.hash !== "" || (database === null && url.pathname !== "" && url.pathname !== "/"))
    throw usageError("queue_behind_host", { example: `${EXAMPLE}/0` });
  return {
    host,
    port: url.port === "" ? USUAL_PORT : Number(url.port),
    ...login(`${url.username}:${url.password}`),
    db: database === null ? undefined : Number(database[1]),
    tls: url.protocol === "rediss:" ? {} : undefined,
  };
}

/** The name and the password of `name:password`; a single word is the name. */
function login(text: string): Pick<RedisPlace, "username" | "password"> {
  const colon = text.indexOf(":");
  const [name, password] = colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  try {
    return {
      username: name === "" ? undefined : decodeURIComponent(name),
      password: password === "" && name === "" ? undefined : decodeURIComponent(password),
    };
  } catch {
    throw usageError("queue_percent", { example: "50%25" });
  }
}

/** The address as a message shows it, where no password can stand in it. */
function shownAddress(address: string): string | undefined {
  const last = address.slice(address.lastIndexOf("@") + 1);
  const plain = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:\/\d*)?$/i.test(last);
  return plain ? quote(last === address ? address : `…@${last}`) : undefined;
}

/** Host and port for messages, or the path of the socket. */
export function placeText({ host, port, path }: RedisPlace): string {
  return path ?? `${host?.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The address without name and password. */
export function bareAddress(place: RedisPlace): string {
  if (place.path !== undefined) return `unix://${place.path}`;
  return `${place.tls === undefined ? "redis" : "rediss"}://${placeText(place)}${place.db === undefined ? "" : `/${place.db}`}`;
}

/** Takes the password out of the list of this machine's processes. */
export function hideAddress({ username, password }: RedisPlace): void {
  if (username !== undefined || password !== undefined) process.title = "peakpath";
}
