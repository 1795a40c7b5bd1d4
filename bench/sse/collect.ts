/**
 * Loaded into a server whose memory is measured. On SIGUSR2 it gives back all memory that it does not need, as V8 does
 * before it would run out of it, and then writes the file that it was given the name of.
 */
import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { collectedFile } from "./memory.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (how: object) => void;

process.on("SIGUSR2", () => {
  const file = process.env[collectedFile];
  if (file === undefined) return;
  collect({ type: "major", flavor: "last-resort" });
  // What the first found unused it may only have marked as such.
  setTimeout(() => {
    collect({ type: "major", flavor: "last-resort" });
    writeFileSync(file, "");
  }, 500);
});
