/** An environment that suffices, for tests of parts that read it. Nothing listens at these addresses. */
export const environment = {
  NODE_ENV: "test",
  SUPABASE_URL: "http://127.0.0.1:54321",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_of_a_unit_test",
  SUPABASE_SECRET_KEY: "sb_secret_of_a_unit_test_only",
  DATABASE_URL: "postgresql://postgres:postgres@127.0.0.1:54322/postgres",
  SITE_URL: "http://localhost:3000",
  CORS_ORIGINS: "https://friend.example",
  LOG_LEVEL: "silent",
};

/** Puts it in place of the process's own. Call it before anything reads the environment. */
export function setEnvironment(changes: Partial<typeof environment> = {}): void {
  Object.assign(process.env, environment, changes);
}
