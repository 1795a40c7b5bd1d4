import { expect, test } from "vitest";
import { EnvError, readEnv } from "../../lib/env.ts";
import { environment } from "./environment.ts";

function messageFor(source: Record<string, string | undefined>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

test("every missing variable is named in one message, with the remedy", () => {
  const message = messageFor({});
  for (const name of [
    "SUPABASE_URL",
    "SUPABASE_PUBLISHABLE_KEY",
    "SUPABASE_SECRET_KEY",
    "DATABASE_URL",
    "SITE_URL",
  ]) {
    expect(message).toContain(`${name} is missing`);
  }
  expect(message).toContain("npm run dev");
});

test("a malformed variable is named with what is wrong, and its value is not printed", () => {
  const message = messageFor({
    ...environment,
    DATABASE_URL: "mysql://root:hunter2@db/x",
    SUPABASE_URL: "nonsense",
  });
  expect(message).toContain("DATABASE_URL must be a postgres:// address");
  expect(message).toContain("SUPABASE_URL must be an http:// or https:// address");
  expect(message).not.toContain("hunter2");
});

test("an empty variable counts as missing", () => {
  expect(messageFor({ ...environment, SITE_URL: "" })).toContain("SITE_URL is missing");
});

test("addresses lose their trailing slash and origins are a list", () => {
  const env = readEnv({
    ...environment,
    SUPABASE_URL: "https://x.supabase.co/",
    CORS_ORIGINS: " https://a.example , https://b.example",
  });
  expect(env.SUPABASE_URL).toBe("https://x.supabase.co");
  expect(env.CORS_ORIGINS).toEqual(["https://a.example", "https://b.example"]);
});

test("CORS_ORIGINS takes origins, not patterns or addresses with a path", () => {
  for (const CORS_ORIGINS of ["*", "https://a.example/", "a.example"]) {
    expect(messageFor({ ...environment, CORS_ORIGINS })).toContain("CORS_ORIGINS must be origins");
  }
});

test("a site in production needs https, except on the machine itself", () => {
  const production = { ...environment, NODE_ENV: "production" };
  expect(messageFor({ ...production, SITE_URL: "http://blog.example" })).toContain(
    "SITE_URL must be https://",
  );
  expect(messageFor({ ...production, SITE_URL: "http://127.0.0.1:3000" })).toBe("");
  expect(messageFor({ ...production, SITE_URL: "https://blog.example" })).toBe("");
});

test.each(["blog.example", "https://", "http:// blog", "ftp://blog.example", "::"])(
  "in production, too, SITE_URL %j is told in a sentence",
  (SITE_URL) => {
    const message = messageFor({ ...environment, NODE_ENV: "production", SITE_URL });
    expect(message).toContain("SITE_URL must be an http:// or https:// address");
  },
);

test.each([
  ["METRICS_TOKEN", "too-short", "must have at least 16 characters"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "must be an http:// or https:// address"],
  ["OTEL_TRACES_SAMPLER_ARG", "all", "must be a number"],
  ["LOG_LEVEL", "loud", "Invalid option"],
])("%s is not %s", (name, value, complaint) => {
  expect(messageFor({ ...environment, [name]: value })).toContain(`${name} ${complaint}`);
});
