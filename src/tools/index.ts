// Tools that find something on pixels: words, objects, edges, areas, lines. An edge: it knows neither traces nor models.
//
//   tool        a function from pixels to marks, called by name with a region and perhaps words
//   finding     what a tool answers: marks in pixels of the image it was given, words, and a picture where it draws one
//   mark        an outline with words and a confidence; two points are a line, more are a closed shape
//   network     one ONNX file that two of the tools compute with, opened when it is first asked for
//   text line   a quadrangle that holds one line of writing, however it is turned
//   classical   arithmetic on pixels alone, without a network
//
// Say "tool", not "expert" or "plug-in"; "finding", not "result"; "text line", not "text region".
export { type CallTool, createTools, type ToolArguments, type ToolFailureCode, type Tools } from "./call";
export { createWorkerTools } from "./client";
export { boxMark, type Found, movedBy, surest, wordsOf } from "./found";
export { createNetworks, type NetworkFiles } from "./network/networks";
