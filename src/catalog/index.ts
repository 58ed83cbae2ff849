// The catalog is what can be opened: models and sample problems.
//
//   card     what is known of a model or a sample before it is opened
//   sample   a recorded trace or a gym problem with a picture and a question
export type { ModelCard } from "./card";
