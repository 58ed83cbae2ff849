// What a trace file may ask of memory. Far above any honest file, far below what would stop a tab.
/** An export holds a picture for every look of every run; the list of so many is some 100 MB. */
export const MAX_ENTRIES = 1_000_000;
/** What the parts of a trace file may hold, in bytes as unpacked. The reader and the writer keep to the same. */
export interface FileLimits {
  readonly traceBytes: number;
  readonly imageBytes: number;
  readonly totalBytes: number;
}
export const FILE_LIMITS: FileLimits = {
  traceBytes: 256 * 2 ** 20,
  imageBytes: 256 * 2 ** 20,
  totalBytes: 2 ** 30,
};
/** Deflate cannot exceed about 1030 to 1; JSON stays below 100. Only asked of what is large when unpacked. */
export const MAX_RATIO = 200;
export const RATIO_MATTERS_FROM_BYTES = 16 * 2 ** 20;
