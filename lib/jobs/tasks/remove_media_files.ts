import { z } from "zod";
import { removeFilesOf } from "../../media/files.ts";
import { task } from "../task.ts";

/** Removes the files of pictures that are no more. Enqueued by the deletion itself. */
export default task(z.object({ mediaIds: z.array(z.uuid()) }), async ({ mediaIds }) => {
  for (const id of mediaIds) await removeFilesOf(id);
});
