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

interface Base64Options {
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
  // A decoder reads over line ends, so they are no part of what it reads.
  const pieces = decode ? withoutLineEnds(input.pieces, /\n/g) : input.pieces;
  const written = textOf(pieces);
  if (written !== undefined && decode) {
    const decoded = decodeText(written);
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
  const parts = partsOf(pieces, ground);
  if (!areAtMost(parts, MAX_PARTS)) return { kind: "unknown" };
  const common = { kind: "computed", span: spanIn(ground, at) } as const;
  if (decode) {
    return { kind: "text", pieces: [made({ ...common, operation: "base64-decode", parts, wrap: 0 })] };
  }
  return { kind: "text", pieces: [made({ ...common, operation: "base64", parts, wrap }), ...lineEnd] };
}

/** Takes line ends away, and whatever `ends` finds, also from what is worked out later. */
export function withoutLineEnds(pieces: readonly Piece[], ends: RegExp): readonly Piece[] {
  return pieces.flatMap((piece): readonly Piece[] => {
    const made = (part: Part): readonly Piece[] => [{ kind: "part", at: piece.at, part }];
    const part = piece.kind === "part" ? piece.part : undefined;
    if (part?.kind === "file") return made({ ...part, trim: "newlines" });
    if (part?.kind === "computed") return made(unwrapped(part));
    const written = textOf([piece]);
    const rest = written?.replaceAll(ends, "");
    if (rest === written) return [piece];
    return rest ? made({ kind: "text", text: rest, span: undefined }) : [];
  });
}

/** Literal text has been left to later only because of its line ends. */
function unwrapped(part: ComputedPart): Part {
  const texts = part.parts.flatMap((each) => (each.kind === "text" ? [each.text] : []));
  const isLiteral = part.operation === "base64" && texts.length === part.parts.length;
  const text = isLiteral ? encodeText(texts.join("")) : undefined;
  return text === undefined ? { ...part, wrap: 0 } : { kind: "text", text, span: undefined };
}
