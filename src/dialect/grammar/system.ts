import type { DrawingStyle } from "../../action";
import type { Size } from "../../geometry";
import type { LogForm } from "../log/form";
import type { Grammar } from "./grammar";

/** All that is known of one system. Adding one is a file with such a value and a line in `systems.ts`. */
export interface System<Name extends string = string> {
  /** What it goes by in traces, addresses and commands. Files have it, so it never changes. */
  readonly name: Name;
  /** Its name as its authors write it. */
  readonly title: string;
  /** Where what is said here was taken from. */
  readonly source: Source;
  readonly grammar: Grammar;
  /**
   * What a model is told that is asked to speak it. The names of tools, fields and tags are the system's own, for they
   * are what a model was trained on; the sentences are ours. `{width}` and `{height}` are those of the first picture as
   * it is shown. Null where nothing here could perform what the model would write.
   */
  readonly instructions: string | null;
  /** The forms of log that this system alone keeps its runs in. */
  readonly forms: readonly LogForm[];
  /** What its runs are known by. */
  readonly signs: readonly Sign[];
  /** It is no system, but a reading of what many share: whoever is read so was not recognised. */
  readonly neutral?: true;
  /** How its own tool draws marks, under the name that its marks have it by. */
  readonly drawing?: { readonly name: string; readonly style: DrawingStyle };
}

export interface Source {
  /** A repository as `owner/name`, or the name of what has none. */
  readonly of: string;
  /** The commit that was read; null where what was read has no commits, or none was noted. */
  readonly at: string | null;
}

/** What of a record is looked at to tell its system. */
export interface Evidence {
  /** The form of log that it was kept in. */
  readonly form: string;
  /** What the record calls the model that wrote it; empty where it does not say. */
  readonly model: string;
  /** The size of the screen as the model was told it; null where it was told none. */
  readonly screen: Size | null;
  /** What the model wrote. */
  readonly words: string;
  /** The instructions and the question. */
  readonly told: string;
  /** Places stand beside its words, to be filled in as the model writes them. */
  readonly fills: boolean;
}

/** Something that a system's runs are known by. Of several signs that fit, the one with the highest certainty decides. */
export interface Sign {
  readonly certainty: number;
  /** What of the record it rests on; its words where this is left out. */
  readonly by?: Grounds;
  fits(evidence: Evidence): boolean;
}

/** What a system is recognised by: the form of the log, the name of its model, or words that others might write too. */
export type Grounds = "form" | "model" | "words";

/** The certainty of a form that one system alone keeps its runs in. */
export const CERTAIN = 1000;

/** The record is kept in a form that nobody else uses. */
export const keptAs = (form: string): Sign => ({
  certainty: CERTAIN,
  by: "form",
  fits: (evidence) => evidence.form === form,
});

/**
 * The model's words fit. Certainties of words lie between 0 and `CERTAIN`: rare marks are near the top, marks that many
 * systems share near the bottom. No two signs have the same, so that nothing hangs on the order of a list.
 */
export const wordsFit = (certainty: number, fits: (words: string, told: string) => boolean): Sign => ({
  certainty,
  fits: ({ words, told }) => fits(words, told),
});

/** Whether words call a tool of that name, in JSON or as Python prints it. */
export const callsTool = (words: string, ...tools: readonly string[]): boolean =>
  tools.some((tool) => words.includes(`"${tool}"`) || words.includes(`'${tool}'`));

/**
 * Whether words are those of a system that is served through the API of another: its tools, or its way of writing calls,
 * tell more than the form of the API does.
 */
export const isServedThrough = (words: string): boolean =>
  callsTool(words, "image_zoom_in_tool", "computer_use", "mobile_use") ||
  /Action:\s{0,20}[a-z_]{3,30}\(|<seed:tool_call>/.test(words);

/** A descriptor as a value, whose type knows its name. */
export const describeSystem = <Name extends string>(system: System<Name>): System<Name> => system;
