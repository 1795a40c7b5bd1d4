import { callers } from "./callers.ts";
import { failing } from "./failing.ts";
import { hearing } from "./hearing.ts";
import { reading } from "./reading.ts";
import type { GuideSection } from "./section.ts";

/** The sections of the introduction, in their order. */
export const sections: GuideSection[] = [...callers, ...failing, ...reading, ...hearing];
