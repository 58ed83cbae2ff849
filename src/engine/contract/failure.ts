/** What can go wrong with a model, in words a test can read. */
export type EngineFailureCode =
  | "no-webgpu"
  | "out-of-memory"
  | "device-lost"
  | "missing-file"
  | "corrupt-file"
  | "unreachable"
  | "unsupported-model"
  | "self-test-failed"
  | "aborted"
  | "frozen"
  | "bad-request"
  | "internal";

/** A refusal to open a model as plain data: the name of a sentence in `REFUSALS`, and what stands in its places. */
export interface ToldRefusal {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * A failure as plain data, so that it survives the worker boundary. `message` is for a person; `told` is the same by name,
 * where the message is one of the sentences in `REFUSALS`.
 */
export interface EngineFailure {
  readonly code: EngineFailureCode;
  readonly message: string;
  readonly detail?: string;
  readonly told?: ToldRefusal;
}

/** What a call on a loaded model throws; `load` returns the plain failure instead. */
export class EngineError extends Error {
  readonly code: EngineFailureCode;
  readonly detail: string | undefined;
  readonly told: ToldRefusal | undefined;

  constructor(failure: EngineFailure, options?: ErrorOptions) {
    super(failure.message, options);
    this.name = "EngineError";
    this.code = failure.code;
    this.detail = failure.detail;
    this.told = failure.told;
  }
}

/** A failure with the text of whatever caused it as detail. */
export function failureFrom(code: EngineFailureCode, message: string, cause?: unknown): EngineFailure {
  const detail = cause === undefined ? undefined : textOf(cause);
  return detail === undefined ? { code, message } : { code, message, detail };
}

/** Throws an expected refusal from deep inside; the edge of the engine turns it back into a value. */
export function refuse(code: EngineFailureCode, message: string, cause?: unknown): never {
  throw new EngineError(failureFrom(code, message, cause), cause === undefined ? undefined : { cause });
}

/** Any thrown thing as a failure. Unknown errors are named by what their text gives away. */
export function failureOf(thrown: unknown): EngineFailure {
  if (thrown instanceof EngineError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.detail === undefined ? {} : { detail: thrown.detail }),
      ...(thrown.told === undefined ? {} : { told: thrown.told }),
    };
  }
  if (isAbort(thrown)) return { code: "aborted", message: "Stopped before it was done." };
  const text = textOf(thrown);
  if (/out of memory|bad_alloc|allocation failed|memory access out of bounds|Array buffer allocation/i.test(text)) {
    return { code: "out-of-memory", message: "There is not enough memory for this model.", detail: text };
  }
  if (/device (is |was )?lost|buffer_manager\.cc|A valid external Instance/i.test(text)) {
    return { code: "device-lost", message: "The graphics device was lost.", detail: text };
  }
  return { code: "internal", message: "The engine failed in a way it does not know.", detail: text };
}

/** The error a caller sees for a failure: aborting is always the platform's own AbortError. */
export const errorFrom = (failure: EngineFailure): Error =>
  failure.code === "aborted" ? new DOMException(failure.message, "AbortError") : new EngineError(failure);

export const isAbort = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "name" in thrown && thrown.name === "AbortError";

/** Throws the platform's AbortError where the signal has been raised. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException("Stopped.", "AbortError");
}

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
