import { UsageError } from "../../text/problems.ts";
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
    throw new UsageError(
      /^rediss?:\/\/.*@/s.test(address)
        ? `--queue cannot read its address; in a name or password write % / ? # @ : as %25 %2F %3F %23 %40 %3A`
        : `--queue takes an address such as ${EXAMPLE}${notWhat(address)}`,
    );
  }
  if (url.protocol !== "redis:" && url.protocol !== "rediss:")
    throw new UsageError(`--queue takes an address that begins with redis:// or rediss://${notWhat(address)}`);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (host === "") throw new UsageError(`--queue names no host; an address is such as ${EXAMPLE}`);
  const database = /^\/(\d{1,5})$/.exec(url.pathname);
  if (url.search !== "" || url.hash !== "" || (database === null && url.pathname !== "" && url.pathname !== "/"))
    throw new UsageError(
      "--queue takes nothing behind host and port but the number of a database, such as redis://127.0.0.1:6379/0; in a password write % / ? # @ : as %25 %2F %3F %23 %40 %3A",
    );
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
    throw new UsageError(
      "--queue has a % in its name or password that is no %-code; write the sign itself as %25, such as 50%25",
    );
  }
}

/** What was given, where no password can stand in it. */
function notWhat(address: string): string {
  const last = address.slice(address.lastIndexOf("@") + 1);
  const plain = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:\/\d*)?$/i.test(last);
  return plain ? `, not "${quote(last === address ? address : `…@${last}`)}"` : "";
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
