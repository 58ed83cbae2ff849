import type { Size } from "../geometry";

export const CONTAINERS = ["webm", "mp4", "gif"] as const;
export type Container = (typeof CONTAINERS)[number];

export type Codec = "vp9" | "vp8" | "av1" | "avc" | "gif";

/** What a film can be written as. */
export interface FilmForm {
  readonly container: Container;
  readonly codec: Codec;
  /** As WebCodecs names the codec with its level; empty for a GIF. */
  readonly codecString: string;
  /** The size that was asked for, with sides that the codec can have. */
  readonly size: Size;
}

/** Sides that are odd cannot be halved for colours, as H.264 and most players of the others want it. */
export const evenSize = ({ width, height }: Size): Size => ({
  width: width + (width % 2),
  height: height + (height % 2),
});

/** The codecs of a container, those that play in most places first. */
export const CODECS: { readonly [C in Exclude<Container, "gif">]: readonly Exclude<Codec, "gif">[] } = {
  webm: ["vp9", "vp8", "av1"],
  mp4: ["avc", "av1"],
};

interface Level {
  readonly name: string;
  /** Pixels of a frame, and pixels a second. */
  readonly frame: number;
  readonly second: number;
}

const MACROBLOCK = 256;

/** ITU-T H.264, table A-1: macroblocks of a frame and a second. */
const AVC_LEVELS: readonly Level[] = [
  { name: "1e", frame: 1620, second: 40_500 },
  { name: "1f", frame: 3600, second: 108_000 },
  { name: "28", frame: 8192, second: 245_760 },
  { name: "2a", frame: 8704, second: 522_240 },
  { name: "32", frame: 22_080, second: 589_824 },
  { name: "33", frame: 36_864, second: 983_040 },
  { name: "34", frame: 36_864, second: 2_073_600 },
  { name: "3c", frame: 139_264, second: 4_177_920 },
].map(({ name, frame, second }) => ({ name, frame: frame * MACROBLOCK, second: second * MACROBLOCK }));

/** VP9 bitstream levels (webmproject.org/vp9/levels). */
const VP9_LEVELS: readonly Level[] = [
  { name: "30", frame: 552_960, second: 20_736_000 },
  { name: "31", frame: 983_040, second: 36_864_000 },
  { name: "40", frame: 2_228_224, second: 83_558_400 },
  { name: "41", frame: 2_228_224, second: 160_432_128 },
  { name: "50", frame: 8_912_896, second: 311_951_360 },
  { name: "51", frame: 8_912_896, second: 588_251_136 },
  { name: "60", frame: 35_651_584, second: 1_176_502_272 },
];

/** AV1 specification, annex A.3: `seq_level_idx` of levels 3.0 to 6.0. */
const AV1_LEVELS: readonly Level[] = [
  { name: "04", frame: 665_856, second: 19_975_680 },
  { name: "05", frame: 1_065_024, second: 31_950_720 },
  { name: "08", frame: 2_359_296, second: 70_778_880 },
  { name: "09", frame: 2_359_296, second: 141_557_760 },
  { name: "12", frame: 8_912_896, second: 267_386_880 },
  { name: "13", frame: 8_912_896, second: 534_773_760 },
  { name: "16", frame: 35_651_584, second: 1_069_547_520 },
];

/** The codec with the least level that a film of this size keeps to; null where it has none so high. */
export function codecStringOf(codec: Exclude<Codec, "gif">, size: Size, framesPerSecond: number): string | null {
  switch (codec) {
    case "vp8":
      return "vp8";
    case "avc": {
      const level = levelFor(AVC_LEVELS, size, framesPerSecond, 16);
      return level && `avc1.6400${level}`;
    }
    case "vp9": {
      const level = levelFor(VP9_LEVELS, size, framesPerSecond, 8);
      return level && `vp09.00.${level}.08`;
    }
    case "av1": {
      const level = levelFor(AV1_LEVELS, size, framesPerSecond, 8);
      return level && `av01.0.${level}M.08`;
    }
  }
}

/** A side counts in whole blocks. */
function levelFor(levels: readonly Level[], size: Size, framesPerSecond: number, block: number): string | null {
  const whole = (side: number): number => Math.ceil(side / block) * block;
  const pixels = whole(size.width) * whole(size.height);
  return levels.find(({ frame, second }) => pixels <= frame && pixels * framesPerSecond <= second)?.name ?? null;
}

/** Bits a second: drawings and photographs with marks that mostly stand still need less than a camera's film. */
export const bitrateOf = ({ width, height }: Size, framesPerSecond: number): number =>
  Math.round(Math.max(500_000, width * height * Math.min(framesPerSecond, 30) * 0.11));

/** What an encoder is asked for. */
export const encoderConfig = (
  form: Pick<FilmForm, "codec" | "codecString" | "size">,
  framesPerSecond: number,
): VideoEncoderConfig => ({
  codec: form.codecString,
  width: form.size.width,
  height: form.size.height,
  framerate: framesPerSecond,
  bitrate: bitrateOf(form.size, framesPerSecond),
  // Frames go in as fast as they come out, and none may be dropped; the slower mode takes several times as long.
  latencyMode: "realtime",
  ...(form.codec === "avc" ? { avc: { format: "avc" } } : {}),
});
