import { expect } from "vitest";

type Kind = "page" | "data" | "outage" | "picture";

/** Without any of these a browser would run what it should not, whatever else a policy says. */
const lax = /unsafe-inline|unsafe-eval|unsafe-hashes|(?:script|default)-src[^;]*(?:\*|https?:|data:|blob:)/;

const policies: Record<Kind, RegExp> = {
  page: /^default-src 'self'; script-src 'self' 'nonce-[\w-]{36}' 'strict-dynamic'; style-src 'self'; /,
  data: /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  outage: /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; .*frame-ancestors 'none'$/,
  picture: /^default-src 'none'; /,
};

/** Holds an answer against what every one must tell a browser. */
export function expectSecurityHeaders(headers: Headers, kind: Kind): void {
  const told = (name: string) => headers.get(name);
  const policy = told("content-security-policy") ?? "";
  expect(policy).toMatch(policies[kind]);
  expect(policy).not.toMatch(lax);
  expect(policy).toContain("frame-ancestors 'none'");
  expect({
    "x-content-type-options": told("x-content-type-options"),
    "x-frame-options": told("x-frame-options"),
    "referrer-policy": told("referrer-policy"),
    "permissions-policy": told("permissions-policy"),
    "cross-origin-opener-policy": told("cross-origin-opener-policy"),
    "cross-origin-resource-policy": told("cross-origin-resource-policy"),
    "origin-agent-cluster": told("origin-agent-cluster"),
    "x-powered-by": told("x-powered-by"),
    server: told("server"),
  }).toEqual({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": expect.stringContaining(
      "camera=(), display-capture=(), geolocation=(), microphone=()",
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": kind === "picture" ? "cross-origin" : "same-origin",
    "origin-agent-cluster": "?1",
    "x-powered-by": null,
    server: null,
  });
}
