import { expect, onTestFinished, test, vi } from "vitest";
import { isThere } from "../../local/processes.ts";
import { EventStream } from "../support/event-stream.ts";
import { startLiveStack } from "./live-stack.ts";

vi.setConfig({ testTimeout: 300_000 });

test("a server that is stopped sends its clients away, to come back at different moments, and ends", async () => {
  const stack = await startLiveStack();
  const open = async (isDeaf: boolean) => {
    const options = { siteUrl: stack.siteUrl, isDeaf };
    const stream = new EventStream("/api/events/stream?topics=posts", options);
    onTestFinished(() => stream.close());
    return stream.until(({ status, lastEventId }) => status === 200 && (isDeaf || lastEventId !== ""));
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const streams = await Promise.all(Array.from({ length: 10 }, () => open(false)));
    await open(true);
    const pid = await stack.appPid();
    process.kill(pid, signal);
    for (const stream of streams) {
      await stream.until(({ hasEnded, text }) => hasEnded && /\nretry: \d+\n\n$/.test(text));
    }
    expect(new Set(streams.map(({ retry }) => retry)).size).toBeGreaterThan(1);
    await vi.waitUntil(() => !isThere(pid), { timeout: 15_000 });
    await stack.startApp();
  }
});
