// openapi-typescript writes with TypeScript's own library, which version 7 is not. This one is, and brings no `tsc`.
import { ts } from "@ts-morph/common";

export default ts;
