import type { FoundMark } from "../../action";
import { err, ok, type Result } from "../../base";
import { type Pixels, rotate } from "../../pixels";
import type { Found } from "../found";
import type { Network, Networks } from "../network/networks";
import { samplePlanes } from "../network/sample";
import { decodeCharacters, parseCharacters, type Reading } from "./characters";
import { straightened } from "./straighten";
import { textLines } from "./textLines";

// Preparing as RapidOCR 3.10.0 prepares for PP-OCR: the shorter side is brought to at least 736, the longer one to at most
// 2000, both to multiples of 32; samples go from −1 to 1; a line is 48 high and at least 320 wide, with zeros after it.
const LEAST_SIDE = 736;
const MOST_SIDE = 2000;
const MULTIPLE = 32;
const LINE_HEIGHT = 48;
const LINE_WIDTH = 320;
/** A line that is longer than this is squeezed: the network's time grows with its width. */
const MOST_LINE_WIDTH = 3200;
const TO_ONE = { less: 127.5, times: 1 / 127.5 };

/** Readings that the network is less sure of are left out, as RapidOCR leaves them out. */
const SURE = 0.5;
/** Below this a line may stand on its head or run the other way: it is read turned by half, and the surer one counts. */
const DOUBTED = 0.8;

/** The words on an image, a mark a line, from top to bottom. */
export async function readText(
  pixels: Pixels,
  networks: Networks,
): Promise<Result<Found, "tool-files" | "tool-failed">> {
  const detect = await networks.open("text-detection");
  if (!detect.ok) return detect;
  const recognize = await networks.open("text-recognition");
  if (!recognize.ok) return recognize;
  const dictionary = await networks.text("ocr/characters.txt");
  if (!dictionary.ok) return dictionary;
  const characters = parseCharacters(dictionary.value);
  const map = await detect.value(detectionInput(pixels));
  if (!map.ok) return map;
  const marks: FoundMark[] = [];
  for (const { corners } of textLines(map.value, pixels)) {
    const reading = await surerReading(straightened(pixels, corners), recognize.value, characters);
    if (!reading.ok) return reading;
    const { text, confidence } = reading.value;
    if (text.trim() !== "" && confidence >= SURE) marks.push({ outline: corners, words: text.trim(), confidence });
  }
  return ok({ marks });
}

/** The size at which an image is looked at, in multiples of 32 pixels. */
export function detectionSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const ratio = Math.min(Math.max(1, LEAST_SIDE / short), MOST_SIDE / long);
  const side = (length: number): number => Math.max(MULTIPLE, Math.round((length * ratio) / MULTIPLE) * MULTIPLE);
  return { width: side(width), height: side(height) };
}

function detectionInput(pixels: Pixels) {
  const size = detectionSize(pixels);
  const area = size.width * size.height;
  const data = new Float32Array(3 * area);
  samplePlanes(pixels, size, TO_ONE, data, { row: size.width, next: area });
  return { data, dims: [1, 3, size.height, size.width] };
}

async function surerReading(
  line: Pixels,
  recognize: Network,
  characters: readonly string[],
): Promise<Result<Reading, "tool-failed">> {
  const upright = await readLine(line, recognize, characters);
  if (!upright.ok || upright.value.confidence >= DOUBTED) return upright;
  const turned = await readLine(rotate(line, 180), recognize, characters);
  if (!turned.ok) return err("tool-failed");
  return turned.value.confidence > upright.value.confidence ? turned : upright;
}

async function readLine(
  line: Pixels,
  recognize: Network,
  characters: readonly string[],
): Promise<Result<Reading, "tool-failed">> {
  const own = Math.ceil((LINE_HEIGHT * line.width) / line.height);
  const size = { width: Math.min(own, MOST_LINE_WIDTH), height: LINE_HEIGHT };
  const row = Math.max(LINE_WIDTH, size.width);
  const data = new Float32Array(3 * LINE_HEIGHT * row);
  samplePlanes(line, size, TO_ONE, data, { row, next: LINE_HEIGHT * row });
  const scores = await recognize({ data, dims: [1, 3, LINE_HEIGHT, row] });
  return scores.ok ? ok(decodeCharacters(scores.value, characters)) : scores;
}
