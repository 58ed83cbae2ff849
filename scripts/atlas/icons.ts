import type { Thing } from "../../src/gym/things/names";

/** The icon that shows a thing, where it is not called by the thing's own name. */
const OTHERWISE: Readonly<Partial<Record<Thing, string>>> = {
  apple: "red-apple",
  bee: "honeybee",
  boat: "sailboat",
  book: "blue-book",
  car: "automobile",
  cat: "cat-face",
  cheese: "cheese-wedge",
  cow: "cow-face",
  cup: "hot-beverage",
  dog: "dog-face",
  fish: "tropical-fish",
  flower: "cherry-blossom",
  gift: "wrapped-gift",
  hat: "top-hat",
  horse: "horse-face",
  loaf: "bread",
  lock: "locked",
  monkey: "monkey-face",
  moon: "crescent-moon",
  pig: "pig-face",
  rabbit: "rabbit-face",
  sheep: "ewe",
  shoe: "high-heeled-shoe",
  tiger: "tiger-face",
  train: "locomotive",
  tree: "deciduous-tree",
  whale: "spouting-whale",
};

export const iconOf = (thing: Thing): string => OTHERWISE[thing] ?? thing;
