import { readFile } from "node:fs/promises";
import { inspect } from "../../lib/media/image/inspect.ts";
import { makePicture } from "../../lib/media/image/picture.ts";
import type { AcceptedType } from "../../lib/media/limits.ts";
import { newPicture } from "../support/pictures.ts";

/** A process of its own, so that what it took at most is what one picture takes. Prints megabytes above idle. */
const [path = "", type] = process.argv.slice(2);
await makePicture(await newPicture({ width: 100, height: 100 })); // everything is loaded
const idle = process.memoryUsage.rss();
const bytes = await readFile(path);
await inspect(bytes, type as AcceptedType);
const { files } = await makePicture(bytes);
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ files: files.length, megabytes: Math.round((peak - idle) / 1e6) }));
