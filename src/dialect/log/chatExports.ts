import { shownOnceSpoken } from "./chatText";
import { messagesOf, recordOf } from "./conversation";
import type { KnownFields, SpokenFields, ValueForm } from "./form";
import type { Fields } from "./json";
import { referenceOf, scoresOf } from "./outcome";
import type { LogRecord } from "./record";

// Chats as people take them out of the applications that they chatted in.

/** One way through a chat, its messages with roles and the common parts of content. */
export interface ExportedChat {
  readonly title: string;
  readonly model: string;
  readonly system?: string;
  readonly messages: readonly Fields[];
}

/** What is known of an application's way to keep chats. */
interface Application {
  readonly form: string;
  /** Before messages with roles, which some have in another order than that of the chat. */
  readonly priority: number;
  /** The ways through the chats of a value; null where it is none of this application's. */
  readonly read: (value: unknown) => readonly ExportedChat[] | null;
  readonly known: KnownFields;
  readonly spoken?: SpokenFields;
  readonly renderings?: (value: unknown) => readonly string[];
}

/** The form of an application's chats: a record for each way through a chat in which a model spoke. */
export const chatExport = ({ form, read, ...named }: Application): ValueForm => ({
  kind: "value",
  form,
  ...named,
  read(value, place) {
    const found = read(value);
    if (found === null) return null;
    const chats = found.filter(({ messages }) => messages.some(({ role }) => role === "assistant"));
    if (chats.length === 0) return null;
    // What is right, and how good it was, stands beside a run that somebody evaluated.
    const judged = { reference: referenceOf(value), scores: scoresOf(value) };
    return chats.map((chat, i) => ({
      ...recordOfChat(chat, chats.length === 1 ? place : `${place}, branch ${i + 1}`, form),
      ...judged,
    }));
  },
});

function recordOfChat({ title, model, system = "", messages }: ExportedChat, place: string, form: string): LogRecord {
  const told = shownOnceSpoken(messagesOf(messages, []));
  const record = recordOf({ model, system }, told, { place, form, images: [] });
  return title === "" ? record : { ...record, title };
}
