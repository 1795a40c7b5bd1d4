import { log } from "../observability/log.ts";
import type { Page } from "../pagination.ts";

/** How many rows are read at once: as many as a page may have, so constant memory. */
export const rowsAtOnce = 100;

const rowsType = "application/x-ndjson";

/** Whether a client would rather have a whole list, row by row, than a page of it. */
export const wantsRows = (accept: string | null): boolean =>
  accept?.split(",").some((type) => type.split(";", 1)[0]?.trim().toLowerCase() === rowsType) ?? false;

/**
 * A list as rows of JSON, all that follow the first page as well. The next page is read when the client has taken the
 * one before, and none when it has gone. A failure after the first row cuts the answer off, so that nobody takes the
 * half for the whole.
 * @param readNext reads the page after a cursor
 */
export function rowsResponse(
  first: Page<unknown>,
  readNext: (cursor: string) => Promise<Page<unknown>>,
): Response {
  const lines = linesOf(first, readNext);
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await lines.return(undefined)),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { "Content-Type": rowsType } });
}

async function* linesOf(
  first: Page<unknown>,
  readNext: (cursor: string) => Promise<Page<unknown>>,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  try {
    for (let page = first; ; ) {
      if (page.data.length > 0)
        yield encoder.encode(page.data.map((row) => `${JSON.stringify(row)}\n`).join(""));
      const { nextCursor } = page.pagination;
      if (nextCursor === null) return;
      page = await readNext(nextCursor);
    }
  } catch (error) {
    log().error({ err: error }, "a list ended early");
    throw error;
  }
}
