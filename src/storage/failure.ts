/** Why something could not be written or read. What is in memory is never lost by it. */
export type StorageFailure =
  /** No room left; writing is tried again. */
  | "storage-full"
  /** No IndexedDB at all, as in some private windows. */
  | "storage-unavailable"
  /** Written by a later version of Sightline. */
  | "newer-storage"
  /** Another tab writes this trace now. */
  | "taken-over"
  /** The trace was erased, or never was. */
  | "no-such-trace"
  | "storage-failed";

/** The code of what IndexedDB threw. */
export function failureOf(error: unknown): StorageFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return "storage-full";
  if (name === "VersionError") return "newer-storage";
  // Another tab has written the record that this one was about to: its place in the journal is the fence.
  if (name === "ConstraintError") return "taken-over";
  if (name === "SecurityError" || name === "InvalidStateError" || name === "ReferenceError")
    return "storage-unavailable";
  return "storage-failed";
}
