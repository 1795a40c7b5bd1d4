/**
 * A server that takes files, as a process of its own, so that its event loop is nobody else's: the embedded Storage
 * behind its gateway, or a bare `node:http` handler that writes the same bytes to the same disk.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { createGateway } from "../../local/gateway/gateway.ts";
import { listen } from "../../local/gateway/listen.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { createTokens } from "../../local/keys/tokens.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { startPostgres } from "../../local/postgres/postgres.ts";
import { readStorageConfig } from "../../local/storage/config.ts";
import { createStorageService } from "../../local/storage/service.ts";

/** What a server says once it listens: files are posted below `url`, with these headers. */
export type Open = { url: string; headers: Record<string, string> };
/** What it says when it is asked how it went since the last time. */
export type Report = { eventLoopP99: number; peakRss: number };
export type Ask = "clear" | "report" | "stop";

type Server = Open & { clear: () => Promise<void>; stop: () => Promise<void> };

async function openProduct(): Promise<Server> {
  const postgres = await startPostgres();
  const keys = await createProjectKeys(false);
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}/storage/v1`;
  const service = await createStorageService({
    databaseUrl: postgres.url("supabase_storage_admin"),
    config: readStorageConfig({}),
    tokens: await createTokens(keys),
    apiUrl,
    projectDir: import.meta.dirname,
  });
  const server = await listen(createGateway(keys, { "/storage/v1": service }), port);
  const headers = { apikey: keys.secretKey };
  const json = { ...headers, "content-type": "application/json" };
  await fetch(`${apiUrl}/bucket`, { method: "POST", headers: json, body: '{"name":"bench"}' });
  return {
    url: `${apiUrl}/object/bench/`,
    headers,
    clear: async () => {
      const { status } = await fetch(`${apiUrl}/bucket/bench/empty`, { method: "POST", headers });
      if (status !== 200) throw new Error(`The bucket was not emptied: ${status}`);
    },
    stop: async () => {
      await server.close();
      await service.close();
      await postgres.stop();
    },
  };
}

async function openBare(): Promise<Server> {
  const home = await mkdtemp(join(tmpdir(), "plinth-bare-"));
  const folder = join(home, "files");
  await mkdir(folder);
  const server = createServer((request, response) => {
    const file = createWriteStream(join(folder, (request.url ?? "").slice(1)));
    pipeline(request, file).then(
      () => response.end("{}"),
      () => response.destroy(),
    );
  });
  server.listen(await freePort(), "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    clear: async () => {
      await rm(folder, { recursive: true });
      await mkdir(folder);
    },
    stop: async () => {
      server.close();
      await rm(home, { recursive: true });
    },
  };
}

const { url, headers, clear, stop } = await (process.argv[2] === "bare" ? openBare() : openProduct());
const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();

process.on("message", async (ask: Ask) => {
  if (ask === "clear") await clear();
  if (ask === "stop") await stop();
  const report: Report = {
    eventLoopP99: delays.percentile(99) / 1e6,
    peakRss: process.resourceUsage().maxRSS / 1024,
  };
  if (ask === "report") delays.reset();
  process.send?.(report, () => {
    if (ask === "stop") process.disconnect();
  });
});
process.send?.({ url, headers } satisfies Open);
