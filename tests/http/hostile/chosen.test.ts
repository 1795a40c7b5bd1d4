import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../support/api-client.ts";
import { newPerson, type Person, stranger } from "../../support/people.ts";

let person: Person;
let operations: { method: string; path: string; hasBody: boolean; statuses: string[] }[];

beforeAll(async () => {
  person = await newPerson({ role: "admin" });
  const { body } = await stranger().get("/api/openapi.json");
  // biome-ignore lint/suspicious/noExplicitAny: the document as it came
  const paths = Object.entries(body.paths as Record<string, Record<string, any>>);
  operations = paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace("{id}", "0a1b2c3d-0000-4000-8000-000000000000"),
      hasBody: operation.requestBody !== undefined,
      statuses: Object.keys(operation.responses),
    })),
  );
});

function expectRefusal(answer: Answer, what: string): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
  expect(answer.headers.get("content-type"), what).toBe("application/problem+json");
}

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

const bodies: [string, string | Uint8Array<ArrayBuffer>][] = [
  ["nothing", ""],
  ["half a document", '{"title":"x'],
  ["null", "null"],
  ["a number", "1e999"],
  ["text", '"text"'],
  ["an empty list", "[]"],
  ["a list of documents", '[{"title":"Long enough"}]'],
  ["a prototype", '{"__proto__":{"title":"x"},"constructor":{"prototype":{}}}'],
  ["wrong types", '{"title":{},"content":[],"email":1,"password":true,"body":null,"kind":[],"name":{}}'],
  [
    "NUL in texts",
    '{"title":"a\\u0000bcdef","content":"\\u0000234567890","body":"\\u0000","name":"\\u0000ab"}',
  ],
  [
    "half surrogates",
    '{"title":"\\ud800abcdef","content":"\\udfff234567890","body":"\\ud800","name":"\\udfffa"}',
  ],
  ["a thousand levels", deep(1000)],
  ["a hundred thousand levels", deep(100_000)],
  ["duplicate keys", '{"title":"Long enough","title":1,"email":"a@b.c","email":[]}'],
  ["bytes that are no UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ["more than a mebibyte", `{"title":"${"x".repeat(1024 * 1024)}"}`],
];

describe.each(bodies)("a body of %s", (name, raw) => {
  test("is refused by every operation that takes one", async () => {
    for (const { method, path, hasBody } of operations) {
      if (!hasBody || (path.endsWith("/logout") && name === "nothing")) continue; // its body may be left out
      const answer = await person.send(method, path, {
        raw,
        headers: { "content-type": "application/json" },
      });
      expectRefusal(answer, `${method} ${path}`);
    }
  });
});

const segments = [
  "..%2F..%2Fetc%2Fpasswd",
  "%00",
  "'%20or%201=1--",
  "1);drop%20table%20posts;--",
  "%F0%9F%91%8D",
  "*",
  "id=eq.1",
  "a".repeat(3000),
  "null",
  "0a1b2c3d-0000-4000-8000-00000000000g",
];

test("a path that names nothing is 404, whatever is in it", async () => {
  const places = ["/api/posts/:", "/api/posts/:/comments", "/api/posts/:/reactions", "/api/users/:"];
  for (const place of places) {
    for (const segment of segments) {
      const path = place.replace(":", segment);
      expect(await person.get(path), path).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  }
});

const values = [
  "%00",
  "%FF",
  "'",
  "\\",
  "*",
  "%25",
  "a%00b",
  "%ED%A0%80",
  "(,)",
  '"',
  "x".repeat(5000),
  "-1",
  "NaN",
  "1e400",
];

test("a query never makes the server fail", async () => {
  const lists = ["/api/posts", "/api/users", "/api/posts/no-such-post/comments"];
  const parameters = ["limit", "cursor", "page", "author", "status", "visibility", "q", "__proto__"];
  for (const list of lists) {
    for (const parameter of parameters) {
      for (const value of values) {
        const answer = await stranger().get(`${list}?${parameter}=${value}`);
        expect(answer.status, `${list}?${parameter}=${value}`).toBeLessThan(500);
      }
    }
  }
});

test("what a search is made of is only ever text", async () => {
  for (const q of [
    '"',
    "((",
    "a & ",
    "!",
    ":*",
    "'; drop table posts; --",
    "\\",
    "<b>",
    "or or or",
    "-",
    "%",
  ]) {
    expect(await stranger().get(`/api/posts?q=${encodeURIComponent(q)}`), q).toMatchObject({ status: 200 });
    expect(await stranger().get(`/api/users?q=${encodeURIComponent(q)}`), q).toMatchObject({ status: 200 });
  }
});

test("what an operation answers is what its description says", async () => {
  for (const { method, path, statuses } of operations) {
    const { status } = await stranger().send(method, path);
    if (status === 404) continue; // implied by every address with an id
    expect(statuses, `${method} ${path}`).toContain(String(status));
  }
});

test.each(["%", "%E0%A4%A", "%C0%AE%C0%AE", "a%ZZ"])(
  "an address with the malformed escape %j names nothing",
  async (broken) => {
    for (const path of [`/api/${broken}`, `/api/posts/${broken}`, `/api/posts/${broken}/comments`]) {
      expect(await stranger().get(path), path).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  },
);
