/** A pack taken out of its carrier, unchanged since it was put there. */
export interface Carried {
  readonly pack: Uint8Array<ArrayBuffer>;
  /** The seal: SHA-256 of the pack, in lower-case hexadecimal. */
  readonly seal: string;
}

/** Why nothing is taken out of a carrier that once held a trace. */
export type CarrierRefusal =
  /** The pack is not the one that was sealed. */
  | "carrier-altered"
  /** A part of it is missing, or cannot be read. */
  | "carrier-cut"
  /** Written by a later Sightline, in a way that is not known here. */
  | "newer-carrier";
