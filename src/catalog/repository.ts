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

const HUB = "https://huggingface.co";

/**
 * The address of a server with the Hub's paths, behind which they can be put; empty is the Hub itself. A path is kept, since
 * a mirror may lie below one.
 */
export function parseMirror(typed: string): Result<string, "not-a-server"> {
  const text = typed.trim();
  if (text === "") return ok("");
  const url = URL.canParse(text) ? new URL(text) : null;
  // A name or a password in an address would stand in plain words in this browser's storage.
  const isPlain = url !== null && `${url.search}${url.hash}${url.username}${url.password}` === "";
  if (!isPlain || !/^https?:$/.test(url.protocol)) return err("not-a-server");
  const address = url.href.replace(/\/+$/, "");
  return ok(address === HUB ? "" : address);
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
