// Parts of an ONNX graph that are written anew, each a field of the graph.
import {
  ATTRIBUTE,
  ATTRIBUTE_TYPE,
  DIMENSION,
  ELEMENT,
  GRAPH,
  NODE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE,
} from "./onnxFields";
import { bytesField, floatField, joinedBytes, numberField, textField } from "./protobuf";

/** Whole numbers, lists of them, words, and what is wrapped as a float. */
export type Attributes = Readonly<Record<string, number | readonly number[] | string | { readonly float: number }>>;

/** A node of the standard's operators. */
export const nodeField = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes = {},
): Uint8Array =>
  bytesField(
    GRAPH.node,
    joinedBytes([...namesField(inputs, outputs), textField(NODE.operator, operator), ...attributesFields(attributes)]),
  );

/** A node of the runtime's own operators. */
export function contribField(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes,
): Uint8Array {
  const words = [textField(NODE.operator, operator), textField(NODE.domain, CONTRIB)];
  const parts = [...namesField(inputs, outputs), ...words, ...attributesFields(attributes)];
  return bytesField(GRAPH.node, joinedBytes(parts));
}

const CONTRIB = "com.microsoft";

const attributesFields = (attributes: Attributes): Uint8Array[] =>
  Object.entries(attributes).map(([name, value]) =>
    bytesField(NODE.attribute, joinedBytes([textField(ATTRIBUTE.name, name), ...attributeFields(value)])),
  );

function attributeFields(value: Attributes[string]): Uint8Array[] {
  const type = (kind: number): Uint8Array => numberField(ATTRIBUTE.type, kind);
  if (typeof value === "number") return [numberField(ATTRIBUTE.integer, value), type(ATTRIBUTE_TYPE.integer)];
  if (typeof value === "string") return [textField(ATTRIBUTE.text, value), type(ATTRIBUTE_TYPE.text)];
  if (!("float" in value))
    return [...value.map((one) => numberField(ATTRIBUTE.integers, one)), type(ATTRIBUTE_TYPE.integers)];
  return [floatField(ATTRIBUTE.float, value.float), type(ATTRIBUTE_TYPE.float)];
}

/** The names inside a node. */
export const namesField = (inputs: readonly string[], outputs: readonly string[]): Uint8Array[] => [
  ...inputs.map((name) => textField(NODE.input, name)),
  ...outputs.map((name) => textField(NODE.output, name)),
];

/** Weights of whole numbers. */
export const integersField = (name: string, values: readonly bigint[]): Uint8Array =>
  bytesField(GRAPH.initializer, tensorBytes(name, ELEMENT.int64, [values.length], BigInt64Array.from(values).buffer));

/** A weight of one 32-bit float. */
export const scalarField = (name: string, value: number): Uint8Array =>
  bytesField(GRAPH.initializer, tensorBytes(name, ELEMENT.float32, [], Float32Array.of(value).buffer));

const tensorBytes = (name: string, element: number, dims: readonly number[], data: ArrayBuffer): Uint8Array =>
  joinedBytes([
    ...dims.map((size) => numberField(TENSOR.dims, size)),
    numberField(TENSOR.type, element),
    textField(TENSOR.name, name),
    bytesField(TENSOR.rawData, new Uint8Array(data)),
  ]);

/** An input or output of these dimensions; one that varies has a name. */
export const shapedValue = (
  place: "input" | "output",
  name: string,
  element: number,
  dims: readonly (number | string)[],
): Uint8Array =>
  bytesField(
    GRAPH[place],
    valueBytes(name, [
      numberField(TENSOR_TYPE.element, element),
      bytesField(TENSOR_TYPE.shape, joinedBytes(dims.map(dimensionField))),
    ]),
  );

/** The one field of a shape is its dimensions. */
const dimensionField = (size: number | string): Uint8Array =>
  bytesField(
    SHAPE_DIMENSION,
    typeof size === "number" ? numberField(DIMENSION.size, size) : textField(DIMENSION.name, size),
  );

const SHAPE_DIMENSION = 1;

/** An input or output of floats in any shape. */
export const floatsValue = (place: "input" | "output", name: string): Uint8Array =>
  bytesField(GRAPH[place], valueBytes(name, [numberField(TENSOR_TYPE.element, ELEMENT.float32)]));

const valueBytes = (name: string, tensor: readonly Uint8Array[]): Uint8Array =>
  joinedBytes([textField(VALUE.name, name), bytesField(VALUE.type, bytesField(TYPE.tensor, joinedBytes(tensor)))]);
