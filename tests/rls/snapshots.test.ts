import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { dumpSchema } from "../../scripts/schema-dump.ts";
import { openDatabase, type TestDatabase } from "./database.ts";
import { supabase } from "./supabase-cli.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openDatabase();
});

test("supabase/schema.sql is what the migrations make", async () => {
  expect(await dumpSchema(db.url)).toBe(await readFile("supabase/schema.sql", "utf8"));
});

test("lib/supabase/database.types.ts is what the migrations make", async () => {
  const types = await supabase(["gen", "types", "--schema", "public"], db.url);
  expect(types).toBe(await readFile("lib/supabase/database.types.ts", "utf8"));
});
