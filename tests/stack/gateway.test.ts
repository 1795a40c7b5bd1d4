import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { createGateway } from "../../local/gateway/gateway.ts";
import { createProjectKeys } from "../../local/keys/project-keys.ts";
import type { Service } from "../../local/stack/service.ts";

const keys = await createProjectKeys(false);
const echo: Service = {
  fetch: async (request) => {
    const { pathname, search } = new URL(request.url);
    const authorization = request.headers.get("authorization");
    const body = await request.text();
    const forwardedFor = request.headers.get("sb-forwarded-for");
    return Response.json({
      method: request.method,
      path: pathname + search,
      authorization,
      forwardedFor,
      body,
    });
  },
  close: async () => {},
};
const gateway = createGateway(keys, { "/rest/v1": echo });
const call = async (path: string, init?: RequestInit) => {
  const response = await gateway(new Request(`http://127.0.0.1:54321${path}`, init));
  return { status: response.status, headers: response.headers, body: await response.json() };
};

test("a service sees its own path, and the query without the key", async () => {
  const { body } = await call("/rest/v1/posts?select=id&apikey=x.y.z&limit=1");
  expect(body.path).toBe("/posts?select=id&limit=1");
});

test.each([
  ["the publishable key", { apikey: keys.publishableKey }, keys.anonKey],
  ["the secret key", { apikey: keys.secretKey }, keys.serviceRoleKey],
  ["a publishable key as bearer", { authorization: `Bearer ${keys.publishableKey}` }, keys.anonKey],
  ["a legacy JWT key", { apikey: keys.anonKey }, keys.anonKey],
  [
    "a user's token, whatever the apikey",
    { apikey: keys.secretKey, authorization: "Bearer user.token.x" },
    "user.token.x",
  ],
  [
    "an sb_ bearer before the apikey",
    { apikey: keys.publishableKey, authorization: `Bearer ${keys.secretKey}` },
    keys.serviceRoleKey,
  ],
])("%s reaches the service as its role's token", async (_name, headers, token) => {
  const { body } = await call("/rest/v1/posts", { headers: headers as Record<string, string> });
  expect(body.authorization).toBe(`Bearer ${token}`);
});

test.each([
  [{ apikey: keys.secretKey }, "203.0.113.7"],
  [{ apikey: keys.secretKey, authorization: "Bearer user.token.x" }, "203.0.113.7"],
  [{ apikey: keys.publishableKey }, null],
  [{ apikey: keys.publishableKey, authorization: `Bearer ${keys.secretKey}` }, null],
  [{}, null],
])("for whom somebody asks (with %j) is believed of the secret key alone", async (headers, told) => {
  const sent = { ...headers, "sb-forwarded-for": "203.0.113.7" } as Record<string, string>;
  expect((await call("/rest/v1/posts", { headers: sent })).body.forwardedFor).toBe(told);
});

test("no key at all is left to the service as anonymous", async () => {
  expect((await call("/rest/v1/posts")).body.authorization).toBeNull();
});

test.each(["sb_secret_guessed", "sb_publishable_other"])(
  "an unknown key (%s) is refused with 401",
  async (apikey) => {
    const { status, body } = await call("/rest/v1/posts", { headers: { apikey } });
    expect({ status, message: body.message }).toEqual({ status: 401, message: "Invalid API key" });
  },
);

test("a body passes through unread", async () => {
  const { body } = await call("/rest/v1/posts", { method: "POST", body: '{"a":1}' });
  expect(body).toMatchObject({ method: "POST", body: '{"a":1}' });
});

test("a browser's preflight is answered for every origin and header", async () => {
  const request = new Request("http://127.0.0.1:54321/rest/v1/posts", {
    method: "OPTIONS",
    headers: {
      origin: "https://app.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "apikey,prefer",
    },
  });
  const response = await gateway(request);
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-allow-headers")).toBe("apikey,prefer");
});

test("GraphQL, which is not served, says so; an unknown path is 404", async () => {
  expect((await call("/graphql/v1")).status).toBe(501);
  expect((await call("/nowhere")).status).toBe(404);
});

test("a service that throws is a 500 that tells nothing", async () => {
  const broken = createGateway(keys, {
    "/rest/v1": { ...echo, fetch: () => Promise.reject(new Error("secret detail")) },
  });
  const response = await broken(new Request("http://127.0.0.1:54321/rest/v1/x"));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret detail");
});

test("supabase-js with the publishable key arrives as anon", async () => {
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => gateway(new Request(input, init));
  const client = createClient("http://127.0.0.1:54321", keys.publishableKey, { global: { fetch } });
  const { data } = await client.from("posts").select("id");
  expect(data).toMatchObject({ path: "/posts?select=id", authorization: `Bearer ${keys.anonKey}` });
});
