import { z } from "zod";
import { removeAbandoned } from "../../media/cleanup.ts";
import { task } from "../task.ts";

/** Takes away what was begun and left: rejected and abandoned uploads, pictures of no use, files of nothing. */
export default task(z.object({}), removeAbandoned);
