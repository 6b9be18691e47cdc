import { randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, realpathSync, watch } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { type Folders, installedLibrary } from "../../files/installed.ts";
import { isWithin } from "../../files/library.ts";
import { sha256 } from "../../files/sha256.ts";
import { indexHtml } from "../../page/index-html.ts";
import { type Language, languages } from "../../report/words/languages.ts";
import { loadRuns } from "../../run/load.ts";
import { listScenarios } from "../../scenario/head.ts";
import { BY_PAGE } from "../../scenario/moved.ts";
import { regionLabel } from "../../scenario/region/region-label.ts";
import { chainScenario } from "../../scenario/scenario-chain.ts";
import { layeredLibrary } from "../../text/library.ts";
import { InputError, problemLines, UsageError } from "../../text/problems.ts";
import { builtPart, pageOf } from "../page/pack.ts";
import { isOwnHost, type Machine, namesOf, thisMachine } from "./hosts.ts";

/** A scenario may be so long as this; what hands move comes to some kilobytes. */
const MOST_BYTES = 1_000_000;
/** Changes that follow each other within this time are told once. */
const QUIET_MS = 200;

const name = "[a-z][a-z0-9_]{0,79}";
const pagePath = new RegExp(`^page/(${name})/(${name})$`);
const savePath = new RegExp(`^save/(${name})/(${name})$`);

export interface ServerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly language: Language;
}

/** A server that listens, its addresses with the token (there is one), and how it ends. */
export interface Served {
  readonly addresses: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Serves pages of all scenarios of these folders to whoever knows the token of the address: nothing else is answered, and
 * no path of a request reaches the disk but by the names of regions and scenarios. What is saved goes into
 * `scenarios/<region>/` of the working folder, when it can be run.
 */
export async function startServer(
  folders: Folders,
  { host, port, language }: ServerOptions,
  machine: () => Machine = thisMachine,
): Promise<Served> {
  const token = randomBytes(24).toString("base64url");
  const listening = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const isTheirs = error instanceof InputError || error instanceof UsageError;
      const text = error instanceof InputError ? problemLines(error.problems).join("\n") : String(error);
      say(response, isTheirs ? 422 : 500, isTheirs ? text : "internal error");
      if (!isTheirs) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A name that leads here from elsewhere is somebody else's page that asks in a visitor's browser.
    if (!isOwn(request.headers.host)) return say(response, 403, "forbidden");
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const [, given = "", ...rest] = path.split("/");
    if (!isToken(given)) return say(response, 404, "not found");
    const asked = rest.join("/");
    const lang = languageIn(query) ?? language;
    if (request.method === "GET") {
      if (asked === "") return html(response, await index(lang));
      if (asked === "events") return listen(response);
      const [, region, scenario] = pagePath.exec(asked) ?? [];
      if (region !== undefined) return html(response, await page(`${region}/${scenario}`, lang));
    }
    const [, region, scenario] = savePath.exec(asked) ?? [];
    if (request.method === "POST" && region !== undefined) {
      if (originHost(request.headers.origin) !== request.headers.host) return say(response, 403, "forbidden");
      const text = await bodyOf(request);
      if (text === undefined) return say(response, 413, "too long");
      return save(response, region, scenario, text);
    }
    say(response, 404, "not found");
  };

  const isToken = (given: string): boolean => {
    const [a, b] = [given, token].map((text) => Buffer.from(text));
    return a.length === b.length && timingSafeEqual(a, b);
  };
  let listensOn = port;
  // Asked anew each time: a machine that moves to another network has other addresses.
  const isOwn = (asked: string | undefined): boolean => isOwnHost(asked, namesOf(host, machine()), listensOn);

  const index = async (lang: Language): Promise<string> => {
    const library = installedLibrary(folders);
    const regions = new Map<string, string[]>();
    for (const id of listScenarios(library)) {
      const [region] = id.split("/");
      const isOne = pagePath.test(`page/${id}`) && chainScenario(library, id).chain.regions === undefined;
      if (isOne) regions.set(region, [...(regions.get(region) ?? []), id]);
    }
    const rows = [...regions].map(([id, scenarios]) => ({
      label: regionLabel(library, id) ?? { en: id, zh: id },
      scenarios,
    }));
    return indexHtml({ rows, language: lang, style: builtPart("style.css") }, (text) =>
      sha256(text).toString("base64"),
    );
  };

  const page = async (id: string, lang: Language): Promise<string> => {
    const library = installedLibrary(folders);
    loadRuns(library, [id]);
    const [region] = id.split("/");
    const beside = listScenarios(library).filter((other) => other.startsWith(`${region}/`) && other !== id);
    return pageOf(folders, [id, ...beside.filter((other) => runs(other))], lang, { token });
  };
  /** Whether a scenario that stands beside the one asked for can be shown with it. */
  const runs = (id: string): boolean => {
    try {
      return loadRuns(installedLibrary(folders), [id]).every((loaded) => !("members" in loaded));
    } catch (error) {
      if (error instanceof InputError) return false;
      throw error;
    }
  };

  const save = async (response: ServerResponse, region: string, scenario: string, text: string): Promise<void> => {
    const id = `${region}/${scenario}`;
    const file = `scenarios/${id}.yaml`;
    const library = installedLibrary(folders);
    const before = library.read(file);
    if (before !== undefined && !before.startsWith(BY_PAGE))
      return say(response, 409, `${file}: not written by a page`);
    loadRuns(layeredLibrary(library, new Map([[file, text]])), [id]);
    const root = realpathSync(folders.workingFolder);
    for (const place of ["scenarios", `scenarios/${region}`, file].map((part) => join(folders.workingFolder, part)))
      if (existsSync(place) && !isWithin(root, realpathSync(place))) return say(response, 403, "outside of the folder");
    await writeFiles(folders.workingFolder, new Map([[file, text]]));
    say(response, 200, file);
  };

  const listen = (response: ServerResponse): void => {
    response.writeHead(200, { ...heads, "content-type": "text/event-stream" });
    response.write(":\n\n");
    listening.add(response);
    response.on("close", () => listening.delete(response));
  };

  let later: ReturnType<typeof setTimeout> | undefined;
  const tellOfChange = (): void => {
    clearTimeout(later);
    later = setTimeout(() => {
      for (const response of listening) response.write("event: changed\ndata: \n\n");
    }, QUIET_MS);
  };
  const watched = ["scenarios", "data"].flatMap((part) => {
    const place = join(folders.workingFolder, part);
    return existsSync(place) ? [watch(place, { recursive: true }, tellOfChange)] : [];
  });

  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  });
  const at = server.address();
  if (typeof at === "object" && at !== null) listensOn = at.port;
  return {
    addresses: namesOf(host, machine()).map((name) => `http://${name}:${listensOn}/${token}/`),
    close: async () => {
      clearTimeout(later);
      for (const watcher of watched) watcher.close();
      for (const response of listening) response.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const heads = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

function html(response: ServerResponse, text: string): void {
  response.writeHead(200, { ...heads, "content-type": "text/html; charset=utf-8" });
  response.end(text);
}

function say(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { ...heads, "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}

function originHost(origin: string | undefined): string | undefined {
  return origin?.startsWith("http://") ? origin.slice("http://".length) : undefined;
}

function languageIn(query: string): Language | undefined {
  const [, asked = ""] = /^lang=([a-z]{2})$/.exec(query) ?? [];
  return Object.hasOwn(languages, asked) ? (asked as Language) : undefined;
}

/** The body as text; undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > MOST_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
