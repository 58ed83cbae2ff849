/** An element with attributes and children. Words become text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button with a sign for the eye and words for everybody. */
export function makeButton(words: string, sign: string, act: () => void): HTMLButtonElement {
  const button = make("button", { type: "button", "aria-label": words, title: words }, sign);
  button.addEventListener("click", act);
  return button;
}
