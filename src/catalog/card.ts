/** A model that can be opened, and where its files are. */
export interface ModelCard {
  readonly id: string;
  readonly name: string;
  /** One honest sentence each, in English and in simplified Chinese. */
  readonly says: { readonly en: string; readonly zh: string };
  readonly source:
    | { readonly kind: "bundled"; readonly path: string }
    | { readonly kind: "hub"; readonly repository: string; readonly revision: string }
    | { readonly kind: "folder"; readonly name: string };
  /** What has to be fetched at first, in bytes; 0 where it is not known. */
  readonly downloadBytes: number;
  readonly license: string;
  /** Trained on the native dialect; others are told of it in a system prompt. */
  readonly speaksNative: boolean;
  /** The picture is shown again after each mark. */
  readonly marksObserved: boolean;
  readonly tokensPerTurn: number;
  readonly turns: number;
}
