/**
 * systemd units: what a service is given when it starts, and what it runs. A drop-in is an environment of its own, which
 * the unit's takes in. Sources: reference/variables.md 3.7;
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Environment
 */
import type { Entry, OpaquePart, ScalarNode, TreeNode } from "../../read/reading";
import { literalOf } from "../../read/systemd/exec";
import {
  partsOf,
  readUnitAssignments,
  readUnitList,
  type UnitAssignment,
  type UnitText,
} from "../../read/systemd/words";
import type { Span } from "../../text/span";
import { type FolderFact, NO_FOLDER } from "../currentFolder";
import type { EnvironmentLayer, LinkFact, UnitPart } from "../environmentModel";
import { sealValue } from "../value";
import type { Definition, PathFact, UnexpandedReference } from "../valueModel";
import { addEnvironment, type CarrierSink } from "./carrier";
import { addUnitCommands, unitCommands } from "./systemdExec";

/** Adds what a unit file, or a drop-in of one, gives to its service. `path` has `/` and is relative to the workspace. */
export function systemdCarrier(tree: TreeNode, path: string, sink: CarrierSink): void {
  const sections = tree.kind === "map" ? tree.entries.filter(({ key }) => key === "Service") : [];
  const [first] = sections;
  if (!first) return;
  const entries = sections.flatMap(({ value }) => (value?.kind === "map" ? value.entries : []));
  const unit: Unit = { entries, isUser: /(?:^|\/)systemd\/user\//.test(path) };
  const [folder = "", file = ""] = path.split("/").slice(-2);
  const dropInOf = folder.endsWith(".d") && file.endsWith(".conf") ? folder.slice(0, -2) : undefined;
  const name = dropInOf ?? path.slice(path.lastIndexOf("/") + 1);
  const { links, commands } = unitCommands(entries);
  const id = addEnvironment(sink, {
    owner: "systemd-service",
    name,
    span: first.keySpan,
    layers: layersOf(unit, dropInOf === undefined ? dropInsOf(name) : []),
    links: dropInOf === undefined ? links : [{ kind: "unit", unit: dropInOf } satisfies LinkFact, ...links],
    folder: folderOf(entries),
  });
  addUnitCommands(commands, id, sink);
}

interface Unit {
  readonly entries: readonly Entry[];
  readonly isUser: boolean;
}

/**
 * From low to high: what the manager has, `Environment=`, files, and at last what is taken away; of each first the unit's
 * own, then that of its drop-ins. Files beat `Environment=` wherever it stands.
 */
function layersOf({ entries, isUser }: Unit, dropIns: readonly string[]): readonly EnvironmentLayer[] {
  const manager: readonly EnvironmentLayer[] = isUser
    ? [{ kind: "outside", why: "the user manager's environment" }]
    : [];
  const passed = listOf(entries, "PassEnvironment").flatMap(({ name, span }) => passedOn(name, span) ?? []);
  const defined = settingsOf(entries, "Environment").flatMap((scalar) =>
    readUnitAssignments(textOf(scalar)).map((assignment) => definitionOf(assignment, isUser)),
  );
  const files = settingsOf(entries, "EnvironmentFile").map(fileOf);
  // `NAME=value` takes a variable away only if it has that value.
  const removed = listOf(entries, "UnsetEnvironment").flatMap(({ name }) => (name.includes("=") ? [] : [name]));
  const isDropIn = dropIns.length === 0;
  const added = (part: UnitPart): readonly EnvironmentLayer[] =>
    dropIns.map((unit) => ({ kind: "drop-ins", unit, part }));
  return [
    ...manager,
    ...definitionsLayer(passed),
    ...(isDropIn ? resetOf(entries, "Environment", "definitions") : []),
    ...definitionsLayer(defined),
    ...added("definitions"),
    ...(isDropIn ? resetOf(entries, "EnvironmentFile", "files") : []),
    ...files,
    ...added("files"),
    ...(removed.length === 0 ? [] : [{ kind: "removed", names: removed } as const]),
    ...added("removed"),
  ];
}

/** An empty value takes away what the unit of a drop-in has, and the drop-ins before it. */
function resetOf(entries: readonly Entry[], key: string, part: UnitPart): readonly EnvironmentLayer[] {
  return entries.some((entry) => entry.key === key && entry.value?.kind !== "scalar") ? [{ kind: "reset", part }] : [];
}

function definitionsLayer(definitions: readonly Definition[]): readonly EnvironmentLayer[] {
  return definitions.length === 0 ? [] : [{ kind: "definitions", definitions }];
}

/** The values of a key that add up; an empty one takes those before it away. */
function settingsOf(entries: readonly Entry[], key: string): readonly ScalarNode[] {
  let settings: ScalarNode[] = [];
  for (const entry of entries) {
    if (entry.key !== key) continue;
    if (entry.value?.kind === "scalar") settings.push(entry.value);
    else settings = [];
  }
  return settings;
}

function textOf({ layer, span }: ScalarNode): UnitText {
  return { layer, whole: span };
}

/** The literal words of a key that holds a list. */
function listOf(entries: readonly Entry[], key: string): readonly { readonly name: string; readonly span: Span }[] {
  return settingsOf(entries, key).flatMap((scalar) =>
    readUnitList(textOf(scalar)).flatMap(({ value }) => {
      const name = literalOf(value.parts);
      return name === undefined ? [] : [{ name, span: value.span }];
    }),
  );
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A variable of the manager: it may be there, and no file shows its value. */
function passedOn(name: string, span: Span): Definition | undefined {
  if (!NAME.test(name)) return undefined;
  const part: OpaquePart = { kind: "opaque", span, why: "unsupported" };
  const value = { span, outer: span, quote: "none", parts: [part], encode: () => undefined } as const;
  return { ...definitionOf({ name, nameSpan: span, value }, true), unexpanded: [] };
}

function definitionOf({ name, nameSpan, value }: UnitAssignment, open: boolean): Definition {
  return {
    name,
    nameSpan,
    value: sealValue(value),
    scope: "environment",
    // Nothing in it is a variable.
    inside: { kind: "nothing" },
    exported: true,
    conditional: false,
    job: undefined,
    unexpanded: unexpandedIn(value),
    ...(open && { open }),
  };
}

const REFERENCE = /(?:^|[^A-Za-z0-9_$\\])(\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*)))/;

/** `$NAME` in a value was meant as a reference, unless it looks like a piece of a password. */
function unexpandedIn({ parts, span }: UnitAssignment["value"]): readonly UnexpandedReference[] {
  for (const part of parts) {
    const found = part.kind === "text" ? REFERENCE.exec(part.text) : null;
    const [all = "", written = "", braced, bare] = found ?? [];
    const name = braced ?? bare;
    if (part.kind !== "text" || !found || name === undefined) continue;
    // Nobody names a variable as a random text looks.
    if (/[a-z]/.test(name) && /[A-Z]/.test(name) && /[0-9]/.test(name)) continue;
    const exact = part.span && part.span.end - part.span.start === part.text.length;
    const start = (part.span?.start ?? 0) + found.index + all.length - written.length;
    return [{ name, why: "unit-assignment", written, span: exact ? { start, end: start + written.length } : span }];
  }
  return [];
}

/**
 * `WorkingDirectory=`, where a drop-in changes nothing. Without it a service starts at the root of its machine, which no
 * folder of the workspace is. https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#WorkingDirectory=
 */
function folderOf(entries: readonly Entry[]): FolderFact {
  const last = settingsOf(entries, "WorkingDirectory").at(-1);
  const path = last && literalOf(partsOf(last.layer, last.span, "specifiers"));
  const folder = path?.replace(/^-/, "");
  return folder?.startsWith("/") ? { path: folder, from: "working-folder" } : NO_FOLDER;
}

/** `-` before the path: it may be missing. Specifiers and patterns make it a path that nobody can follow. */
function fileOf({ layer, span }: ScalarNode): EnvironmentLayer {
  const optional = layer.text.startsWith("-");
  const from = optional ? 1 : 0;
  const source = {
    text: layer.text.slice(from),
    toHost: (inner: Span) => layer.toHost({ start: from + inner.start, end: from + inner.end }),
  };
  const literal = literalOf(partsOf(source, span, "specifiers"));
  const path: PathFact = {
    path: literal === undefined || /[*?[]/.test(literal) ? undefined : literal,
    span: source.toHost({ start: 0, end: source.text.length }) ?? span,
    from: "working-folder",
  };
  return { kind: "file", path, dialect: "systemd", required: !optional };
}

/**
 * The units whose drop-ins count for this one, the least special first: those of all services, of each prefix that ends
 * in a dash, of the template, its own. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
 */
function dropInsOf(unit: string): readonly string[] {
  const suffix = ".service";
  if (!unit.endsWith(suffix)) return [unit];
  const stem = unit.slice(0, -suffix.length);
  const at = stem.indexOf("@");
  const prefix = at < 0 ? stem : stem.slice(0, at);
  const dashes = [...prefix.matchAll(/-/g)].slice(0, MAX_PREFIXES).map(({ index }) => prefix.slice(0, index + 1));
  const template = at >= 0 && at < stem.length - 1 ? [`${stem.slice(0, at + 1)}${suffix}`] : [];
  return ["service", ...dashes.filter((each) => each !== stem).map((each) => each + suffix), ...template, unit];
}

const MAX_PREFIXES = 8;
