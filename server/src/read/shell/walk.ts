/**
 * Walks through a script in the order in which it runs, and gathers what it meets. Branches, loops and functions are
 * walked through as they stand: what they assign may not have been assigned. Scripts inside words are walked through
 * before the command that needs them, scripts handed to another shell in place of the command that hands them on.
 */
import { append } from "../../text/append";
import type { Span } from "../../text/span";
import type { Part } from "../reading";
import { assign, assignLoop, withhold } from "./assignments";
import { backtickGround } from "./backticks";
import type { InnerScript } from "./command";
import { noteWord, readCommand, readRedirections } from "./command";
import { readComments } from "./comments";
import { newFunctions, noteFunction } from "./functions";
import type { Ground } from "./ground";
import { spanIn } from "./ground";
import { partsIn, withPartsIn } from "./parts";
import { recoverScript } from "./recovery";
import { settleFunctions } from "./settle";
import type { ShellWord, Substitution } from "./shellWord";
import type { Place } from "./sink";
import { childVariables, MAX_LAYERS, mayGoOn, noteProblem, programVariables } from "./sink";
import type {
  CommandNode,
  ListNode,
  NamedNode,
  ShellSyntax,
  StatementNode,
  SyntaxNode,
  TestNode,
  WordNode,
} from "./syntax";
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
  if (inside.depth > place.sink.budget.depth) {
    tooDeep(place, node);
    return;
  }
  switch (node.type) {
    case "AndOr":
      for (const [at, command] of node.commands.entries()) {
        if (place.sink.stopped) return;
        walk(command, node.operators[at - 1] === "||" ? branch(inside, command) : inside);
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
      walkBranch(node.then, inside);
      for (const each of node.elif) {
        walkBranch(each.clause, inside);
        walkBranch(each.then, inside);
      }
      if (node.else) walkBranch(node.else, inside);
      return;
    case "While":
      walkStatements(node.clause.commands, inside);
      walkBranch(node.body, inside);
      return;
    case "For":
    case "Select":
      assignLoop(
        wordIn(node.name, inside),
        node.wordlist?.map((word) => wordIn(word, inside)),
        inside,
      );
      walkBranch(node.body, inside);
      return;
    case "ArithmeticFor":
      place.covered.push({ start: node.pos, end: node.body.pos });
      walkBranch(node.body, inside);
      return;
    case "Case":
      wordIn(node.word, inside);
      for (const item of node.items) {
        for (const pattern of item.pattern) wordIn(pattern, inside);
        walkBranch(item.body, inside);
      }
      return;
    case "Function":
    case "Coproc":
      walkNamed(node, inside);
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

/** Functions and coprocesses. What runs in them is walked through where it stands. */
function walkNamed(node: NamedNode, place: Place): void {
  const name = node.name && wordIn(node.name, place);
  let within: Place;
  if (node.type === "Coproc") within = node.body.type === "CompoundList" ? branch(place, node) : subshell(place, node);
  else if (!name) within = branch(place, node);
  else {
    const maybe = branch(place, node);
    const { span } = maybe.block ?? { span: place.ground.whole };
    const body = spanIn(place.ground, { start: node.body.pos, end: Math.max(node.body.pos, node.body.end) });
    const defined = noteFunction(name, span, body, place);
    within = { ...maybe, conditional: false, inFunction: true, function: defined };
  }
  if (node.body.type === "CompoundList") walkStatements(node.body.commands, within);
  else walk(node.body, within);
}

/** A place that may not run. */
function branch(place: Place, node: { readonly pos: number; readonly end: number }): Place {
  const span = spanIn(place.ground, { start: node.pos, end: Math.max(node.pos, node.end) });
  return { ...place, conditional: true, block: { span, outer: place.block } };
}

function walkBranch(list: ListNode, place: Place): void {
  walkStatements(list.commands, branch(place, list));
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
  const ground = inner.withheld?.names === "all" ? withOuterHoles(inner.ground) : inner.ground;
  const layers = place.layers + 1;
  if (inner.sameShell) {
    walkGround({ ...place, ground, layers, covered: [] });
    return;
  }
  const { function: _, isScript: __, traced: ___, ...outer } = place;
  const { withheld } = inner;
  const isolated = withheld?.names === "all" ? { from: inner.within.start, open: withheld.open } : place.isolated;
  const child: Place = {
    ...outer,
    ...(isolated && { isolated }),
    ...(inner.traced && { traced: inner.traced }),
    ground,
    layers,
    variables: programVariables(place.variables),
    functions: newFunctions(place.sink),
    within: inner.within,
    covered: [],
  };
  if (withheld && withheld.names !== "all") for (const name of withheld.names) withhold(name, inner.within, child);
  for (const assignment of inner.environment) {
    assign({ ...assignment, scope: "shell", exported: true, within: inner.within }, child);
  }
  walkGround(child);
  settleFunctions(child.functions, child.sink);
}

/** What the shell around an isolated one puts into its script is looked up as that shell's. */
function withOuterHoles(ground: Ground): Ground {
  const outer = (part: Part): Part => {
    const inside = partsIn(part);
    const whole = inside.length > 0 ? withPartsIn(part, inside.map(outer)) : part;
    return whole.kind === "reference" && whole.from === undefined ? { ...whole, from: "outer" } : whole;
  };
  return { ...ground, holes: ground.holes.map(({ at, part }) => ({ at, part: outer(part) })) };
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
  return noteWord(word, place, (found) => runSubstitutions(found, place));
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
