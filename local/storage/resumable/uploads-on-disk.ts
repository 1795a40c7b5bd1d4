import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { FileStore as TusFileStore } from "@tus/file-store";
import { ERRORS, Upload } from "@tus/server";

/** How long an upload may take, from its creation. */
export const expiresAfterMs = 24 * 60 * 60 * 1000;

/** What is known of an upload, in a JSON file beside its bytes. Written whole or not at all. */
class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(id: string): Promise<Upload | undefined> {
    try {
      return new Upload(JSON.parse(await readFile(this.#pathOf(id), "utf8")) as Upload);
    } catch {
      return undefined;
    }
  }

  async set(id: string, upload: Upload): Promise<void> {
    const draft = `${this.#pathOf(id)}.draft`;
    await writeFile(draft, JSON.stringify(upload), { mode: 0o600 });
    await rename(draft, this.#pathOf(id));
  }

  async delete(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  async list(): Promise<string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => name.endsWith(".json")).map((name) => basename(name, ".json"));
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

/**
 * Resumable uploads on their way in: one file each, named by the upload's id, which is ours. When the last byte
 * has come, the file becomes an object; what remains is the record, so that a client whose connection broke
 * after its last byte still learns that it is done.
 */
export class UploadsOnDisk extends TusFileStore {
  readonly #folder: string;
  readonly #records: Records;
  readonly #finishing = new Map<string, Promise<unknown>>();

  private constructor(folder: string, records: Records) {
    super({ directory: folder, configstore: records, expirationPeriodInMilliseconds: expiresAfterMs });
    this.#folder = folder;
    this.#records = records;
  }

  static async open(folder: string): Promise<UploadsOnDisk> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new UploadsOnDisk(folder, new Records(folder));
  }

  /**
   * Makes a complete upload's bytes durable and hands them over; they are removed once `keep` has them.
   * While that goes on, nobody else sees or changes this upload.
   */
  async finish<Result>(id: string, keep: (path: string) => Promise<Result>): Promise<Result> {
    const work = this.#finish(id, keep);
    const settled = work.catch(() => {});
    this.#finishing.set(id, settled);
    settled.then(() => this.#finishing.delete(id));
    return work;
  }

  async #finish<Result>(id: string, keep: (path: string) => Promise<Result>): Promise<Result> {
    const record = await this.#records.get(id);
    if (!record) throw ERRORS.FILE_NOT_FOUND;
    const path = join(this.#folder, id);
    const file = await open(path, "r");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    const result = await keep(path);
    await this.#records.set(id, Object.assign(record, { offset: record.size ?? record.offset }));
    await rm(path, { force: true });
    return result;
  }

  override async getUpload(id: string): Promise<Upload> {
    const record = await this.#records.get(id);
    if (!record) throw ERRORS.FILE_NOT_FOUND;
    const file = await stat(join(this.#folder, id)).catch(() => null);
    await this.#finishing.get(id);
    const isDone = record.size !== undefined && record.size > 0 && record.offset === record.size;
    if (!file || isDone) {
      const current = await this.#records.get(id);
      if (!current || current.offset !== current.size) throw ERRORS.FILE_NO_LONGER_EXISTS;
      return current;
    }
    // All bytes are there, yet there is no object: it could not be kept, or a crash came in between. A client
    // that is told to send the last byte again brings it to its end; told the full length, it would go away.
    const offset = record.size === undefined ? file.size : Math.min(file.size, Math.max(record.size - 1, 0));
    return new Upload({ ...record, offset });
  }

  override async remove(id: string): Promise<void> {
    await rm(join(this.#folder, id), { force: true });
    await this.#records.delete(id);
  }

  /** Removes uploads that were begun too long ago, and bytes without a record. */
  override async deleteExpired(now = Date.now()): Promise<number> {
    let removed = 0;
    const ids = new Set((await readdir(this.#folder)).map((name) => name.replace(/\.json(\.draft)?$/, "")));
    for (const id of ids) {
      const record = await this.#records.get(id);
      const begun = record?.creation_date ? Date.parse(record.creation_date) : await this.#begun(id);
      if (now - begun <= expiresAfterMs) continue;
      await this.remove(id);
      await rm(join(this.#folder, `${id}.json.draft`), { force: true });
      removed += 1;
    }
    return removed;
  }

  async #begun(id: string): Promise<number> {
    const found = await stat(join(this.#folder, id)).catch(() => null);
    return found?.mtimeMs ?? Date.now();
  }
}
