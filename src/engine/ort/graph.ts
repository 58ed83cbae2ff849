import { ATTRIBUTE, ELEMENT, ENTRY, GRAPH, MODEL, NODE, TENSOR, TENSOR_TYPE, TYPE, VALUE } from "./onnxFields";
import {
  type ByteAt,
  bytesField,
  type Field,
  fieldsOf,
  header,
  joinedBytes,
  numberField,
  textField,
  varintAt,
  WIRE,
} from "./protobuf";

/** An ONNX graph as far as the passes over it look, each part by where it stands. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, GraphWeights>;
  readonly inputs: readonly string[];
  /** How many dimensions each is said to have; 0 where nothing is said. */
  readonly outputs: ReadonlyMap<string, number>;
  /** Names of values whose shape is told beside, with where. */
  readonly told: ReadonlyMap<string, Field>;
  /** The file with these changes, of which no two may be of one field. */
  edited(edits: readonly GraphEdit[]): Uint8Array<ArrayBuffer>;
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
  readonly start: number;
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
  return {
    nodes: all(GRAPH.node).map((field) => nodeOf(read, field)),
    weights: new Map(
      all(GRAPH.initializer)
        .map((field) => weightsOf(read, field))
        .map((own) => [own.name, own]),
    ),
    inputs: all(GRAPH.input).map(nameOf),
    outputs: new Map(all(GRAPH.output).map((value) => [nameOf(value), rankOf(read, value)])),
    told: new Map(all(GRAPH.valueInfo).map((field) => [nameOf(field), field])),
    edited(edits) {
      const replaced = new Map(edits.flatMap((edit) => [...edit.replaced]));
      const added = edits.flatMap((edit) => edit.added);
      const parts = [...fields.flatMap((field) => replaced.get(field.start) ?? [read.bytes(field)]), ...added];
      const size = parts.reduce((sum, part) => sum + part.length, 0);
      const head = [bytes.subarray(0, graph.start), header(MODEL.graph, size)];
      return joinedBytes([...head, ...parts, bytes.subarray(graph.to)]);
    },
  };
}

/** A node of the standard's operators, as a field of a graph. */
export const nodeField = (operator: string, inputs: readonly string[], outputs: readonly string[]): Uint8Array =>
  bytesField(GRAPH.node, joinedBytes([...namesOf(inputs, outputs), textField(NODE.operator, operator)]));

/** Weights of whole numbers, as a field of a graph. */
export function integersField(name: string, values: readonly bigint[]): Uint8Array {
  const data = new Uint8Array(BigInt64Array.from(values).buffer);
  const dims = numberField(TENSOR.dims, values.length);
  const type = numberField(TENSOR.type, ELEMENT.int64);
  const tensor = [dims, type, textField(TENSOR.name, name), bytesField(TENSOR.rawData, data)];
  return bytesField(GRAPH.initializer, joinedBytes(tensor));
}

/** An input of one whole number. */
export function integerInput(name: string): Uint8Array {
  const tensor = joinedBytes([numberField(TENSOR_TYPE.element, ELEMENT.int64), bytesField(TENSOR_TYPE.shape, NOTHING)]);
  const type = bytesField(VALUE.type, bytesField(TYPE.tensor, tensor));
  return bytesField(GRAPH.input, joinedBytes([textField(VALUE.name, name), type]));
}

const NOTHING = new Uint8Array(0);

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

/** Down to the dimensions of a value's shape. */
const rankOf = (read: Reader, value: Field): number =>
  [VALUE.type, TYPE.tensor, TENSOR_TYPE.shape]
    .reduce<readonly Field[]>(
      (messages, number) => messages.flatMap(read.fields).filter((field) => field.number === number),
      [value],
    )
    .flatMap(read.fields).length;

const namesOf = (inputs: readonly string[], outputs: readonly string[]): Uint8Array[] => [
  ...inputs.map((name) => textField(NODE.input, name)),
  ...outputs.map((name) => textField(NODE.output, name)),
];

function nodeOf(read: Reader, node: Field): GraphNode {
  const fields = read.fields(node);
  const texts = (number: number): string[] => fields.filter((field) => field.number === number).map(read.text);
  const [inputs, outputs] = [texts(NODE.input), texts(NODE.output)];
  return {
    operator: texts(NODE.operator)[0] ?? "",
    inputs,
    outputs,
    integers: new Map(
      fields
        .filter(({ number }) => number === NODE.attribute)
        .flatMap((attribute) => {
          const value = read.fields(attribute).find(({ number }) => number === ATTRIBUTE.integer);
          return value === undefined ? [] : [[textIn(read, attribute, ATTRIBUTE.name), read.numbers(value)[0] ?? 0]];
        }),
    ),
    start: node.start,
    renamed(names) {
      const rest = fields.filter(({ number }) => number !== NODE.input && number !== NODE.output).map(read.bytes);
      const parts = [...namesOf(names.inputs ?? inputs, names.outputs ?? outputs), ...rest];
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
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (type === ELEMENT.float32 && bytes.length === 4) return view.getFloat32(0, true);
  if (bytes.length !== 1) return null;
  return type === ELEMENT.int8 ? view.getInt8(0) : type === ELEMENT.uint8 ? view.getUint8(0) : null;
}

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
