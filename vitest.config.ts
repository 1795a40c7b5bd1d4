import { defineConfig } from "vitest/config";

/**
 * Three projects. `parts` starts what each file needs by itself. `database` runs against one Postgres with the
 * migrations applied, of which each file gets a copy. `app` runs against one whole stack: embedded
 * Supabase, migrations, seed and a production build of the app, started once for all its files.
 */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: "parts",
          include: ["tests/{unit,conformance,stack}/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/{rls,faults}/**/*.test.ts"],
          exclude: ["tests/faults/crash.test.ts"],
          globalSetup: ["tests/rls/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "app",
          include: ["tests/{http,browser}/**/*.test.ts", "tests/faults/crash.test.ts"],
          globalSetup: ["tests/support/global-setup.ts"],
        },
      },
    ],
  },
});
