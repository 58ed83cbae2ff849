import { type Fields, field, isFields, listField, textField } from "./json";
import { withPlainNames } from "./plainNames";

// Cases of DeepEval that hold more than a question and an answer (deepeval, test_run/api.py at 08080fc and
// test_case/llm_test_case.py at 00eb827): the tools that were called, the turns of a talk, and pictures, which stand within
// texts by their ids.

/** The parts of a case, its talk as messages; null where it has nothing of that. */
export function caseOfDeepEval(value: Fields): readonly Fields[] | null {
  if (!NAMES.some((name) => name in value)) return null;
  const plain = withPlainNames(value) ?? value;
  const { tools_called, images_mapping, turns, input, actual_output, name, ...others } = plain;
  const pictures = isFields(images_mapping) ? images_mapping : {};
  const told = listField(plain, "turns");
  const calls = callsIn(tools_called);
  if (images_mapping != null && !isFields(images_mapping)) return null;
  const isOfOne = typeof input === "string" && (typeof actual_output === "string" || actual_output == null);
  if (calls === null || !(told ? told.length > 0 && told.every(isTurn) : isOfOne)) return null;
  const listed: readonly unknown[] = told ?? [
    { role: "user", content: input },
    { role: "assistant", content: actual_output ?? "", tools_called },
  ];
  if (!told && calls.length === 0 && Object.keys(pictures).length === 0) return null;
  const talk = listed.filter(isFields).map((turn) => turnOf(turn, pictures));
  const left = talk.flatMap(({ beside }) => beside);
  const unshown = Object.entries(pictures).flatMap(([id, picture]) => besidePicture(id, picture, talk));
  return [
    others,
    told && input !== undefined ? { input, actual_output } : {},
    typeof name === "string" && !("id" in others) ? { id: name } : name === undefined ? {} : { name },
    left.length > 0 ? { tools_called: left } : {},
    unshown.length > 0 ? { images_mapping: Object.fromEntries(unshown) } : {},
    { messages: talk.flatMap(({ messages }) => messages) },
  ];
}

const NAMES = ["tools_called", "toolsCalled", "images_mapping", "imagesMapping", "turns"];

const isTurn = (turn: unknown): boolean =>
  textField(turn, "role") !== null && typeof field(turn, "content") === "string" && callsIn(toolsOf(turn)) !== null;

const toolsOf = (turn: unknown): unknown => field(turn, "tools_called", "toolsCalled") ?? undefined;

/** Calls, of which older versions keep the name alone; null where it is something else. */
function callsIn(held: unknown): readonly Fields[] | null {
  if (held === undefined || held === null) return [];
  if (!Array.isArray(held)) return null;
  const calls = held.map((call: unknown) => (typeof call === "string" ? { name: call } : call));
  return calls.every((call): call is Fields => isFields(call) && typeof call.name === "string") ? calls : null;
}

interface ToldTurn {
  readonly messages: readonly Fields[];
  readonly beside: readonly Fields[];
  readonly shown: ReadonlySet<string>;
}

/** A turn as messages: each call, what came of it, and what was said behind them. */
function turnOf(turn: Fields, pictures: Fields): ToldTurn {
  const { content, tools_called: _plain, toolsCalled: _camel, ...others } = turn;
  const calls = (callsIn(toolsOf(turn)) ?? []).map((call) => withPlainNames(call) ?? call);
  const shown = new Set<string>();
  const words = typeof content === "string" ? content : "";
  const messages = calls.flatMap(({ name, input_parameters, reasoning, output }): readonly Fields[] => [
    {
      role: "assistant",
      content: "",
      tool_calls: [{ function: { name, arguments: input_parameters ?? {} } }],
      ...(reasoning == null ? {} : { reasoning_content: reasoning }),
    },
    ...(output == null
      ? []
      : [{ role: "tool", content: typeof output === "string" ? output : JSON.stringify(output) }]),
  ]);
  const last = words === "" && calls.length > 0 ? [] : [{ ...others, content: partsOf(words, pictures, shown) }];
  const beside = calls.flatMap(({ name: _, input_parameters: _input, reasoning, output: _output, ...more }) => {
    const left = { ...more, ...(reasoning == null || typeof reasoning === "string" ? {} : { reasoning }) };
    return Object.keys(left).length > 0 ? [left] : [];
  });
  return { messages: [...messages, ...last], beside, shown };
}

/** A text, or its parts where pictures stand in it. */
function partsOf(text: string, pictures: Fields, shown: Set<string>): unknown {
  const pieces = text.split(PICTURE);
  if (pieces.length === 1) return text;
  return pieces.flatMap((piece, i): readonly Fields[] => {
    if (i % 2 === 0) return piece === "" ? [] : [{ type: "text", text: piece }];
    const url = addressOf(Object.hasOwn(pictures, piece) ? pictures[piece] : { url: piece });
    if (url !== null) shown.add(piece);
    return [{ type: "image_url", image_url: { url: url ?? piece } }];
  });
}

const PICTURE = /\[DEEPEVAL:IMAGE:([^\]\n]{1,200})\]/;

function addressOf(picture: unknown): string | null {
  const data = textField(picture, "dataBase64", "data_base64");
  const mime = textField(picture, "mimeType", "mime_type") ?? "image/png";
  return data === null ? textField(picture, "url") : `data:${mime};base64,${data}`;
}

/** What is told of a picture besides its bytes; all of one that stands in no text. */
function besidePicture(
  id: string,
  picture: unknown,
  talk: readonly ToldTurn[],
): readonly (readonly [string, unknown])[] {
  if (!isFields(picture) || !talk.some(({ shown }) => shown.has(id))) return [[id, picture]];
  const { dataBase64, data_base64, url, _id, ...others } = picture;
  const isBytes = dataBase64 != null || data_base64 != null;
  const left = { ...others, ...(isBytes && url != null ? { image_path: url } : {}), ...(_id === id ? {} : { _id }) };
  return [[id, left]];
}
