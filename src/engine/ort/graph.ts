import { namesField } from "./graphFields";
import {
  ATTRIBUTE,
  DIMENSION,
  ELEMENT,
  ENTRY,
  GRAPH,
  MODEL,
  NODE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE,
} from "./onnxFields";
import { type ByteAt, bytesField, type Field, fieldsOf, header, joinedBytes, varintAt, WIRE } from "./protobuf";

/** An ONNX graph as far as the passes over it look, each part by where it stands. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, GraphWeights>;
  readonly inputs: ReadonlyMap<string, GraphValue>;
  readonly outputs: ReadonlyMap<string, GraphValue>;
  /** Names of values whose shape is told beside, with where. */
  readonly told: ReadonlyMap<string, Field>;
  /** The file with these changes, of which no two may be of one field. */
  edited(edits: readonly GraphEdit[]): Uint8Array<ArrayBuffer>;
  /** A file of the same operators' versions with these fields for its graph. */
  with(fields: readonly Uint8Array[]): Uint8Array<ArrayBuffer>;
}

/** What is said of an input or output. */
export interface GraphValue {
  /** By its number in TensorProto.DataType. */
  readonly type: number;
  /** Null where a size varies; empty where nothing is said. */
  readonly dims: readonly (number | null)[];
  readonly start: number;
}

export interface GraphEdit {
  /** Fields of the graph, by where they start, with what stands in their place; an empty array leaves one out. */
  readonly replaced: ReadonlyMap<number, readonly Uint8Array[]>;
  /** Further fields, at its end. */
  readonly added: readonly Uint8Array[];
}

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are whole numbers. */
  readonly integers: ReadonlyMap<string, number>;
  /** Attributes that are floats. */
  readonly floats: ReadonlyMap<string, number>;
  /** Attributes that are lists of whole numbers. */
  readonly lists: ReadonlyMap<string, readonly number[]>;
  /** The inputs of each graph in it, in their order. */
  readonly within: readonly (readonly GraphValue[])[];
  readonly start: number;
  /** The node as it is. */
  readonly field: Uint8Array;
  /** The node with other names. */
  renamed(names: { readonly inputs?: readonly string[]; readonly outputs?: readonly string[] }): Uint8Array;
}

export interface GraphWeights {
  readonly name: string;
  /** By its number in TensorProto.DataType. */
  readonly type: number;
  readonly dims: readonly number[];
  readonly start: number;
  /** Where they lie in a file beside the graph; null where they are in it. */
  readonly place: { readonly location: string; readonly offset: number; readonly length: number } | null;
  /** The number where there is one, of 32-bit floats or of bytes; null elsewhere. */
  single(): number | null;
}

/** Null where the bytes are no such file; the runtime then says what is wrong. */
export function readGraph(bytes: Uint8Array): Graph | null {
  const at: ByteAt = (index) => bytes[index]!;
  const read: Reader = {
    text: ({ from, to }) => TEXT.decode(bytes.subarray(from, to)),
    numbers: (field) => numbersIn(at, field),
    bytes: ({ start, to }) => bytes.subarray(start, to),
    content: ({ from, to }) => bytes.subarray(from, to),
    fields: ({ from, to }) => fieldsOf(at, from, to) ?? [],
  };
  const graph = fieldsOf(at, 0, bytes.length)?.find(
    ({ number, wire }) => number === MODEL.graph && wire === WIRE.bytes,
  );
  const fields = graph === undefined ? null : fieldsOf(at, graph.from, graph.to);
  if (graph === undefined || fields === null) return null;
  const all = (number: number): Field[] => fields.filter((field) => field.number === number);
  const nameOf = (value: Field): string => textIn(read, value, VALUE.name);
  const around = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const head = [bytes.subarray(0, graph.start), header(MODEL.graph, size)];
    return joinedBytes([...head, ...parts, bytes.subarray(graph.to)]);
  };
  return {
    nodes: all(GRAPH.node).map((field) => nodeOf(read, field)),
    weights: new Map(
      all(GRAPH.initializer)
        .map((field) => weightsOf(read, field))
        .map((own) => [own.name, own]),
    ),
    inputs: new Map(all(GRAPH.input).map((value) => [nameOf(value), declaredBy(read, value)])),
    outputs: new Map(all(GRAPH.output).map((value) => [nameOf(value), declaredBy(read, value)])),
    told: new Map(all(GRAPH.valueInfo).map((field) => [nameOf(field), field])),
    edited(edits) {
      const replaced = new Map(edits.flatMap((edit) => [...edit.replaced]));
      const added = edits.flatMap((edit) => edit.added);
      return around([...fields.flatMap((field) => replaced.get(field.start) ?? [read.bytes(field)]), ...added]);
    },
    with: around,
  };
}

const TEXT = new TextDecoder();

interface Reader {
  text(field: Field): string;
  /** One, or all that are packed in it. */
  numbers(field: Field): readonly number[];
  /** With its tag. */
  bytes(field: Field): Uint8Array;
  /** Without. */
  content(field: Field): Uint8Array;
  fields(field: Field): readonly Field[];
}

const textIn = (read: Reader, message: Field, number: number): string => {
  const found = read.fields(message).find((field) => field.number === number);
  return found === undefined ? "" : read.text(found);
};

function declaredBy(read: Reader, value: Field): GraphValue {
  const inside = (messages: readonly Field[], number: number): Field[] =>
    messages.flatMap(read.fields).filter((field) => field.number === number);
  const tensor = inside(inside([value], VALUE.type), TYPE.tensor);
  const dims = inside(tensor, TENSOR_TYPE.shape).flatMap(read.fields);
  return {
    type: inside(tensor, TENSOR_TYPE.element).flatMap(read.numbers)[0] ?? 0,
    dims: dims.map((dim) => inside([dim], DIMENSION.size).flatMap(read.numbers)[0] ?? null),
    start: value.start,
  };
}

function nodeOf(read: Reader, node: Field): GraphNode {
  const fields = read.fields(node);
  const texts = (number: number): string[] => fields.filter((field) => field.number === number).map(read.text);
  const [inputs, outputs] = [texts(NODE.input), texts(NODE.output)];
  const attributes = (number: number): [string, Field[]][] =>
    fields
      .filter((field) => field.number === NODE.attribute)
      .map((attribute): [string, Field[]] => [
        textIn(read, attribute, ATTRIBUTE.name),
        read.fields(attribute).filter((field) => field.number === number),
      ])
      .filter(([, values]) => values.length > 0);
  const numbered = (number: number): [string, number[]][] =>
    attributes(number).map(([name, values]) => [name, values.flatMap(read.numbers)]);
  return {
    operator: texts(NODE.operator)[0] ?? "",
    inputs,
    outputs,
    integers: new Map(numbered(ATTRIBUTE.integer).map(([name, [value = 0]]) => [name, value])),
    floats: new Map(attributes(ATTRIBUTE.float).map(([name, [value]]) => [name, floatIn(read.content(value!))])),
    lists: new Map(numbered(ATTRIBUTE.integers)),
    within: fields
      .filter(({ number }) => number === NODE.attribute)
      .flatMap(read.fields)
      .filter(({ number }) => number === ATTRIBUTE.graph)
      .map((graph) => read.fields(graph).filter(({ number }) => number === GRAPH.input))
      .map((values) => values.map((value) => declaredBy(read, value))),
    field: read.bytes(node),
    start: node.start,
    renamed(names) {
      const rest = fields.filter(({ number }) => number !== NODE.input && number !== NODE.output).map(read.bytes);
      const parts = [...namesField(names.inputs ?? inputs, names.outputs ?? outputs), ...rest];
      return bytesField(GRAPH.node, joinedBytes(parts));
    },
  };
}

function weightsOf(read: Reader, tensor: Field): GraphWeights {
  const fields = read.fields(tensor);
  const of = (number: number): Field[] => fields.filter((field) => field.number === number);
  const entries = of(TENSOR.externalData).map((entry): [string, string] => [
    textIn(read, entry, ENTRY.key),
    textIn(read, entry, ENTRY.value),
  ]);
  const { location, offset = "0", length } = Object.fromEntries(entries);
  const isBeside = location !== undefined && length !== undefined;
  return {
    name: textIn(read, tensor, TENSOR.name),
    type: of(TENSOR.type).flatMap(read.numbers)[0] ?? 0,
    dims: of(TENSOR.dims).flatMap(read.numbers),
    start: tensor.start,
    place: isBeside ? { location, offset: Number(offset), length: Number(length) } : null,
    single: () => singleIn(read, fields),
  };
}

/** Kept by exporters as bytes, as floats, or as whole numbers. */
function singleIn(read: Reader, fields: readonly Field[]): number | null {
  const of = (number: number): Field | undefined => fields.find((field) => field.number === number);
  const type = fields.filter(({ number }) => number === TENSOR.type).flatMap(read.numbers)[0];
  const whole = of(TENSOR.integers);
  const [integer, ...further] = whole === undefined ? [] : read.numbers(whole);
  // Numbers below nought take ten bytes, too many to be read exactly; their last 32 bits are.
  if (integer !== undefined) return further.length > 0 ? null : integer | 0;
  const kept = of(TENSOR.rawData) ?? of(TENSOR.floats);
  if (kept === undefined) return null;
  const bytes = read.content(kept);
  if (type === ELEMENT.float32 && bytes.length === 4) return floatIn(bytes);
  if (bytes.length !== 1) return null;
  const [byte = 0] = bytes;
  return type === ELEMENT.int8 ? (byte << 24) >> 24 : type === ELEMENT.uint8 ? byte : null;
}

const floatIn = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getFloat32(0, true);

function numbersIn(at: ByteAt, { from, to }: Field): number[] {
  const numbers: number[] = [];
  for (let place = from; place < to; ) {
    const next = varintAt(at, place, to);
    if (next === null) break;
    numbers.push(next.value);
    place = next.end;
  }
  return numbers;
}
