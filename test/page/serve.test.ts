import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, startServer } from "../../src/commands/serve/server.ts";
import { packageFolder } from "../../src/files/installed.ts";

const folder = mkdtempSync(join(tmpdir(), "peakpath-serve-"));
const outside = mkdtempSync(join(tmpdir(), "peakpath-outside-"));
let served: Served;

beforeAll(async () => {
  mkdirSync(join(folder, "scenarios/kaya"), { recursive: true });
  writeFileSync(join(folder, "scenarios/kaya/own.yaml"), "extends: policy\n");
  symlinkSync(outside, join(folder, "scenarios/huzhou"));
  served = await startServer(
    { packageFolder: packageFolder(), workingFolder: folder },
    { host: "127.0.0.1", port: 0, language: "en" },
  );
});
afterAll(async () => {
  await served.close();
  for (const place of [folder, outside]) rmSync(place, { recursive: true });
});

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Asks with the path as it stands: `fetch` would tidy it up. */
function ask(
  path: string,
  { method = "GET", headers = {}, body }: Asked = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(served.addresses[0]);
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, text }));
    });
    asked.on("error", failed).end(body);
  });
}

const root = () => new URL(served.addresses[0]).pathname;
const origin = () => ({ origin: new URL(served.addresses[0]).origin });
const moved = "# Written by the page of peakpath\nextends: policy\n";

test("the list names every scenario of one region, and the page of one carries the token", async () => {
  const { status, text } = await ask(`${root()}?lang=zh`);
  expect(status).toBe(200);
  expect(text).toContain('href="page/kaya/own?lang=zh"');
  expect(text).not.toContain("zhejiang_cities/policy");
  const page = await ask(`${root()}page/kaya/own`);
  expect(page.text).toContain("connect-src 'self'");
  expect(page.text).toContain(`"served":{"token":"${root().replaceAll("/", "")}"}`);
});

test.each([
  ["/", 404],
  ["/wrong/", 404],
  ["TOKEN../../etc/passwd", 404],
  ["TOKENpage/../../../etc/passwd", 404],
  ["TOKENpage/kaya/..%2f..%2fpackage", 404],
  ["TOKENpage/%2e%2e/policy", 404],
  ["TOKENpage/kaya%2fown", 404],
  ["TOKENpage/kaya/own.yaml", 404],
  ["TOKENpage/kaya/nothing", 422],
  ["TOKENpage/huzhou/secret", 422],
  ["TOKENsave/kaya/mine", 404],
])("%s is answered with %i", async (path, status) => {
  writeFileSync(join(outside, "secret.yaml"), "extends: policy\n");
  const answer = await ask(path.replace("TOKEN", root()));
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain("root:");
  rmSync(join(outside, "secret.yaml"));
});

test("a name that leads here from elsewhere is refused, and so is a page of somebody else", async () => {
  expect((await ask(root(), { headers: { host: "evil.example" } })).status).toBe(403);
  const foreign = { method: "POST", headers: { origin: "http://evil.example" }, body: moved };
  expect((await ask(`${root()}save/kaya/mine`, foreign)).status).toBe(403);
  expect((await ask(`${root()}save/kaya/mine`, { method: "POST", body: moved })).status).toBe(403);
  expect(existsSync(join(folder, "scenarios/kaya/mine.yaml"))).toBe(false);
});

test("what is moved is saved into the folder, over what pages wrote alone, and never outside of it", async () => {
  const save = (path: string, body: string) =>
    ask(`${root()}save/${path}`, { method: "POST", headers: origin(), body });
  expect(await save("kaya/mine", moved)).toEqual({ status: 200, text: "scenarios/kaya/mine.yaml\n" });
  expect(readFileSync(join(folder, "scenarios/kaya/mine.yaml"), "utf8")).toBe(moved);
  expect((await save("kaya/mine", moved)).status).toBe(200);
  expect((await save("kaya/own", moved)).status).toBe(409);
  expect((await save("kaya/policy", moved)).status).toBe(409);
  expect((await save("kaya/broken", "extends: policy\nlever: {}\n")).text).toContain("scenarios/kaya/broken.yaml:2:1");
  expect((await save("huzhou/mine", moved)).status).toBeGreaterThan(400);
  expect((await save("kaya/..%2fmine", moved)).status).toBe(404);
  expect((await save("kaya/long", "#".repeat(1_100_000))).status).toBe(413);
  expect(existsSync(join(outside, "mine.yaml"))).toBe(false);
  expect(existsSync(join(folder, "scenarios/kaya/broken.yaml"))).toBe(false);
});
