// Models outside the page, behind servers that speak OpenAI's chat completions.
//
//   server      what answers at a base URL: vLLM, SGLang, llama.cpp, Ollama, LM Studio, transformers serve, OpenAI
//   flavour     what one kind of server does otherwise than the protocol has it; one table holds all of it
//   address     a base URL and the key for it; the key is in no failure, no trace and no setting
//   chunk       one event of a streamed answer
//   told token  a token whose probability the server told
//   fold        to put back into the model's own words what a server took out: reasoning and calls
//   refused     of a field: left out from now on, because the server turned it down by name
//   probe       to ask for one word, to see whether all is well
//
// It knows turns and tokens, and never hears of a trace or a run.
// Say "server", not "backend" or "provider"; "flavour", not "vendor"; "refused", not "unsupported".
export { type Address, parseBaseUrl } from "./address";
export type { RemoteEvent } from "./answer";
export { type Clock, systemClock } from "./clock";
export { RemoteError, type RemoteFailure, type RemoteFailureCode, remoteFailure } from "./failure";
export { type Continuation, FLAVOURS, type Flavour, flavourOf } from "./flavour";
export { type CallWords, TAGGED_CALLS } from "./fold";
export { type Exchange, type Network, PATIENCE, type Patience } from "./http";
export { type EncodedImage, IMAGE_BUDGET, type ImageSource } from "./images";
export { createRemoteModel, type RemoteModel, type RemoteModelOptions } from "./model";
export { type ListedModel, listModels } from "./models";
export { plainRequest } from "./plainRequest";
export { type Probed, probe } from "./probe";
export type { Message, RemoteRequest, Tool } from "./request";
