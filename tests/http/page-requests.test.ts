import { request } from "node:http";
import { beforeAll, expect, inject, test } from "vitest";
import { newPerson, type Person, stranger } from "../support/people.ts";

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

const boundary = "----a-boundary";
const multipart = { "content-type": `multipart/form-data; boundary=${boundary}` };
const part = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const form = `${part("$ACTION_ID_00", "")}${part("email", "ann@people.test")}--${boundary}--\r\n`;

test.each(["https://evil.example", "null", "http://localhost:1", "https://friend.example", "%%"])(
  "a form that comes from %s is refused, with a session or without",
  async (origin) => {
    for (const client of [stranger(), person]) {
      const headers = { ...multipart, origin };
      const answer = await client.post("/login", undefined, { raw: form, headers });
      expect(answer).toMatchObject({ status: 403, body: { code: "csrf" } });
      const action = await client.post("/login", undefined, {
        raw: "[]",
        headers: { "next-action": "00", "content-type": "text/plain;charset=UTF-8", origin },
      });
      expect(action).toMatchObject({ status: 403, body: { code: "csrf" } });
    }
  },
);

const malformed: [string, string, Record<string, string>][] = [
  ["without a boundary", form, { "content-type": "multipart/form-data" }],
  ["with an empty boundary", form, { "content-type": "multipart/form-data; boundary=" }],
  ["that is cut off", form.slice(0, -30), multipart],
  ["of another boundary", form, { "content-type": "multipart/form-data; boundary=other" }],
  ["of nothing", "", multipart],
  ["of noise", "\u0000\u0001noise", multipart],
  ["with a part without a name", `--${boundary}\r\n\r\nvalue\r\n--${boundary}--\r\n`, multipart],
  [
    "with a broken header",
    `--${boundary}\r\nContent-Disposition\r\n\r\nvalue\r\n--${boundary}--\r\n`,
    multipart,
  ],
  ["of another multipart type", form, { "content-type": `multipart/mixed; boundary=${boundary}` }],
];

test.each(malformed)("a form %s is 400", async (_name, raw, headers) => {
  const answer = await person.post("/login", undefined, { raw, headers });
  expect(answer).toMatchObject({ status: 400, body: { code: "invalid_form" } });
});

const strange: [string, string, Record<string, string>][] = [
  ["that names no action", `${part("email", "x")}--${boundary}--\r\n`, multipart],
  ["of an unknown action", form, multipart],
  ["of an action that is no name", `${part("$ACTION_ID_../x", "")}--${boundary}--\r\n`, multipart],
  [
    "with a bound action of noise",
    `${part("$ACTION_REF_1", "")}${part("$ACTION_1:0", "{")}--${boundary}--\r\n`,
    multipart,
  ],
  ["that is URL-encoded", "email=x", { "content-type": "application/x-www-form-urlencoded" }],
  ["that is JSON", "{}", { "content-type": "application/json" }],
  ["of an unknown type", "x", { "content-type": "x/y" }],
  [
    "of an unknown action by script",
    "[]",
    { "next-action": "00", "content-type": "text/plain;charset=UTF-8" },
  ],
  [
    "of noise by script",
    "\u0000[",
    { "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" },
  ],
];

test.each(strange)("a form %s is not our failure", async (_name, raw, headers) => {
  const answer = await person.post("/login", undefined, { raw, headers });
  expect(answer.status).toBeLessThan(500);
});

test("a page is read or sent a form, nothing else", async () => {
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
    const answer = await person.send(method, "/login");
    expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
  }
});

/** fetch refuses to send TRACE itself. */
function trace(
  path: string,
  method = "TRACE",
): Promise<{ status: number; type: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(path, inject("stack").siteUrl), { method }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"], text });
    });
    asking.on("error", reject).end();
  });
}

test.each(["/", "/login", "/api/posts", "/api/health", "/api/nowhere", "/nowhere"])(
  "TRACE %s is a method that is not served",
  async (path) => {
    const answer = await trace(path);
    expect(answer).toMatchObject({ status: 405, type: "application/problem+json" });
    expect(JSON.parse(answer.text)).toMatchObject({ code: "method_not_allowed" });
  },
);

test("whoever sends our own mark of such a request gets no further by it", async () => {
  const answer = await stranger().get("/api/health", { headers: { "x-unknown-method": "true" } });
  expect(answer.status).toBe(200);
});
