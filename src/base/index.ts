// The few things every folder may lean on. A closed list: nothing that knows the domain belongs here.
//
//   result   a value or a refusal; `must` is for a refusal that would be a bug
//   brand    makes a type that only its own constructor may mint
//   boundedJson    JSON that a stranger wrote, as far as it is not nested too deep to be read
//   breathe  a turn for the page between two parts of a long work
//   joinBytes      pieces of a large file as one, with such turns in between
//   unlessStopped  a work that is let go of where it is told to stop
//   crc32    the checksum that PNG and zip have in common
//   hex      the digits of a word, quickly
//   jsonText a value of foreign JSON as words or as a number, whatever fields it has
//   rng      a stream of random numbers that the same seed repeats anywhere
//   turns    tasks one after the other, that must not meet
//   sentence a sentence with places, for whoever says it in another language
//
// Say "refusal" for what a function may expect, "bug" for what throws; not "error" for both.
export { type PrunedJson, parseBoundedJson, parsePrunedJson } from "./boundedJson";
export type { Brand } from "./brand";
export { breathe, breatherEvery } from "./breathe";
export { crc32 } from "./crc32";
export { hexOfWord } from "./hex";
export { joinBytes } from "./joinBytes";
export { jsonNumber, jsonText } from "./jsonText";
export { firstTwo, keysOf } from "./list";
export { err, mapResult, must, ok, type Result } from "./result";
export { createRng, type Rng } from "./rng";
export { filled } from "./sentence";
export { createTurns, type InTurn } from "./turns";
export { unlessStopped } from "./unlessStopped";
export { unreachable } from "./unreachable";
