import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, expect, inject, test } from "vitest";
import { newPerson, newPost, type Person, stranger } from "../support/people.ts";

// biome-ignore lint/suspicious/noExplicitAny: the document as it came
let document: any;
let person: Person;
let post: { id: string; slug: string };
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);

beforeAll(async () => {
  const { status, body } = await stranger().get("/api/openapi.json");
  expect(status).toBe(200);
  document = body;
  ajv.addSchema(document, "document");
  person = await newPerson({ role: "admin" });
  post = await newPost(person);
});

test("the document says where this very server is reached", () => {
  const { siteUrl } = inject("stack");
  expect(document).toMatchObject({
    openapi: "3.1.0",
    servers: [{ url: siteUrl }],
    info: { title: "Plinth" },
  });
  expect(document.components.examples.not_found.value.type).toBe(`${siteUrl}/docs/errors#not_found`);
});

/** What is wrong with an answer under what the document says of it; null when nothing is. */
function faultOf(name: string, status: number, body: unknown): string | null {
  const [method = "", path = ""] = name.split(" ");
  const answer = document.paths[path][method.toLowerCase()].responses[status];
  if (!answer) return `${name} does not say ${status}`;
  const [type] = Object.keys(answer.content ?? {});
  if (!type) return body === undefined ? null : `${name} ${status} has a body`;
  const pointer = [
    "paths",
    path,
    method.toLowerCase(),
    "responses",
    String(status),
    "content",
    type,
    "schema",
  ];
  const fragment = pointer.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
  const validate = ajv.compile({ $ref: `document#/${fragment.join("/")}` });
  return validate(body) ? null : `${name} ${status}: ${ajv.errorsText(validate.errors)}`;
}

const reads: [name: string, address: () => string][] = [
  ["GET /api/health", () => "/api/health"],
  ["GET /api/health/ready", () => "/api/health/ready"],
  ["GET /api/openapi.json", () => "/api/openapi.json"],
  ["GET /api/auth/session", () => "/api/auth/session"],
  ["GET /api/posts", () => "/api/posts?limit=2"],
  ["GET /api/posts", () => "/api/posts?limit=2&page=1"],
  ["GET /api/posts", () => "/api/posts?q=the"],
  ["GET /api/posts/{id}", () => `/api/posts/${post.slug}`],
  ["GET /api/posts/{id}/comments", () => `/api/posts/${post.id}/comments`],
  ["GET /api/posts/{id}/reactions", () => `/api/posts/${post.id}/reactions`],
  ["GET /api/users", () => "/api/users"],
  ["GET /api/users/{id}", () => `/api/users/${person.username}`],
  ["GET /api/events", () => "/api/events?topics=posts"],
  ["GET /api/billing/catalogue", () => "/api/billing/catalogue"],
  ["GET /api/billing/subscription", () => "/api/billing/subscription"],
  ["GET /api/orders", () => "/api/orders"],
  ["GET /api/notifications", () => "/api/notifications"],
  ["GET /api/admin/jobs", () => "/api/admin/jobs"],
  ["GET /api/admin/stripe-events", () => "/api/admin/stripe-events"],
];

test.each(reads)("%s answers what it says, to whoever may and to nobody", async (name, address) => {
  const { status, body, headers } = await person.get(address());
  expect(status).toBe(200);
  expect(faultOf(name, status, body)).toBeNull();
  const said = document.paths[name.slice(4)].get.responses[200].headers;
  for (const header of Object.keys(said)) {
    if (header !== "Link" || body.pagination.nextCursor !== null)
      expect(headers.has(header), header).toBe(true);
  }
  const other = await stranger().get(address());
  expect(faultOf(name, other.status, other.body)).toBeNull();
});

test("a fault would be found", async () => {
  const { body } = await stranger().get(`/api/posts/${post.id}`);
  expect(faultOf("GET /api/posts/{id}", 200, { ...body, id: 1 })).toMatch(/must be string/);
  expect(faultOf("GET /api/posts/{id}", 418, body)).toMatch(/does not say 418/);
});

test("a problem's type leads to the place where its code is explained", async () => {
  const { body } = await stranger().get("/api/posts/no-such-post");
  const { pathname, hash } = new URL(body.type);
  const page = await stranger().get(pathname);
  expect(page.status).toBe(200);
  expect(page.body).toContain(`id="${hash.slice(1)}"`);
});

test("every code is explained on that page, and every operation on that of its part", async () => {
  const errors = (await stranger().get("/docs/errors")).body;
  for (const { code } of document["x-errors"]) expect(errors).toContain(`<section id="${code}"`);
  for (const { name } of document.tags) {
    const page = await stranger().get(`/docs/api/${name}`);
    expect(page.status, name).toBe(200);
    for (const item of Object.values<Record<string, { tags: string[]; operationId: string }>>(
      document.paths,
    )) {
      for (const { tags, operationId } of Object.values(item)) {
        expect(page.body.includes(`<section id="${operationId}"`), operationId).toBe(tags.includes(name));
      }
    }
  }
  expect((await stranger().get("/docs/api/no-such-part")).status).toBe(404);
});
