// Writes small ONNX files, for measuring what the runtime computes fast and for tests of what it must refuse. Only the
// fields of onnx.proto that these need; the numbers are its field numbers.

export const ELEMENT = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;

export type ElementType = keyof typeof ELEMENT;

export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little-endian, or the file beside the graph that holds them. */
  readonly data: Uint8Array | { readonly externalFile: string };
}

export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers only. */
  readonly attributes?: Readonly<Record<string, number>>;
  /** An operator of onnxruntime's own, not of the standard. */
  readonly contrib?: boolean;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly opset?: number;
}

const OPSET = 18;
const IR_VERSION = 9;
const CONTRIB = "com.microsoft";
const EXTERNAL = 1;
const INT_ATTRIBUTE = 2;

export function writeOnnx({ nodes, weights, inputs, outputs, opset = OPSET }: OnnxGraph): Uint8Array<ArrayBuffer> {
  const graph = joined([
    ...nodes.map((node) => bytesField(1, nodeBytes(node))),
    textField(2, "graph"),
    ...weights.map((tensor) => bytesField(5, tensorBytes(tensor))),
    ...inputs.map((value) => bytesField(11, valueBytes(value))),
    ...outputs.map((value) => bytesField(12, valueBytes(value))),
  ]);
  return joined([
    numberField(1, IR_VERSION),
    bytesField(7, graph),
    bytesField(8, numberField(2, opset)),
    bytesField(8, joined([textField(1, CONTRIB), numberField(2, 1)])),
  ]);
}

const nodeBytes = ({ operator, inputs, outputs, attributes = {}, contrib = false }: OnnxNode): Uint8Array =>
  joined([
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      bytesField(5, joined([textField(1, name), numberField(3, value), numberField(20, INT_ATTRIBUTE)])),
    ),
    ...(contrib ? [textField(7, CONTRIB)] : []),
  ]);

const tensorBytes = ({ name, type, dims, data }: OnnxTensor): Uint8Array =>
  joined([
    ...dims.map((size) => numberField(1, size)),
    numberField(2, ELEMENT[type]),
    textField(8, name),
    ...(data instanceof Uint8Array
      ? [bytesField(9, data)]
      : [
          bytesField(13, joined([textField(1, "location"), textField(2, data.externalFile)])),
          numberField(14, EXTERNAL),
        ]),
  ]);

const valueBytes = ({ name, type, dims }: OnnxValue): Uint8Array => {
  const shape = dims.map((size) => bytesField(1, typeof size === "number" ? numberField(1, size) : textField(2, size)));
  const tensor = joined([numberField(1, ELEMENT[type]), bytesField(2, joined(shape))]);
  return joined([textField(1, name), bytesField(2, bytesField(1, tensor))]);
};

const numberField = (field: number, value: number): Uint8Array => joined([varint(field * 8), varint(value)]);

const textField = (field: number, text: string): Uint8Array => bytesField(field, new TextEncoder().encode(text));

const bytesField = (field: number, bytes: Uint8Array): Uint8Array =>
  joined([varint(field * 8 + 2), varint(bytes.length), bytes]);

/** Seven bits a byte, the lowest first; all but the last have the top bit set. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  while (left >= 128) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return Uint8Array.of(...bytes, left);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
