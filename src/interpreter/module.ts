import type { Action, FoundMark, ImageId, ToolCall } from "../action";
import type { Result } from "../base";
import type { Retouch } from "../pixels";
import type { Arguments } from "./arguments";
import type { Call, Given, Program, Refusal } from "./program";
import type { Corners, Value, ValueKind } from "./value";

/**
 * What an argument has to be: a value of a kind, by its name (`any` takes all), or something written out.
 * `text-or-none` and `number` are written out too.
 */
export type Takes = ValueKind | "any" | "text" | "number" | "text-or-none";

/** A question to the loaded model: about a picture or the part of it in `box`; about none where `image` is null. */
export interface ModuleQuestion {
  readonly image: ImageId | null;
  readonly box: Corners | null;
  readonly text: string;
}

/** What a module wants done. Whoever runs the program does it, and hands back what came of it. */
export type Doing =
  /** Perform an action that shows a picture, which is the result. */
  | { readonly kind: "show"; readonly action: Action }
  /** Call tools; what they found is read as the result, or refused with a code. */
  | {
      readonly kind: "find";
      readonly on: ImageId;
      readonly calls: readonly ToolCall[];
      read(found: readonly FoundMark[]): Value;
    }
  | {
      readonly kind: "ask";
      readonly on: ImageId;
      readonly questions: readonly ModuleQuestion[];
      read(answers: readonly string[]): Value;
    }
  /** Change pixels as no action does. */
  | { readonly kind: "retouch"; readonly on: ImageId; readonly retouch: Retouch }
  /** Nothing: the result is known. */
  | { readonly kind: "give"; readonly on: ImageId; readonly value: Value }
  /** The program ends here, with this as its answer. */
  | { readonly kind: "end"; readonly on: ImageId; readonly value: Value };

/** Why a module does nothing: a kebab-case code, and what is meant. */
export interface ModuleRefusal {
  readonly code: string;
  readonly detail: string;
}

export interface Module {
  readonly takes: Readonly<Record<string, Takes>>;
  /** `same`: what its argument `var` is. */
  readonly gives: ValueKind | "same";
  /** What here does the work of a network that the repository loads; a code with words in every language. */
  readonly standsIn?: string;
  plan(args: Arguments): Result<Doing, ModuleRefusal>;
  /** Whether the rest of the program is left for what its system does then, as where nothing was found to go on with. */
  readonly endsOn?: (value: Value) => boolean;
}

/** The systems of modules, by the `language` that a trace keeps their programs in. */
export const MODULE_LANGUAGES = ["visprog", "visual-reasoner"] as const;

/** A system whose programs call named modules. */
export interface ModuleSystem {
  /** As dialects have it, and the `language` of its programs in a trace. */
  readonly name: (typeof MODULE_LANGUAGES)[number];
  readonly modules: Readonly<Record<string, Module>>;
  parse(source: string, given: Given): Result<Program, Refusal>;
  /** The calls that take the place of all after `call`, where its module says that the rest is left. */
  otherwise?(call: Call, given: Given): Program;
}
