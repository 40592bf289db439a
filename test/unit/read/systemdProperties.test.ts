/** What holds for any text read as a unit, and that what is written into one is read again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBudget } from "../../../server/src/read/budget";
import type { Part, Reading, ScalarNode, TreeNode, Value } from "../../../server/src/read/reading";
import { readSystemd } from "../../../server/src/read/systemd";
import { readExec, scriptOf } from "../../../server/src/read/systemd/exec";
import { readUnitAssignments, readUnitList } from "../../../server/src/read/systemd/words";
import type { Span } from "../../../server/src/text/span";
import { covers } from "../../../server/src/text/span";
import { PIECES } from "../../support/pieces";
import { show, spansOf } from "./shellSupport";

const read = (text: string): Reading => readSystemd(text, defaultBudget());

function scalarsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  if (node?.kind === "scalar") return [node];
  return node?.kind === "map" ? node.entries.flatMap((entry) => scalarsOf(entry.value)) : [];
}

const token = fc.constantFrom(...PIECES.systemd);
const unitText = fc.array(token, { maxLength: 20 }).map((tokens) => `[Service]\nEnvironment=${tokens.join("")}`);

function valuesOf(scalar: ScalarNode): readonly Value[] {
  const text = { layer: scalar.layer, whole: scalar.span };
  return [
    ...readUnitAssignments(text).map(({ value }) => value),
    ...readUnitList(text).map(({ value }) => value),
    ...readExec(text).flatMap(({ args }) => args.map(({ value }) => value)),
  ];
}

/** Spans that do not lie where they should, and parts that claim units of the file which are not their text. */
function faultsOf(text: string): readonly unknown[] {
  const reading = read(text);
  const faults: unknown[] = [];
  const look = (what: string, span: Span | undefined, inside: Span): void => {
    if (span && !(span.start <= span.end && covers(inside, span))) faults.push({ what, span, inside });
  };
  const lookAtParts = (parts: readonly Part[], inside: Span): void => {
    for (const part of parts) {
      look(part.kind, part.span, inside);
      if (part.kind !== "text" || part.span?.end !== (part.span?.start ?? 0) + part.text.length) continue;
      const stands = text.slice(part.span.start, part.span.end);
      // A backslash that joins lines stands for a blank.
      if (stands !== part.text && stands.replaceAll("\\", " ") !== part.text) faults.push({ part, stands });
    }
  };
  const visit = (node: TreeNode, inside: Span): void => {
    look(node.kind, node.span, inside);
    if (node.kind === "map") {
      for (const entry of node.entries) {
        look("entry", entry.span, node.span);
        look("key", entry.keySpan, entry.span);
        if (entry.value) visit(entry.value, entry.span);
      }
    }
  };
  const whole = { start: 0, end: text.length };
  for (const { span } of spansOf(reading)) look("reading", span, whole);
  for (const tree of reading.trees) visit(tree, whole);
  for (const scalar of reading.trees.flatMap(scalarsOf)) {
    for (const value of valuesOf(scalar)) {
      look("outer", value.outer, scalar.outer);
      look("span", value.span, value.outer);
      lookAtParts(value.parts, value.outer);
    }
    const text = { layer: scalar.layer, whole: scalar.span };
    for (const { args, expansion, programSpan, span } of readExec(text)) {
      look("command", span, scalar.outer);
      look("program", programSpan, span);
      for (const { word } of args) {
        const { layer } = scriptOf(word, text, expansion);
        look("script", layer.toHost({ start: 0, end: layer.text.length }), span);
      }
    }
  }
  return faults;
}

describe("any text", { timeout: 60_000 }, () => {
  test("of any units, also halves of surrogate pairs", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(faultsOf(text)).toEqual([]);
        expect(faultsOf(`[Service]\nExecStart=${text}`)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("made of the tokens of units", () => {
    fc.assert(
      fc.property(unitText, (text) => {
        expect(faultsOf(text)).toEqual([]);
      }),
      // Once found by chance: what joins lines is as long as the backslash that it stands for.
      { numRuns: 5000, examples: [["[Service]\nEnvironment='\\ -c \\\n'"], ["[Service]\nEnvironment=K=\\"]] },
    );
  });

  test("in time that grows with it", () => {
    const started = performance.now();
    for (const piece of ["a \\\n", "# c\n", "K=v\n", "[A]\n", '"a', "\\", "${", "%", "; ", "$K ", "'a' ", "\\x41"]) {
      const text = `[Service]\nExecStart=${piece.repeat(20_000)}`;
      for (const scalar of read(text).trees.flatMap(scalarsOf)) valuesOf(scalar);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe("what is written is read again", { timeout: 60_000 }, () => {
  const unit = fc.constantFrom(
    ...[["a", "é", " ", "\t", "\n", "%", "%h", "$", "$K", "${K}", "'", '"', "\\", ";", "#", "=", "/", "-", ":"]].flat(),
  );
  const next = fc.array(unit, { maxLength: 8 }).map((units) => units.join(""));
  const lines = fc.constantFrom(
    "Environment=K=v L=w",
    "Environment='K=v' L=w",
    'Environment=K="v w" L=1',
    "Environment=K=a'b' L=1",
    "Environment=K= \\\n  L=x",
    "ExecStart=/bin/a b 'c d' \"e\" f'g'",
    "ExecStart=:/bin/a \\\n b # c\n 'c'",
    "ExecStart=/bin/a x ; /bin/b ${K} y",
  );

  test("in its place, and nothing else changes", () => {
    let written = 0;
    const values = (text: string): readonly Value[] => {
      const isExec = text.startsWith("[Service]\nExec");
      return read(text)
        .trees.flatMap(scalarsOf)
        .slice(0, 1)
        .flatMap((scalar) => {
          const source = { layer: scalar.layer, whole: scalar.span };
          if (!isExec) return readUnitAssignments(source).map(({ value }) => value);
          return readExec(source).flatMap(({ args }) => args.map(({ value }) => value));
        });
    };
    fc.assert(
      fc.property(lines, next, (line, text) => {
        const file = `[Service]\n${line}\nType=a\n`;
        const found = values(file);
        for (const [index, value] of found.entries()) {
          const replacement = value.encode(text);
          if (replacement === undefined) continue;
          written++;
          const edited = file.slice(0, value.outer.start) + replacement + file.slice(value.outer.end);
          const again = values(edited);
          expect(again.map(show), edited).toEqual(found.map((each, at) => (at === index ? text : show(each))));
          expect(again[index]?.parts.every((part) => part.kind === "text")).toBe(true);
        }
      }),
      { numRuns: 4000 },
    );
    expect(written).toBeGreaterThan(8000);
  });

  test("in a script, piece by piece", () => {
    const words = fc.constantFrom("'curl X y'", '"curl X y"');
    fc.assert(
      fc.property(words, next, (word, text) => {
        const scriptIn = (file: string): ReturnType<typeof scriptOf> | undefined => {
          const [scalar] = read(file).trees.flatMap(scalarsOf);
          if (!scalar) return undefined;
          const source = { layer: scalar.layer, whole: scalar.span };
          const argument = readExec(source)[0]?.args[1];
          return argument && scriptOf(argument.word, source, "variables");
        };
        const file = `[Service]\nExecStart=/bin/sh -c ${word}\n`;
        const layer = scriptIn(file)?.layer;
        const where = layer?.toHost({ start: 5, end: 6 });
        const replacement = layer?.encode(text);
        if (!where || replacement === undefined) throw new Error("a script in quotes takes any text");
        const edited = file.slice(0, where.start) + replacement + file.slice(where.end);
        expect(scriptIn(edited)?.layer.text).toBe(`curl ${text} y`);
      }),
      { numRuns: 1000 },
    );
  });
});
