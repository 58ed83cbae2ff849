// Real networks, tiny and with random weights, for tests of what stands on the engine.
export { createLocalEngine } from "../node";
export { familySource, loadTiny, NEVER, type TinyModel } from "./tinyModel";
