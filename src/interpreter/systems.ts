import type { ModuleSystem } from "./module";
import { VISUAL_REASONER } from "./reasoner/reasoner";
import { VISPROG } from "./visprog/visprog";

/** Every system whose programs of named modules are run here. */
export const MODULE_SYSTEMS: readonly ModuleSystem[] = [VISPROG, VISUAL_REASONER];

/** The system of programs in a language, as a trace keeps it; null for any other language. */
export const moduleSystem = (language: string): ModuleSystem | null =>
  MODULE_SYSTEMS.find(({ name }) => name === language) ?? null;
