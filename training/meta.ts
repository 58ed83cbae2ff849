import { LETTERS } from "../src/gym";
import { ROLES } from "./annotate";
import { tokenId, vocabularySize } from "./encode";
import { CLASS_COUNT } from "./labels";
import { INPUT_SIZE } from "./preprocess";
import { IMAGE_TOKEN_COUNT } from "./template";

/** What the trainer must know of the data beyond the shards themselves: committed as data-meta.json. */
export const dataMeta = () => ({
  vocab_size: vocabularySize(),
  pad_id: tokenId("<pad>"),
  bos_id: tokenId("<|im_start|>"),
  eos_id: tokenId("<end_of_utterance>"),
  image_id: tokenId("<image>"),
  image_size: INPUT_SIZE,
  image_token_count: IMAGE_TOKEN_COUNT,
  /** Of " 0" to " 100", in order. */
  number_ids: Array.from({ length: 101 }, (_, number) => tokenId(`Ġ${number}`)),
  letters: LETTERS,
  /** What a patch may show, nothing among it. */
  class_count: CLASS_COUNT,
  roles: ROLES,
});
