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
 * Makes a writer whose writes share their commits. What comes within one turn of the event loop goes out together, as
 * one write, and so does what comes while as many writes as may be are under way. Nobody waits for company.
 * @returns resolves with what the item came to when it is committed. When Postgres refuses a write of several, each is
 *   tried by itself, so that what is wrong with one is not held against the others
 */
export function createBatch<T, R>(
  write: WriteAll<T, R>,
  { size = 100, lanes = 2 }: BatchOptions = {},
): (item: T) => Promise<R> {
  const queue: Waiting<T, R>[] = [];
  let busy = 0;
  let isComing = false;
  const next = async () => {
    if (busy >= lanes || queue.length === 0) return;
    busy += 1;
    const settling = settle(write, queue.splice(0, size));
    void next(); // with what is too much for one write
    await settling;
    busy -= 1;
    void next();
  };
  const nextTurn = () => {
    if (isComing) return;
    isComing = true;
    setImmediate(() => {
      isComing = false;
      void next();
    });
  };
  return (item) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      nextTurn();
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
