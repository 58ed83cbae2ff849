import type { Tensor } from "./runtime";

/**
 * Inputs and outputs of one run. Whoever has some puts them in: to copy them from object to object took 35 µs for each token
 * of a network of four layers, and a few times as long for a large one.
 */
export interface Ports {
  readonly feeds: Record<string, Tensor>;
  /** A tensor is written in place, null makes a new one. */
  readonly fetches: Record<string, Tensor | null>;
}

export const emptyPorts = (): Ports => ({ feeds: {}, fetches: {} });
