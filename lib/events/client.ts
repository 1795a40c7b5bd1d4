import { eventTypes, type HeardType, noticeTypes } from "./types.ts";

export type Heard = { type: HeardType; id: string; data: Record<string, unknown> };

/** Part of a page that wants to hear of topics, from the event on that it was made after. */
export type Listener = { topics: readonly string[]; since: string | undefined; hear: (heard: Heard) => void };

const listeners = new Set<Listener>();
let [source, address]: [EventSource | undefined, string] = [undefined, ""];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Listens until the returned function is called. All parts of a page share one stream, which rests while nobody looks
 * at the window and goes on afterwards from where it was. A server that refuses it is asked again later.
 */
export function listen(listener: Listener): () => void {
  document.addEventListener("visibilitychange", planned); // adding it again changes nothing
  listeners.add(listener);
  planned();
  return () => {
    listeners.delete(listener);
    planned();
  };
}

const planned = () => plan(150); // who only passes through opens no stream

function plan(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(connect, ms);
}

function connect(): void {
  const topics = document.hidden ? [] : [...new Set([...listeners].flatMap((one) => one.topics))].sort();
  const wanted = topics.length === 0 ? "" : `/api/events/stream?topics=${topics.join()}`;
  if (wanted === address && source?.readyState !== EventSource.CLOSED) return;
  source?.close();
  source = undefined;
  address = wanted;
  if (wanted === "") return;
  const known = [...listeners].flatMap(({ since }) => since ?? []);
  const from = known.toSorted((a, b) => (isNewer(a, b) ? 1 : -1))[0];
  source = new EventSource(from ? `${wanted}&lastEventId=${from}` : wanted);
  for (const type of [...eventTypes, ...noticeTypes]) source.addEventListener(type, heard);
  source.onerror = () => source?.readyState === EventSource.CLOSED && plan(20_000 + Math.random() * 20_000);
}

function heard({ type, data, lastEventId }: MessageEvent<string>): void {
  const isNotice = noticeTypes.some((notice) => notice === type);
  for (const one of listeners) {
    if (!isNotice && one.since && !isNewer(lastEventId, one.since)) continue; // the page had it already
    if (!isNotice) one.since = lastEventId;
    one.hear({ type: type as HeardType, id: lastEventId, data: JSON.parse(data) });
  }
}

function isNewer(a: string, b: string): boolean {
  const [[aTx = 0, aId = 0], [bTx = 0, bId = 0]] = [a.split("-").map(Number), b.split("-").map(Number)];
  return aTx > bTx || (aTx === bTx && aId > bId);
}
