import { parseArgs } from "node:util";
import { runCommand } from "./command.ts";
import { type Stack, startStack } from "./stack/stack.ts";
import { StartError } from "./start-error.ts";
import { printStep, printTable } from "./terminal.ts";

const usage = `The embedded Supabase: Postgres 17, REST, Auth and a mailbox in one process.

  npm run supabase -- [options]

  --project DIR    the folder that holds supabase/ (default: this one)
  --port N         API port (default: config.toml, 54321); mailbox and SMTP follow at +3 and +4
  --db-port N      Postgres port (default: config.toml, 54322)
  --data-dir DIR   where database and keys are kept (default: <project>/.plinth)
  --ephemeral      keep nothing; any free ports unless --port is given
  --demo-keys      the Supabase CLI's public demo keys and JWT secret
  --quiet          print nothing but errors
  --help           this text
`;

export type SupabaseFlags = {
  projectDir: string;
  port?: number;
  dbPort?: number;
  dataDir?: string;
  ephemeral: boolean;
  demoKeys: boolean;
  quiet: boolean;
  help: boolean;
};

/**
 * Reads `npm run supabase` options.
 * @throws {StartError} naming the option that is unknown or out of bounds
 */
export function parseFlags(args: string[]): SupabaseFlags {
  const values = parseOptions(args);
  if (values.ephemeral && values["data-dir"]) {
    throw new StartError(
      "--ephemeral keeps nothing, so it cannot be combined with --data-dir. Leave one of them out.",
    );
  }
  return {
    projectDir: values.project ?? process.cwd(),
    port: portOf("--port", values.port),
    dbPort: portOf("--db-port", values["db-port"]),
    dataDir: values["data-dir"],
    ephemeral: values.ephemeral ?? false,
    demoKeys: values["demo-keys"] ?? false,
    quiet: values.quiet ?? false,
    help: values.help ?? false,
  };
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        project: { type: "string" },
        port: { type: "string" },
        "db-port": { type: "string" },
        "data-dir": { type: "string" },
        ephemeral: { type: "boolean" },
        "demo-keys": { type: "boolean" },
        quiet: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new StartError(
      `${(error as Error).message.split(". ")[0]}. Run "npm run supabase -- --help" for the options.`,
    );
  }
}

/** @throws {StartError} unless the value is a whole number from 1024 to 65530, so that the derived ports exist */
export function portOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1024 && port <= 65530) return port;
  throw new StartError(`${flag} takes a whole number from 1024 to 65530, not "${value}".`);
}

/** The rows that `supabase status` shows. */
export function statusRows(stack: Stack): [string, string][] {
  return [
    ["API URL", stack.apiUrl],
    ["DB URL", stack.dbUrl],
    ["Mailbox", stack.mailUrl],
    ["SMTP", stack.smtpUrl],
    ["Publishable key", stack.keys.publishableKey],
    ["Secret key", stack.keys.secretKey],
  ];
}

if (import.meta.main) {
  await runCommand(async (aborted) => {
    const flags = parseFlags(process.argv.slice(2));
    if (flags.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    const stack = await startStack({ ...flags, onStep: flags.quiet ? undefined : printStep, aborted });
    if (!flags.quiet) printTable(statusRows(stack));
    return stack;
  });
}
