/** Writes all of them in one transaction, or none. What each of them came to, in their order. */
export type WriteAll<T, R> = (items: T[]) => Promise<R[]>;

export type BatchOptions = {
  /** how many are written together at the most */
  size?: number;
  /** how many writes may be under way at once */
  lanes?: number;
};

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void };

/**
 * Makes a writer whose writes share their commits: an item goes out at once when nothing is under way; what comes
 * while something is goes out together, as one write, as soon as that is done. Nobody waits for company.
 * @returns resolves with what the item came to when it is committed. When Postgres refuses a write of several, each is
 *   tried by itself, so that what is wrong with one is not held against the others
 */
export function createBatch<T, R>(
  write: WriteAll<T, R>,
  { size = 100, lanes = 2 }: BatchOptions = {},
): (item: T) => Promise<R> {
  const queue: Waiting<T, R>[] = [];
  let busy = 0;
  const next = async () => {
    if (busy >= lanes || queue.length === 0) return;
    busy += 1;
    await settle(write, queue.splice(0, size));
    busy -= 1;
    void next();
  };
  return (item) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      void next();
    });
}

/** Never rejects: everybody who waits is told. */
async function settle<T, R>(write: WriteAll<T, R>, waiting: Waiting<T, R>[]): Promise<void> {
  try {
    const results = await write(waiting.map(({ item }) => item));
    for (const [at, { resolve }] of waiting.entries()) resolve(results[at] as R);
  } catch (error) {
    if (waiting.length > 1 && isRefusal(error)) {
      await Promise.all(waiting.map((one) => settle(write, [one])));
    } else {
      for (const { reject } of waiting) reject(error);
    }
  }
}

/** Postgres itself has answered; a database that is away would not take them one by one either. */
const isRefusal = (error: unknown): boolean => error instanceof Error && "severity" in error;
