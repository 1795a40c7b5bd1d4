import { expect, test, vi } from "vitest";
import { beginLogin, endLogin } from "../../lib/limits/logins.ts";
import { log } from "../../lib/observability/log.ts";
import { freePort } from "../../local/postgres/ports.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment({ DATABASE_URL: `postgres://postgres:postgres@127.0.0.1:${await freePort()}/postgres` });

test("a try that cannot be written down is 503 with Retry-After, not a login that nobody counts", async () => {
  await expect(beginLogin("ann@people.test", "192.0.2.1")).rejects.toMatchObject({
    code: "unavailable",
    status: 503,
    headers: { "Retry-After": "5" },
  });
});

test("a try whose outcome cannot be written down is warned of, and does not undo the login", async () => {
  const warn = vi.spyOn(log(), "warn");
  await endLogin({ id: "1" }, "passed");
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ outcome: "passed" }), expect.any(String));
});
