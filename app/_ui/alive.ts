"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and until the page is alive: what needs JavaScript is offered only then. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
