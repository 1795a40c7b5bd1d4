import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../local/postgres/postgres.ts";
import { superuser } from "../../local/postgres/server.ts";
import { supabase } from "./supabase-cli.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Connects as the cluster's superuser to its maintenance database, which no test uses. */
    maintenanceUrl: string;
  }
}

/** The database that holds the migrations and no rows. Never connected to, so that it can be copied any time. */
export const templateName = "migrated";

/** Starts one throw-away Postgres for all files of this folder and applies the migrations to a template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  try {
    const maintenanceUrl = postgres.url(superuser).replace(/\/postgres$/, "/template1");
    const client = new Client({ connectionString: maintenanceUrl });
    await client.connect();
    await client.query(`create database ${templateName} template postgres owner postgres`);
    await client.end();
    await supabase(["migration", "up"], postgres.url("postgres").replace(/\/postgres$/, `/${templateName}`));
    project.provide("maintenanceUrl", maintenanceUrl);
    return postgres.stop;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
