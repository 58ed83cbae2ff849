// A dialect is one system's way of writing a run down: what its models read, and what they write.
//
//   piece       one thing cut out of the model's words: a thought, an action, an answer, or words not understood
//   turn        one message of the conversation in which a model is shown a line
//   read        words into pieces, while they stream
//   print       a step's body into words, where no model wrote them
//   transcribe  a line into turns
//
// Say "dialect", not "format" or "protocol"; say "piece", not "segment".
export type { Complaint, Dialect, DialectError, Piece, ShownImage, Turn, TurnReader } from "./dialect";
export { createNativeDialect, NATIVE_INSTRUCTIONS } from "./native/native";
