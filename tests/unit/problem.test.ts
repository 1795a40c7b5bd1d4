import { expect, test } from "vitest";
import { AppError, catalogue, type ErrorCode, unavailable, validationFailed } from "../../lib/errors.ts";
import { problemResponse, toAppError } from "../../lib/http/problem.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment();
const codes = Object.keys(catalogue) as ErrorCode[];

test.each(codes)("%s is snake_case, an error status and a title for people", (code) => {
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  expect(catalogue[code].status).toBeGreaterThanOrEqual(400);
  expect(catalogue[code].title).toMatch(/^[A-Z].+[^.]$/);
});

test.each(codes)("%s is rendered as a problem with its own status", async (code) => {
  const response = problemResponse(new AppError(code), "request-1");
  expect(response.status).toBe(catalogue[code].status);
  expect(await response.json()).toEqual({
    type: `http://localhost:3000/docs/errors#${code}`,
    title: catalogue[code].title,
    status: catalogue[code].status,
    code,
    requestId: "request-1",
  });
});

test("what nobody foresaw is a 500 that says nothing of itself and is kept for the log", async () => {
  const thrown = new TypeError("password of the database is hunter2");
  const error = toAppError(thrown);
  expect(error.cause).toBe(thrown);
  const response = problemResponse(error, "request-2");
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/hunter2|TypeError|password/);
});

test("a 500 keeps its detail to itself", async () => {
  const response = problemResponse(new AppError("internal_error", { detail: "table posts is gone" }), "r");
  expect(await response.json()).not.toHaveProperty("detail");
});

test("an outage says which service, not what it said", async () => {
  const response = problemResponse(
    unavailable("The database", new Error("connect ECONNREFUSED 10.0.0.7")),
    "r",
  );
  expect(await response.json()).toMatchObject({
    status: 503,
    code: "unavailable",
    detail: expect.stringContaining("The database"),
  });
});

test("issues and headers go out with the problem", async () => {
  const issues = [{ path: "title", code: "too_small", message: "Must not be empty" }];
  expect(await problemResponse(validationFailed(issues), "r").json()).toMatchObject({ errors: issues });
  const refused = new AppError("method_not_allowed", { headers: { Allow: "GET" } });
  expect(problemResponse(refused, "r").headers.get("allow")).toBe("GET");
});
