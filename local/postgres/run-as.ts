import { execFileSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The account that owns the cluster's files and runs its processes; empty when it is the caller's own. */
export type RunAs = { uid?: number; gid?: number };

const isRoot = process.getuid?.() === 0;

/**
 * Postgres refuses to run as root, so root hands it to `nobody`, the account every Unix already has.
 * Nothing on the host is created or changed.
 */
export const runAs: RunAs = isRoot ? { uid: idOf("-u", 65534), gid: idOf("-g", 65534) } : {};

/** Where binaries and templates are kept between runs: a folder that the cluster's account can read. */
export const cacheDir: string =
  process.env.PLINTH_CACHE_DIR ??
  (isRoot ? "/var/cache/plinth" : join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "plinth"));

/** What to do when that folder cannot be made. */
export const cacheRemedy = "Name a folder that may be written to in PLINTH_CACHE_DIR.";

/**
 * Tells whether the cluster's account could open a folder inside `dir`. A checkout under `/root` is closed to
 * `nobody`; every ancestor must let others pass.
 */
export function isReachable(dir: string): boolean {
  if (!isRoot) return true;
  for (let folder = resolve(dir); ; folder = dirname(folder)) {
    if (!passable(folder)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function passable(folder: string): boolean {
  try {
    const { mode, uid } = statSync(folder);
    return Boolean(mode & 0o001) || (uid === runAs.uid && Boolean(mode & 0o100));
  } catch {
    return true; // not made yet: it will be made by us, with a mode that we choose
  }
}

function idOf(flag: "-u" | "-g", otherwise: number): number {
  try {
    accessSync("/usr/bin/id", constants.X_OK);
    return Number(execFileSync("/usr/bin/id", [flag, "nobody"], { encoding: "utf8" }).trim());
  } catch {
    return otherwise;
  }
}
