"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { MediaView } from "#lib/media/schema.ts";
import { deletePicture, startUpload, type UploadState } from "./upload.ts";

/** One picture on its way, or arrived. */
export type UploadItem = { key: number; file: File; state: UploadState };

type Uploads = {
  items: UploadItem[];
  add(files: Iterable<File>): void;
  retry(key: number): void;
  /** stops it, and deletes the picture if there is one */
  remove(key: number): void;
};

/** Pictures on their way from this page, each reported to `onReady` once when it is there. */
export function useUploads(onReady: (media: MediaView, file: File) => void): Uploads {
  const [items, setItems] = useState<UploadItem[]>([]);
  const stops = useRef(new Map<number, () => void>());
  const nextKey = useRef(1);
  const ready = useLatest(onReady);

  const begin = (key: number, file: File) => {
    const report = (state: UploadState) => {
      setItems((all) => all.map((item) => (item.key === key ? { ...item, state } : item)));
      if (state.phase === "ready") ready.current(state.media, file);
    };
    stops.current.set(key, startUpload(file, report));
  };

  useAskBeforeLeaving(items.some(({ state }) => isUnderWay(state)));

  return {
    items,
    add(files) {
      for (const file of files) {
        const key = nextKey.current++;
        setItems((all) => [...all, { key, file, state: { phase: "sending", fraction: 0 } }]);
        begin(key, file);
      }
    },
    retry(key) {
      const item = items.find((each) => each.key === key);
      if (item) begin(key, item.file);
    },
    remove(key) {
      stops.current.get(key)?.();
      stops.current.delete(key);
      const item = items.find((each) => each.key === key);
      if (item?.state.phase === "ready") deletePicture(item.state.media.id);
      setItems((all) => all.filter((each) => each.key !== key));
    },
  };
}

/** What was last rendered with, for what happens later. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

export const isUnderWay = ({ phase }: UploadState): boolean =>
  phase === "sending" || phase === "waiting" || phase === "working";

function useAskBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [asks]);
}
