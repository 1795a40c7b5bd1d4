/** Does all of the work, several at once, in order. */
export async function atOnce<T>(lanes: number, items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.toReversed();
  const lane = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
