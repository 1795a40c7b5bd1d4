import { log } from "../observability/log.ts";
import { asService } from "../supabase/clients.ts";

type UpstreamHandlers = {
  /** a transaction has written events */
  onWake: (txid: bigint) => void;
  /** somebody came to a post on another server, or left it */
  onReaders: (said: { server?: unknown; topics?: unknown }) => void;
  /** Realtime is there, or is there again: what was said meanwhile is lost */
  onJoined: () => void;
};

export type Upstream = { readonly isJoined: boolean };

/** Listens to the one private channel that says that there is something to read. It comes back by itself. */
export function openUpstream({ onWake, onReaders, onJoined }: UpstreamHandlers): Upstream {
  let isJoined = false;
  asService()
    .channel("outbox", { config: { private: true } })
    .on("broadcast", { event: "wake" }, ({ payload }: { payload?: { txid?: unknown } }) => {
      const txid = String(payload?.txid ?? "");
      if (/^\d{1,19}$/.test(txid)) onWake(BigInt(txid));
    })
    .on("broadcast", { event: "readers" }, ({ payload }: { payload?: object }) => onReaders(payload ?? {}))
    .subscribe((status, error) => {
      const wasJoined = isJoined;
      isJoined = status === "SUBSCRIBED";
      if (isJoined) onJoined();
      if (wasJoined !== isJoined) log().info({ status, err: error }, "streams: realtime");
    });
  return {
    get isJoined() {
      return isJoined;
    },
  };
}
