// Writes small ONNX files, for measuring what the runtime computes fast and for tests of what it must refuse.

import { type Attributes, contribField, nodeField, shapedValue } from "../ort/graphFields";
import { ELEMENT } from "../ort/onnxFields";
import { bytesField, joinedBytes, numberField, textField, varint } from "../ort/protobuf";

export type ElementType = keyof typeof ELEMENT;

export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little-endian, or the file beside the graph that holds them, or one number as `onnx.helper.make_tensor` keeps it. */
  readonly data:
    | Uint8Array
    | { readonly externalFile: string }
    | { readonly float: number }
    | { readonly integer: number };
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
  readonly attributes?: Attributes;
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

export function writeOnnx({ nodes, weights, inputs, outputs, opset = OPSET }: OnnxGraph): Uint8Array<ArrayBuffer> {
  const graph = joinedBytes([
    ...nodes.map(({ operator, inputs: taken, outputs: given, attributes = {}, contrib = false }) =>
      (contrib ? contribField : nodeField)(operator, taken, given, attributes),
    ),
    textField(2, "graph"),
    ...weights.map((tensor) => bytesField(5, tensorBytes(tensor))),
    ...inputs.map(({ name, type, dims }) => shapedValue("input", name, ELEMENT[type], dims)),
    ...outputs.map(({ name, type, dims }) => shapedValue("output", name, ELEMENT[type], dims)),
  ]);
  return joinedBytes([
    numberField(1, IR_VERSION),
    bytesField(7, graph),
    bytesField(8, numberField(2, opset)),
    bytesField(8, joinedBytes([textField(1, CONTRIB), numberField(2, 1)])),
  ]);
}

const tensorBytes = ({ name, type, dims, data }: OnnxTensor): Uint8Array =>
  joinedBytes([
    ...dims.map((size) => numberField(1, size)),
    numberField(2, ELEMENT[type]),
    textField(8, name),
    ...dataFields(data),
  ]);

function dataFields(data: OnnxTensor["data"]): Uint8Array[] {
  if (data instanceof Uint8Array) return [bytesField(9, data)];
  if ("float" in data) return [bytesField(4, new Uint8Array(Float32Array.of(data.float).buffer))];
  if ("integer" in data) return [bytesField(5, varint(data.integer))];
  const place = joinedBytes([textField(1, "location"), textField(2, data.externalFile)]);
  return [bytesField(13, place), numberField(14, EXTERNAL)];
}
