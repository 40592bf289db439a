/**
 * The part of JSON Schema (draft 2020-12) that the schema of the project file uses, as a type: what does not stand here
 * the validator does not know, so a schema that uses more does not compile.
 */

export type SchemaType = "object" | "array" | "string" | "integer" | "boolean" | "null";

export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** `#/$defs/name`; what stands beside it counts too, and before it. */
  readonly $ref?: string;
  /** What this is, in the middle of a sentence: `type of deployment`. */
  readonly title?: string;
  /** Sentences for people, in Markdown. */
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: SchemaType | readonly SchemaType[];
  readonly const?: number | string;
  readonly enum?: readonly (string | boolean)[];
  /** What each value of `enum` means. No word of the standard; editors know it. */
  readonly enumDescriptions?: readonly string[];
  /** The source of one of the regular expressions in `schema.ts`, so that none is made at run time. */
  readonly pattern?: string;
  readonly format?: "date";
  readonly minLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: false | JsonSchema;
  readonly items?: JsonSchema;
  /** Exactly one of these properties stands in the map. */
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
}

/** The schema with what its `$ref` leads to. References lead to no references: `schema.test.ts` holds it. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice("#/$defs/".length);
  return { ...root.$defs?.[name], ...schema };
}

/** The types that a value may have; empty where any may stand. */
export function typesOf({ type }: JsonSchema): readonly SchemaType[] {
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}

/** The schema of the value under a key; undefined where the key is not known. */
export function memberOf(schema: JsonSchema, key: string, root: JsonSchema): JsonSchema | undefined {
  const { properties, additionalProperties: others } = schema;
  if (properties && Object.hasOwn(properties, key)) {
    const own = properties[key];
    return own && resolved(own, root);
  }
  return others ? resolved(others, root) : undefined;
}
