// A vision-language model behind a wall: tokens and pixels in, tokens and log-probabilities out.
// It never hears of a trace.
//
//   engine        what loads models; one worker (or, in Node, this very thread)
//   model         one loaded network with its tokeniser; "model" means nothing else
//   source        where a model's files come from: the app's own folder, the Hub, a folder on disk
//   message       one turn of the prompt: text and images in order, or ids spliced in verbatim
//   continue      write on from a prompt, token by token
//   score         how likely the model finds words that it did not choose
//   view          the pixels that the vision encoder really gets of an image
//   key/values    what attention keeps of each token; the prefix tree decides which are already paid for
//   lost          a model that stopped working by itself: its device went, or its worker froze
export { createWorkerEngine, type WorkerEngineOptions } from "./client";
export { EngineError, type EngineFailure, type EngineFailureCode, failureOf, isAbort } from "./contract/failure";
export type {
  AlternativeToken,
  CacheState,
  ContinueRequest,
  EncoderView,
  Engine,
  EngineEvent,
  EngineImage,
  EngineModel,
  LoadedModel,
  LoadOptions,
  PromptMessage,
  PromptPart,
  PromptReport,
  RenderedPrompt,
  Sampling,
  TokenReport,
} from "./contract/model";
export type { Dtype, DtypeChoice, FolderFile, LoadProgress, ModelSource, NetworkRole } from "./contract/source";
export type { Budgets, EngineEnvironment } from "./load/environment";
