/** Tokens that one image becomes, 4 × 4 after the connector has shuffled 12 × 12 patches three by three. */
export const IMAGE_TOKEN_COUNT = 16;

/** What `<image>` stands for in the token text of a single tile (Idefics3). */
export const IMAGE_TEXT = `<fake_token_around_image><global-img>${"<image>".repeat(IMAGE_TOKEN_COUNT)}<fake_token_around_image>`;

/**
 * SmolVLM's turns, with one difference: nothing stands between "Assistant:" and its words. A message's content is a
 * list of parts or a plain text.
 */
export const CHAT_TEMPLATE = [
  "<|im_start|>",
  "{% for message in messages %}",
  "{{ message['role'] | capitalize }}:",
  "{% if message['content'] is string %}",
  "{% if message['role'] == 'user' %}{{ ' ' }}{% endif %}{{ message['content'] }}",
  "{% else %}",
  "{% if message['role'] == 'user' and message['content'][0]['type'] == 'text' %}{{ ' ' }}{% endif %}",
  "{% for part in message['content'] %}",
  "{% if part['type'] == 'text' %}{{ part['text'] }}{% elif part['type'] == 'image' %}{{ '<image>' }}{% endif %}",
  "{% endfor %}",
  "{% endif %}",
  "<end_of_utterance>\n",
  "{% endfor %}",
  "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}",
].join("");
