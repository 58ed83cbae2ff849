import { err, ok, type Result } from "../base";
import { hubCard, type ModelCard } from "./card";
import { MODEL_CARDS } from "./models";

// What the Hub allows in a name; nothing in it can climb out of a path.
const PART = "[A-Za-z0-9](?:[A-Za-z0-9_-]|[.](?![.]))*";
const REPOSITORY = new RegExp(`^${PART}/${PART}$`);
const ADDRESS = /^https?:\/\/(?:www\.)?huggingface\.co\/|\/(?:tree\/main\/?)?$/g;

/** The card of any repository that a person types, as a name or as its page's address. */
export function cardForRepository(typed: string): Result<ModelCard, "not-a-repository"> {
  const name = typed.trim().replace(ADDRESS, "");
  if (name.length > 96 || !REPOSITORY.test(name)) return err("not-a-repository");
  return ok(MODEL_CARDS.find((card) => isOf(card, name)) ?? unknownCard(name));
}

const isOf = ({ source }: ModelCard, name: string): boolean =>
  source.kind === "hub" && source.repository.toLowerCase() === name.toLowerCase();

const unknownCard = (name: string): ModelCard =>
  hubCard(name, {
    name: name.slice(name.indexOf("/") + 1),
    says: {
      en: "Not tried here; loads if it is of a family that is known here, in the Hub's ONNX layout.",
      zh: "未在此试过；若属于这里支持的系列，且为 Hub 的 ONNX 布局，即可加载。",
    },
    downloadBytes: 0,
    license: "",
    boxes: "unknown",
  });
