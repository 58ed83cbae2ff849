import { vi } from "vitest";

/** Every write fails as a full disk does, until the returned function is called. */
export function fillDisk(): () => void {
  const full = (): never => {
    throw new DOMException("", "QuotaExceededError");
  };
  const spies = [
    vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(full),
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}
