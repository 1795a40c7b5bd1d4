import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findRunningSupabase } from "../../local/app/environment.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import { writeProject } from "../support/project.ts";

async function find(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return findRunningSupabase(await writeProject(), `http://127.0.0.1:${port}`, "", "http://localhost:3000");
}

const health = '{"name":"GoTrue","version":"v2","description":"GoTrue is a user registration API"}';
const strangers: Record<string, RequestListener> = {
  "says yes to everything": (_request, response) => response.end('{"ok":true}'),
  "knows no such page": (_request, response) => response.writeHead(404).end("<h1>Not found</h1>"),
  "wants a password": (_request, response) => response.writeHead(401).end("Unauthorized"),
  "repeats what it was asked": (request, response) => response.end(request.url),
  "hangs up": (request) => request.socket.destroy(),
  "is a Supabase with other keys": (request, response) =>
    request.url === "/auth/v1/health"
      ? response.end(health)
      : response.writeHead(401).end('{"message":"no"}'),
  "is a Supabase that dies": (request, response) =>
    request.url === "/auth/v1/health" ? response.end(health) : request.socket.destroy(),
};

test.each(Object.entries(strangers))(
  "whatever %s is not taken for this project's Supabase",
  async (_, answer) => {
    expect(await find(answer)).toBeNull();
  },
);

test("what answers as `supabase start` does, with the CLI's keys, is", async () => {
  const { publishableKey } = await createProjectKeys(true);
  const found = await find((request, response) => {
    if (request.url === "/auth/v1/health") return response.end(health);
    if (request.headers.apikey !== publishableKey) return response.writeHead(401).end();
    return response.end('{"external":{"email":true}}');
  });
  expect(found).toMatchObject({ SUPABASE_PUBLISHABLE_KEY: publishableKey });
});
