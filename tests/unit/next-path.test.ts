import { expect, test } from "vitest";
import { sameSitePath } from "../../lib/auth/next-path.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment({ SITE_URL: "https://plinth.example" });

test.each([
  ["/settings", "/settings"],
  ["/search?q=a#b", "/search?q=a#b"],
  ["https://plinth.example/write", "/write"],
  ["write", "/write"],
  ["https://plinth.example//evil.example", "/evil.example"],
])("%j leads to %j", (next, path) => {
  expect(sameSitePath(next, "/")).toBe(path);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "\n//evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://plinth.example@evil.example/",
  "https://plinth.example.evil.example/",
  "http://plinth.example/",
  "https://plinth.example:8443/",
  "http://[",
  undefined,
])("%j leads nowhere", (next) => {
  expect(sameSitePath(next, "/home")).toBe("/home");
});
