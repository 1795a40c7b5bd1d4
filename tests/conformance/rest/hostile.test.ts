import { once } from "node:events";
import { connect } from "node:net";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../local/postgres/ports.ts";
import { type Observatory, openObservatory } from "./observatory.ts";

let at: Observatory;
beforeAll(async () => {
  at = await openObservatory();
});
afterAll(() => at.close());

const nest = (depth: number, open: string, core: string, close: string) =>
  open.repeat(depth) + core + close.repeat(depth);

const queries: [string, string][] = [
  ["embeds a thousand deep", `select=${nest(1000, "sightings(", "id", ")")}`],
  ["embeds a hundred thousand deep", `select=${nest(100_000, "a(", "id", ")")}`],
  ["logic a thousand deep", `or=${nest(1000, "(and", "(id.eq.1,id.eq.1)", ")")}`],
  ["logic a hundred thousand deep", `or=${nest(100_000, "(and", "(id.eq.1)", ")")}`],
  ["a nul in a value", "slug=eq.%00"],
  ["a nul in a name", "sl%00ug=eq.1"],
  ["a nul in a select", "select=id,%00"],
  ["a nul in a quoted alias", 'select="a%00b":id'],
  ["a cast that is not one", "select=id::int);drop table sites"],
  ["a cast to nothing known", "select=id::no_such_type"],
  ["a cast with another query behind it", "select=id::int from vault union select 1"],
  ["a quote in a name", "select=id';--"],
  ["a name longer than any", `select=${"x".repeat(5000)}`],
  ["a number longer than any", `id=eq.${"9".repeat(5000)}`],
  ["a pattern that is none", "slug=match.(("],
  ["a text query that is none", "slug=fts.%26%26%26"],
  ["an offset beyond numbers", "offset=999999999999999999999999"],
  ["an index beyond numbers", "select=notes->99999999999999999999"],
  ["a lone surrogate", "slug=eq.%ED%A0%80"],
  ["half an escape", "slug=%E0%A4%A"],
  ["an order by a number", "order=1"],
  ["seventy thousand parameters", Array.from({ length: 70_000 }, () => "id=eq.1").join("&")],
];

for (const [what, query] of queries) {
  test(`${what} is answered, and not with a 5xx`, async () => {
    const { status, text } = await at.send("GET", `/sites?${query}`);
    expect(status).toBeLessThan(500);
    if (status >= 400)
      expect(JSON.parse(text)).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });
}

test("a list of fifty thousand values is only a long list", async () => {
  const { status, json } = await at.send(
    "GET",
    `/sites?select=id&id=in.(${Array.from({ length: 50_000 }, (_, i) => i + 1)})`,
  );
  expect([status, json.length]).toEqual([200, 3]);
});

test("identifiers cannot leave their quotes", async () => {
  await at.sql('create table public."x""; drop table public.sites; --" (id int)');
  const { status, json } = await at.send("GET", `/${encodeURIComponent('x"; drop table public.sites; --')}`);
  expect([status, json]).toEqual([200, []]);
  const column = await at.send("POST", "/sites", { body: { 'slug") values (1); --': 1 } });
  expect([column.status, column.json.code]).toEqual([400, "PGRST204"]);
  expect((await at.send("GET", "/sites?select=id&limit=1")).status).toBe(200);
});

const bodies: [string, string][] = [
  ["JSON a hundred thousand deep", nest(100_000, "[", "", "]")],
  ["an object a hundred thousand deep", `{"notes":${nest(100_000, "[", "", "]")}}`],
  ["a nul written as an escape", '{"slug":"a\\u0000b"}'],
  ["a lone surrogate written as an escape", '{"notes":"\\ud800"}'],
  ["a key like a prototype", '{"__proto__":{"slug":"x"}}'],
  ["a number beyond any column", `{"height":${"9".repeat(400)}}`],
  ["a list of lists", "[[1],[2]]"],
  ["a list of nothing", "[null]"],
  ["a bare text", '"text"'],
];

for (const [what, body] of bodies) {
  test(`a body that is ${what} is answered, and not with a 5xx`, async () => {
    for (const path of ["/sites", "/sites?columns=notes", "/rpc/echo_json", "/rpc/add_up"]) {
      const { status } = await at.send("POST", path, {
        body,
        headers: { "content-type": "application/json", prefer: "tx=rollback" },
      });
      expect([path, status < 500]).toEqual([path, true]);
    }
  });
}

test("a body beyond the limit is refused, also when it does not say its length", async () => {
  const chunk = new Uint8Array(1024 * 1024).fill(32);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < 40) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const init = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "content-type": "application/json" },
  } as RequestInit;
  const response = await at.handle(new Request("http://rest.test/sites", init));
  expect([response.status, (await response.json()).code]).toEqual([413, "PGRST102"]);
  expect(sent).toBeLessThan(40);
});

test("a body that breaks off is the client's mistake", async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error("cut")),
  });
  const init = { method: "POST", body, duplex: "half" } as RequestInit;
  const response = await at.handle(new Request("http://rest.test/sites", init));
  expect([response.status, (await response.json()).code]).toEqual([400, "PGRST102"]);
});

test("a client that leaves takes no connection and no transaction with it", async () => {
  await at.sql(
    "create function public.linger() returns void language sql volatile as 'select pg_sleep(0.3)'",
  );
  const port = await freePort();
  const server = serve({ fetch: at.handle, port, hostname: "127.0.0.1" });
  await once(server, "listening");
  const clients = Array.from({ length: 15 }, () => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /rpc/linger HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
    return socket;
  });
  const busy = async (state: string) =>
    Number(
      (
        await at.sql(
          "select count(*) from pg_stat_activity where application_name = 'plinth-rest' and state like $1",
          [state],
        )
      )[0]!.count,
    );
  await expect.poll(() => busy("active")).toBeGreaterThan(0);
  for (const socket of clients) socket.destroy();
  await expect.poll(() => busy("active"), { timeout: 10_000 }).toBe(0);
  expect(await busy("idle in transaction%")).toBe(0);
  expect((await at.send("GET", "/sites?limit=1")).status).toBe(200);
  server.close();
});

test("after all this the service still answers", async () => {
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => at.send("GET", "/sites?select=id&id=eq.1")),
  );
  expect(replies.every(({ text }) => text === '[{"id":1}]')).toBe(true);
});
