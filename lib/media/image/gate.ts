import { AppError } from "../../errors.ts";

const maxWaiting = 40;

type Gate = { busy: boolean; waiting: (() => void)[] };

/** Of the process and not of the module: a server may hold a module more than once, and memory only once. */
const shared = globalThis as { plinthPictureGate?: Gate };

function gate(): Gate {
  shared.plinthPictureGate ??= { busy: false, waiting: [] };
  return shared.plinthPictureGate;
}

/**
 * Works on one picture at a time, in the order in which they came: what a process needs for pictures is what one of
 * them needs, however many are sent.
 * @throws {AppError} unavailable when too many wait already
 */
export async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const line = gate();
  if (line.waiting.length >= maxWaiting) throw tooBusy();
  if (line.busy) await new Promise<void>((go) => line.waiting.push(go));
  line.busy = true;
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    if (next) next();
    else line.busy = false;
  }
}

const tooBusy = () =>
  new AppError("unavailable", {
    detail: "Too many pictures are being worked on. Try again in a moment.",
    headers: { "Retry-After": "10" },
  });
