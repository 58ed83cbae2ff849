/** What a program may use up before it is stopped. */
export const LIMITS = {
  /** Of one program, milliseconds by the clock: no thread can tell how long it computed. */
  runMillis: 30_000,
  /** For Python to be there; a busy machine takes several times the usual three seconds. */
  startMillis: 120_000,
  /** Of Python's own memory. */
  memoryBytes: 2 ** 30,
  /** Of what it prints, UTF-16 units. */
  printed: 200_000,
  pictures: 40,
  /** Of all pictures that one program shows. */
  shownPixels: 2 ** 26,
} as const;
