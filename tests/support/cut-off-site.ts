import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { inject } from "vitest";
import { startNext } from "../../local/app/next.ts";
import { freePort } from "../../local/postgres/ports.ts";

/** A site on the stack of all tests whose own way to Postgres can be cut. Supabase stays where it is. */
export type CutOffSite = { siteUrl: string; cutDatabase: () => void; stop: () => Promise<void> };

export async function startCutOffSite(): Promise<CutOffSite> {
  const { supabaseUrl, publishableKey, secretKey, databaseUrl } = inject("stack");
  const way = await openWay(databaseUrl);
  const port = await freePort();
  const env = {
    SUPABASE_URL: supabaseUrl,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
    DATABASE_URL: way.url,
    SITE_URL: `http://localhost:${port}`,
    TRUSTED_PROXIES: "127.0.0.1",
    JOBS: "off",
    LOG_LEVEL: "warn",
  };
  const app = await startNext({ mode: "start", projectDir: process.cwd(), port, env });
  const stop = async () => {
    await app.stop();
    way.cut();
  };
  return { siteUrl: app.siteUrl, cutDatabase: way.cut, stop };
}

/** A port that leads to a database until it is cut: then nobody listens there. */
async function openWay(databaseUrl: string): Promise<{ url: string; cut: () => void }> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {}).on("close", () => to.destroy());
      from.pipe(to);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: url.href, cut };
}
