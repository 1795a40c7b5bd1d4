import { Logger } from "graphile-worker";
import { log } from "../observability/log.ts";
import { redacted } from "../observability/redacted.ts";

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** Graphile Worker's own messages, in the server's log. Its details hold payloads and errors: they stay out. */
export const workerLogger = new Logger((scope) => (level, message) => {
  const { taskIdentifier, jobId } = scope;
  log()[levels[level as keyof typeof levels] ?? "debug"](
    { taskIdentifier, jobId },
    `jobs: ${redacted(message)}`,
  );
});
