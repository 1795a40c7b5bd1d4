import { expect, test } from "vitest";
import { type Provenance, requireOwnSite } from "../../lib/http/csrf.ts";
import { ownOrigins } from "../../lib/http/origins.ts";

const origins = { own: ownOrigins("https://plinth.example"), allowed: new Set(["https://friend.example"]) };
const plain: Provenance = {
  method: "POST",
  origin: null,
  fetchSite: null,
  hasSession: false,
  isBearer: false,
};

function outcome(changes: Partial<Provenance>): string {
  try {
    requireOwnSite({ ...plain, ...changes }, origins);
    return "passes";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const own = "https://plinth.example";
const friend = "https://friend.example";
const foreign = "https://evil.example";

test.each<[string, Partial<Provenance>, string]>([
  ["neither a cookie nor an Origin", {}, "passes"],
  ["our own Origin without a cookie", { origin: own }, "passes"],
  ["our own Origin with a cookie", { origin: own, hasSession: true }, "passes"],
  ["a cookie and Sec-Fetch-Site: same-origin", { fetchSite: "same-origin", hasSession: true }, "passes"],
  ["a cookie and nothing else", { hasSession: true }, "csrf"],
  ["a cookie and Sec-Fetch-Site: same-site", { fetchSite: "same-site", hasSession: true }, "csrf"],
  ["a cookie and Sec-Fetch-Site: none", { fetchSite: "none", hasSession: true }, "csrf"],
  ["a foreign Origin with a cookie", { origin: foreign, hasSession: true }, "csrf"],
  ["a foreign Origin without a cookie", { origin: foreign }, "csrf"],
  ["a foreign Origin that claims to be same-origin", { origin: foreign, fetchSite: "same-origin" }, "csrf"],
  ["the opaque Origin null", { origin: "null" }, "csrf"],
  ["our host with another scheme", { origin: "http://plinth.example" }, "csrf"],
  ["our host as the prefix of another", { origin: "https://plinth.example.evil.example" }, "csrf"],
  ["a listed Origin without a cookie", { origin: friend }, "passes"],
  ["a listed Origin with a cookie", { origin: friend, hasSession: true }, "csrf"],
  ["a bearer token from anywhere", { origin: foreign, isBearer: true, hasSession: true }, "passes"],
])("a POST with %s: %s → %s", (_name, changes, expected) => {
  expect(outcome(changes)).toBe(expected);
});

test.each(["GET", "HEAD", "OPTIONS"])("%s passes from anywhere", (method) => {
  expect(outcome({ method, origin: foreign, hasSession: true })).toBe("passes");
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s with a cookie alone does not", (method) => {
  expect(outcome({ method, hasSession: true })).toBe("csrf");
});

test("on one machine localhost and 127.0.0.1 are one site, other ports are not", () => {
  const own = ownOrigins("http://localhost:3000");
  expect(own.has("http://127.0.0.1:3000")).toBe(true);
  expect(own.has("http://localhost:3001")).toBe(false);
  expect(own.has("https://localhost:3000")).toBe(false);
});
