import { randomUUID } from "node:crypto";
import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { writeFile } from "./write-file.ts";

/** A file that is durable under its version, and that no row names yet. */
export type NewFile = { version: string; size: number };

const shards = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, "0"));

/**
 * Objects' bytes on disk. A file is named by its version, a fresh UUID, never by the object's name: nothing a
 * client sends becomes a path, and overwriting an object leaves the old bytes alone until the row has changed.
 *
 * The order is always: file durable, then the row; row gone, then the file. So whatever is cut off in between
 * is a file without a row, never a row without a file, and a sweep finds it.
 */
export class FileStore {
  readonly #objects: string;
  readonly #incoming: string;
  /** Versions that are on their way to a row; a sweep leaves them alone. */
  readonly #pending = new Set<string>();

  private constructor(root: string) {
    this.#objects = join(root, "objects");
    this.#incoming = join(root, "incoming");
  }

  /** @param root a folder that only this process writes to; made when it is not there */
  static async open(root: string): Promise<FileStore> {
    const store = new FileStore(root);
    await mkdir(store.#incoming, { recursive: true, mode: 0o700 });
    await Promise.all(
      shards.map((shard) => mkdir(join(store.#objects, shard), { recursive: true, mode: 0o700 })),
    );
    await syncFolder(store.#objects);
    await syncFolder(root);
    return store;
  }

  /**
   * Stores a stream, then lets `keep` write the row that names it. When either fails, `discard` decides whether
   * the file goes: a commit whose answer was lost may have happened.
   */
  create<Result>(
    body: AsyncIterable<Uint8Array>,
    maxBytes: number,
    keep: (file: NewFile) => Promise<Result>,
    discard: (version: string) => Promise<void>,
  ): Promise<Result> {
    return this.#produce(
      async (version) => {
        const draft = join(this.#incoming, version);
        try {
          const size = await writeFile(draft, body, maxBytes);
          await rename(draft, this.#pathOf(version));
          return size;
        } catch (error) {
          await rm(draft, { force: true });
          throw error;
        }
      },
      keep,
      discard,
    );
  }

  /** The same for bytes that are on this disk already, a stored file or a finished upload: no byte is copied. */
  createFrom<Result>(
    source: { path: string } | { version: string },
    size: number,
    keep: (file: NewFile) => Promise<Result>,
    discard: (version: string) => Promise<void>,
  ): Promise<Result> {
    const path = "path" in source ? source.path : this.#pathOf(source.version);
    return this.#produce(
      async (version) => {
        await link(path, this.#pathOf(version));
        return size;
      },
      keep,
      discard,
    );
  }

  async #produce<Result>(
    write: (version: string) => Promise<number>,
    keep: (file: NewFile) => Promise<Result>,
    discard: (version: string) => Promise<void>,
  ): Promise<Result> {
    const version = randomUUID();
    this.#pending.add(version);
    try {
      const size = await write(version);
      await syncFolder(this.#folderOf(version));
      try {
        return await keep({ version, size });
      } catch (error) {
        await discard(version).catch(() => {}); // the database is away: a later sweep decides
        throw error;
      }
    } finally {
      this.#pending.delete(version);
    }
  }

  /** Opens a stored file for reading; null when it is not there. The caller closes it. */
  async read(version: string): Promise<FileHandle | null> {
    try {
      return await open(this.#pathOf(version), "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }

  /** Where a stored file is, for a library that opens it by itself; null when it is not there. */
  async pathOf(version: string): Promise<string | null> {
    const path = this.#pathOf(version);
    return (await stat(path).catch(() => null)) ? path : null;
  }

  /** Removes files whose rows are gone. One that cannot be removed now is left to a sweep. */
  async remove(versions: (string | null)[]): Promise<void> {
    const paths = versions.filter((version) => version !== null).map((version) => this.#pathOf(version));
    await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
  }

  /** Every stored version that is older than `age` ms and that no request is at work on. */
  async settled(age: number): Promise<string[]> {
    const found: string[] = [];
    for (const shard of shards) {
      for (const version of await readdir(join(this.#objects, shard))) {
        if (!this.#pending.has(version) && (await isOlder(this.#pathOf(version), age))) found.push(version);
      }
    }
    return found;
  }

  /** Removes what cut-off uploads left before they were complete. */
  async removeDrafts(age: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#incoming)) {
      const path = join(this.#incoming, name);
      if (this.#pending.has(name) || !(await isOlder(path, age))) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  #folderOf(version: string): string {
    return join(this.#objects, version.slice(0, 2));
  }

  /** Versions in rows are whatever somebody wrote there; only what we could have made is a path. */
  #pathOf(version: string): string {
    const name = /^[0-9a-f-]{36}$/.test(version) ? version : "no-such-version";
    return join(this.#folderOf(name), name);
  }
}

async function isOlder(path: string, age: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.ctimeMs >= age;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
