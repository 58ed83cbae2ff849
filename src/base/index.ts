// The few things every folder may lean on. A closed list: nothing that knows the domain belongs here.
export type { Brand } from "./brand";
export { err, mapResult, must, ok, type Result } from "./result";
export { createRng, type Rng } from "./rng";
export { unreachable } from "./unreachable";
