import type { ImageReference, LogRecord, Message, MessagePart } from "./record";

/** One form in which runs are kept. `read` is null for what is not of this form. */
export interface Format {
  readonly form: string;
  read(value: unknown, place: string): readonly LogRecord[] | null;
}

export const one = (record: LogRecord): readonly LogRecord[] => [record];

export const said = (role: Message["role"], parts: readonly MessagePart[], place: string): Message => ({
  role,
  parts,
  place,
});

export const asked = (question: string, images: readonly ImageReference[], place: string): Message =>
  said(
    "user",
    [...images.map((image): MessagePart => ({ kind: "image", image })), { kind: "text", text: question }],
    place,
  );
