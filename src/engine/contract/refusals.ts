import { filled } from "../../base";
import { EngineError, type EngineFailure, type EngineFailureCode, failureFrom } from "./failure";

/**
 * What is said where a model cannot be opened: which file is at fault, and what to do. By name and with places for what
 * differs, so that a page can say the same in another language.
 */
export const REFUSALS = {
  "no-file": 'The model has no file "{path}". Take all its files from one repository.',
  "lfs-pointer":
    'The file "{path}" is a pointer of Git LFS, and not the file itself. Run "git lfs pull" in its folder, or fetch it from its repository\'s page.',
  "no-json": 'The file "{path}" is damaged: it is no JSON. Fetch it again.',
  incomplete: 'The file "{path}" is incomplete: {bytes} of {total} bytes. Fetch it again.',
  "other-checksum": 'The file "{path}" is not what it should be: its checksum differs. Fetch it again.',
  "cannot-be-read": 'The file "{path}" cannot be read: it was moved, changed, or is too large. Pick the folder again.',
  "no-figure":
    "The model's files do not say its {what}. Take config.json and preprocessor_config.json from its own repository.",
  "unknown-family": 'config.json says "{type}", a type that is not supported. Choose a model of one of these: {known}.',
  "no-template":
    "The model has no chat template, in tokenizer_config.json or beside it. Put chat_template.jinja from its repository there.",
  "template-unreadable":
    "The chat template cannot be read. Take chat_template.jinja or tokenizer_config.json from the model's own repository.",
  "template-takes-no-picture":
    "The chat template does not take a question with a picture. Take chat_template.jinja or tokenizer_config.json from the model's own repository.",
  "template-misfits":
    'The chat template does not fit the model: it writes "{token}" {times} times for a question with one picture. Take chat_template.jinja or tokenizer_config.json from the model\'s own repository.',
  "no-tokenizer": "tokenizer.json holds no tokenizer that is known here. Take it from the model's own repository.",
  "tokenizer-lacks":
    'The tokenizer does not fit the model: config.json numbers "{token}" {wanted}, but tokenizer.json does not have it. Take both from one repository.',
  "tokenizer-numbers-otherwise":
    'The tokenizer does not fit the model: config.json numbers "{token}" {wanted}, but tokenizer.json numbers it {found}. Take both from one repository.',
  "tokenizer-too-large":
    "The tokenizer does not fit the model: tokenizer.json has a token {token}, but decoder_model_merged knows {vocabulary} tokens. Take both from one repository.",
  "networks-of-two-exports":
    "The networks are of two exports: {name} gives {width} numbers a token, but decoder_model_merged reads {wanted}. Take all files from one repository.",
  "pictures-missing":
    'The pictures do not fit the model: vision_encoder reads "{name}" of {wanted}, and preprocessor_config.json makes none. Take both from one repository.',
  "pictures-misfit":
    'The pictures do not fit the model: vision_encoder reads "{name}" of {wanted}, and preprocessor_config.json makes {made}. Take both from one repository.',
  "too-large":
    "{names} take {gigabytes} GB, and the browser gives a page 4 GB. Choose files of fewer bits, or a smaller model.",
  changed: "The file {name} could not be read again: it was changed meanwhile. Load it once more.",
  "weights-cut":
    'The file "{weights}" is shorter than {name} says: it is cut off, or of another export. Fetch both again.',
  "weights-missing":
    'The network {name} keeps its weights in "{weights}", which is missing. Put it beside the network.',
  "newer-opset":
    "The network {name} is of opset {own}, and the runtime knows opsets to {known}: export it with an older one.",
  "newer-runtime": "The network {name} needs a newer runtime: choose an older export.",
  "no-operator":
    "The network {name} uses the operator {operator}, which the runtime lacks: choose another dtype or export.",
  damaged: "The network {name} is damaged or not supported. Fetch it again.",
} as const;

export type RefusalName = keyof typeof REFUSALS;

/** The places of a sentence: of "from {a} to {b}" it is "a" or "b". */
type Places<S extends string> = S extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;

/** What stands in the places of the sentence of that name. */
export type RefusalValues<N extends RefusalName> = Readonly<Record<Places<(typeof REFUSALS)[N]>, string | number>>;

/** A refusal to open a model, by its name and with what stands in its places. */
export const modelRefusal = <N extends RefusalName>(
  code: EngineFailureCode,
  name: N,
  values: RefusalValues<N>,
  cause?: unknown,
): EngineFailure => ({ ...failureFrom(code, filled(REFUSALS[name], values), cause), told: { name, values } });

/** Throws that refusal. */
export function refuseModel<N extends RefusalName>(
  code: EngineFailureCode,
  name: N,
  values: RefusalValues<N>,
  cause?: unknown,
): never {
  throw new EngineError(modelRefusal(code, name, values, cause), cause === undefined ? undefined : { cause });
}
