import type { NetworkWeights } from "../../workspace/ports";
import type { Words } from "../words";

/** Which weights a network has, and why. */
export const weightsIn = (words: Words, { network, dtype, others, reason }: NetworkWeights): string =>
  words.model.weights(words.model.networks[network], dtype, words.model.whyWeights[reason](others.join(", ")));
