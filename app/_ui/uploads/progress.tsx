import type { UploadState } from "./upload.ts";

/** How far an upload is, as a bar and in words. The words alone are announced, and only when they change. */
export function UploadProgress({ state, name }: { state: UploadState; name: string }) {
  const fraction = "fraction" in state ? state.fraction : undefined;
  const isOver = state.phase === "ready" || state.phase === "failed";
  return (
    <div className="grid gap-1">
      {isOver ? null : (
        <progress className="upload-bar" aria-label={`Upload of ${name}`} max={1} value={fraction} />
      )}
      <p role="status" className={`text-sm ${state.phase === "failed" ? "text-alarm" : "text-faint"}`}>
        {words(state)}
      </p>
    </div>
  );
}

function words(state: UploadState): string {
  switch (state.phase) {
    case "sending":
      return "Sending";
    case "waiting":
      return "The connection is gone. It goes on by itself when it is back.";
    case "working":
      return "Making sizes";
    case "ready":
      return "Done";
    case "failed":
      return state.message;
  }
}
