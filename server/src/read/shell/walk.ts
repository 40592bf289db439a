/**
 * Walks through a script in the order in which it runs, and gathers what it meets. Branches, loops and functions are
 * walked through as they stand: what they assign may not have been assigned. Scripts inside words are walked through
 * before the command that needs them, scripts handed to another shell in place of the command that hands them on.
 */
import type { Span } from "../../text/span";
import { assign, assignLoop } from "./assignments";
import type { InnerScript } from "./command";
import { noteWord, readCommand, readRedirections } from "./command";
import { readComments } from "./comments";
import type { Ground, Piece } from "./ground";
import { innerGround, spanIn } from "./ground";
import { insideBackticks } from "./quoting";
import { recoverScript } from "./recovery";
import type { ShellWord, Substitution } from "./shellWord";
import type { Place } from "./sink";
import { append, childVariables, MAX_LAYERS, mayGoOn, noteProblem } from "./sink";
import type { CommandNode, ShellSyntax, StatementNode, SyntaxNode, TestNode, WordNode } from "./syntax";
import { faultsOf, scriptOf } from "./syntax";
import { readWord } from "./word";

/** Walks through all of a ground's text, around what is not shell. */
export function walkGround(place: Place): void {
  recoverScript(place, (syntax, ground, where) => {
    const here: Place = { ...place, ground, covered: [] };
    walkStatements(syntax.script.commands, here);
    finish(syntax, where, here);
  });
}

function finish(syntax: Pick<ShellSyntax, "faults">, where: Span, place: Place): void {
  const { ground, sink } = place;
  append(sink.comments, readComments(ground, where, place.covered));
  for (const { at } of syntax.faults) {
    if (at <= where.end) noteProblem(sink, spanIn(ground, { start: at, end: at }), "A shell cannot read this");
  }
}

function walkStatements(statements: readonly StatementNode[], place: Place): void {
  for (const statement of statements) {
    if (!mayGoOn(place.sink, place.ground.whole)) return;
    walk(statement.command, statement.background ? subshell(place, statement) : place);
  }
}

function walk(node: SyntaxNode, place: Place): void {
  if (node.type === "Command") walkCommand(node, place);
  else walkCompound(node, place);
}

function walkCompound(node: SyntaxNode, place: Place): void {
  const inside: Place = { ...place, depth: place.depth + 1 };
  const maybe: Place = { ...inside, conditional: true };
  if (inside.depth > place.sink.budget.depth) {
    tooDeep(place, node);
    return;
  }
  switch (node.type) {
    case "AndOr":
      for (const [at, command] of node.commands.entries()) {
        if (place.sink.stopped) return;
        walk(command, node.operators[at - 1] === "||" ? maybe : inside);
      }
      return;
    case "Pipeline":
      for (const command of node.commands) {
        if (place.sink.stopped) return;
        walk(command, node.commands.length > 1 ? subshell(inside, command) : inside);
      }
      return;
    case "If":
      walkStatements(node.clause.commands, inside);
      walkStatements(node.then.commands, maybe);
      for (const branch of node.elif) {
        walkStatements(branch.clause.commands, maybe);
        walkStatements(branch.then.commands, maybe);
      }
      walkStatements(node.else?.commands ?? [], maybe);
      return;
    case "While":
      walkStatements(node.clause.commands, inside);
      walkStatements(node.body.commands, maybe);
      return;
    case "For":
    case "Select":
      assignLoop(
        wordIn(node.name, inside),
        node.wordlist?.map((word) => wordIn(word, inside)),
        inside,
      );
      walkStatements(node.body.commands, maybe);
      return;
    case "ArithmeticFor":
      place.covered.push({ start: node.pos, end: node.body.pos });
      walkStatements(node.body.commands, maybe);
      return;
    case "Case":
      wordIn(node.word, inside);
      for (const item of node.items) {
        for (const pattern of item.pattern) wordIn(pattern, inside);
        walkStatements(item.body.commands, maybe);
      }
      return;
    case "Function":
    case "Coproc":
      if (node.name) wordIn(node.name, inside);
      if (node.body.type === "CompoundList") {
        walkStatements(node.body.commands, maybe);
        return;
      }
      walk(node.body, node.type === "Coproc" ? subshell(inside, node) : maybe);
      return;
    case "Subshell":
      walkStatements(node.body.commands, subshell(inside, node));
      return;
    case "BraceGroup":
      walkStatements(node.body.commands, inside);
      return;
    case "Redirected":
      walk(node.command, inside);
      readRedirections(node.redirects, inside, (word) => runSubstitutions(word, inside));
      return;
    case "TestCommand":
      walkTest(node.expression, inside);
      return;
    case "ArithmeticCommand":
      place.covered.push({ start: node.pos, end: node.end });
      return;
    default:
      return;
  }
}

function walkCommand(node: CommandNode, place: Place): void {
  const inner = readCommand(node, place, (word) => runSubstitutions(word, place));
  if (inner) walkInner(inner, place);
}

/** Walks through `sh -c '…'`: what stands before it is exported to it, what it sets stays in it. */
function walkInner(inner: InnerScript, place: Place): void {
  if (place.layers >= MAX_LAYERS) {
    noteTooDeep(place, inner.within);
    return;
  }
  const { ground } = inner;
  const layers = place.layers + 1;
  if (inner.sameShell) {
    walkGround({ ...place, ground, layers, covered: [] });
    return;
  }
  const variables = childVariables(place.variables);
  const child: Place = { ...place, ground, layers, variables, within: inner.within, covered: [] };
  for (const assignment of inner.environment) {
    assign({ ...assignment, scope: "shell", exported: true, within: inner.within }, child);
  }
  walkGround(child);
}

function runSubstitutions(word: ShellWord, place: Place): void {
  for (const substitution of word.substitutions) {
    if (place.sink.stopped) return;
    runSubstitution(substitution, place);
  }
}

/** The parser reads a substitution anew for each level of nesting, so a long one is not followed. */
const MAX_SUBSTITUTION = 65_536;

function runSubstitution({ part, inDouble }: Substitution, place: Place): void {
  const where: Span = { start: part.pos, end: part.end };
  if (place.layers >= MAX_LAYERS || where.end - where.start > MAX_SUBSTITUTION) {
    tooDeep(place, part);
    return;
  }
  const script = scriptOf(part);
  if (!script) return;
  const ground = part.text.startsWith("`")
    ? backtickGround(where, inDouble, script.source, place.ground)
    : place.ground;
  if (!ground) return;
  const here: Place = { ...subshell(place, part), ground, layers: place.layers + 1, covered: [] };
  walkStatements(script.commands, here);
  const bounds = script.source === undefined ? where : { start: 0, end: ground.layer.text.length };
  finish({ faults: faultsOf(script) }, { start: Math.max(script.pos, bounds.start), end: bounds.end }, here);
}

/**
 * The text between backticks. They take backslashes away before the shell reads it; the parser then counts offsets in
 * the text that is left. Undefined where that text cannot be followed.
 */
function backtickGround(
  where: Span,
  inDouble: boolean,
  decoded: string | undefined,
  ground: Ground,
): Ground | undefined {
  const { text } = ground.layer;
  if (decoded === undefined) {
    const { layer } = ground;
    return { ...ground, layer: { ...layer, encode: (piece) => layer.encode(insideBackticks(piece)) } };
  }
  if (ground.holes.length > 0) return undefined;
  const pieces: Piece[] = [];
  const end = text.charAt(where.end - 1) === "`" && where.end - 1 > where.start ? where.end - 1 : where.end;
  let from = where.start + 1;
  const add = (start: number, stop: number, unit?: string): void => {
    const piece = unit ?? text.slice(start, stop);
    if (piece !== "") pieces.push({ kind: "text", text: piece, at: { start, end: stop } });
  };
  for (let at = text.indexOf("\\", from); at >= 0 && at < end - 1; at = text.indexOf("\\", at)) {
    const next = text.charAt(at + 1);
    if (!"$`\\".includes(next) && !(inDouble && next === '"')) {
      at++;
      continue;
    }
    add(from, at);
    add(at, at + 2, next);
    at += 2;
    from = at;
  }
  add(from, end);
  const inner = innerGround(ground, pieces, where, insideBackticks);
  return inner.layer.text === decoded ? inner : undefined;
}

function walkTest(node: TestNode, place: Place): void {
  if (place.depth > place.sink.budget.depth) return;
  const inside: Place = { ...place, depth: place.depth + 1 };
  switch (node.type) {
    case "TestUnary":
      wordIn(node.operand, inside);
      return;
    case "TestBinary":
      wordIn(node.left, inside);
      wordIn(node.right, inside);
      return;
    case "TestLogical":
      for (const operand of node.operands) walkTest(operand, inside);
      return;
    case "TestNot":
      walkTest(node.operand, inside);
      return;
    case "TestGroup":
      walkTest(node.expression, inside);
      return;
    default:
      node satisfies never;
  }
}

function wordIn(node: WordNode, place: Place): ShellWord {
  const word = readWord(node, place.ground);
  noteWord(word, place, (found) => runSubstitutions(found, place));
  return word;
}

/** What is assigned in a subshell does not leave it. */
function subshell(place: Place, node: { readonly pos: number; readonly end: number }): Place {
  const within = spanIn(place.ground, { start: node.pos, end: Math.max(node.pos, node.end) });
  return { ...place, within, variables: childVariables(place.variables) };
}

function tooDeep(place: Place, node: { readonly pos: number; readonly end: number }): void {
  noteTooDeep(place, spanIn(place.ground, { start: node.pos, end: Math.max(node.pos, node.end) }));
}

function noteTooDeep({ sink }: Place, span: Span): void {
  if (sink.problems.some((problem) => problem.budget === "too-deep")) return;
  sink.problems.push({ span, message: "This nests too deep to be read", budget: "too-deep" });
}
