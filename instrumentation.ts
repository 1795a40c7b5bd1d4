/** Runs once before the server takes requests. The condition keeps Node's own APIs out of the edge bundle. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { requireEnv } = await import("#lib/require-env.ts");
    requireEnv();
    const { notePeers } = await import("#lib/limits/peer.ts");
    notePeers();
    const { noteResponses } = await import("#lib/events/node-response.ts");
    noteResponses();
    const { startJobs } = await import("#lib/jobs/start.ts");
    await startJobs();
  }
}
