/**
 * What a Compose service runs: `entrypoint`, `command` and its health check, as shell text or as words. Compose expands
 * references before a shell sees the text, and `$$` is a dollar: variables.md 3.1.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#command
 */
import { readInterpolation } from "../../read/interpolation";
import type { OpaquePart, Part, ReferencePart, ScalarNode, TreeNode, Value } from "../../read/reading";
import type { Layer, Run } from "../../text/layer";
import { composeLayers, mappedLayer } from "../../text/layer";
import { hull, type Span } from "../../text/span";
import { literalText } from "../value";
import type { Surroundings, VariableScope } from "../valueModel";
import type { CarriedCommand, CarrierSink, EmbeddedText } from "./carrier";
import { joinLayers } from "./joined";
import { childOf, isNull, scalarOf, textOf } from "./tree";
import { type Allowance, baseName, sliceLayer, takeUnits, valueOfScalar } from "./yamlParts";

/** Adds what a service runs. `chain` is the service and those that it extends, the nearest last. */
export function addCommands(
  chain: readonly TreeNode[],
  environment: number,
  sink: CarrierSink,
  allowance: Allowance,
): void {
  if (allowance.units === 0) return;
  const runner: Runner = { sink, allowance, around: { kind: "environment", environment } };
  const entrypoint = nearest(chain, "entrypoint");
  addStart(entrypoint, nearest(chain, "command"), runner);
  addHealthCheck(childOf(nearest(chain, "healthcheck"), "test"), runner);
}

interface Runner {
  readonly sink: CarrierSink;
  readonly allowance: Allowance;
  readonly around: Surroundings;
}

const PROJECT: VariableScope = { kind: "compose-project" };

function nearest(chain: readonly TreeNode[], key: string): TreeNode | undefined {
  const service = chain.findLast((each) => !isNull(childOf(each, key)));
  return childOf(service, key);
}

/** The words of a command are given to the entrypoint, whichever of the two is written as one text. */
function addStart(entrypoint: TreeNode | undefined, command: TreeNode | undefined, runner: Runner): void {
  const first = wordsOf(entrypoint) ?? simpleWords(scalarOf(entrypoint));
  const second = wordsOf(command);
  const program = scalarOf(entrypoint);
  const text = scalarOf(command);
  if (first && !text) addWords([...first, ...(second ?? [])], runner);
  else if (first && text) {
    if (first.every((word) => SIMPLE_WORD.test(word.layer.text))) addShell([...first, text], runner);
  } else if (program) addShell(text ? [program, text] : [program], runner);
  else if (second) addWords(second, runner);
  else if (text) addShell([text], runner);
}

function addHealthCheck(test: TreeNode | undefined, runner: Runner): void {
  const text = scalarOf(test);
  const [kind, ...words] = wordsOf(test) ?? [];
  if (text) addShell([text], runner);
  else if (textOf(kind) === "CMD") addWords(words, runner);
  else if (textOf(kind) === "CMD-SHELL") addShell(words.slice(0, 1), runner);
}

/** A word that means the same in a shell as without one. */
const SIMPLE_WORD = /^[\w./:=@%+,-]+$/;

/** The words of exec form; undefined where it is none. */
function wordsOf(node: TreeNode | undefined): readonly ScalarNode[] | undefined {
  return node?.kind === "list" ? node.items.flatMap((item) => scalarOf(item) ?? []) : undefined;
}

/** The words of a text without quotes, as if they were written one by one. */
function simpleWords(scalar: ScalarNode | undefined): readonly ScalarNode[] | undefined {
  if (!scalar || !/^[\w./:=@%+, -]+$/.test(scalar.layer.text)) return undefined;
  return [...scalar.layer.text.matchAll(/\S+/g)].map(({ 0: word, index }): ScalarNode => {
    const layer = sliceLayer(scalar.layer, index, index + word.length);
    const span = layer.toHost({ start: 0, end: word.length }) ?? scalar.span;
    return { kind: "scalar", span, outer: span, layer, style: "plain", alias: true };
  });
}

const SHELLS = new Set(["sh", "bash", "ash", "dash", "ksh", "zsh"]);
const POWERSHELLS = new Set(["pwsh", "powershell"]);

/** A command in exec form; the script that it hands to a shell, where it does. */
function addWords(words: readonly ScalarNode[], runner: Runner): void {
  const script = scriptIn(words);
  if (script) {
    addShell([script.word], runner, script.as);
    return;
  }
  const [program, ...args] = words;
  if (
    !program ||
    !takeUnits(
      runner.allowance,
      words.map(({ layer }) => layer),
    )
  )
    return;
  const span = words.reduce((all, { outer }) => hull(all, outer), program.outer);
  const name = literalText(wordValue(program));
  // Without an entrypoint the image names the program.
  const isOption = name?.startsWith("-") === true;
  const { start } = program.span;
  // References of the words are the project's, like those that stand in a script.
  const carried: CarriedCommand = {
    command: {
      name: name === undefined || isOption ? undefined : programName(name),
      nameSpan: isOption ? { start, end: start } : program.span,
      args: (isOption ? words : args).map(wordValue),
      environment: [],
      span,
      job: undefined,
    },
    around: runner.around,
    expressions: PROJECT,
  };
  runner.sink.commands.push(carried);
}

function programName(path: string): string {
  const name = baseName(path);
  return name.toLowerCase().endsWith(".exe") ? name.slice(0, -4) : name;
}

/** The script of `sh -ec '…'`, also behind another program that starts the shell (`tini -- sh -c '…'`). */
function scriptIn(
  words: readonly ScalarNode[],
): { readonly word: ScalarNode; readonly as: EmbeddedText["as"] } | undefined {
  for (const [index, word] of words.entries()) {
    const name = programName(word.layer.text);
    const as = SHELLS.has(name) ? "shell" : POWERSHELLS.has(name) ? "powershell" : undefined;
    if (!as) continue;
    for (let at = index + 1; at < words.length; at++) {
      const option = words[at]?.layer.text ?? "";
      const next = words[at + 1];
      if (!option.startsWith("-") && !option.startsWith("+")) break;
      const hands =
        as === "shell" ? /^-[A-Za-z]+$/.test(option) && option.includes("c") : /^-c(?:ommand)?$/i.test(option);
      if (hands) return next && { word: next, as };
      // `-euo pipefail`
      if (/^[-+][A-Za-z]*o$/.test(option)) at++;
    }
  }
  return undefined;
}

function wordValue(scalar: ScalarNode): Value {
  const parts = readInterpolation(scalar.layer, scalar.span, "compose").map(fromExpression);
  return valueOfScalar(scalar, parts, (text) => text.replaceAll("$", "$$$$"));
}

function fromExpression(part: Part): Part {
  if (part.kind !== "reference") return part;
  const { fallback, ...rest } = part;
  const kept = fallback && { fallback: { parts: fallback.parts.map(fromExpression), whenEmpty: fallback.whenEmpty } };
  return { ...rest, ...kept, from: "expression" };
}

function addShell(texts: readonly ScalarNode[], runner: Runner, as: EmbeddedText["as"] = "shell"): void {
  const { sink, around, allowance } = runner;
  const [first] = texts;
  if (
    !first ||
    !takeUnits(
      allowance,
      texts.map(({ layer }) => layer),
    )
  )
    return;
  const layers = texts.map(({ layer, span }) => expandedLayer(layer, span));
  const span = texts.reduce((all, text) => hull(all, text.span), first.span);
  const layer = texts.length === 1 && layers[0] ? layers[0] : joinLayers(layers, " ");
  sink.embedded.push({ layer, span, as, around, expressions: PROJECT });
}

/**
 * The text as a shell gets it: `$$` is a dollar, and what Compose expands stands there as an expression (`${{ env.K }}`),
 * because that is what it is to the shell: put in before it reads the text.
 */
function expandedLayer(layer: Layer, whole: Span): Layer {
  const { text } = layer;
  const texts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  const add = (piece: string, start: number, end: number): void => {
    if (piece === "") return;
    texts.push(piece);
    runs.push({ text: length, length: piece.length, host: { start, end } });
    length += piece.length;
  };
  let from = 0;
  for (const { start, end } of dollarsIn(text)) {
    const part = end - start === 2 && text[start + 1] === "$" ? "$" : referenceIn(layer, { start, end }, whole);
    if (part === undefined) continue;
    add(text.slice(from, start), from, start);
    add(part, start, end);
    from = end;
  }
  add(text.slice(from), from, text.length);
  return composeLayers(
    layer,
    mappedLayer(texts.join(""), runs, () => undefined),
  );
}

const DOLLAR = /\$(?:\$|[A-Za-z_][A-Za-z0-9_]*|\{)/g;

/** Where a dollar means something to Compose: `$$`, `$NAME`, `${…}` with what nests in it. */
function dollarsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  const open: number[] = [];
  const closing = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith("$$", at)) at++;
    else if (text.startsWith("${", at)) open.push(at++);
    else if (text[at] === "}") {
      const opened = open.pop();
      if (opened !== undefined) closing.set(opened, at + 1);
    }
  }
  DOLLAR.lastIndex = 0;
  for (let match = DOLLAR.exec(text); match; match = DOLLAR.exec(text)) {
    const start = match.index;
    const end = match[0] === "${" ? closing.get(start) : start + match[0].length;
    if (end === undefined) continue;
    found.push({ start, end });
    DOLLAR.lastIndex = end;
  }
  return found;
}

/** The expression that stands for a reference; undefined where Compose sees none. */
function referenceIn(layer: Layer, { start, end }: Span, whole: Span): string | undefined {
  const parts = readInterpolation(sliceLayer(layer, start, end), whole, "compose");
  const [part] = parts;
  if (!part || parts.length > 1 || part.kind === "text") return undefined;
  return `\${{ ${expressionOf(part) ?? "compose"} }}`;
}

/** `env.K || 'default'`; undefined for what no such chain says, and is then taken for unknown. */
function expressionOf(part: ReferencePart | OpaquePart): string | undefined {
  if (part.kind === "opaque" || !/^\w+$/.test(part.name)) return undefined;
  const name = `env.${part.name}`;
  if (!part.fallback) return name;
  const { parts, whenEmpty } = part.fallback;
  const [other] = parts;
  if (!whenEmpty || parts.length > 1) return undefined;
  if (!other) return name;
  if (other.kind !== "text" && other.kind !== "reference" && other.kind !== "opaque") return undefined;
  const next = other.kind === "text" ? `'${other.text.replaceAll("'", "''")}'` : expressionOf(other);
  return next === undefined ? undefined : `${name} || ${next}`;
}
