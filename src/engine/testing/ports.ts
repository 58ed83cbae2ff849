import { emptyPorts, type Ports } from "../ort/ports";

/** What a run that appends so many rows would read and write of a store or a batch. */
export function boundBy(kept: { bind(ports: Ports, count: number): void }, count: number): Ports {
  const ports = emptyPorts();
  kept.bind(ports, count);
  return ports;
}
