// The app is the face: panels, keys, theme, words in two languages. It reaches the engine, the raster and the
// storage through values that it is handed.
//
//   port      what the app needs of an edge it never sees
//   desk      all that a command may touch
//   view      what is seen and how; remembered by the browser, never undone
//   document  the trace that is open, and how it is kept
export { App } from "./App";
export type {
  Backend,
  Continuation,
  EncoderView,
  Failure,
  GivenFile,
  Images,
  LoadProgress,
  LogFacts,
  LogProgress,
  Logs,
  ModelMemory,
  Models,
  OpenLog,
  OpenTrace,
  ReadyModel,
  RenderedPrompt,
  SaveStatus,
  ServerAddress,
  ServerFacts,
  ServerPreset,
  ServerReport,
  Servers,
  Services,
  Shelf,
  TraceSummary,
} from "../workspace/ports/ports";
