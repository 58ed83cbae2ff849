import type { ImageReference, LogRecord, Message, MessagePart } from "./record";

/** One form in which runs are kept: a value of JSON that holds some, a file whose lines together are one, or plain words. */
export type LogForm = ValueForm | LinesForm | WordsForm;

/** Names of fields, at any depth, that hold no words of a run and no pictures: nothing in them is missed. */
export type KnownFields = readonly string[];

export interface ValueForm {
  readonly kind: "value";
  readonly form: string;
  readonly known?: KnownFields;
  readonly spoken?: SpokenFields;
  /** Texts in a value of this form that show for people what the value says elsewhere, and say nothing more. */
  renderings?(value: unknown): readonly string[];
  /** Forms are tried from the highest down: the more a form asks for, the higher. No two have the same. */
  readonly priority: number;
  /** The runs that a value holds; null where it is not of this form. */
  read(value: unknown, place: string): readonly LogRecord[] | null;
}

export interface LinesForm {
  readonly kind: "lines";
  readonly form: string;
  readonly known?: KnownFields;
  readonly spoken?: SpokenFields;
  /** Whether the first line of a file says that the lines are one run. */
  begins(first: unknown): boolean;
  /** The run that all lines make; null where they make none. */
  read(lines: readonly unknown[]): LogRecord | null;
}

/** What a system prints of a run, where that is no chat of any common kind. */
export interface WordsForm {
  readonly kind: "words";
  readonly form: string;
  readonly known?: KnownFields;
  readonly spoken?: SpokenFields;
  /** The run that the words tell; null where they are not of this form. */
  read(text: string, place: string): LogRecord | null;
}

/** Names of fields that this form alone reads words from, and makes longer texts of. */
export type SpokenFields = readonly string[];

/**
 * The field that holds how a run was sent, and where to, once it is taken out of what it was sent in: see `unwrapped`. No
 * log has a field of that name.
 */
export const ENVELOPE = "(envelope)";

/** Fields that logs of any form have, and that say nothing of the run itself: names, settings, counts, times. */
export const COMMON_KNOWN: KnownFields = [
  ...["id", "uid", "uuid", "_id", "qid", "doc_id", "doc_hash", "question_id", "sample_id", "request_id", "custom_id"],
  ...["trace_id", "session_id", "item_id", "call_id", "tool_call_id", "tool_use_id", "container_id", "index", "idx"],
  ...["previous_response_id", "response_id", "thread_id", "conversation_id", "run_id", "prompt_id", "group_id"],
  ...["object", "type", "role", "from", "kind", "version", "schema", "schema_version"],
  ...["model", "model_name", "model_id", "model_path", "provider", "system_fingerprint", "service_tier"],
  ...["status", "finish_reason", "stop_reason", "stop_sequence", "stop", "incomplete_details", "error_code"],
  ...["created", "created_at", "completed_at", "time", "timestamp", "date", "started_at", "latency", "duration"],
  ...["usage", "token_counts", "sampling_params", "generation_config", "temperature", "top_p", "seed", "config"],
  ...["dataset", "data_source", "dataset_name", "source_dataset", "split", "task", "task_name", "task_type"],
  ...["ds_name", "origin_dataset", "origin_split"],
  // What a set calls a picture that it holds beside; where it holds none, the picture is looked for by this name.
  "image_path",
  ...["category", "subcategory", "ability", "difficulty", "language", "lang", "tags", "env_name", "agent_name"],
  ...[
    "toolCallId",
    "toolUseId",
    "state",
    "mediaType",
    "contentType",
    "filename",
    "response_metadata",
    "usage_metadata",
    "lc",
  ],
  ...["media_type", "mime_type", "mimeType", "detail", "signature", "format", "encoding", "cache_control"],
  ...[
    "answer_id",
    "extracted_answer",
    "step",
    "epoch",
    "global_step",
    "rank",
    "tool_choice",
    "truncation",
    "annotations",
    "tools",
    // How verl works a reward out: `rule`, `model`.
    "style",
  ],
  ENVELOPE,
  // Of a file that a table of Weights & Biases names.
  ...["_type", "sha256", "digest", "classes"],
  // Of a table of SwanLab.
  ...["_swanLab", "colDefs"],
  // How a request was sent and counted, as LiteLLM, Braintrust, Weave and Helicone write it down.
  ...["project_id", "experiment_id", "span_id", "root_span_id", "span_parents", "span_attributes", "call_type"],
  ...["custom_llm_provider", "model_group", "api_base", "request_tags", "model_map_information", "_xact_id"],
  ...["request_created_at", "response_created_at", "request_path", "request_model", "valueType", "inserted_at"],
  ...["updated_at", "_server_id", "user_id", "sampling_methods", "content_type", "output_mapping", "created_by"],
  ...[
    "ended_at",
    "client_version",
    "evaluationModel",
    "evaluation_model",
    "testFile",
    "stop_condition",
    "env_class",
    "domain",
    "case_type",
    "tag",
    "op_name",
    "wb_user_id",
  ],
  ...["request_user_id", "country_code", "asset_ids", "target_url", "cache_reference_id", "storage_location"],
  ...["ai_gateway_body_mapping", "signed_body_url", "caller_functionname", "caller_filename", "span_origin", "weave"],
  // Of a file of promptfoo; `testCase` repeats what was filled in and what the assertions say of themselves.
  ...["testCase", "promptId", "evalId", "promptfooVersion", "nodeVersion", "platform", "arch", "exportedAt"],
  ...["evaluationCreatedAt", "runtimeOptions", "shareableUrl"],
  // What rows of evaluations are sorted by.
  ...["group", "method", "topic", "subtopic", "sub_topic", "subset", "record_id", "example_id", "image_id"],
];

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
