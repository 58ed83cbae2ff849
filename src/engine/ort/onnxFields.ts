// The fields of onnx.proto that are read or written here, by their numbers.

export const MODEL = { graph: 7 } as const;
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;
export const NODE = { input: 1, output: 2, operator: 4, attribute: 5, domain: 7 } as const;
export const ATTRIBUTE = { name: 1, float: 2, integer: 3, text: 4, graph: 6, integers: 8, type: 20 } as const;
/** Of AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPE = { float: 1, integer: 2, text: 3, integers: 7 } as const;
export const TENSOR = {
  dims: 1,
  type: 2,
  floats: 4,
  integers: 5,
  name: 8,
  rawData: 9,
  externalData: 13,
  dataLocation: 14,
} as const;
/** Of TensorProto.DataLocation. */
export const IN_A_FILE = 1;
/** Of TensorProto.DataType. */
export const ELEMENT = { float32: 1, uint8: 2, int8: 3, int64: 7, float16: 10 } as const;
/** An input or output of a graph, and what is said of its type. */
export const VALUE = { name: 1, type: 2 } as const;
export const TYPE = { tensor: 1 } as const;
export const TENSOR_TYPE = { element: 1, shape: 2 } as const;
/** A size, or a name where it varies. */
export const DIMENSION = { size: 1, name: 2 } as const;
/** Of what is kept by name, as where external data lie. */
export const ENTRY = { key: 1, value: 2 } as const;
