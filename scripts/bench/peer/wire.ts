import type { LoadAsked, Loaded, Written } from "../real-size/sides";

export type PeerAsk =
  | { readonly kind: "load"; readonly asked: LoadAsked }
  | { readonly kind: "write"; readonly picture: number; readonly tokens: number };

export type PeerAnswer =
  | { readonly ok: true; readonly value: Loaded | Written }
  | { readonly ok: false; readonly message: string };
