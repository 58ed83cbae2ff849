// A vision-language model behind a wall: tokens and pixels in, tokens and log-probabilities out.
// It never hears of a trace.
//
//   engine           what loads models; one worker (or, in Node, this very thread)
//   model            one loaded network with its tokeniser; "model" means nothing else
//   source           where a model's files come from: the app's own folder, the Hub, a folder on disk
//   dtype            how weights are kept: in 32, 16, 8 or 4 bits; the Hub's files are named by it
//   family           one line of models: its prompt, its image tiles, its position ids
//   message          one turn of the prompt: text and images in order, or ids spliced in verbatim
//   continue         write on from a prompt, token by token
//   score            how likely the model finds words that it did not choose
//   rollout          one of several continuations of one prompt, which are computed together where the network takes a batch
//   vision encoder   the network that turns tiles of an image into features; `encoderView` gives the pixels it really gets
//   KV cache         what attention keeps of each token; a prefix tree decides which tokens are already paid for
//   static, dynamic  the two stores of keys and values: written in place, or replaced by longer tensors
//   lost             a model that stopped working by itself: its device went, or its worker froze
//
// Say "vision encoder", not "seer" or "retina"; "prefill" and "decode", not "read" and "speak"; "prompt segment", not "chunk"
// or "stretch"; "device" for the GPU device, never for the machine.
export { createWorkerEngine, type WorkerEngineOptions } from "./client";
export {
  EngineError,
  type EngineFailure,
  type EngineFailureCode,
  failureOf,
  isAbort,
} from "./contract/failure";
export type {
  AlternativeToken,
  CacheState,
  ContinueRequest,
  EncoderView,
  Engine,
  EngineEvent,
  EngineImage,
  EngineModel,
  FallbackReason,
  LoadedModel,
  LoadOptions,
  LoadPlan,
  PromptMessage,
  PromptPart,
  PromptReport,
  RenderedPrompt,
  RolloutEvent,
  RolloutsRequest,
  Sampling,
  TokenReport,
} from "./contract/model";
export { modelRefusal, REFUSALS } from "./contract/refusals";
export type {
  ChosenWeights,
  Dtype,
  DtypeChoice,
  FolderFile,
  LoadProgress,
  ModelSource,
  NetworkRole,
} from "./contract/source";
export { createKeptModels, type KeptModel, type KeptModels } from "./files/keptModels";
export type { Budgets, EngineEnvironment } from "./load/environment";
