/**
 * What `base64` and `openssl base64` make of a text. Of literal text it is worked out here; what depends on a variable or
 * a file becomes a part that is worked out once that is known. How a program breaks its lines is part of the value.
 */
import { decodeText, encodeText } from "../../elastic/base64";
import type { Span } from "../../text/span";
import type { ComputedPart, Part } from "../reading";
import type { Output } from "./filters";
import type { Ground, Piece } from "./ground";
import { spanIn } from "./ground";
import { areAtMost } from "./parts";
import type { ShellWord } from "./shellWord";
import { literalOf, partsOf, textOf } from "./shellWord";

export interface Base64Options {
  readonly decode: boolean;
  /** The length of a line; 0 for no line ends at all. */
  readonly wrap: number;
}

/** Parts of one value, those inside others included. */
const MAX_PARTS = 200;

const ASCII = /^[\0-\x7f]*$/;

/** https://www.gnu.org/software/coreutils/manual/html_node/base64-invocation.html; macOS has `-D` and `-b`. */
export function coreutilsOptions(
  args: readonly ShellWord[],
): (Base64Options & { readonly operands: readonly ShellWord[] }) | undefined {
  const operands: ShellWord[] = [];
  let decode = false;
  let wrap = 76;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    const option = literalOf(word);
    const width = option && /^(?:-[wb]|--wrap=|--break=)(\d{1,4})$/.exec(option)?.[1];
    if (width) wrap = Number(width);
    else if (option === "-w" || option === "-b" || option === "--wrap") {
      const next = literalOf(args[++at]);
      if (next === undefined || !/^\d{1,4}$/.test(next)) return undefined;
      wrap = Number(next);
    } else if (option && /^(?:-d|-D|-di|--decode)$/.test(option)) decode = true;
    else if (word && !option?.startsWith("-")) operands.push(word);
    else if (option !== "-" && option !== "-i" && option !== "--ignore-garbage") return undefined;
  }
  return operands.length > 1 ? undefined : { decode, wrap, operands };
}

/** `openssl base64 -A` and `openssl enc -base64 -A`. */
export function opensslOptions(args: readonly ShellWord[]): Base64Options | undefined {
  const [verb, ...options] = args.map((word) => literalOf(word));
  const known = options.every((option) => option !== undefined && /^-(?:A|d|e|a|base64)$/.test(option));
  const isBase64 = verb === "base64" || (verb === "enc" && (options.includes("-base64") || options.includes("-a")));
  if (!known || !isBase64) return undefined;
  return { decode: options.includes("-d"), wrap: options.includes("-A") ? 0 : 64 };
}

/** What the program prints; undefined where it is not known what it reads. `at` is the place of what it prints. */
export function base64(
  { decode, wrap }: Base64Options,
  input: Output | undefined,
  at: Span,
  ground: Ground,
): Output | undefined {
  if (!input || input.kind === "none") return undefined;
  if (input.kind === "unknown") return input;
  // Beyond ASCII the bytes depend on how the script is encoded.
  if (!input.pieces.every((piece) => ASCII.test(textOf([piece]) ?? ""))) return { kind: "unknown" };
  const made = (part: Part): Piece => ({ kind: "part", at, part });
  const lineEnd: readonly Piece[] = wrap > 0 ? [made({ kind: "text", text: "\n", span: undefined })] : [];
  const written = textOf(input.pieces);
  if (written !== undefined && decode) {
    const decoded = decodeText(written.replaceAll("\n", ""));
    if (decoded === undefined || !ASCII.test(decoded)) return { kind: "unknown" };
    return { kind: "text", pieces: [made({ kind: "text", text: decoded, span: undefined })] };
  }
  if (written !== undefined) {
    const encoded = encodeText(written);
    if (encoded === undefined) return { kind: "unknown" };
    if (wrap === 0 || encoded.length <= wrap) {
      return { kind: "text", pieces: [made({ kind: "text", text: encoded, span: undefined }), ...lineEnd] };
    }
  }
  const parts = partsOf(input.pieces, ground);
  if (!areAtMost(parts, MAX_PARTS)) return { kind: "unknown" };
  const common = { kind: "computed", span: spanIn(ground, at) } as const;
  if (decode) {
    const part: ComputedPart = { ...common, operation: "base64-decode", parts: parts.flatMap(withoutLineEnds), wrap: 0 };
    return { kind: "text", pieces: [made(part)] };
  }
  return { kind: "text", pieces: [made({ ...common, operation: "base64", parts, wrap }), ...lineEnd] };
}

/** A decoder reads over line ends, so they are no part of what it reads. */
function withoutLineEnds(part: Part): readonly Part[] {
  if (part.kind === "computed" && part.operation === "base64") return [{ ...part, wrap: 0 }];
  if (part.kind !== "text" || !part.text.includes("\n")) return [part];
  const text = part.text.replaceAll("\n", "");
  return text === "" ? [] : [{ kind: "text", text, span: undefined }];
}
