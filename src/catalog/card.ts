import { pointingNamed } from "./pointing";

/** One sentence in each of the app's languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A model that a server runs, and what kind of server that is. */
export interface ServedModel {
  readonly flavour: string;
  readonly baseUrl: string;
  readonly model: string;
}

/** `words`: boxes for words that it is given, and no talk: a tool beside a model that reasons. */
export type Boxes = "trained" | "untrained" | "unknown" | "words";

/** A model that can be opened, and where its files are. */
export interface ModelCard {
  readonly id: string;
  readonly name: string;
  /** One honest sentence each, in English and in simplified Chinese. */
  readonly says: Words;
  readonly source:
    | { readonly kind: "bundled"; readonly path: string }
    | { readonly kind: "hub"; readonly repository: string; readonly revision: string }
    | { readonly kind: "folder"; readonly name: string }
    | ({ readonly kind: "server" } & ServedModel);
  /** What has to be fetched at first where WebGPU takes weights of four bits, in bytes; 0 where it is not known. */
  readonly downloadBytes: number;
  readonly license: string;
  /** Whether it was trained to say where things are. */
  readonly boxes: Boxes;
  /** The dialect in which it is asked where to look; left out where it is not known to point, or runs elsewhere. */
  readonly pointing?: string;
  /** Trained on the native dialect; others are told of it in a system prompt. */
  readonly speaksNative: boolean;
  /** The picture is shown again after each mark. */
  readonly marksObserved: boolean;
  readonly tokensPerTurn: number;
  readonly turns: number;
}

/** A card for a repository of the Hub, with the habits of a model that was not taught the native dialect. */
export const hubCard = (
  repository: string,
  known: Pick<ModelCard, "name" | "says" | "downloadBytes" | "license" | "boxes">,
): ModelCard => ({
  id: `hub:${repository}`,
  source: { kind: "hub", repository, revision: "main" },
  ...pointingNamed(repository),
  speaksNative: false,
  marksObserved: true,
  tokensPerTurn: 256,
  turns: 8,
  ...known,
});

/** A card for a model outside the page. Its id holds the host and no more of the address: traces name it. */
export const serverCard = ({ flavour, baseUrl, model }: ServedModel): ModelCard => ({
  id: `server:${new URL(baseUrl).host}:${model}`,
  name: model.slice(model.lastIndexOf("/") + 1),
  says: {
    en: `On a server: ${new URL(baseUrl).host}. The pictures and words of a run are sent there.`,
    zh: `在服务器 ${new URL(baseUrl).host} 上。运行时会把图片和文字发送到那里。`,
  },
  source: { kind: "server", flavour, baseUrl, model },
  downloadBytes: 0,
  license: "",
  boxes: "unknown",
  speaksNative: false,
  marksObserved: true,
  tokensPerTurn: 1024,
  turns: 8,
});
