import { chatMarkSources, IMAGE_TOKENS } from "../dialect";

/** Marks that readers cut texts at, and that are no words themselves. */
export const MARKS = new RegExp(
  [
    ...chatMarkSources(),
    IMAGE_TOKENS,
    /<image(?:_\d{1,4})?>|<__media__>|<ref-object>|<bbox>(?!\s?\d)|<\|im_start\|>|<\/?(?:sandbox_output|observation)>/
      .source,
    /<\|vision_start\|>(?:<\|(?:image|video)_pad\|>|\[\d{1,7} \* \d{1,7}\])*<\|vision_end\|>/.source,
    /\[IMAGE:? [^\]\n]{1,1000}\]|^(?:system|user|assistant|model|tool)$/.source,
  ].join("|"),
  "gm",
);
