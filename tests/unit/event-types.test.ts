import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { eventTypes } from "../../lib/events/types.ts";

test("every type of event that a trigger writes can be named by a browser, and no other", () => {
  const migrations = globSync("supabase/migrations/*.sql").map((file) => readFileSync(file, "utf8"));
  const recording = migrations.filter((sql) => sql.includes("insert into public.events")).join("\n");
  const nouns = "post|author|comment|reactions|notifications?|subscription|order";
  const written = recording.matchAll(new RegExp(`'((?:${nouns})\\.[a-z]+)'`, "g"));
  expect([...new Set([...written].map(([, type]) => type))].toSorted()).toEqual([...eventTypes].toSorted());
});
